"""The run chart of a series, and the sentences that go with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tvaerblik.catalogue.language import Annotation as Note
from tvaerblik.core.cells import Flag, State
from tvaerblik.presentation.charts import (
    NARROW,
    WIDE,
    Annotation,
    ChartPoint,
    ReferenceLine,
    RunChartPicture,
    Signal,
    run_chart_svg,
)
from tvaerblik.presentation.numbers import Lang, percent_sign, period_text
from tvaerblik.presentation.pages.figures import figure_of
from tvaerblik.presentation.pages.measure_words import step_mark, step_text
from tvaerblik.presentation.pages.source import writing_of
from tvaerblik.presentation.pages.words_of_pages import Words
from tvaerblik.presentation.words import assessment_text, caution_texts, signal_label
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.release.rows import ReleasableRow
from tvaerblik.statistics import Assessment


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
    return RunChartPicture(
        title=texts.title,
        subtitle=texts.subtitle,
        unit_label=unit_label(card, lang),
        points=tuple(_point(row, card, lang) for row in rows),
        centre=_centre(card, record, t, lang),
        target=_target(card, rows, t, lang),
        signal=_signal(rows, record, lang),
        annotations=_annotations(card, rows, lang),
        source=texts.source,
        synthetic=texts.synthetic,
        lang=lang,
        tick_suffix=percent_sign(lang) if card.is_share else "",
        bounds=(0, 100) if card.is_share else (0, None),
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
    text = assessment_text(
        record, lang, value_text=lambda value: writing_of(card).value(value, lang)
    )
    return text, caution_texts(record, lang)


def without_unfinished_end(rows: Sequence[ReleasableRow]) -> list[ReleasableRow]:
    drawn = list(rows)
    while drawn and drawn[-1].state is State.NOT_SETTLED:
        drawn.pop()
    return drawn


def _point(row: ReleasableRow, card: IndicatorCard, lang: Lang) -> ChartPoint:
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
    )


def _point_notes(row: ReleasableRow, notes: tuple[str, ...]) -> tuple[str, ...]:
    """Without the word provisional: the chart says it by itself."""
    said = Flag.PROVISIONAL in row.flags and row.value is not None
    return notes[1:] if said else notes


def _centre(
    card: IndicatorCard, record: Assessment | None, t: Words, lang: Lang
) -> ReferenceLine | None:
    if record is None or record.centre is None:
        return None
    label = t["centre"].format(value=writing_of(card).value(record.centre, lang))
    return ReferenceLine(writing_of(card).on_axis(record.centre), label)


def _target(
    card: IndicatorCard, rows: Sequence[ReleasableRow], t: Words, lang: Lang
) -> ReferenceLine | None:
    if not rows:
        return None
    own = [
        target
        for target in card.targets
        if target.unit == rows[-1].unit and target.from_ <= rows[-1].period_start
    ]
    if not own:
        return None
    newest = max(own, key=lambda target: target.from_)
    label = t["target"].format(value=writing_of(card).value(newest.value, lang))
    return ReferenceLine(writing_of(card).on_axis(newest.value), label)


def _signal(rows: Sequence[ReleasableRow], record: Assessment | None, lang: Lang) -> Signal | None:
    """None when the run lies outside what is drawn: a mark without its points would mislead.
    Few crossings are seen in the whole curve, not in the run that happens to be its last."""
    periods = [row.period for row in rows]
    if record is None or record.state != "shift":
        return None
    if record.since not in periods or record.until not in periods:
        return None
    first, last = periods.index(record.since), periods.index(record.until)
    if record.rule == "few_crossings":
        first = 0
    return Signal(signal_label(record, lang), first, last)


def _notes_of(card: IndicatorCard, rows: Sequence[ReleasableRow]) -> list[Note]:
    """A note about one unit is drawn on that unit's series alone."""
    return [note for note in card.annotations if rows and note.concerns(rows[0].unit)]


def _annotations(
    card: IndicatorCard, rows: Sequence[ReleasableRow], lang: Lang
) -> tuple[Annotation, ...]:
    found = []
    for note in _notes_of(card, rows):
        after = [i for i, row in enumerate(rows) if row.period_end > note.date]
        if after and rows[0].period_start <= note.date:
            found.append(Annotation(after[0], note.text.in_(lang)))
    return tuple(found)
