"""The picture of an indicator's ages and sexes in one year."""

from collections.abc import Mapping, Sequence

from tvaerblik.catalogue.strata import AGE_BANDS, SEXES
from tvaerblik.core.cells import State
from tvaerblik.presentation.charts import ChartPoint
from tvaerblik.presentation.charts.ages_chart import AgeRow, AgesPicture
from tvaerblik.presentation.numbers import Lang, percent_sign
from tvaerblik.presentation.pages.figures import figure_of
from tvaerblik.presentation.pages.series_chart import ChartTexts, unit_label
from tvaerblik.presentation.pages.source import writing_of
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.release.rows import ReleasableRow

Cells = Mapping[tuple[str | None, str | None], ReleasableRow]


def ages_picture(
    rows: Sequence[ReleasableRow], card: IndicatorCard, texts: ChartTexts, lang: Lang
) -> AgesPicture | None:
    """None where nothing is by both age and sex, or no number of it may be seen: the table says why."""
    nobody = (State.NOT_COLLECTED, State.NOT_DEFINED)
    cells = {(row.age_band, row.sex): row for row in rows if row.state not in nobody}
    bands = [band for band in AGE_BANDS if (band.id, "k") in cells or (band.id, "m") in cells]
    picture = AgesPicture(
        title=texts.title,
        subtitle=texts.subtitle,
        unit_label=unit_label(card, lang),
        rows=tuple(_row(band.id, band.label.in_(lang), cells, card, lang) for band in bands),
        women=SEXES["k"].in_(lang),
        men=SEXES["m"].in_(lang),
        source=texts.source,
        synthetic=texts.synthetic,
        lang=lang,
        tick_suffix=percent_sign(lang) if card.is_share else "",
        bounds=(0, 100) if card.is_share else (0, None),
    )
    return picture if picture.values else None


def _row(band: str, name: str, cells: Cells, card: IndicatorCard, lang: Lang) -> AgeRow:
    women, men = (
        _point(cells.get((band, sex)), f"{name}, {SEXES[sex].in_(lang).lower()}", card, lang)
        for sex in ("k", "m")
    )
    return AgeRow(name, women, men)


def _point(row: ReleasableRow | None, name: str, card: IndicatorCard, lang: Lang) -> ChartPoint:
    if row is None:
        return ChartPoint(name, name, None, state="not_defined")
    figure = figure_of(row, writing_of(card), lang)
    has_number = row.value is not None
    return ChartPoint(
        short=name,
        long=name,
        value=None if row.value is None else writing_of(card).on_axis(row.value),
        text=figure.text if has_number else "",
        state=row.state.value,
        note="; ".join(figure.notes),
    )
