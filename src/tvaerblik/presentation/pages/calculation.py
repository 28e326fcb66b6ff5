"""How an indicator's figures were computed: the statements, their rows, and what was delivered."""

from collections.abc import Iterator
from dataclasses import dataclass

from tvaerblik.presentation.numbers import Lang, date_text, number_text
from tvaerblik.presentation.pages.about import span_text
from tvaerblik.presentation.pages.calculation_texts import TEXTS
from tvaerblik.presentation.pages.words_of_pages import Words, words_in
from tvaerblik.presentation.words import synthetic_text
from tvaerblik.release.cards import DeliveryCard, IndicatorCard
from tvaerblik.release.reader import Release
from tvaerblik.release.steps import StepCard, Steps

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class StepView:
    number: int
    name: str
    makes: str
    rows: str
    label: str
    sql: str


@dataclass(frozen=True, slots=True)
class DeliveryView:
    source: str
    id: str
    published: str
    covers: str
    rows: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Calculation:
    t: Words
    indicator: str
    title: str
    facts: tuple[Fact, ...]
    commands: tuple[Fact, ...]
    steps: tuple[StepView, ...]
    steps_note: str
    deliveries: tuple[DeliveryView, ...]
    deliveries_caption: str
    synthetic: str


def build_calculation(release: Release, indicator: str, unit: str, lang: Lang) -> Calculation:
    """Raises NotKnown for an indicator or a unit that is not there. `unit` is the one of the example."""
    card, t = release.indicator(indicator), words_in(TEXTS, lang)
    found = release.steps(indicator)
    deliveries = deliveries_behind(release, card)
    return Calculation(
        t=t,
        indicator=card.id,
        title=card.title.in_(lang),
        facts=_facts(release, card, t, lang),
        commands=_commands(release, card, release.unit(unit).id, t),
        steps=tuple(_steps(found, t, lang)),
        steps_note=_steps_note(found, t),
        deliveries=tuple(_delivery(one, t, lang) for one in deliveries),
        deliveries_caption=t["deliveries_caption"].format(n=number_text(len(deliveries), lang)),
        synthetic=synthetic_text(lang) if release.is_synthetic(card.id) else "",
    )


def deliveries_behind(release: Release, card: IndicatorCard) -> tuple[DeliveryCard, ...]:
    """Those that were used of the indicator's sources, the newest first."""
    sources = {one.name for one in card.sources}
    own = [one for one in release.deliveries() if one.used and one.source in sources]
    return tuple(sorted(own, key=lambda one: (one.published, one.id), reverse=True))


def _facts(release: Release, card: IndicatorCard, t: Words, lang: Lang) -> tuple[Fact, ...]:
    made = release.manifest.made_at
    day = date_text(made.date(), lang)
    return (
        (t["version"], card.version),
        (t["digest"], card.digest),
        (t["release"], release.id),
        (t["made"], t["made_at"].format(day=day, time=made.strftime("%H:%M"))),
        (t["vintage"], release.manifest.vintage),
    )


def _commands(release: Release, card: IndicatorCard, unit: str, t: Words) -> tuple[Fact, ...]:
    known = release.manifest.made_at.isoformat(timespec="seconds")
    steps = f"tvaerblik compute --explain {card.id} --known-at {known} --json"
    kind = "year" if "year" in card.periods else card.periods[0]
    rows = release.series(card.id, unit, kind)
    if not rows:
        return ((t["again_steps"], steps),)
    value = f"tvaerblik value {card.id} --unit {unit} --period {rows[-1].period} --known-at {known}"
    return ((t["again_steps"], steps), (t["again_value"], value))


def _steps(found: Steps | None, t: Words, lang: Lang) -> Iterator[StepView]:
    if found is None:
        return
    for number, one in enumerate(found.steps, start=1):
        yield StepView(
            number=number,
            name=one.name,
            makes=one.makes.in_(lang),
            rows=_rows(one, found.grid, t, lang),
            label=t["sql_of"].format(n=number, name=one.name),
            sql=one.sql,
        )


def _rows(one: StepCard, grid: int, t: Words, lang: Lang) -> str:
    if one.counted in ("expression", "few"):
        return t["expression" if one.counted == "expression" else "under"].format(n=grid)
    number = number_text(one.rows or 0, lang)
    return t["about"].format(n=number) if one.counted == "rounded" else number


def _steps_note(found: Steps | None, t: Words) -> str:
    if found is None or not found.steps:
        return ""
    return t["exact_note"] if found.grid == 1 else t["rounded_note"].format(n=found.grid)


def _delivery(one: DeliveryCard, t: Words, lang: Lang) -> DeliveryView:
    return DeliveryView(
        source=one.title.in_(lang),
        id=one.id,
        published=date_text(one.published, lang),
        covers=span_text(one.covers, lang),
        rows=t["under"].format(n=5) if one.rows is None else number_text(one.rows, lang),
        sha256=one.sha256,
    )


# As a file --------------------------------------------------------------------------------------


def sql_file(release: Release, indicator: str) -> str:
    """Every statement in order under a comment of what it makes; empty where there are none."""
    card, found = release.indicator(indicator), release.steps(indicator)
    if found is None or not found.steps:
        return ""
    t = words_in(TEXTS, "da")
    head = [
        f"-- {card.title.da}",
        f"-- {card.id} {card.version}, {card.digest}",
        f"-- {release.id}, {release.manifest.vintage}",
        *(f"-- {one.id} {one.sha256}" for one in deliveries_behind(release, card)),
    ]
    parts = [
        f"-- {view.number}. {view.name}: {view.makes} ({t['rows']}: {view.rows})\n{_ended(view.sql)}"
        for view in _steps(found, t, "da")
    ]
    return "\n\n".join(["\n".join(head), *parts]) + "\n"


def _ended(sql: str) -> str:
    return sql if sql.endswith(";") else f"{sql};"
