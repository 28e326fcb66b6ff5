"""The run chart of a series, and the sentences that go with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tvaerblik.catalogue.language import Annotation as Note
from tvaerblik.catalogue.language import Phase
from tvaerblik.core.cells import Flag, State
from tvaerblik.presentation.charts import (
    NARROW,
    WIDE,
    Annotation,
    ChartPoint,
    PointLevel,
    ReferenceLine,
    RunChartPicture,
    Signal,
    run_chart_svg,
)
from tvaerblik.presentation.numbers import Lang, date_text, percent_sign, period_text
from tvaerblik.presentation.pages.figures import figure_of
from tvaerblik.presentation.pages.measure_words import step_mark, step_text
from tvaerblik.presentation.pages.source import writing_of
from tvaerblik.presentation.pages.words_of_pages import Words
from tvaerblik.presentation.words import assessment_text, caution_texts, signal_label
from tvaerblik.release.assessments import (
    STANDARD_DAYS,
    assessed_part,
    phases_in,
    series_of,
    target_of,
)
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.release.rows import ReleasableRow
from tvaerblik.statistics import Assessment, DrawnPoint, chart_of


@dataclass(frozen=True, slots=True)
class ChartTexts:
    """What stands around the curve: its subject, how it is counted, where it comes from."""

    title: str
    subtitle: str
    source: str
    synthetic: bool


@dataclass(frozen=True, slots=True)
class ChartPair:
    """The same picture for a page and for a telephone; the page shows one of them."""

    wide: str
    narrow: str


def picture_of(
    rows: Sequence[ReleasableRow],
    card: IndicatorCard,
    record: Assessment | None,
    texts: ChartTexts,
    *,
    t: Words,
    lang: Lang,
) -> RunChartPicture:
    drawn = _drawn(rows, card, record)
    return RunChartPicture(
        title=texts.title,
        subtitle=texts.subtitle,
        unit_label=unit_label(card, lang),
        points=tuple(point_of(row, card, lang, drawn.get(row.period)) for row in rows),
        centre=_centre(rows, drawn, card, record, t, lang),
        target=_target(card, rows, t, lang),
        signal=_signal(rows, record, lang),
        annotations=_annotations(card, rows, t, lang),
        source=texts.source,
        synthetic=texts.synthetic,
        lang=lang,
        tick_suffix=percent_sign(lang) if card.is_share else "",
        bounds=(0, 100) if card.is_share else (0, None),
        levels=_levels(rows, drawn, card),
        limits=_limits(rows, drawn, card, record, t, lang),
    )


def profile_picture(
    picture: RunChartPicture, rows: Sequence[ReleasableRow], event: str
) -> RunChartPicture:
    """The picture of a profile's weeks: named by their distance from the event, which is marked."""
    points = tuple(
        replace(
            point,
            short=step_mark(row.step or 0),
            long=step_text(row.step or 0, picture.lang),
        )
        for point, row in zip(picture.points, rows, strict=True)
    )
    marks = tuple(Annotation(place, event) for place, row in enumerate(rows) if row.step == 0)
    return replace(picture, points=points, annotations=marks, is_series=False)


def _drawn(
    rows: Sequence[ReleasableRow], card: IndicatorCard, record: Assessment | None
) -> dict[str, DrawnPoint]:
    """Centre and limits by period, of what the assessment was made of and from the same reading."""
    used = assessed_part(rows, card)
    if record is None or not used:
        return {}
    return {point.label: point for point in chart_of(series_of(used, card)).points}


def _levels(
    rows: Sequence[ReleasableRow], drawn: Mapping[str, DrawnPoint], card: IndicatorCard
) -> tuple[PointLevel | None, ...]:
    if not drawn:
        return ()
    return tuple(_level(drawn.get(row.period), card) for row in rows)


def _level(point: DrawnPoint | None, card: IndicatorCard) -> PointLevel | None:
    if point is None or point.centre is None:
        return None
    on_axis = writing_of(card).on_axis
    lower, upper = _limits_that_can_be_passed(point, card)
    return PointLevel(
        on_axis(point.centre),
        None if lower is None else on_axis(lower),
        None if upper is None else on_axis(upper),
        point.phase,
    )


def _limits_that_can_be_passed(
    point: DrawnPoint, card: IndicatorCard
) -> tuple[float | None, float | None]:
    """Without one at the end of what the figure can be: nothing lies beyond it, so it is no limit."""
    lower = None if point.lower is None or point.lower <= 0 else point.lower
    at_end = point.upper is None or (card.is_share and point.upper >= 1)
    return lower, None if at_end else point.upper


def _limits(
    rows: Sequence[ReleasableRow],
    drawn: Mapping[str, DrawnPoint],
    card: IndicatorCard,
    record: Assessment | None,
    t: Words,
    lang: Lang,
) -> tuple[ReferenceLine, ...]:
    """The newest limits, named where they end, and called provisional where few points make them."""
    writing = writing_of(card)
    found: dict[str, ReferenceLine] = {}
    trial = "_trial" if record is not None and record.limits == "trial" else ""
    for row in reversed(rows):
        if row.period not in drawn:
            continue
        pair = _limits_that_can_be_passed(drawn[row.period], card)
        for key, value in zip(("lower_limit", "upper_limit"), pair, strict=True):
            if value is not None and key not in found:
                label = t[f"{key}{trial}"].format(value=writing.value(value, lang))
                found[key] = ReferenceLine(writing.on_axis(value), label)
    return tuple(found[key] for key in ("lower_limit", "upper_limit") if key in found)


