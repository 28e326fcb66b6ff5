"""A hearing as its page takes it, with what this reader may do."""

from datetime import date

from django.utils import timezone

from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.hearings.models import Answer, Hearing, Seat
from tvaerblik.governance.permissions_of_hearings import (
    user_may_answer_hearing,
    user_may_close_hearing,
)
from tvaerblik.governance.policies_of_hearings import can_be_answered, can_be_closed
from tvaerblik.presentation.pages.hearings import AnswerFact, HearingFact, SeatFact


def facts_of(hearing: Hearing, reader: User, today: date, lang: str) -> HearingFact:
    open_ = can_be_answered(hearing, today)
    seats = hearing.seats.select_related("member", "body").prefetch_related(
        "answers__by", "stand_ins"
    )
    told = tuple(_seat(seat, reader, lang, is_open=open_) for seat in seats)
    silent = sum(not seat.answers for seat in told)
    closed = hearing.closed_at
    return HearingFact(
        id=hearing.pk,
        title=hearing.title,
        question=hearing.question,
        case=hearing.case.number if hearing.case else "",
        owner=hearing.owner.username,
        deadline=hearing.deadline,
        summary=hearing.summary,
        closed_on=timezone.localdate(closed) if closed else None,
        closed_by=hearing.closed_by,
        serial=hearing.serial,
        seats=told,
        can_close=user_may_close_hearing(reader, hearing) and can_be_closed(hearing, today, silent),
    )


def _seat(seat: Seat, reader: User, lang: str, *, is_open: bool) -> SeatFact:
    return SeatFact(
        id=seat.pk,
        member=seat.member.username,
        body=seat.body.name.in_(lang) if seat.body else "",
        stand_ins=tuple(one.username for one in seat.stand_ins.all()),
        answers=tuple(_answer(one) for one in seat.answers.all()),
        can_answer=is_open and user_may_answer_hearing(reader, seat),
        is_readers=seat.member_id == reader.pk,
    )


def _answer(one: Answer) -> AnswerFact:
    return AnswerFact(one.by.username, one.position, one.text, timezone.localtime(one.at))
