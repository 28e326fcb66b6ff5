"""The plain sentences, Danish and English, that stand beside numbers and charts.

Sentences about a series are built from its `Assessment` and nothing else, so that a page, a
report and a mail can never say different things. They tell what was seen, never why, and never
judge by two points.
"""

from collections.abc import Callable
from typing import Literal

from tvaerblik.presentation.numbers import Lang, period_text, share_text
from tvaerblik.statistics import Assessment

ValueText = Callable[[float], str]
CellState = Literal[
    "ok", "zero", "suppressed", "not_delivered", "not_collected", "not_defined", "not_settled"
]
Flag = Literal["provisional", "partial", "break"]

LABELS = {
    "da": {
        "up": "Niveauet er steget",
        "down": "Niveauet er faldet",
        "earlier_up": "Niveauet var højere tidligere",
        "earlier_down": "Niveauet var lavere tidligere",
        "crossings": "Niveauet har flyttet sig",
        "stable": "Ingen tegn på ændring",
        "too_few": "For få punkter",
        "void": "Kan ikke vurderes",
    },
    "en": {
        "up": "The level has risen",
        "down": "The level has fallen",
        "earlier_up": "The level was higher earlier",
        "earlier_down": "The level was lower earlier",
        "crossings": "The level has moved",
        "stable": "No sign of change",
        "too_few": "Too few points",
        "void": "Cannot be assessed",
    },
}

SENTENCES = {
    "da": {
        "ongoing": (
            "{label}: {length} målinger i træk, fra og med {since}, ligger {side} midtlinjen "
            "({centre}). Tilfældige udsving giver sjældent mere end {limit} i træk."
        ),
        "earlier": (
            "{label}: {length} målinger i træk, fra {since} til {until}, lå {side} midtlinjen "
            "({centre}). Tilfældige udsving giver sjældent mere end {limit} i træk. "
            "De nyeste målinger fortsætter ikke rækken."
        ),
        "crossings": (
            "{label}: kurven krydser midtlinjen ({centre}) {times}. "
            "Tilfældige udsving giver næsten altid mindst {limit}."
        ),
        "cause": "Diagrammet siger ikke, hvad årsagen er.",
        "improvement": "Ændringen går i den ønskede retning.",
        "deterioration": "Ændringen går imod den ønskede retning.",
        "stable": (
            "Ingen tegn på ændring: målingerne svinger tilfældigt om midtlinjen ({centre}). "
            "En enkelt høj eller lav måling er ikke en ændring i niveauet."
        ),
        "wandering": (
            "Ingen tegn på ændring: målingerne bliver hverken usædvanligt længe på samme side af "
            "midtlinjen ({centre}) eller krydser den usædvanligt få gange. "
            "En enkelt høj eller lav måling er ikke en ændring i niveauet."
        ),
        "too_few": (
            "{points} Der skal være mindst 10, før det kan vurderes, om niveauet har ændret sig."
        ),
        "void": (
            "Mere end halvdelen af målingerne ligger præcis på midtlinjen ({centre}). "
            "Derfor kan det ikke vurderes her, om niveauet har ændret sig."
        ),
        "above": "over",
        "below": "under",
    },
    "en": {
        "ongoing": (
            "{label}: {length} measurements in a row, starting with {since}, lie {side} the "
            "centre line ({centre}). Chance rarely gives more than {limit} in a row."
        ),
        "earlier": (
            "{label}: {length} measurements in a row, from {since} to {until}, lay {side} the "
            "centre line ({centre}). Chance rarely gives more than {limit} in a row. "
            "The newest measurements do not continue the row."
        ),
        "crossings": (
            "{label}: the curve crosses the centre line ({centre}) {times}. "
            "Chance nearly always gives at least {limit}."
        ),
        "cause": "The chart does not say what the cause is.",
        "improvement": "The change is in the desired direction.",
        "deterioration": "The change is against the desired direction.",
        "stable": (
            "No sign of change: the measurements vary at random about the centre line ({centre}). "
            "A single high or low measurement is not a change of level."
        ),
        "wandering": (
            "No sign of change: the measurements neither stay unusually long on one side of the "
            "centre line ({centre}) nor cross it unusually few times. "
            "A single high or low measurement is not a change of level."
        ),
        "too_few": "{points} At least 10 are needed to tell whether the level has changed.",
        "void": (
            "More than half of the measurements lie exactly on the centre line ({centre}). "
            "So it cannot be told here whether the level has changed."
        ),
        "above": "above",
        "below": "below",
    },
}

