"""The sheet every chart is drawn on: titles above, key and source below, the svg around it."""

from collections.abc import Callable, Sequence
from typing import Protocol

from tvaerblik.presentation.charts import svg
from tvaerblik.presentation.charts.text import escape_text, text_width, wrap
from tvaerblik.presentation.numbers import Lang
from tvaerblik.presentation.words import synthetic_text

# A telephone of 320 px shows a drawing 340 wide at 94 %, and 13 is then still more than 12 px
FONT_SIZE = 13
LINE_HEIGHT = 18
PAD = 8
TITLE_SIZE = 17
TITLE_LINE = 23

# A key item: its glyph drawn at a place, the room the glyph takes, and its text
Glyph = Callable[[svg.Place], str]
KeyItem = tuple[Glyph, float, str]


class Titled(Protocol):
    """What any picture says of itself."""

    @property
    def title(self) -> str: ...
    @property
    def subtitle(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def synthetic(self) -> bool: ...
    @property
    def lang(self) -> Lang: ...


def draw_titles(picture: Titled, width: float) -> tuple[list[str], float]:
    """Title, subtitle and the mark of invented figures, and the height at which they end."""
    room = width - 2 * PAD
    y = float(PAD)
    parts = []
    for line in wrap(picture.title, room, TITLE_SIZE, bold=True):
        parts.append(svg.text((PAD, y + TITLE_SIZE), line, "tb-title"))
        y += TITLE_LINE
    for line in wrap(picture.subtitle, room, FONT_SIZE):
        parts.append(svg.text((PAD, y + FONT_SIZE), line, "tb-quiet"))
        y += LINE_HEIGHT
    if picture.synthetic:
        parts.extend(_draw_badge(synthetic_text(picture.lang), y + 4))
        y += LINE_HEIGHT + 4
    return parts, y


def draw_lines(text: str, width: float, y: float, css: str = "tb-quiet") -> tuple[list[str], float]:
    """A text over as many lines as it needs, and the height at which it ends."""
    parts = []
    for line in wrap(text, width - 2 * PAD, FONT_SIZE):
        parts.append(svg.text((PAD, y + FONT_SIZE), line, css))
        y += LINE_HEIGHT
    return parts, y


def draw_foot(
    picture: Titled, items: Sequence[KeyItem], *, width: float, y: float
) -> tuple[list[str], float]:
    """Key and source, and the height of the whole drawing."""
    parts, y = draw_key(items, width, y)
    source, y = draw_lines(picture.source, width, y)
    return [*parts, *source], y + PAD


def draw_key(items: Sequence[KeyItem], width: float, y: float) -> tuple[list[str], float]:
    """Items beside each other as long as they fit, each text wrapped when it is too long alone."""
    parts = []
    x = float(PAD)
    for glyph, indent, words in items:
        lines = wrap(words, width - 2 * PAD - indent, FONT_SIZE)
        taken = indent + max((text_width(line, FONT_SIZE) for line in lines), default=0)
        if x > PAD and x + taken > width - PAD:
            x, y = float(PAD), y + LINE_HEIGHT
        parts.append(glyph((x, y + LINE_HEIGHT / 2)))
        for number, line in enumerate(lines):
            parts.append(
                svg.text((x + indent, y + FONT_SIZE + number * LINE_HEIGHT), line, "tb-key")
            )
        y += LINE_HEIGHT * (len(lines) - 1)
        x = x + taken + 20 if len(lines) == 1 else width
    return parts, y + LINE_HEIGHT + 6 if items else y


def within(middle: float, half: float, width: float) -> float:
    """The nearest middle that keeps a text of this half width on the paper."""
    return min(max(middle, PAD + half), width - PAD - half)


def sign_glyph(sign: str) -> Glyph:
    return lambda place: svg.text((place[0], place[1] + 4.5), sign, "tb-strong")


def line_glyph(css: str) -> Glyph:
    return lambda place: svg.rule(place, (place[0] + 26, place[1]), css)


def frame(
    picture: Titled,
    parts: Sequence[str],
    *,
    description: str,
    css: str,
    prefix: str,
    size: tuple[float, float],
) -> str:
    """One svg element that tells a screen reader its title and what it shows."""
    width, height = size
    title = svg.element("title", escape_text(picture.title), id=f"{prefix}-title")
    told = svg.element("desc", escape_text(description), id=f"{prefix}-desc")
    return svg.element(
        "svg",
        title + told + "".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        css=f"tb-chart {css}",
        viewBox=f"0 0 {svg.coordinate(width)} {svg.coordinate(height)}",
        width=width,
        height=height,
        role="img",
        lang=picture.lang,
        aria_labelledby=f"{prefix}-title {prefix}-desc",
    )


def _draw_badge(label: str, y: float) -> list[str]:
    """A bar and bold words. No box: its width would have to be guessed from the reader's font."""
    bar = svg.element("rect", x=PAD, y=y, width=4, height=LINE_HEIGHT, css="tb-bar")
    return [bar, svg.text((PAD + 12, y + FONT_SIZE + 1), label, "tb-strong")]
