"""The page where deliveries are handed in, and its answer: the command line's sentences in one language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tvaerblik.core.errors import Problem
from tvaerblik.core.texts import Text
from tvaerblik.presentation.numbers import Lang, date_text, number_text
from tvaerblik.presentation.pages.data_texts import REASONS
from tvaerblik.presentation.pages.delivery_texts import TEXTS
from tvaerblik.presentation.pages.names import name_in
from tvaerblik.presentation.pages.places import Choice, alphabetical
from tvaerblik.presentation.pages.words_of_pages import Words, words_in

# Rows with one and the same problem are told in a line; more of them than this say nothing new.
ROWS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of what was sent. The sender sees the own numbers exactly."""

    outcome: str  # accepted, held, duplicate, refused, failed
    delivery: str = ""
    published: str = ""
    rows: Mapping[str, int] | None = None
    set_aside: tuple[tuple[str, int], ...] = ()
    remarks: tuple[tuple[str, Text], ...] = ()  # code, text
    problems: tuple[Problem, ...] = ()
    total: int | None = None
    files: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()

    @property
    def is_stored(self) -> bool:
        return self.outcome in ("accepted", "held", "duplicate")


@dataclass(frozen=True, slots=True)
class Limits:
    file_mb: int
    all_mb: int
    files: int


@dataclass(frozen=True, slots=True)
class Wrong:
    code: str
    what: str
    place: str
    remedy: str


@dataclass(frozen=True, slots=True)
class AnswerLines:
    outcome: str
    heading: str
    told: str
    facts: tuple[tuple[str, str], ...]
    wrong: tuple[Wrong, ...]
    more: str
    remarks: tuple[tuple[str, str], ...]
    is_stored: bool
    renamed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeliveryPage:
    """`may_send` is False for those who are only told that they cannot."""

    t: Words
    title: str
    may_send: bool
    for_whom: str
    files_help: str
    sources: tuple[Choice, ...]
    answer: AnswerLines | None


def build_delivery(
    sources: Iterable[tuple[str, Text]],
    *,
    lang: Lang,
    limits: Limits,
    unit: str | None = None,
    chosen: str = "",
    answer: Answer | None = None,
) -> DeliveryPage:
    """`unit`: the name of the only unit the person speaks for."""
    t = words_in(TEXTS, lang)
    lines = _answer(answer, t, lang) if answer else None
    choices = (Choice(name, title.in_(lang), name == chosen) for name, title in sources)
    return DeliveryPage(
        t=t,
        title=f"{lines.heading} – {t['title']}" if lines else t["title"],
        may_send=True,
        for_whom=t["for_all"] if unit is None else t["for_unit"].format(unit=unit or "–"),
        files_help=t["files_help"].format(file=limits.file_mb, all=limits.all_mb, n=limits.files),
        sources=tuple(sorted(choices, key=lambda one: alphabetical(one.label))),
        answer=lines,
    )


def build_forbidden(problems: Sequence[Problem], *, lang: Lang) -> DeliveryPage:
    """For somebody who is logged in and has no role that delivers."""
    t = words_in(TEXTS, lang)
    lines = _answer(Answer("forbidden", problems=tuple(problems)), t, lang)
    return DeliveryPage(t, lines.heading, False, "", "", (), lines)


def _answer(answer: Answer, t: Words, lang: Lang) -> AnswerLines:
    hidden = (answer.total or 0) - len(answer.problems)
    return AnswerLines(
        outcome=answer.outcome,
        heading=t[f"outcome_{answer.outcome}"],
        told=t.get(f"told_{answer.outcome}", ""),
        facts=_facts(answer, t, lang),
        wrong=tuple(_wrong(found, t, lang) for found in _alike(answer.problems)),
        more=t["more"].format(n=number_text(hidden, lang)) if hidden > 0 else "",
        remarks=tuple((code, text.in_(lang)) for code, text in answer.remarks),
        is_stored=answer.is_stored,
        renamed=tuple(t["renamed"].format(sent=sent, name=name) for sent, name in answer.renamed),
    )


def _facts(answer: Answer, t: Words, lang: Lang) -> tuple[tuple[str, str], ...]:
    found = [(t["sent"], ", ".join(answer.files))] if answer.files else []
    if not answer.is_stored:
        return tuple(found)
    day = date_text(date.fromisoformat(answer.published), lang)
    rows = [f"{table}: {number_text(n, lang)}" for table, n in (answer.rows or {}).items()]
    aside = [
        f"{name_in(REASONS, reason, lang)}: {number_text(n, lang)}"
        for reason, n in _summed(answer.set_aside).items()
    ]
    return (
        (t["delivery"], answer.delivery),
        (t["day"], day),
        (t["rows"], ", ".join(rows) or t["none"]),
        (t["set_aside"], ", ".join(aside) or t["none"]),
        *found,
    )


def _summed(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for reason, n in pairs:
        found[reason] = found.get(reason, 0) + n
    return found


def _alike(problems: Iterable[Problem]) -> list[list[Problem]]:
    """Those that differ by their row alone, together, in the order in which they came."""
    groups: dict[Problem, list[Problem]] = {}
    for one in problems:
        groups.setdefault(replace(one, where=replace(one.where, row=None)), []).append(one)
    return list(groups.values())


def _wrong(alike: list[Problem], t: Words, lang: Lang) -> Wrong:
    first = alike[0]
    return Wrong(first.code, first.what.in_(lang), _place(alike, t), first.remedy.in_(lang))


def _place(alike: list[Problem], t: Words) -> str:
    where = alike[0].where
    parts = [
        t[f"place_{name}"].format(**{name: value})
        for name in ("file", "sheet", "column", "path")
        if (value := getattr(where, name)) is not None
    ]
    rows = sorted({one.where.row for one in alike if one.where.row is not None})
    if rows:
        shown = ", ".join(map(str, rows[:ROWS_SHOWN])) + (" …" if len(rows) > ROWS_SHOWN else "")
        parts.append(t["place_row" if len(rows) == 1 else "place_rows"].format(rows=shown))
    return ", ".join(parts)
