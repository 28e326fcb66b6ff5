"""Draws ages and sexes: a line for each age band, with a dot for women and a diamond for men."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tvaerblik.presentation.charts import svg
from tvaerblik.presentation.charts.axes import GAP_SIGNS
from tvaerblik.presentation.charts.pictures import ChartPoint
from tvaerblik.presentation.charts.plot import FINEST_DECIMAL
from tvaerblik.presentation.charts.run_chart import NARROW, PREFIX
from tvaerblik.presentation.charts.scale import Scale, nice_ticks
from tvaerblik.presentation.charts.sheet import (
    FONT_SIZE,
    LINE_HEIGHT,
    PAD,
    KeyItem,
    draw_foot,
    draw_lines,
    draw_titles,
    frame,
    sign_glyph,
)
from tvaerblik.presentation.charts.text import text_width
from tvaerblik.presentation.charts.ticks_across import TicksAcross, draw_ticks
from tvaerblik.presentation.numbers import Lang
from tvaerblik.presentation.words import state_sentence, synthetic_text

ROW = 24
# Levels on the axis: few, for the paper is narrow and their labels must not meet
LEVELS = 4

WORDS = {
    "da": {"chart": "{n} aldersgrupper, kvinder og mænd", "nothing": "Ingen tal at vise"},
    "en": {"chart": "{n} age bands, women and men", "nothing": "No figures to show"},
}


@dataclass(frozen=True, slots=True)
class AgeRow:
    """One age band. `long` of a point names age and sex."""

    name: str
    women: ChartPoint
    men: ChartPoint

    @property
    def points(self) -> tuple[ChartPoint, ChartPoint]:
        return self.women, self.men


@dataclass(frozen=True, slots=True)
class AgesPicture:
    """Values in the unit shown, as in a RunChartPicture. `women` and `men` are the words for them."""

    title: str
    unit_label: str
    rows: tuple[AgeRow, ...]
    women: str
    men: str
    subtitle: str = ""
    source: str = ""
    synthetic: bool = False
    lang: Lang = "da"
    tick_suffix: str = ""
    bounds: tuple[float | None, float | None] = (0, None)

    @property
    def values(self) -> tuple[float, ...]:
        return tuple(
            round(point.value, FINEST_DECIMAL)
            for row in self.rows
            for point in row.points
            if point.value is not None
        )


@dataclass(frozen=True, slots=True)
class _Field:
    left: float
    right: float
    top: float
    bottom: float
    ticks: tuple[Decimal, ...]
    across: Scale


def ages_chart_svg(picture: AgesPicture, *, prefix: str = "ages", width: float = NARROW) -> str:
    """One svg element, without style attributes: its looks are in charts.css."""
    if not PREFIX.fullmatch(prefix):
        raise ValueError(f"an id must begin with a letter and hold no spaces: {prefix!r}")
    titles, y = draw_titles(picture, width)
    label, top = draw_lines(picture.unit_label, width, y + 6)
    field = _plan(picture, width=width, top=top + 6)
    foot, height = draw_foot(
        picture, _key_items(picture), width=width, y=field.bottom + LINE_HEIGHT + 10
    )
    parts = [
        *titles,
        *label,
        *_draw_grid(picture, field, width),
        *(part for n, row in enumerate(picture.rows) for part in _draw_row(row, n, field)),
        *_draw_emptiness(picture, field),
        *foot,
    ]
    return frame(
        picture,
        parts,
        description=_description(picture),
        css="tb-ages",
        prefix=prefix,
        size=(width, height),
    )


def _plan(picture: AgesPicture, *, width: float, top: float) -> _Field:
    left = PAD + max((text_width(row.name, FONT_SIZE) for row in picture.rows), default=0) + 12
    right = width - PAD - 14
    # An amount is seen by its distance from nothing
    ticks = nice_ticks((0.0, *picture.values), steps=LEVELS, bounds=picture.bounds)
    bottom = top + ROW * len(picture.rows)
    across = Scale(float(ticks[0]), float(ticks[-1]), left, right)
    return _Field(left, right, top, bottom, ticks, across)


def _draw_grid(picture: AgesPicture, field: _Field, width: float) -> Iterator[str]:
    axis = TicksAcross(
        field.ticks,
        field.across,
        field.top,
        field.bottom,
        labels_at=field.bottom + LINE_HEIGHT - 2 if picture.values else None,
        lang=picture.lang,
        suffix=picture.tick_suffix,
    )
    return draw_ticks(axis, width, first="tb-axis")


def _draw_row(row: AgeRow, number: int, field: _Field) -> Iterator[str]:
    y = field.top + ROW * (number + 0.5)
    yield svg.text((PAD, y + 4.5), row.name, "tb-key")
    known = [field.across(point.value) for point in row.points if point.value is not None]
    if len(known) == 2:
        yield svg.rule((known[0], y), (known[1], y), "tb-interval")
    missing = [point for point in row.points if point.value is None]
    if missing:
        yield svg.text((field.left + 5, y + 4.5), GAP_SIGNS[missing[0].state], "tb-strong")
    if row.men.value is not None:
        place = (field.across(row.men.value), y)
        yield svg.diamond(place, 5, "tb-point tb-mark", title=_said(row.men))
    if row.women.value is not None:
        place = (field.across(row.women.value), y)
        yield svg.circle(place, 4.4, "tb-point", title=_said(row.women))


def _said(point: ChartPoint) -> str:
    return f"{point.long}: {point.text}" + (f" ({point.note})" if point.note else "")


def _draw_emptiness(picture: AgesPicture, field: _Field) -> list[str]:
    if picture.values:
        return []
    middle = ((field.left + field.right) / 2, (field.top + field.bottom) / 2 + 5)
    return [svg.text(middle, WORDS[picture.lang]["nothing"], "tb-quiet", anchor="middle")]


def _key_items(picture: AgesPicture) -> list[KeyItem]:
    states = {point.state for row in picture.rows for point in row.points if point.value is None}
    return [
        (lambda at: svg.circle((at[0] + 6, at[1]), 4.4, "tb-point"), 18.0, picture.women),
        (lambda at: svg.diamond((at[0] + 6, at[1]), 5, "tb-mark"), 18.0, picture.men),
        *(
            (sign_glyph(sign), 18.0, state_sentence(state, picture.lang))
            for state, sign in GAP_SIGNS.items()
            if state in states
        ),
    ]


def _description(picture: AgesPicture) -> str:
    sentences = [WORDS[picture.lang]["chart"].format(n=len(picture.rows))]
    sentences += _told(picture.rows) or [WORDS[picture.lang]["nothing"]]
    sentences += [synthetic_text(picture.lang)] if picture.synthetic else []
    return ". ".join(sentences) + "."


def _told(rows: Sequence[AgeRow]) -> list[str]:
    points = [point for row in rows for point in row.points if point.value is not None]
    return [f"{point.long}: {point.text}" for point in points]
