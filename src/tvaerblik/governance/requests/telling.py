"""What people are told of a case: the one who asked, of each step; the one it is given to."""

from collections.abc import Iterable
from typing import Any

from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actions.notify import notify
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage


def tell_of_stage(case: Case, *, by: Any) -> None:
    """With the reason where there is one to read: on the case's page, not in a mail."""
    stage = Stage(case.stage)
    said = Text(
        f"Den er nu på trinnet »{stage.label}«.", f"It is now at the stage '{stage.label}'."
    )
    _tell(case, [case.requester], said, by=by)


def tell_of_question(case: Case, *, by: Any) -> None:
    said = Text("Der er et spørgsmål til dig.", "There is a question for you.")
    _tell(case, [case.requester], said, by=by)


def tell_of_answer(case: Case, asker: str, *, by: Any) -> None:
    said = Text("Der er svaret på dit spørgsmål.", "Your question has been answered.")
    _tell(case, User.objects.filter(username=asker), said, by=by)


def tell_of_owner(case: Case, *, by: Any) -> None:
    _tell(case, [case.owner], Text("Du er ansvarlig for den.", "You are its owner."), by=by)


def _tell(case: Case, people: Iterable[User | None], said: Text, *, by: Any) -> None:
    subject = Text(
        f"Henvendelse {case.number}: {case.title}", f"Request {case.number}: {case.title}"
    )
    known = [person for person in people if person is not None]
    if known:
        notify("sag", known, subject, said, f"/henvendelser/{case.number}", by=by)
