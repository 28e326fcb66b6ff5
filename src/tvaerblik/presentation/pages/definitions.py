"""The pages *Definitioner*: what is approved and what waits, and one definition with its steps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tvaerblik.catalogue.differences import Difference
from tvaerblik.core.texts import Text
from tvaerblik.presentation.numbers import Lang, date_text
from tvaerblik.presentation.pages.approval import (
    APPROVED,
    APPROVING,
    ApprovalFacts,
    SignedFacts,
    said_of,
    signer,
)
from tvaerblik.presentation.pages.approval_texts import TEXTS
from tvaerblik.presentation.pages.definition_drafts import (
    DraftLine,
    DraftRound,
    lines_of,
    notices_of,
)
from tvaerblik.presentation.pages.names import BODIES, name_in
from tvaerblik.presentation.pages.words_of_pages import Words, join_words, words_in

# What waits comes before what is done, and what is late before all
GROUPS = ("overskredet", "skrevet", "kontrolleret", "ingen", "godkendt")
# As much of a digest as tells two apart by eye
SHORT = 12


@dataclass(frozen=True, slots=True)
class DefinitionFacts:
    """`released`: the digest of the release's definition, None where it shows none. `needed`: of how
    many of `parties` an approver is needed."""

    id: str
    title: Text
    version: str
    digest: str
    released: str | None
    approval: ApprovalFacts
    parties: tuple[str, ...]
    needed: int


@dataclass(frozen=True, slots=True)
class ReminderFacts:
    indicator: str
    title: Text
    role: str
    on: date
    due: date
    is_task: bool = False


@dataclass(frozen=True, slots=True)
class DefinitionLine:
    id: str
    title: str
    version: str
    stands: str
    demo: bool
    takes: str
    review: str
    overdue: bool
    shown: str


@dataclass(frozen=True, slots=True)
class DefinitionGroup:
    id: str
    heading: str
    lines: tuple[DefinitionLine, ...]


@dataclass(frozen=True, slots=True)
class DefinitionsPage:
    t: Words
    groups: tuple[DefinitionGroup, ...]
    demo: str
    drafts: tuple[DraftLine, ...]
    reminders: tuple[str, ...]


def build_definitions(
    facts: Sequence[DefinitionFacts],
    reminders: Sequence[ReminderFacts],
    today: date,
    lang: Lang,
    *,
    drafts: tuple[DraftRound, ...] = (),
) -> DefinitionsPage:
    """`drafts`: those of cases that are on their way into the folder."""
    t = words_in(TEXTS, lang)
    ordered = sorted(facts, key=lambda one: (one.approval.next_review, one.id))
    return DefinitionsPage(
        t=t,
        groups=tuple(
            DefinitionGroup(id_, t[f"group_{id_}"], lines)
            for id_ in GROUPS
            if (lines := _lines(ordered, id_, today, t, lang))
        ),
        demo=t["demo"] if any(one.approval.demo for one in facts) else "",
        drafts=lines_of(drafts, lang),
        reminders=tuple(_reminder(one, t, lang) for one in reminders),
    )


def _lines(
    facts: Sequence[DefinitionFacts], group: str, today: date, t: Words, lang: Lang
) -> tuple[DefinitionLine, ...]:
    return tuple(
        _line(one, today, t, lang) for one in facts if _group_of(one.approval, today) == group
    )


def _group_of(approval: ApprovalFacts, today: date) -> str:
    return "overskredet" if approval.is_overdue(today) else approval.step or "ingen"


def _line(one: DefinitionFacts, today: date, t: Words, lang: Lang) -> DefinitionLine:
    shown = "none" if one.released is None else "same" if one.released == one.digest else "other"
    return DefinitionLine(
        id=one.id,
        title=one.title.in_(lang),
        version=t["version"].format(version=one.version),
        stands=_stands(one.approval, today, t, lang),
        demo=one.approval.demo,
        takes=takes(one.parties, one.needed, t, lang),
        review=date_text(one.approval.next_review, lang, short=True),
        overdue=one.approval.is_overdue(today),
        shown=t[f"shown_{shown}"],
    )


def _stands(approval: ApprovalFacts, today: date, t: Words, lang: Lang) -> str:
    """What its group's heading does not say."""
    begun = not any(one.act == APPROVING for one in approval.signed)
    if f"list_{approval.step}" in t and begun and not approval.is_overdue(today):
        day = date_text(approval.signed[-1].on, lang)
        return t[f"list_{approval.step}"].format(day=day)
    return said_of(approval, t, lang)


def takes(parties: Sequence[str], needed: int, t: Words, lang: Lang) -> str:
    if needed == 1:
        return t["takes_one"]
    names = _bodies(parties, lang)
    if len(names) == needed:
        return t["takes_two"].format(one=names[0], other=names[1])
    return t["takes_more"].format(who=join_words(names, lang))


def _bodies(parties: Sequence[str], lang: Lang) -> list[str]:
    return [name_in(BODIES, party, lang) for party in parties]


def _reminder(one: ReminderFacts, t: Words, lang: Lang) -> str:
    told = t["reminded"].format(
        day=date_text(one.on, lang),
        role=t[f"role_{one.role}"],
        title=one.title.in_(lang),
        due=date_text(one.due, lang),
    )
    return f"{told} {t['reminded_task']}" if one.is_task else told


