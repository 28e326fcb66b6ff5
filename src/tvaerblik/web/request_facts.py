"""Requests from the database's rows to what their pages are built from, as a reader may see them."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from tvaerblik.catalogue.drafts import DraftRead, read_draft
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.requirements import requirement_words
from tvaerblik.core.errors import DefinitionError
from tvaerblik.core.texts import Text
from tvaerblik.governance.approvals.written import round_of_draft
from tvaerblik.governance.cases.kinds import EntryKind
from tvaerblik.governance.cases.models import Case, CaseEntry
from tvaerblik.governance.cases.stages import ENDED, STAGE_DAYS, STAGE_OWNERS, Stage
from tvaerblik.governance.cases.working_days import working_days_between
from tvaerblik.governance.definitions import catalogue_of_site
from tvaerblik.governance.requests.filtering import (
    Said,
    data_answers_of,
    judgements_of,
    questions_of,
    way_of,
)
from tvaerblik.governance.requests.found_data import find_data
from tvaerblik.governance.requests.measuring import answer_due, measure_first_answers
from tvaerblik.governance.requests.models import DraftDefinition
from tvaerblik.governance.viewing_of_cases import visible_cases, visible_log
from tvaerblik.presentation.pages.definition_drafts import DraftRound
from tvaerblik.presentation.pages.request_facts import (
    DataFacts,
    DraftFacts,
    DraftWords,
    LogFacts,
    MeasuredFacts,
    OneRequest,
    QuestionFacts,
    RequestFacts,
    SaidFacts,
    StageFacts,
)
from tvaerblik.presentation.pages.suggestions import Findable
from tvaerblik.release.reader import Release
from tvaerblik.web.approval_facts import read_draft_round

# How far back the measure of first answers looks
MEASURED_DAYS = 365
# Nobody is at work with these, so they are folded away below the board
AT_REST = ENDED | {Stage.PAA_DASH}
_NO_DATA = DataFacts("data_no_draft", None, None, (), {}, ())


def read_stages() -> tuple[StageFacts, ...]:
    """Those of the board: a draft is on none."""
    return tuple(
        StageFacts(str(stage), str(STAGE_OWNERS[stage]), STAGE_DAYS.get(stage), stage in AT_REST)
        for stage in Stage
        if stage != Stage.KLADDE
    )


def read_requests(
    by: Any, today: date
) -> tuple[tuple[RequestFacts, ...], tuple[RequestFacts, ...]]:
    """The reader's own, and all that are on their way or have ended."""
    found = visible_cases(by).select_related("owner", "requester").prefetch_related("log")
    cases = tuple(found.order_by("-number"))
    mine = tuple(facts_of(case, today) for case in cases if case.requester_id == by.pk)
    sent = tuple(facts_of(case, today) for case in cases if case.stage != Stage.KLADDE)
    return mine, sent


def read_measured(today: date) -> MeasuredFacts:
    """Of all requests: a promise is kept or not, whoever reads of it."""
    since = today - timedelta(days=MEASURED_DAYS)
    found = measure_first_answers(Case.objects.filter(received_on__gte=since), today)
    judged = found.within + found.late
    return MeasuredFacts(
        since, found.within, judged, found.share, found.median_days, found.longest_open
    )


def facts_of(case: Case, today: date) -> RequestFacts:
    late = None
    if case.deadline is not None and case.deadline < today and case.stage not in ENDED:
        late = working_days_between(case.deadline, today)
    return RequestFacts(
        number=case.number,
        title=case.title,
        kind=case.kind,
        short_track=case.short_track,
        colour=case.colour,
        stage=case.stage,
        acts=str(STAGE_OWNERS[Stage(case.stage)]),
        owner=case.owner.username if case.owner else "",
        deadline=case.deadline,
        days_late=late,
        asked_by=case.asked_by or (case.requester.username if case.requester else ""),
        waits=any(asked.answer is None for asked in questions_of(case.log.all())),
    )


