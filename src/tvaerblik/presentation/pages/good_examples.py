"""The catalogue of good examples, and one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tvaerblik.presentation.numbers import Lang, date_text
from tvaerblik.presentation.pages.good_examples_texts import PROFESSIONS, SECTORS, TEXTS
from tvaerblik.presentation.pages.names import THEMES, name_in
from tvaerblik.presentation.pages.places import Choice, alphabetical
from tvaerblik.presentation.pages.words_of_pages import Words, join_words, words_in

Named = tuple[str, str]  # id and name


@dataclass(frozen=True, slots=True)
class ExampleFacts:
    """A version as it is read. `is_public`: whether the public reads this one; what is empty is not said.
    `contact` is None where no body is named. `to_come`: titles of indicators that have no page yet."""

    id: str
    state: str
    is_public: bool
    title: str
    done: str
    sectors: tuple[str, ...]
    professions: tuple[str, ...]
    bodies: tuple[Named, ...]
    involved: str
    time: str
    money: str
    agreement: str
    data: str
    outcome: str
    indicators: tuple[Named, ...]
    to_come: tuple[str, ...]
    theme: str
    unit: Named | None
    contact: Named | None
    since: date | None
    source: str
    invented: bool
    published_on: date | None


@dataclass(frozen=True, slots=True)
class HistoryFacts:
    """`by`: empty for readers who are not told."""

    kind: str
    on: date
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; empty for all."""

    theme: str = ""
    profession: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Chooser:
    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ExampleLine:
    id: str
    title: str
    summary: str
    told: str
    invented: str
    internal: str


@dataclass(frozen=True, slots=True)
class ExamplesPage:
    t: Words
    choosers: tuple[Chooser, ...]
    count: str
    lines: tuple[ExampleLine, ...]


@dataclass(frozen=True, slots=True)
class ExamplePage:
    t: Words
    fact: ExampleFacts
    state: str
    internal: str
    lead: str
    who: tuple[Named, ...]
    possible: tuple[Named, ...]
    known: tuple[Named, ...]
    history: tuple[tuple[str, str, str], ...]


# As much of what was done as stands in two lines of the list
SUMMARY = 180


def build_examples(facts: Sequence[ExampleFacts], wanted: Wanted, lang: Lang) -> ExamplesPage:
    t = words_in(TEXTS, lang)
    found = [one for one in facts if _fits(one, wanted)]
    count = t["shown_one"] if len(found) == 1 else t["shown"].format(count=len(found))
    if not found:
        count = t["none_chosen" if facts else "none"]
    return ExamplesPage(
        t=t,
        choosers=_choosers(facts, wanted, t, lang),
        count=count,
        lines=tuple(_line(one, t, lang) for one in found),
    )


def _fits(one: ExampleFacts, wanted: Wanted) -> bool:
    unit = one.unit[0] if one.unit else ""
    return (
        wanted.theme in ("", one.theme)
        and wanted.unit in ("", unit)
        and (not wanted.profession or wanted.profession in one.professions)
    )


def _choosers(
    facts: Sequence[ExampleFacts], wanted: Wanted, t: Words, lang: Lang
) -> tuple[Chooser, ...]:
    """Only what some example has; what was asked for stays chosen."""
    themes = {one.theme: name_in(THEMES, one.theme, lang) for one in facts if one.theme}
    professions = {id_: t[f"profession_{id_}"] for one in facts for id_ in one.professions}
    units = dict(one.unit for one in facts if one.unit)
    return (
        _chooser("tema", t["theme"], t["all_themes"], themes, wanted.theme),
        _chooser("fag", t["profession"], t["all_professions"], professions, wanted.profession),
        _chooser("sted", t["unit"], t["all_units"], units, wanted.unit),
    )


def _chooser(name: str, label: str, all_: str, offered: Mapping[str, str], chosen: str) -> Chooser:
    listed = sorted(offered.items(), key=lambda one: alphabetical(one[1]))
    choices = (Choice(id_, text, id_ == chosen) for id_, text in listed)
    return Chooser(name, label, (Choice("", all_, not chosen), *choices))


def _line(one: ExampleFacts, t: Words, lang: Lang) -> ExampleLine:
    text = " ".join(one.done.split())
    since = date_text(one.since, lang) if one.since else ""
    told = (
        name_in(THEMES, one.theme, lang) if one.theme else "",
        one.unit[1] if one.unit else "",
        _listed([t[f"sector_{id_}"] for id_ in one.sectors], lang),
        f"{t['since'].lower()} {since}" if since else "",
    )
    return ExampleLine(
        id=one.id,
        title=one.title,
        summary=text if len(text) <= SUMMARY else f"{text[:SUMMARY].rsplit(' ', 1)[0]} …",
        told=" · ".join(filter(None, told)),
        invented=t["invented"] if one.invented else "",
        internal="" if one.is_public else f"{t[f'state_{one.state}']} – {t['internal'].lower()}",
    )


def build_example(one: ExampleFacts, history: Sequence[HistoryFacts], lang: Lang) -> ExamplePage:
    t = words_in(TEXTS, lang)
    lead = (
        name_in(THEMES, one.theme, lang) if one.theme else "",
        one.unit[1] if one.unit else "",
    )
    return ExamplePage(
        t=t,
        fact=one,
        state=t[f"state_{one.state}"],
        internal="" if one.is_public else t["internal"],
        lead=" · ".join(filter(None, lead)),
        who=_who(one, t, lang),
        possible=tuple(
            (t[name], getattr(one, name) or t["not_said"])
            for name in ("time", "money", "agreement", "data")
        ),
        known=_known(one, t, lang),
        history=tuple(_told(entry, t, lang) for entry in history),
    )


def _who(one: ExampleFacts, t: Words, lang: Lang) -> tuple[Named, ...]:
    sectors = [t[f"sector_{id_}"] for id_ in SECTORS if id_ in one.sectors]
    professions = [t[f"profession_{id_}"] for id_ in PROFESSIONS if id_ in one.professions]
    listed = (
        (t["sectors"], _listed(sectors, lang) or t["not_said"]),
        (t["professions"], _listed(professions, lang) or t["not_said"]),
        (t["bodies"], join_words([name for _, name in one.bodies], lang) or t["not_said"]),
    )
    return (*listed, (t["in_words"], one.involved)) if one.involved else listed


def _listed(names: Sequence[str], lang: Lang) -> str:
    """As a sentence: only the first begins with a capital."""
    rest = [f"{name[:1].lower()}{name[1:]}" for name in names[1:]]
    return join_words([*names[:1], *rest], lang)


def _known(one: ExampleFacts, t: Words, lang: Lang) -> tuple[Named, ...]:
    return (
        (t["since"], date_text(one.since, lang) if one.since else t["not_said"]),
        (t["contact"], one.contact[1] if one.contact else t["not_said"]),
        (t["source"], one.source or t["not_said"]),
        *([(t["published"], date_text(one.published_on, lang))] if one.published_on else []),
    )


def _told(entry: HistoryFacts, t: Words, lang: Lang) -> tuple[str, str, str]:
    what = t[f"kind_{entry.kind}"]
    who = f" {t['by'].format(who=entry.by)}" if entry.by else ""
    return date_text(entry.on, lang), f"{what}{who}", entry.text