# One definition ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Before:
    """The version approved last, and the day; for a draft the one that stands in the folder, and no day.
    `differences` is None where it cannot be read any more."""

    version: str
    on: date | None
    differences: tuple[Difference, ...] | None


@dataclass(frozen=True, slots=True)
class WordsFacts:
    """What a definition says, in words."""

    numerator: Text
    denominator: Text
    purpose: Text
    caveats: Text


@dataclass(frozen=True, slots=True)
class StepView:
    """`done`: who took it and when; `waits`: whose turn it is, else why not yet."""

    label: str
    done: str
    waits: str
    is_next: bool


@dataclass(frozen=True, slots=True)
class LogView:
    when: str
    what: str
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class DefinitionPage:
    """`facts`: terms with what is approved. `changes`: clause, what, and whether it moves the number."""

    t: Words
    id: str
    title: str
    version: str
    digest: str
    stands: str
    demo: str
    review: str
    overdue: str
    takes: str
    facts: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    since: str
    changes: tuple[tuple[str, str, str], ...]
    steps: tuple[StepView, ...]
    log: tuple[LogView, ...]


def build_definition(
    one: DefinitionFacts,
    words: WordsFacts,
    before: Before | None,
    log: Sequence[SignedFacts],
    today: date,
    lang: Lang,
    *,
    draft: DraftRound | None = None,
) -> DefinitionPage:
    """`log`: every signature on any round of the indicator, the newest first. `draft`: where it is not
    the folder's definition that is signed."""
    t, approval = words_in(TEXTS, lang), one.approval
    day = date_text(approval.next_review, lang)
    overdue = t["overdue"].format(day=day) if approval.is_overdue(today) else ""
    return DefinitionPage(
        t=t,
        id=one.id,
        title=one.title.in_(lang),
        version=t["version"].format(version=one.version),
        digest=one.digest[:SHORT],
        stands=said_of(approval, t, lang),
        demo=t["demo"] if approval.demo else "",
        review=t["due"].format(day=day),
        overdue=overdue,
        takes=takes(one.parties, one.needed, t, lang),
        facts=(
            (t["numerator"], words.numerator.in_(lang)),
            (t["denominator"], words.denominator.in_(lang)),
            (t["purpose"], words.purpose.in_(lang)),
            (t["caveats"], words.caveats.in_(lang)),
            (t["owner"], join_words(_bodies(one.parties, lang), lang)),
        ),
        notices=notices_of(draft, lang) if draft else (),
        since=_since(before, t, lang, is_draft=draft is not None),
        changes=_changes(before, t, lang),
        steps=(*_steps(one, t, lang), *_filing(draft, t)),
        log=tuple(_log(entry, t, lang) for entry in log),
    )


def _since(before: Before | None, t: Words, lang: Lang, *, is_draft: bool) -> str:
    if before is None:
        return t["no_standing" if is_draft else "no_before"]
    if before.on is None:
        told = t["since_standing"].format(version=before.version)
    else:
        told = t["since"].format(version=before.version, day=date_text(before.on, lang))
    if before.differences is None:
        return f"{told} {t['unreadable']}"
    if not before.differences:
        return f"{told} {t['no_changes']}"
    moved = any(one.moves for one in before.differences)
    only_words = "only_words_drafted" if is_draft else "only_words"
    return told if moved else f"{told} {t[only_words]}"


def _changes(before: Before | None, t: Words, lang: Lang) -> tuple[tuple[str, str, str], ...]:
    found = (before and before.differences) or ()
    return tuple(
        (one.clause.in_(lang), one.what.in_(lang), t["moves" if one.moves else "words_only"])
        for one in found
    )


def _steps(one: DefinitionFacts, t: Words, lang: Lang) -> tuple[StepView, ...]:
    """As many approvals as are needed; the first that nobody has taken is next."""
    signed = list(one.approval.signed)
    wanted = [("skrev", "skrev"), ("kontrollerede", "kontrollerede"), (APPROVING, APPROVING)]
    if one.needed > 1:
        wanted.append((APPROVING, "godkendte_anden"))
    views: list[StepView] = []
    for act, key in wanted:
        taken = next((sign for sign in signed if sign.act == act), None)
        if taken is not None:
            signed.remove(taken)
            done = f"{signer(taken, t, lang)}, {date_text(taken.on, lang)}"
            views.append(StepView(t[f"step_{key}"], done, "", False))
            continue
        is_next = not any(view.is_next for view in views) and one.approval.step != APPROVED
        waits = t[f"waits_{key}"] if is_next else t["later"]
        views.append(StepView(t[f"step_{key}"], "", waits, is_next))
    return tuple(views)


def _filing(draft: DraftRound | None, t: Words) -> Iterator[StepView]:
    """The last step of a draft: no signature, but what they lead to."""
    if draft is not None:
        done = t["file_there"] if draft.is_filed else ""
        yield StepView(t["step_file"], done, t["waits_file"], draft.lacks_file)


def _log(entry: SignedFacts, t: Words, lang: Lang) -> LogView:
    return LogView(
        date_text(entry.on, lang), t[f"act_{entry.act}"], signer(entry, t, lang), entry.text
    )