def read_one(case: Case, by: Any, today: date) -> OneRequest:
    log = tuple(visible_log(case, by))
    drafts = tuple(case.drafts.all())
    catalogue = _catalogue()
    read = _read(drafts, catalogue)
    answered = timezone.localtime(case.first_answer_at).date() if case.first_answer_at else None
    started = case.received_on or today
    return OneRequest(
        head=facts_of(case, today),
        way=tuple(map(str, way_of(case))),
        received_on=case.received_on,
        answered_on=answered,
        answer_days=working_days_between(started, answered) if answered else None,
        answer_due=answer_due(case),
        journal_number=case.journal_number,
        indicator=case.indicator,
        answers=case.answers,
        judgements={str(name): _said(said) for name, said in judgements_of(log).items()},
        people={unit: _said(said) for unit, said in data_answers_of(log).items()},
        names={unit.id: unit.name for unit in catalogue.units.units.values()} if catalogue else {},
        questions=tuple(
            QuestionFacts(
                one.id, one.text, one.by, one.on, _said(one.answer) if one.answer else None
            )
            for one in questions_of(log)
        ),
        log=tuple(_log(entry) for entry in log if _is_told(entry)),
        drafts=tuple(_draft(draft) for draft in drafts),
        words=_words(read),
        data=_data(case, drafts, read, catalogue),
        signing=_signing(drafts, read),
    )


def findable(by: Any, release: Release | None, lang: str, *, but: str = "") -> tuple[Findable, ...]:
    """Everything that a request could be about already: released indicators, and cases but this."""
    cards = release.indicators() if release else ()
    found = [
        Findable(
            "indikator",
            card.id,
            card.title.in_(lang),
            " ".join(
                (card.short_title.in_(lang), card.purpose.in_(lang), card.numerator.in_(lang))
            ),
            reverse("indikator", kwargs={"indicator": card.id}),
        )
        for card in cards
    ]
    for case in visible_cases(by).exclude(stage=Stage.KLADDE).exclude(number=but):
        words = " ".join(str(text) for text in case.answers.values())
        address = reverse("henvendelse", kwargs={"number": case.number})
        found.append(Findable("sag", case.number, case.title, words, address))
    return tuple(found)


def _catalogue() -> Catalogue | None:
    """None while a file of the definitions folder is wrong: a case is read all the same."""
    try:
        return catalogue_of_site()
    except DefinitionError:
        return None


def _read(drafts: tuple[DraftDefinition, ...], catalogue: Catalogue | None) -> DraftRead | None:
    if not drafts or catalogue is None or not drafts[-1].digest:
        return None
    try:
        return read_draft(drafts[-1].text, catalogue)
    except DefinitionError:  # it could be read once: the folder has changed since
        return None


def _words(read: DraftRead | None) -> DraftWords | None:
    return DraftWords(read.indicator.title, read.numerator, read.denominator) if read else None


def _signing(drafts: tuple[DraftDefinition, ...], read: DraftRead | None) -> DraftRound | None:
    if read is None:
        return None
    approval = round_of_draft(drafts[-1], read.digest)
    return read_draft_round(drafts[-1], read.indicator, approval, Path(settings.DEFINITIONS))


def _data(
    case: Case,
    drafts: tuple[DraftDefinition, ...],
    read: DraftRead | None,
    catalogue: Catalogue | None,
) -> DataFacts:
    if catalogue is None:
        return DataFacts("data_broken", None, None, (), {}, ())
    if read is not None:
        indicator, against, version = read.indicator, read.catalogue, drafts[-1].version
    elif not drafts and case.indicator in catalogue.indicators:
        indicator, against, version = catalogue.get(case.indicator), catalogue, None
    else:
        return _NO_DATA
    answer = find_data(indicator, against, scope=settings.SCOPE)
    needs = tuple(requirement_words(answer.found.requirements))
    if answer.told_at is None:
        return DataFacts("data_not_told", version, None, (), {}, needs)
    return DataFacts(
        why_not="",
        version=version,
        told_on=timezone.localtime(answer.told_at).date(),
        units=answer.found.units,
        tables={
            need.register.table: need.register.title for need in answer.found.requirements.tables
        },
        needs=needs,
    )


def _said(said: Said) -> SaidFacts:
    return SaidFacts(said.answer, said.text, said.by, said.on)


def _is_told(entry: CaseEntry) -> bool:
    """How often a draft was saved before it was sent is no part of the case's story."""
    return not (entry.kind == EntryKind.NOTE and set(entry.facts) == {"title"})


def _log(entry: CaseEntry) -> LogFacts:
    body = entry.body.name if entry.body else None
    facts: Mapping[str, object] = entry.facts
    return LogFacts(
        entry.kind,
        entry.on,
        entry.by,
        entry.text,
        facts,
        body,
        entry.meeting_on,
        entry.internal,
    )


def _draft(draft: DraftDefinition) -> DraftFacts:
    problems: Iterable[Mapping[str, str]] = draft.problems
    return DraftFacts(
        version=draft.version,
        by=draft.by,
        on=timezone.localtime(draft.at).date(),
        text=draft.text,
        digest=draft.digest,
        problems=tuple(Text(one["da"], one["en"]) for one in problems),
    )
