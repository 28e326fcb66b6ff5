"""One request: where it is, what was asked, judged, found and drafted, and its log."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tvaerblik.catalogue.availability import Stretch, UnitData
from tvaerblik.core.texts import Text
from tvaerblik.presentation.numbers import Lang, date_text, period_text
from tvaerblik.presentation.pages.case_texts import TEXTS as OF_CASES
from tvaerblik.presentation.pages.definition_drafts import lines_of, notices_of
from tvaerblik.presentation.pages.request_case_texts import TEXTS
from tvaerblik.presentation.pages.request_facts import (
    DataFacts,
    DraftFacts,
    LogFacts,
    OneRequest,
    SaidFacts,
)
from tvaerblik.presentation.pages.request_texts import TEXTS as OF_FORMS
from tvaerblik.presentation.pages.requests import CHOSEN, Line, line_of
from tvaerblik.presentation.pages.words_of_pages import Words, join_words, words_in

JUDGEMENTS = ("tvaersektoriel", "egnet")


@dataclass(frozen=True, slots=True)
class Step:
    """`state`: past, here or ahead; `said` is it in words, for those who do not see the row."""

    name: str
    state: str
    said: str


@dataclass(frozen=True, slots=True)
class Judged:
    question: str
    answer: str
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class Asked:
    id: int
    text: str
    by: str
    answer: str
    answered_by: str


@dataclass(frozen=True, slots=True)
class UnitLine:
    unit: str
    machine: str
    told: str
    people: str
    people_told: str


@dataclass(frozen=True, slots=True)
class DataPart:
    basis: str
    finding: str
    needs: tuple[str, ...]
    lines: tuple[UnitLine, ...]
    has_machine: bool


@dataclass(frozen=True, slots=True)
class DraftPart:
    version: int
    heading: str
    text: str
    digest: str
    problems: tuple[str, ...]
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LogLine:
    day: str
    who: str
    what: str
    text: str
    internal: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    t: Words
    line: Line
    facts: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    off: str  # where the case has left the row
    answers: tuple[tuple[str, str], ...]
    judged: tuple[Judged, ...]
    is_small: bool  # two people settle it: of data and definition there is nothing to tell
    data: DataPart
    questions: tuple[Asked, ...]
    draft: DraftPart | None
    draft_stands: str  # empty where it cannot be sent for checks
    draft_notices: tuple[str, ...]
    submit: str
    earlier: tuple[DraftPart, ...]
    log: tuple[LogLine, ...]


def build_request(one: OneRequest, lang: Lang) -> CasePage:
    t = words_in(TEXTS, lang)
    line = line_of(one.head, lang)
    drafts = [_draft(draft, one, t, lang) for draft in one.drafts]
    return CasePage(
        t=t,
        line=line,
        facts=tuple(_facts(one, line, t, lang)),
        steps=_steps(one, t, lang),
        off="" if one.head.stage in one.way else t["off_the_way"].format(stage=line.stage),
        answers=tuple(_answers(one.answers, t, lang)),
        judged=tuple(
            _judged(name, one.judgements.get(name), t, lang)
            for name in JUDGEMENTS
            if name in one.judgements or not one.head.short_track
        ),
        is_small=one.head.short_track and not one.drafts and not one.people,
        data=_data(one, t, lang),
        questions=tuple(
            Asked(
                asked.id,
                asked.text,
                _by(asked, t, lang),
                asked.answer.text if asked.answer else "",
                _by(asked.answer, t, lang) if asked.answer else "",
            )
            for asked in one.questions
        ),
        draft=drafts[-1] if drafts else None,
        draft_stands=lines_of((one.signing,), lang)[0].stands if one.signing else "",
        draft_notices=notices_of(one.signing, lang) if one.signing else (),
        submit=t["submit_button"].format(version=drafts[-1].version) if drafts else "",
        earlier=tuple(reversed(drafts[:-1])),
        log=tuple(_line(entry, one, t, lang) for entry in reversed(one.log)),
    )


def _facts(one: OneRequest, line: Line, t: Words, lang: Lang) -> Iterator[tuple[str, str]]:
    head = one.head
    yield t["kind"], line.kind
    yield t["acts"], _role(head.acts, lang)
    yield t["owner"], head.owner or t["owner_none"]
    late = f" – {line.late}" if line.late else ""
    yield t["deadline"], (line.deadline if head.deadline else t["deadline_none"]) + late
    if head.asked_by:
        yield t["asked_by"], head.asked_by
    if one.received_on:
        yield t["received"], date_text(one.received_on, lang)
        yield t["first_answer"], _first_answer(one, t, lang)
    if head.colour:
        yield (
            t["colour"],
            f"{line.colour_word}: {OF_CASES['means_' + head.colour].in_(lang)}",
        )
    if one.journal_number:
        yield t["journal"], one.journal_number


def _role(role: str, lang: Lang) -> str:
    return TEXTS[f"role_{role}"].in_(lang)


def _first_answer(one: OneRequest, t: Words, lang: Lang) -> str:
    if one.answered_on is not None:
        key = {0: "answered_same", 1: "answered_one"}.get(one.answer_days or 0, "answered")
        return t[key].format(day=date_text(one.answered_on, lang), n=one.answer_days)
    if one.answer_due is None:
        return t["answer_none"]
    return t["answer_due"].format(day=date_text(one.answer_due, lang))


def _steps(one: OneRequest, t: Words, lang: Lang) -> tuple[Step, ...]:
    """Outside the row (refused, on hold …) none is the one where it is."""
    here = one.way.index(one.head.stage) if one.head.stage in one.way else -1
    found = []
    for number, stage in enumerate(one.way):
        state = "here" if number == here else "past" if number < here else "ahead"
        found.append(Step(OF_CASES[f"stage_{stage}"].in_(lang), state, t[f"step_{state}"]))
    return tuple(found)


def _answers(answers: Mapping[str, str], t: Words, lang: Lang) -> Iterator[tuple[str, str]]:
    """In the template's order; what was not answered is named in one line."""
    words = words_in(OF_FORMS, lang)
    asked = [key.removeprefix("q_") for key in words if key.startswith("q_")]
    if "mail" in answers:
        asked = ["mail", *(name for name in asked if name in answers and name != "mail")]
    else:
        asked.remove("mail")
    for name in asked:
        said = answers.get(name, "")
        if name in CHOSEN and said in CHOSEN[name]:
            said = words[f"urgency_{said}"]
        if said:
            yield words[f"q_{name}"], said
    left_out = [words[f"q_{name}"] for name in asked if not answers.get(name)]
    if left_out and answers:
        yield t["unanswered"], " ".join(left_out)