def draw_pair(picture: RunChartPicture) -> ChartPair:
    return ChartPair(
        run_chart_svg(picture, prefix="wide", width=WIDE),
        run_chart_svg(picture, prefix="narrow", width=NARROW),
    )


def unit_label(card: IndicatorCard, lang: Lang) -> str:
    unit = card.unit_text.in_(lang)
    if card.is_share:
        return f"{'Procent' if lang == 'da' else 'Per cent'} {unit}"
    return unit[0].upper() + unit[1:]


def sentences_of(
    record: Assessment | None, card: IndicatorCard, lang: Lang
) -> tuple[str, tuple[str, ...]]:
    """The finding and its cautions; an empty finding when there is no assessment."""
    if record is None:
        return "", ()
    writing = writing_of(card)

    def finer(value: float, more: int) -> str:
        return replace(writing, decimals=writing.decimals + more).value(value, lang)

    text = assessment_text(
        record, lang, value_text=lambda value: writing.value(value, lang), finer_text=finer
    )
    return text, caution_texts(record, lang)


def without_unfinished_end(rows: Sequence[ReleasableRow]) -> list[ReleasableRow]:
    drawn = list(rows)
    while drawn and drawn[-1].state is State.NOT_SETTLED:
        drawn.pop()
    return drawn


def point_of(
    row: ReleasableRow, card: IndicatorCard, lang: Lang, drawn: DrawnPoint | None = None
) -> ChartPoint:
    figure = figure_of(row, writing_of(card), lang)
    has_number = row.value is not None
    return ChartPoint(
        short=period_text(row.period, lang, short=True),
        long=period_text(row.period, lang),
        value=writing_of(card).on_axis(row.value) if row.value is not None else None,
        text=figure.text if has_number else "",
        state=row.state.value,
        provisional=has_number and Flag.PROVISIONAL in row.flags,
        note="; ".join(_point_notes(row, figure.notes)),
        outside=has_number and drawn is not None and drawn.outside,
    )


def _point_notes(row: ReleasableRow, notes: tuple[str, ...]) -> tuple[str, ...]:
    """Without the word provisional: the chart says it by itself."""
    said = Flag.PROVISIONAL in row.flags and row.value is not None
    return notes[1:] if said else notes


def _centre(
    rows: Sequence[ReleasableRow],
    drawn: Mapping[str, DrawnPoint],
    card: IndicatorCard,
    record: Assessment | None,
    t: Words,
    lang: Lang,
) -> ReferenceLine | None:
    """None too where the points are too few: their middle would pass for a level."""
    if record is None or record.centre is None:
        return None
    if all(point.centre is None for point in drawn.values()):
        return None
    key = "centre_by_days" if card.chart.by_length else "centre"
    days = STANDARD_DAYS[rows[0].period_kind]
    label = t[key].format(value=writing_of(card).value(record.centre, lang), days=days)
    # Where the line ends, which of months by length is a little beside the level itself
    ends = [drawn[row.period].centre for row in rows if row.period in drawn]
    newest = next((end for end in reversed(ends) if end is not None), record.centre)
    return ReferenceLine(writing_of(card).on_axis(newest), label)


def _target(
    card: IndicatorCard, rows: Sequence[ReleasableRow], t: Words, lang: Lang
) -> ReferenceLine | None:
    if not rows:
        return None
    value = target_of(card.targets, rows[-1].unit, rows[-1].period_start)
    if value is None:
        return None
    label = t["target"].format(value=writing_of(card).value(value, lang))
    return ReferenceLine(writing_of(card).on_axis(value), label)


def _signal(rows: Sequence[ReleasableRow], record: Assessment | None, lang: Lang) -> Signal | None:
    """None when the run lies outside what is drawn: a mark without its points would mislead.
    Few crossings are seen in the whole curve of the phase, not in the run that happens to be its last."""
    periods = [row.period for row in rows]
    if record is None or record.state != "shift":
        return None
    if record.since not in periods or record.until not in periods:
        return None
    first, last = periods.index(record.since), periods.index(record.until)
    if record.rule == "few_crossings":
        first = periods.index(record.phase_since) if record.phase_since in periods else 0
    return Signal(signal_label(record, lang), first, last)


def _notes_of(card: IndicatorCard, rows: Sequence[ReleasableRow]) -> list[Note]:
    """A note about one unit is drawn on that unit's series alone."""
    return [note for note in card.annotations if rows and note.concerns(rows[0].unit)]


def _annotations(
    card: IndicatorCard, rows: Sequence[ReleasableRow], t: Words, lang: Lang
) -> tuple[Annotation, ...]:
    """Notes in time and new phases, in front of the period they fall in. The phase that the first period
    is in already needs no rule of its own there."""
    found = []
    for note in _notes_of(card, rows):
        after = [i for i, row in enumerate(rows) if row.period_end > note.date]
        if after and rows[0].period_start <= note.date:
            found.append(Annotation(after[0], note.text.in_(lang)))
    found += [
        Annotation(place, _phase_text(phase, t, lang))
        for place, phase in phases_in(rows, card)
        if phase.from_ >= rows[0].period_start
    ]
    return tuple(sorted(found, key=lambda one: one.before))


def _phase_text(phase: Phase, t: Words, lang: Lang) -> str:
    return t["phase"].format(
        reason=phase.reason.in_(lang).rstrip("."), by=phase.by, day=date_text(phase.on, lang)
    )