CAUTIONS = {
    "da": {
        "provisional_points": "Foreløbige tal indgår ikke i vurderingen.",
        "masked_points": "Tal, der ikke vises, indgår ikke i vurderingen.",
        "missing_points": "Perioder uden tal indgår ikke i vurderingen.",
        "autocorrelated": (
            "Hver måling ligner den, der kom lige før. Derfor kan tegnet på ændring være falsk."
        ),
        "wandering": (
            "Hver måling ligner den, der kom lige før. Udsvingene er derfor ikke helt tilfældige."
        ),
    },
    "en": {
        "provisional_points": "Provisional figures are not part of the assessment.",
        "masked_points": "Figures that are not shown are not part of the assessment.",
        "missing_points": "Periods without figures are not part of the assessment.",
        "autocorrelated": (
            "Each measurement resembles the one before it, so the sign of change may be false."
        ),
        "wandering": (
            "Each measurement resembles the one before it, so they do not vary quite at random."
        ),
    },
}

# What stands in the cell, and the sentence behind it
STATES = {
    "da": {
        "suppressed": ("–", "Tallet vises ikke af hensyn til personer"),
        "not_delivered": ("Ikke leveret", "Tallet er ikke leveret"),
        "not_collected": ("Indsamles ikke", "Indsamles ikke på dette niveau"),
        "not_defined": ("Kan ikke beregnes", "Kan ikke beregnes, fordi nævneren er nul"),
        "not_settled": ("Ikke afsluttet", "Perioden er ikke afsluttet endnu"),
    },
    "en": {
        "suppressed": ("–", "The figure is not shown, to protect persons"),
        "not_delivered": ("Not delivered", "The figure has not been delivered"),
        "not_collected": ("Not collected", "Not collected at this level"),
        "not_defined": (
            "Cannot be calculated",
            "Cannot be calculated, because the denominator is zero",
        ),
        "not_settled": ("Not complete", "The period is not complete yet"),
    },
}

FLAGS = {
    "da": {
        "provisional": "Foreløbigt tal",
        "partial": "Ikke alle har leveret",
        "break": "Databrud",
    },
    "en": {
        "provisional": "Provisional figure",
        "partial": "Not everybody has delivered",
        "break": "Break in the data",
    },
}

# Singular and plural of who delivers, and of whom a share is given
DELIVERERS = {
    "da": {
        "municipality": ("kommune", "kommuner"),
        "region": ("region", "regioner"),
        "hospital": ("hospital", "hospitaler"),
        "clinic": ("klinik", "klinikker"),
        "quality_cluster": ("kvalitetsklynge", "kvalitetsklynger"),
    },
    "en": {
        "municipality": ("municipality", "municipalities"),
        "region": ("region", "regions"),
        "hospital": ("hospital", "hospitals"),
        "clinic": ("clinic", "clinics"),
        "quality_cluster": ("quality cluster", "quality clusters"),
    },
}

SYNTHETIC = {
    "da": "Syntetiske tal – ikke virkelige",
    "en": "Synthetic figures – not real",
}


def signal_label(record: Assessment, lang: Lang) -> str:
    """A few words for a tile or a chart, e.g. `Niveauet er steget`."""
    return LABELS[lang][_label_key(record)]


def assessment_text(record: Assessment, lang: Lang, *, value_text: ValueText) -> str:
    """The finding in two to four sentences; `value_text` writes a value with its unit.

    The labels of the series must be period ids (2026-03). A shift told only by few crossings has
    no direction in words: nobody can see in it which way the level went.
    """
    key = _label_key(record)
    if key in ("too_few", "void", "stable"):
        return _text_without_shift(record, key, lang, value_text)
    sentences = [_shift_sentence(record, lang, value_text)]
    if record.timing == "ongoing":
        sentences.append(SENTENCES[lang]["cause"])
    if record.timing == "ongoing" and record.meaning in ("improvement", "deterioration"):
        sentences.insert(1, SENTENCES[lang][record.meaning])
    return " ".join(sentences)


def caution_texts(record: Assessment, lang: Lang) -> tuple[str, ...]:
    """One sentence a warning; that half lie on the centre is what the text itself says."""
    texts = CAUTIONS[lang]
    told = (_caution_key(record, warning) for warning in record.warnings)
    return tuple(texts[key] for key in told if key in texts)


