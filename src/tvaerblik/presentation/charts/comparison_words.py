"""The words on a comparison of units, and what a screen reader hears of it."""

from collections.abc import Callable, Sequence

from tvaerblik.presentation.charts import svg
from tvaerblik.presentation.charts.axes import GAP_SIGNS
from tvaerblik.presentation.charts.comparison_pictures import (
    Aside,
    DotPlotPicture,
    FunnelPicture,
    Standing,
    UnitPoint,
)
from tvaerblik.presentation.charts.sheet import KeyItem, sign_glyph
from tvaerblik.presentation.numbers import Lang
from tvaerblik.presentation.words import state_sentence, synthetic_text

WORDS = {
    "da": {
        "funnel": "Tragtdiagram med {n} enheder",
        "dots": "Punktdiagram med {n} enheder",
        "range": "Fra {low} til {high}",
        "no_values": "Ingen tal at vise",
        "chosen": "Valgt: {name} {text}",
        "above": "Over grænserne (99,8 %)",
        "below": "Under grænserne (99,8 %)",
        "hint": "Uden for 95 %, men inden for 99,8 %",
        "inside": "Inden for grænserne",
        "few": "For få til sammenligning",
        "partial": "Ikke alle har leveret, sammenlignes ikke",
        "provisional": "Foreløbigt tal, sammenlignes ikke",
        "no_size": "Uden tæller eller nævner, ikke i tragten",
        "limit_998": "99,8 %-grænse",
        "limit_95": "95 %-grænse",
        "interval": "95 % sikkerhedsinterval",
    },
    "en": {
        "funnel": "Funnel plot of {n} units",
        "dots": "Dot plot of {n} units",
        "range": "From {low} to {high}",
        "no_values": "No figures to show",
        "chosen": "Chosen: {name} {text}",
        "above": "Above the limits (99.8%)",
        "below": "Below the limits (99.8%)",
        "hint": "Outside 95% but within 99.8%",
        "inside": "Within the limits",
        "few": "Too few to compare",
        "partial": "Not everybody has delivered, not compared",
        "provisional": "Provisional figure, not compared",
        "no_size": "No numerator or denominator, not in the funnel",
        "limit_998": "99.8% limit",
        "limit_95": "95% limit",
        "interval": "95% confidence interval",
    },
}
SHAPES: dict[Standing, Callable[..., str]] = {
    "above": svg.square,
    "below": svg.square,
    "hint": svg.diamond,
    "inside": svg.circle,
    "unknown": svg.circle,
}


def word(key: str, lang: Lang) -> str:
    return WORDS[lang][key]


def describe(picture: FunnelPicture | DotPlotPicture) -> str:
    """Kind, range, reference, the chosen unit, who stands outside and who has no number."""
    words = WORDS[picture.lang]
    kind = "funnel" if isinstance(picture, FunnelPicture) else "dots"
    sentences = [words[kind].format(n=len(picture.units))]
    known = [unit for unit in picture.units if unit.value is not None]
    if known:
        low = min(known, key=lambda unit: unit.value or 0.0)
        high = max(known, key=lambda unit: unit.value or 0.0)
        # Without their names: who is lowest and who is highest would be a rank
        sentences.append(words["range"].format(low=low.text, high=high.text))
    else:
        sentences.append(words["no_values"])
    if picture.reference:
        sentences.append(picture.reference.label)
    sentences += [
        words["chosen"].format(name=unit.name, text=unit.text) for unit in known if unit.chosen
    ]
    sentences += [f"{told}: {names}" for told, names in outside(picture.units, picture.lang)]
    sentences += [f"{told}: {names}" for _, told, names in aside(picture.units, picture.lang)]
    sentences += [f"{told}: {names}" for _, told, names in missing(picture.units, picture.lang)]
    sentences += [synthetic_text(picture.lang)] if picture.synthetic else []
    return ". ".join(sentences) + "."


def outside(units: Sequence[UnitPoint], lang: Lang) -> list[tuple[str, str]]:
    """Who lies outside the limits, by side; never who lies within in an order of values."""
    sides: tuple[Standing, ...] = ("above", "below", "hint")
    named = [
        (WORDS[lang][side], [unit.name for unit in units if unit.standing == side])
        for side in sides
    ]
    return [(told, ", ".join(names)) for told, names in named if names]


def aside(units: Sequence[UnitPoint], lang: Lang) -> list[tuple[Aside, str, str]]:
    """Reason, its words and names of the units with a number that are not compared."""
    reasons: tuple[Aside, ...] = ("few", "partial", "provisional", "no_size")
    named = [
        (reason, WORDS[lang][reason], [unit.name for unit in units if unit.aside == reason])
        for reason in reasons
    ]
    return [(reason, told, ", ".join(names)) for reason, told, names in named if names]


def aside_items(units: Sequence[UnitPoint], lang: Lang) -> list[KeyItem]:
    return [
        (_no_glyph if reason == "no_size" else _hollow_glyph, 18.0, f"{told}: {names}")
        for reason, told, names in aside(units, lang)
    ]


def _hollow_glyph(place: svg.Place) -> str:
    return svg.circle((place[0] + 6, place[1]), 3.6, "tb-point tb-aside")


def _no_glyph(place: svg.Place) -> str:
    return ""


def missing(units: Sequence[UnitPoint], lang: Lang) -> list[tuple[str, str, str]]:
    """Sign, reason and names of the units without a number."""
    found = []
    for state, sign in GAP_SIGNS.items():
        names = [unit.name for unit in units if unit.value is None and unit.state == state]
        if names:
            found.append((sign, state_sentence(state, lang), ", ".join(names)))
    return found


def missing_items(units: Sequence[UnitPoint], lang: Lang) -> list[KeyItem]:
    return [
        (sign_glyph(sign), 18.0, f"{told}: {names}") for sign, told, names in missing(units, lang)
    ]


def unit_title(unit: UnitPoint, lang: Lang) -> str:
    told = f"{unit.name}: {unit.text}"
    notes = [WORDS[lang][unit.standing]] if unit.standing in ("above", "below", "hint") else []
    notes += [WORDS[lang]["few"]] if unit.aside == "few" else []
    notes += [unit.size_text] if unit.size_text else []
    notes += [unit.note] if unit.note else []
    return f"{told} ({'; '.join(notes)})" if notes else told


def unit_css(unit: UnitPoint) -> str:
    if unit.aside:
        return "tb-point tb-aside tb-aside-chosen" if unit.chosen else "tb-point tb-aside"
    if unit.chosen:
        return "tb-point tb-chosen"
    return "tb-point tb-outside" if unit.standing in ("above", "below") else "tb-point tb-other"


def draw_unit(unit: UnitPoint, place: svg.Place, lang: Lang) -> str:
    """Its standing by shape, the chosen one larger; hollow where it is not compared."""
    radius = 5.2 if unit.chosen else 4.0
    shape = SHAPES[unit.standing]
    # A diamond holds half of what a square of the same reach holds, and would look smaller
    radius *= 1.35 if shape is svg.diamond else 1
    return shape(place, radius, unit_css(unit), title=unit_title(unit, lang))
