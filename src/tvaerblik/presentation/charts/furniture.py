"""What stands around the plot: title, finding, key, source and the words for a screen reader."""

from tvaerblik.presentation.charts import svg
from tvaerblik.presentation.charts.axes import GAP_SIGNS, annotation_letters, find_gaps
from tvaerblik.presentation.charts.pictures import ChartPoint, RunChartPicture
from tvaerblik.presentation.charts.plot import ROOMY, Plot, end_texts, last_index
from tvaerblik.presentation.charts.sheet import (
    FONT_SIZE,
    LINE_HEIGHT,
    PAD,
    KeyItem,
    draw_foot,
    draw_lines,
    draw_titles,
    line_glyph,
    sign_glyph,
)
from tvaerblik.presentation.charts.text import wrap
from tvaerblik.presentation.numbers import Lang
from tvaerblik.presentation.words import flag_text, state_sentence, synthetic_text

WORDS = {
    "da": {
        "chart": "Seriediagram med {n} perioder",
        "profile": "Forløb over {n} uger",
        "span": " fra {first} til {last}",
        "latest": "Seneste",
        "range": "Laveste {low}, højeste {high}",
        "no_values": "Ingen tal at vise",
        "outside": "Uden for kontrolgrænserne",
        "outside_points": "Uden for kontrolgrænserne: {points}",
    },
    "en": {
        "chart": "Run chart of {n} periods",
        "profile": "Course over {n} weeks",
        "span": " from {first} to {last}",
        "latest": "Latest",
        "range": "Lowest {low}, highest {high}",
        "no_values": "No figures to show",
        "outside": "Outside the control limits",
        "outside_points": "Outside the control limits: {points}",
    },
}


def draw_header(picture: RunChartPicture, width: float) -> tuple[list[str], float]:
    """The parts, and the height at which the plot may begin."""
    parts, y = draw_titles(picture, width)
    if picture.signal:
        y = _draw_signal(picture, width - 2 * PAD, y + 4, parts)
    labels, y = draw_lines(picture.unit_label, width, y + 6)
    return [*parts, *labels], y + (LINE_HEIGHT + 8 if picture.annotations else 8)


def draw_footer(
    picture: RunChartPicture, plot: Plot, *, width: float, y: float
) -> tuple[list[str], float]:
    """Key and source, and the height of the whole drawing."""
    return draw_foot(picture, _key_items(picture, plot, width), width=width, y=y)


def draw_emptiness(picture: RunChartPicture, plot: Plot) -> list[str]:
    if last_index(picture) is not None:
        return []
    middle = ((plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2 + 5)
    return [svg.text(middle, WORDS[picture.lang]["no_values"], "tb-quiet", anchor="middle")]


def description(picture: RunChartPicture) -> str:
    """What the chart shows, for who hears it: span, range, lines, newest point and finding."""
    words = WORDS[picture.lang]
    points = picture.points
    kind = words["chart" if picture.is_series else "profile"]
    sentences = [kind.format(n=len(points))]
    if points:
        sentences[0] += words["span"].format(first=points[0].long, last=points[-1].long)
    known = [point for point in points if point.value is not None]
    if known:
        low = min(known, key=lambda point: point.value or 0.0)
        high = max(known, key=lambda point: point.value or 0.0)
        sentences.append(
            words["range"].format(low=f"{low.text} ({low.long})", high=f"{high.text} ({high.long})")
        )
        if picture.is_series:
            sentences.append(f"{words['latest']}, {_newest(picture, known[-1])}")
    else:
        sentences.append(words["no_values"])
    lines = (picture.centre, picture.target, *picture.limits)
    sentences.extend(line.label for line in lines if line)
    outside = ", ".join(f"{point.long} ({point.text})" for point in points if point.outside)
    sentences.extend([words["outside_points"].format(points=outside)] if outside else [])
    sentences.extend(f"{points[a.before].long}: {a.text}" for a in picture.annotations)
    sentences.extend([picture.signal.text] if picture.signal else [])
    sentences.extend([synthetic_text(picture.lang)] if picture.synthetic else [])
    return ". ".join(sentences) + "."


def _newest(picture: RunChartPicture, point: ChartPoint) -> str:
    """`september 2026: 47,2 % (foreløbigt tal)`: the hollow dot in words."""
    told = f"{point.long}: {point.text}"
    if not point.provisional:
        return told
    return f"{told} ({flag_text('provisional', picture.lang).lower()})"


def _draw_signal(picture: RunChartPicture, room: float, y: float, parts: list[str]) -> float:
    assert picture.signal is not None
    parts.append(svg.diamond((PAD + 6, y + 9), 5.5, "tb-mark"))
    for line in wrap(picture.signal.text, room - 20, FONT_SIZE, bold=True):
        parts.append(svg.text((PAD + 18, y + FONT_SIZE), line, "tb-strong"))
        y += LINE_HEIGHT
    return y + 2


def _key_items(picture: RunChartPicture, plot: Plot, width: float) -> list[KeyItem]:
    return [
        *_latest_items(picture, width),
        *_line_items(picture, width),
        *_outside_items(picture),
        *_provisional_items(picture),
        *_gap_items(picture),
        *(
            (sign_glyph(letter), 16.0, annotation.text)
            for letter, annotation in annotation_letters(picture.annotations, plot)
        ),
    ]


def _latest_items(picture: RunChartPicture, width: float) -> list[KeyItem]:
    last = last_index(picture) if picture.is_series else None
    labelled = any(css == "tb-latest" for *_, css in end_texts(picture, width))
    if last is None or labelled or not picture.points[last].text:
        return []
    point = picture.points[last]
    css = "tb-point tb-provisional" if point.provisional else "tb-point"
    words = f"{WORDS[picture.lang]['latest']}, {point.long}: {point.text}"
    return [(lambda place: svg.circle((place[0] + 6, place[1]), 3.6, css), 18.0, words)]


def _line_items(picture: RunChartPicture, width: float) -> list[KeyItem]:
    if width >= ROOMY:
        return []
    lines = [
        (picture.centre, centre_css(picture)),
        (picture.target, "tb-target"),
        *((line, "tb-limit") for line in picture.limits),
    ]
    return [(line_glyph(css), 34.0, line.label) for line, css in lines if line]


def outside_text(lang: Lang) -> str:
    return WORDS[lang]["outside"]


def _outside_items(picture: RunChartPicture) -> list[KeyItem]:
    if not any(point.outside for point in picture.points):
        return []

    def glyph(place: svg.Place) -> str:
        return svg.square((place[0] + 6, place[1]), 4.4, "tb-point")

    return [(glyph, 18.0, outside_text(picture.lang))]


def _provisional_items(picture: RunChartPicture) -> list[KeyItem]:
    if not any(point.provisional and point.value is not None for point in picture.points):
        return []

    def hollow(place: svg.Place) -> str:
        return svg.circle((place[0] + 6, place[1]), 3.6, "tb-point tb-provisional")

    return [(hollow, 18.0, flag_text("provisional", picture.lang))]


def _gap_items(picture: RunChartPicture) -> list[KeyItem]:
    present = {gap.state for gap in find_gaps(picture.points)}
    return [
        (sign_glyph(sign), 18.0, state_sentence(state, picture.lang))
        for state, sign in GAP_SIGNS.items()
        if state in present
    ]


def centre_css(picture: RunChartPicture) -> str:
    """Broken when the level has shifted: one centre for two levels is no longer a centre."""
    return "tb-centre tb-shifted" if picture.signal else "tb-centre"
