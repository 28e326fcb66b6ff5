"""Cases, their log and the forums, from the database's rows to what pages are built from.

Drafts are their writers' own, and what is marked internal is the secretariat's: neither comes here.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Prefetch, QuerySet

from tvaerblik.governance.cases.history import state_on
from tvaerblik.governance.cases.kinds import SHORT_KINDS, EntryKind
from tvaerblik.governance.cases.models import Case, CaseEntry
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.organisation.models import Body
from tvaerblik.presentation.pages.case_facts import BodyName, CaseFacts, EntryFacts

# As many as stand in one or two lines
DAYS_OFFERED = 10

# What is said of a case beside what a forum has decided
_SAYING = frozenset({EntryKind.NOTE, EntryKind.TRIN, EntryKind.VURDERING})
_BRINGING = frozenset({EntryKind.FARVE, EntryKind.TRIN, EntryKind.OPRETTET})
Names = Mapping[str, BodyName]


def read_cases(day: date) -> tuple[CaseFacts, ...]:
    """The list of a day. What two people settle between them (a text, a target) is no wish on it."""
    names = body_names()
    listed = Case.objects.exclude(kind__in=SHORT_KINDS).prefetch_related(
        Prefetch("log", queryset=_told())
    )
    found = (_on_day(case, day, names) for case in listed)
    return tuple(case for case in found if case is not None)


def read_entries(*, case: str = "", body: str = "") -> tuple[EntryFacts, ...]:
    """In the order in which they counted; of one case, of one forum, or of all."""
    entries = _told().select_related("case").exclude(case__stage=Stage.KLADDE)
    if case:
        entries = entries.filter(case__number=case)
    if body:
        entries = entries.filter(body=body)
    names = body_names()
    return tuple(_entry(entry, names) for entry in entries)


def read_days(today: date) -> tuple[date, ...]:
    """The newest on which a forum met, so that the list it had before it can be found again."""
    told = _told().exclude(kind=EntryKind.AFLYST)
    met = told.filter(meeting_on__lte=today).order_by("-meeting_on")
    return tuple(met.values_list("meeting_on", flat=True).distinct()[:DAYS_OFFERED])


def body_names() -> Names:
    return {body.id: BodyName(body.id, body.name) for body in Body.objects.all()}


def _told() -> QuerySet[CaseEntry]:
    return CaseEntry.objects.filter(internal=False).order_by("on", "id")


def _on_day(case: Case, day: date, names: Names) -> CaseFacts | None:
    log = [entry for entry in case.log.all() if entry.on <= day]
    state = state_on(log, day)
    if state.get("stage", Stage.KLADDE) == Stage.KLADDE:
        return None
    coloured = [entry for entry in log if entry.kind == EntryKind.FARVE][-1:]
    said = [entry for entry in log if _says(entry, day)][-1:]
    met = state.get("meeting_on")
    return CaseFacts(
        number=case.number,
        title=state.get("title", case.title),
        asked_by=case.asked_by,
        indicator=case.indicator,
        stage=state["stage"],
        colour=state.get("colour", ""),
        reason=coloured[0].text if coloured else "",
        coloured_on=coloured[0].on if coloured else None,
        priority=state.get("priority"),
        body=names.get(state.get("deciding_body", "")),
        meeting_on=date.fromisoformat(met) if met else None,
        wording=state.get("wording", ""),
        excepted=bool(state.get("excepted")),
        said=said[0].text if said else "",
        said_on=said[0].on if said else None,
        ahead=_coming(log, day, names),
        serial=case.serial,
    )


def _says(entry: CaseEntry, day: date) -> bool:
    """Of a meeting to come another column tells."""
    is_ahead = entry.meeting_on is not None and entry.meeting_on > day
    return bool(entry.text) and entry.kind in _SAYING and not is_ahead


def _coming(log: Sequence[CaseEntry], day: date, names: Names) -> tuple[BodyName, date] | None:
    """The nearest meeting that was known of on that day and has not been cancelled."""
    ahead: dict[tuple[date, str], bool] = {}
    for entry in log:
        if entry.body_id and entry.meeting_on and entry.meeting_on > day:
            ahead[(entry.meeting_on, entry.body_id)] = entry.kind != EntryKind.AFLYST
    coming = sorted(meeting for meeting, holds in ahead.items() if holds)
    return (names[coming[0][1]], coming[0][0]) if coming else None


def _entry(entry: CaseEntry, names: Names) -> EntryFacts:
    facts = entry.facts
    return EntryFacts(
        case=entry.case.number,
        title=entry.case.title,
        kind=entry.kind,
        on=entry.on,
        text=entry.text,
        body=names.get(entry.body_id or ""),
        meeting_on=entry.meeting_on,
        asked_instead=names.get(facts.get("asked_instead", "")),
        excepted=bool(facts.get("excepted")),
        priority=facts.get("priority"),
        to=_brought(entry),
    )


def _brought(entry: CaseEntry) -> str:
    """The key of the word for the stage or colour that it brought."""
    if entry.kind not in _BRINGING:
        return ""
    told = [name for name in ("colour", "stage") if name in entry.facts]
    return f"{told[0]}_{entry.facts[told[0]]}" if told else ""
