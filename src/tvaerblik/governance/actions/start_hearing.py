from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.core.errors import BadInput, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actions.notify import notify
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.cases.changing import change, locked
from tvaerblik.governance.cases.kinds import EntryKind
from tvaerblik.governance.days import day_text
from tvaerblik.governance.freetext import check_line, check_reason
from tvaerblik.governance.hearings.asked import AskedSeat, seats_of
from tvaerblik.governance.hearings.models import Hearing, Seat
from tvaerblik.governance.organisation.models import Body
from tvaerblik.governance.permissions_of_hearings import check_may_start_hearing
from tvaerblik.governance.policies_of_hearings import check_can_be_heard, check_deadline


def start_hearing(
    title: str,
    question: str,
    deadline: date,
    *,
    bodies: Iterable[Body] = (),
    people: Iterable[User] = (),
    case_number: str = "",
    owner: User | None = None,
    on: date | None = None,
    by: Any,
) -> Hearing:
    """Asks the members that the bodies have on that day, and people by name. Who is asked, and who can
    stand in, is settled then. Without `owner` it is whoever starts it."""
    check_may_start_hearing(by)
    tidy = check_line(title)
    check_reason(question)
    day = on or timezone.localdate()
    check_deadline(deadline, day)
    seats = seats_of(bodies, people, day)
    if not seats:
        raise BadInput(_nobody_chosen())
    holder = owner or by
    if not isinstance(holder, User):
        raise TypeError("A hearing that no person starts needs an owner")
    with transaction.atomic():
        case = locked(case_number, seen=None) if case_number else None
        check_can_be_heard(case)
        hearing = Hearing.objects.create(
            title=tidy,
            question=question.strip(),
            case=case,
            owner=holder,
            deadline=deadline,
            started_on=day,
        )
        _seat(hearing, seats)
        if case is not None:
            said = f"I høring til {day_text(deadline).da}: {tidy}"
            change(case, EntryKind.NOTE, {}, text=said, on=day, by=by)
        record(actor_of(by), "hearing.start", str(hearing.pk), _detail(hearing, seats))
        _tell(hearing, seats, by)
    return hearing


def _seat(hearing: Hearing, seats: tuple[AskedSeat, ...]) -> None:
    for one in seats:
        seat = Seat.objects.create(hearing=hearing, body=one.body, member=one.member)
        seat.stand_ins.set(one.stand_ins)


def _tell(hearing: Hearing, seats: tuple[AskedSeat, ...], by: Any) -> None:
    """The members. Substitutes find it on their page; a mail to both would be one too many."""
    subject = Text(f"Høring: {hearing.title}", f"Hearing: {hearing.title}")
    day = day_text(hearing.deadline)
    body = Text(f"Svar senest {day.da}.", f"Answer by {day.en}.")
    members = [seat.member for seat in seats]
    notify("hoering", members, subject, body, f"/hoeringer/{hearing.pk}", by=by)


def _detail(hearing: Hearing, seats: tuple[AskedSeat, ...]) -> dict[str, Any]:
    return {
        "title": hearing.title,
        "deadline": str(hearing.deadline),
        "case": hearing.case.number if hearing.case else None,
        "owner": hearing.owner.username,
        "seats": [[seat.body.id if seat.body else "", seat.member.username] for seat in seats],
    }


def _nobody_chosen() -> Problem:
    return Problem(
        "G-HEARING-NOBODY",
        Text("Ingen er valgt til at svare.", "Nobody is chosen to answer."),
        Text("Vælg mindst ét forum eller én person.", "Choose at least one body or person."),
    )