def state_mark(state: CellState, lang: Lang) -> str:
    """What stands in the place of a number; ValueError for states that have one, zero included."""
    return _state_words(state, lang)[0]


def state_sentence(state: CellState, lang: Lang) -> str:
    """Why there is no number. The same for a hidden small number and one hidden to protect it."""
    return _state_words(state, lang)[1]


def flag_text(flag: Flag, lang: Lang) -> str:
    return FLAGS[lang][flag]


def coverage_text(
    delivered: int, expected: int, share: float | None, lang: Lang, *, kind: str = "municipality"
) -> str:
    """`8 af 11 kommuner, 91 % af borgerne`; share is the part of the citizens, from 0 to 1.

    Some but not all is never rounded to none or to all.
    """
    if not 0 <= delivered <= expected:
        raise ValueError(f"{delivered} of {expected} cannot have delivered")
    noun = DELIVERERS[lang][kind][0 if expected == 1 else 1]
    units = f"{delivered} {'af' if lang == 'da' else 'of'} {expected} {noun}"
    if share is None:
        return units
    people = "af borgerne" if lang == "da" else "of the citizens"
    return f"{units}, {_part_text(share, lang, is_all=delivered == expected)} {people}"


def synthetic_text(lang: Lang) -> str:
    return SYNTHETIC[lang]


def _label_key(record: Assessment) -> str:
    if record.state == "too_few":
        return "void" if "half_on_centre" in record.warnings else "too_few"
    if record.state == "stable":
        return "stable"
    if record.rule == "few_crossings":
        return "crossings"
    direction = str(record.direction)
    return direction if record.timing == "ongoing" else f"earlier_{direction}"


def _text_without_shift(record: Assessment, key: str, lang: Lang, value_text: ValueText) -> str:
    centre = "" if record.centre is None else value_text(record.centre)
    points = _useful_points(record.n_useful, lang)
    # No shift, and yet not chance alone: a wave through the year, or an epidemic
    is_wandering = key == "stable" and "autocorrelated" in record.warnings
    text = SENTENCES[lang]["wandering" if is_wandering else key]
    return text.format(centre=centre, points=points)


def _caution_key(record: Assessment, warning: str) -> str:
    """That neighbours resemble each other casts doubt on a sign of change only where there is one."""
    if warning != "autocorrelated":
        return warning
    return {"shift": "autocorrelated", "stable": "wandering"}.get(record.state, "")


def _shift_sentence(record: Assessment, lang: Lang, value_text: ValueText) -> str:
    words = SENTENCES[lang]
    assert record.centre is not None and record.since and record.until, record
    is_long = record.rule == "long_run"
    return words[str(record.timing) if is_long else "crossings"].format(
        label=signal_label(record, lang),
        length=record.run_length,
        since=period_text(record.since, lang),
        until=period_text(record.until, lang),
        side=words["above" if record.direction == "up" else "below"],
        centre=value_text(record.centre),
        limit=record.longest_run_limit if is_long else record.crossings_limit,
        times=_times(record.crossings, lang),
    )


def _times(crossings: int, lang: Lang) -> str:
    if lang == "da":
        return "kun 1 gang" if crossings == 1 else f"kun {crossings} gange"
    return "only once" if crossings == 1 else f"only {crossings} times"


def _useful_points(n: int, lang: Lang) -> str:
    if lang == "da":
        count = {0: "ingen brugbare målinger", 1: "1 brugbar måling"}
        return f"Der er {count.get(n, f'{n} brugbare målinger')}."
    count = {0: "are no useful measurements", 1: "is 1 useful measurement"}
    return f"There {count.get(n, f'are {n} useful measurements')}."


def _state_words(state: CellState, lang: Lang) -> tuple[str, str]:
    if state not in STATES[lang]:
        raise ValueError(f"a cell that is {state} shows its number, zero as 0")
    return STATES[lang][state]


def _part_text(share: float, lang: Lang, *, is_all: bool) -> str:
    if not is_all and share > 0.99:
        return "over " + share_text(0.99, lang, decimals=0)
    if 0 < share < 0.01:
        return "under " + share_text(0.01, lang, decimals=0)
    return share_text(share, lang, decimals=0)