def _judged(name: str, said: SaidFacts | None, t: Words, lang: Lang) -> Judged:
    if said is None:
        return Judged(t[f"judge_{name}"], t["not_judged"], "", "")
    answer = t[f"verdict_{said.answer}"]
    return Judged(t[f"judge_{name}"], answer, said.text, _by(said, t, lang))


def _by(said: object, t: Words, lang: Lang) -> str:
    by, on = getattr(said, "by", ""), getattr(said, "on", date.min)
    return t["judged_by"].format(by=by, day=date_text(on, lang, short=True))


# Do the data exist? ------------------------------------------------------------------------------


def _data(one: OneRequest, t: Words, lang: Lang) -> DataPart:
    data = one.data
    of_units = {found.unit.id: found for found in data.units}
    units = [*of_units, *(unit for unit in one.people if unit not in of_units)]
    return DataPart(
        basis=_basis(data, t, lang),
        finding=_finding(one, t),
        needs=tuple(need.in_(lang) for need in data.needs),
        lines=tuple(_unit_line(unit, of_units.get(unit), one, t, lang) for unit in units),
        has_machine=bool(of_units),
    )


def _basis(data: DataFacts, t: Words, lang: Lang) -> str:
    if data.why_not:
        return t[data.why_not]
    day = date_text(data.told_on, lang) if data.told_on else ""
    if data.version is None:
        return t["data_of_indicator"].format(day=day)
    return t["data_of_draft"].format(version=data.version, day=day)


def _finding(one: OneRequest, t: Words) -> str:
    """The machine's sum, and that some say otherwise: a field can be delivered and be empty."""
    if not one.data.units:
        return ""
    answers = [found.answer for found in one.data.units]
    counts = {name: answers.count(name) for name in ("yes", "partly", "no")}
    key = "data_all" if counts["yes"] == len(answers) else "data_sum"
    summed = t[key].format(n=len(answers), **counts)
    saying_no = sum(
        said.answer == "nej" and found.answer != "no"
        for found in one.data.units
        if (said := one.people.get(found.unit.id))
    )
    if not saying_no:
        return summed
    against = "data_denied_one" if saying_no == 1 else "data_denied"
    return f"{summed} {t[against].format(n=saying_no)}"


