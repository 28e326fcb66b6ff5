from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.core.errors import Blocked, NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.cases.changing import change, locked
from tvaerblik.governance.cases.kinds import EntryKind
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.freetext import check_reason
from tvaerblik.governance.permissions_of_requests import (
    check_may_answer_question,
    check_may_ask_requester,
)
from tvaerblik.governance.policies_of_requests import check_is_open
from tvaerblik.governance.requests.filtering import Question, questions_of
from tvaerblik.governance.requests.telling import tell_of_answer, tell_of_question


def ask_requester(number: str, text: str, *, by: Any) -> Case:
    """A question to whoever asked for the figure. The first one is a first answer too."""
    check_may_ask_requester(by)
    check_reason(text)
    with transaction.atomic():
        case = locked(number, seen=None)
        check_is_open(case)
        if case.first_answer_at is None:
            case.first_answer_at = timezone.now()
        change(case, EntryKind.SPOERGSMAAL, {}, text=text.strip(), by=by)
        tell_of_question(case, by=by)
    return case


def answer_question(number: str, question: int, text: str, *, by: Any) -> Case:
    """Of two who answer the same question at once one wins and the other is told."""
    check_reason(text)
    with transaction.atomic():
        case = locked(number, seen=None)
        check_may_answer_question(by, case)
        asked = _unanswered(case, question)
        change(case, EntryKind.SVAR, {"answers": question}, text=text.strip(), by=by)
        tell_of_answer(case, asked.by, by=by)
    return case


def _unanswered(case: Case, question: int) -> Question:
    asked = {one.id: one for one in questions_of(case.log.all())}
    if question not in asked:
        raise NotKnown(
            Problem(
                "G-QUESTION",
                Text("Der er intet sådant spørgsmål.", "There is no such question."),
                Text("Se sagen igen.", "Look at the case again."),
            )
        )
    answer = asked[question].answer
    if answer is not None:
        raise Blocked(
            Problem(
                "G-ANSWERED",
                Text(
                    f"»{answer.by}« har allerede svaret på spørgsmålet. Dit svar er ikke gemt.",
                    f"'{answer.by}' has answered the question already. Your answer is not stored.",
                ),
                Text("Se svaret, og bed om et nyt spørgsmål.", "See the answer; ask for another."),
            )
        )
    return asked[question]
