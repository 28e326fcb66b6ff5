from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.core.errors import Blocked, NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.days import moment_of
from tvaerblik.governance.freetext import check_no_cpr, check_reason
from tvaerblik.governance.hearings.models import Answer, Hearing, Position, Seat
from tvaerblik.governance.permissions_of_hearings import check_may_answer_hearing
from tvaerblik.governance.policies_of_hearings import check_can_be_answered

# Who disagrees, or has remarks, has something to say
WORDS_NEEDED = frozenset({Position.BEMAERKNING, Position.UENIG})


def answer_hearing(
    seat_id: int,
    position: Position,
    text: str = "",
    *,
    seen: int,
    on: date | None = None,
    by: Any,
) -> Answer:
    """A first answer, or another in its place while the hearing runs; the earlier is kept.

    `seen`: how many answers of the seat were seen. A member and a substitute who answer at once are
    two, and the second is told. Raises NotKnown, NotAllowed, BadInput or Blocked."""
    (check_reason if position in WORDS_NEEDED else check_no_cpr)(text)
    with transaction.atomic():
        seat = Seat.objects.select_related("hearing", "member").filter(pk=seat_id).first()
        if seat is None:
            raise NotKnown(_no_such_seat())
        check_may_answer_hearing(by, seat)
        # Locked, so that it is not closed while somebody answers
        hearing = Hearing.objects.select_for_update().get(pk=seat.hearing_id)
        check_can_be_answered(hearing, on or timezone.localdate())
        last = seat.answers.order_by("-number").first()
        number = last.number if last else 0
        if number != seen:
            raise Blocked(_came_between(last))
        answer = Answer.objects.create(
            seat=seat,
            by=by,
            position=position,
            text=text.strip(),
            at=moment_of(on),
            number=number + 1,
        )
        detail = {
            "seat": seat.pk,
            "for": seat.member.username,
            "position": str(position),
            "number": answer.number,
        }
        record(actor_of(by), "hearing.answer", str(seat.hearing_id), detail)
    return answer


def _came_between(last: Answer | None) -> Problem:
    who = last.by.username if last else ""
    return Problem(
        "G-SERIAL",
        Text(
            f"»{who}« har svaret, siden du åbnede siden. Dit svar er ikke gemt.",
            f"'{who}' has answered since you opened the page. Your answer is not stored.",
        ),
        Text(
            "Læs det nye svar, og send dit, hvis det stadig skal gælde.",
            "Read the new answer, and send yours if it is still to count.",
        ),
    )


def _no_such_seat() -> Problem:
    return Problem(
        "G-HEARING",
        Text("Der er ingen sådan plads i en høring.", "There is no such seat in a hearing."),
        Text("Find høringen på Min side.", "Find the hearing on My page."),
    )
