"""What a party says of its figures: yes, a comment, an objection, or that its own data are wrong; and
*tallet ser forkert ud* of one cell, which goes to the analysts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from tvaerblik.core.errors import Blocked, NotAllowed, NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.notify import notify
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.days import period_words
from tvaerblik.governance.figures.kinds import NEEDS_WORDS, AnswerKind, ReportState
from tvaerblik.governance.figures.models import Answer, FigureReport
from tvaerblik.governance.figures.parties import Party, owns_data, parties_of
from tvaerblik.governance.freetext import check_reason, check_words
from tvaerblik.governance.permissions_of_proposals import (
    check_may_answer_figures,
    check_may_answer_reports,
)
from tvaerblik.governance.proposals.kinds import ProposalState
from tvaerblik.governance.proposals.models import Proposal
from tvaerblik.governance.releases.current import get_current_release
from tvaerblik.release.reader import Release


@dataclass(frozen=True, slots=True)
class Cell:
    """`shown`: as it was written where it was seen."""

    indicator: str
    unit: str
    period: str
    shown: str


def answer_figures(
    release: Release,
    party: str,
    indicator: str,
    kind: AnswerKind,
    *,
    text: str = "",
    seen: int,
    by: Any,
) -> Answer:
    """`seen`: the number of the party's answer that stood there; 0 for none. The newest counts, what
    was said before is kept."""
    check_may_answer_figures(by)
    _check_speaks_for(by, party, release)
    if kind in NEEDS_WORDS:
        check_reason(text)
    check_words(text)
    card = release.indicator(indicator)
    if kind == AnswerKind.DATA_FORKERTE and not owns_data(party, card, release):
        raise NotAllowed(_not_the_owner())
    with transaction.atomic():
        _check_is_open(release.id)
        _check_number(release.id, indicator, party, seen)
        answer = _write(release.id, indicator, party, seen + 1, kind, text, by)
    return answer


def confirm_figures(
    release: Release, party: str, indicators: Iterable[str], *, by: Any
) -> tuple[Answer, ...]:
    """All that the party has not answered yet; what it has said stands."""
    check_may_answer_figures(by)
    _check_speaks_for(by, party, release)
    with transaction.atomic():
        _check_is_open(release.id)
        said = Answer.objects.filter(release=release.id, party=party)
        answered = set(said.values_list("indicator", flat=True))
        wanting = [release.indicator(one).id for one in indicators if one not in answered]
        yes = AnswerKind.BEKRAEFTET
        return tuple(_write(release.id, one, party, 1, yes, "", by) for one in wanting)


def report_figure(
    release: Release, party: str, cell: Cell, *, text: str = "", by: Any
) -> FigureReport:
    """One press; words can be added. Doing it again, while it is open, is told and changes nothing."""
    check_may_answer_figures(by)
    _check_speaks_for(by, party, release)
    check_words(text)
    # Raises NotKnown for a cell of nothing
    release.value(cell.indicator, cell.unit, cell.period)
    with transaction.atomic():
        _check_is_open(release.id)
        there = FigureReport.objects.filter(
            release=release.id,
            indicator=cell.indicator,
            unit=cell.unit,
            period=cell.period,
            party=party,
            state=ReportState.AABEN,
        )
        if there.exists():
            raise Blocked(_reported_already())
        report = FigureReport.objects.create(
            release=release.id,
            indicator=cell.indicator,
            unit=cell.unit,
            period=cell.period,
            shown=cell.shown,
            party=party,
            text=text,
            by=actor_of(by).name,
        )
        detail = {"cell": f"{cell.indicator} {cell.unit} {cell.period}", "party": party}
        record(actor_of(by), "figure.report", release.id, {**detail, "text": text})
        _tell_analysts(release, cell, by)
    return report


def answer_report(report_id: int, answer: str, *, seen: int, by: Any) -> FigureReport:
    """What the analyst found; the party reads it beside its figure."""
    check_may_answer_reports(by)
    check_reason(answer)
    with transaction.atomic():
        report = FigureReport.objects.select_for_update().filter(pk=report_id).first()
        if report is None:
            raise NotKnown(_no_report())
        if report.serial != seen or report.state != ReportState.AABEN:
            raise Blocked(_came_between())
        report.state, report.answer = ReportState.BESVARET, answer
        report.answered_by, report.answered_at = actor_of(by).name, timezone.now()
        report.serial += 1
        report.save()
        detail = {"report": report.pk, "answer": answer}
        record(actor_of(by), "figure.answer", report.release, detail)
        _tell_reporter(report, by)
    return report


def _write(
    release: str, indicator: str, party: str, number: int, kind: AnswerKind, text: str, by: Any
) -> Answer:
    try:
        with transaction.atomic():
            answer = Answer.objects.create(
                release=release,
                indicator=indicator,
                party=party,
                number=number,
                kind=kind,
                text=text,
                by=actor_of(by).name,
            )
    except IntegrityError:  # another of the same party was first
        raise Blocked(_came_between()) from None
    detail = {"indicator": indicator, "party": party, "kind": str(kind), "text": text}
    record(actor_of(by), "figure.say", release, detail)
    return answer


def _tell_analysts(release: Release, cell: Cell, by: Any) -> None:
    card, place = release.indicator(cell.indicator), release.unit(cell.unit)
    analysts = [
        user for user in User.objects.filter(is_active=True) if Role.ANALYTIKER in user.roles
    ]
    period = period_words(cell.period)
    subject = Text(
        f"Tallet ser forkert ud: {card.short_title.da}, {place.name.da}, {period.da}",
        f"The figure looks wrong: {card.short_title.en}, {place.name.en}, {period.en}",
    )
    body = Text(
        f"Der stod {cell.shown}. Se det på siden om egne tal, og svar der.",
        f"It said {cell.shown}. See it on the page of own figures, and answer there.",
    )
    notify("figure", analysts, subject, body, "/mine-tal", by=by)


def _tell_reporter(report: FigureReport, by: Any) -> None:
    who = User.objects.filter(username=report.by, is_active=True)
    title, period = _title_of(report), period_words(report.period)
    subject = Text(
        f"Svar på et tal, der så forkert ud: {title.da}, {period.da}",
        f"An answer to a figure that looked wrong: {title.en}, {period.en}",
    )
    body = Text(report.answer, report.answer)
    notify("figure", who, subject, body, f"/mine-tal/ny/{report.release}", by=by)


def _title_of(report: FigureReport) -> Text:
    """Its id while nothing is shown, or where what is shown has no such indicator."""
    shown = get_current_release()
    titles = {card.id: card.short_title for card in shown.indicators()} if shown else {}
    return titles.get(report.indicator, Text(report.indicator, report.indicator))


def _check_speaks_for(by: Any, party: str, release: Release, day: date | None = None) -> None:
    own: tuple[Party, ...] = ()
    if isinstance(by, User):
        own = parties_of(by, release, day or timezone.localdate())
    if party not in {one.id for one in own}:
        raise NotAllowed(
            Problem(
                "G-PARTY",
                Text("Du svarer ikke for denne part.", "You do not answer for this party."),
                Text(
                    "Svar for din egen enhed eller organisation.",
                    "Answer for your own unit or organisation.",
                ),
            )
        )


def _check_is_open(release: str) -> None:
    """Holds a proposal's row, so that an answer comes before the switch or after it. A release that has
    been given up is answered no more; one that is shown is."""
    proposal = Proposal.objects.select_for_update().filter(id=release).first()
    if proposal is not None and proposal.state == ProposalState.OPGIVET:
        raise Blocked(
            Problem(
                "G-GIVEN-UP",
                Text("Udgivelsen er opgivet.", "The release has been given up."),
                Text("Svar på den næste.", "Answer for the next one."),
            )
        )


def _check_number(release: str, indicator: str, party: str, seen: int) -> None:
    of_party = Answer.objects.filter(release=release, indicator=indicator, party=party)
    newest = of_party.order_by("-number").first()
    if seen != (newest.number if newest else 0):
        raise Blocked(_came_between())


def _came_between() -> Problem:
    return Problem(
        "G-SERIAL",
        Text(
            "En anden har svaret, siden du åbnede siden. Dit svar er ikke gemt.",
            "Somebody else has answered since you opened the page. Your answer is not stored.",
        ),
        Text(
            "Se svaret, og svar igen, hvis det er forkert.",
            "See it, and answer anew if it is wrong.",
        ),
    )


def _not_the_owner() -> Problem:
    return Problem(
        "G-OWNS-DATA",
        Text(
            "Kun ejeren af data kan sige, at data er forkerte.",
            "Only the owner of the data can say that the data are wrong.",
        ),
        Text("Gør indsigelse, eller meld tallet.", "Object, or report the figure."),
    )


def _reported_already() -> Problem:
    return Problem(
        "G-REPORTED",
        Text("Tallet er allerede meldt og ikke besvaret endnu.", "The figure is reported already."),
        Text("Vent på analytikerens svar.", "Wait for the analyst's answer."),
    )


def _no_report() -> Problem:
    return Problem(
        "G-REPORT",
        Text("Der er intet sådant meldt tal.", "There is no such reported figure."),
        Text("Se listen over meldte tal.", "See the list of reported figures."),
    )