def _unit_line(
    unit: str, found: UnitData | None, one: OneRequest, t: Words, lang: Lang
) -> UnitLine:
    said = one.people.get(unit)
    told = ""
    if said:
        told = f"{said.text} ({_by(said, t, lang)})" if said.text else _by(said, t, lang)
    return UnitLine(
        unit=one.names[unit].in_(lang) if unit in one.names else unit,
        machine=t[f"machine_{found.answer}"] if found else "",
        told=_told(found, one.data.tables, t, lang) if found else "",
        people=t[f"says_{said.answer}"] if said else t["says_nothing"],
        people_told=told,
    )


def _told(found: UnitData, tables: Mapping[str, Text], t: Words, lang: Lang) -> str:
    """The newest stretch that is there, and the tables that something is missing from."""
    parts = [_stretch(stretch, t, lang) for stretch in found.delivered[-1:]]
    missing = dict.fromkeys(tables[gap.table].in_(lang) for gap in found.missing)
    if missing:
        parts.append(t["machine_missing"].format(tables=join_words(list(missing), lang)))
    return "; ".join(parts)


def _stretch(stretch: Stretch, t: Words, lang: Lang) -> str:
    first, last = (
        period_text(period, lang, short=True) for period in (stretch.first, stretch.last)
    )
    return first if first == last else t["machine_span"].format(first=first, last=last)


# Drafts and the log ------------------------------------------------------------------------------


def _draft(draft: DraftFacts, one: OneRequest, t: Words, lang: Lang) -> DraftPart:
    is_newest = draft is one.drafts[-1]
    words: tuple[tuple[str, str], ...] = ()
    if is_newest and one.words is not None:
        words = (
            (t["draft_numerator"], one.words.numerator.in_(lang)),
            (t["draft_denominator"], one.words.denominator.in_(lang)),
        )
    heading = t["draft_by"].format(
        version=draft.version, by=draft.by, day=date_text(draft.on, lang)
    )
    return DraftPart(
        draft.version,
        heading,
        draft.text,
        draft.digest,
        tuple(problem.in_(lang) for problem in draft.problems),
        words,
    )


def _line(entry: LogFacts, one: OneRequest, t: Words, lang: Lang) -> LogLine:
    what = [OF_CASES[f"entry_{entry.kind}"].in_(lang), *_changed(entry.facts, one, t, lang)]
    text = entry.text
    if entry.body is not None:
        where = entry.body.in_(lang)
        if entry.meeting_on is not None:
            where = t["log_at"].format(body=where, day=date_text(entry.meeting_on, lang))
        text = f"{text} ({where})" if text else where
    return LogLine(
        date_text(entry.on, lang, short=True), entry.by, ": ".join(what), text, entry.internal
    )


def _changed(facts: Mapping[str, object], one: OneRequest, t: Words, lang: Lang) -> Iterator[str]:
    """What a line changed, in a few words; at most one a line."""
    cases, forms = words_in(OF_CASES, lang), words_in(OF_FORMS, lang)
    if "judgement" in facts:
        question, verdict = facts["judgement"], facts["verdict"]
        yield f"{t[f'judge_{question}']} {t[f'verdict_{verdict}']}"
    elif "has_data" in facts:
        unit = str(facts["unit"])
        name = one.names[unit].in_(lang) if unit in one.names else unit
        answer = facts["has_data"]
        yield f"{t['data']} {name}: {t[f'says_{answer}']}"
    elif "kind" in facts:
        kind = forms[f"kind_{facts['kind']}"]
        yield f"{kind}, {t['log_short']}" if facts.get("short_track") else kind
    elif "owner" in facts:
        yield ", ".join(_assigned(facts, t, lang))
    elif "stage" in facts:
        yield cases[f"stage_{facts['stage']}"]
    elif "colour" in facts:
        yield cases[f"colour_{facts['colour']}"]


def _assigned(facts: Mapping[str, object], t: Words, lang: Lang) -> Iterator[str]:
    yield str(facts["owner"]) or t["assign_nobody"]
    if facts.get("deadline"):
        day = date_text(date.fromisoformat(str(facts["deadline"])), lang)
        yield t["log_deadline"].format(day=day)
