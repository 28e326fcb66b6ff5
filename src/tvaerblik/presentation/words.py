"""The plain sentences, Danish and English, that stand beside numbers and charts.

Sentences about a series are built from its `Assessment` and nothing else, so that a page, a
report and a mail can never say different things. They tell what was seen, never why, and never
judge by two points.
"""

from collections.abc import Callable
from typing import Literal

from tvaerblik.presentation.numbers import PERIOD_ID, Lang, period_text, share_text
from tvaerblik.presentation.words_of_series import (
    CAUTIONS,
    HEIGHTS_OF_FIGURE,
    LABELS,
    PERIOD_NOUNS,
    SENTENCES,
)
from tvaerblik.statistics import Assessment, Unusual

ValueText = Callable[[float], str]
# Writes a value with so many decimals more than usual
FinerText = Callable[[float, int], str]
CellState = Literal[
    "ok", "zero", "suppressed", "not_delivered", "not_collected", "not_defined", "not_settled"
]
Flag = Literal["provisional", "partial", "break"]

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

# A warning that another one says with more force
STRONGER = {"partial_points": "mostly_partial", "masked_points": "many_masked"}

# As many more decimals as it may take to tell a value from the limit it lies beyond
MOST_MORE_DECIMALS = 3

# Why a series is not assessed, where it is not that it is short
UNASSESSED = {"many_masked": "many_masked", "void": "half_on_centre"}

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
    """A few words for a tile or a chart, e.g. `Niveauet er steget`. A month that was unusual some
    time ago is no news, and a tile does not bring it."""
    if record.state == "unusual_now":
        noun, high, low, _ = _period_noun(record.unusual[-1].label, lang)
        height = high if record.direction == "up" else low
        return LABELS[lang]["unusual"].format(height=height, noun=noun)
    return LABELS[lang][_label_key(record)]


def assessment_text(
    record: Assessment,
    lang: Lang,
    *,
    value_text: ValueText,
    finer_text: FinerText | None = None,
) -> str:
    """The finding in a few sentences; `value_text` writes a value with its unit, and `finer_text`
    where it would write an unusual value as the limit it is beyond.

    The labels of the series must be period ids (2026-03). A shift told only by few crossings has
    no direction in words: nobody can see in it which way the level went.
    """
    if record.state == "shift":
        sentences = _shift_sentences(record, lang, value_text)
    elif record.state in ("unusual_now", "unusual_earlier"):
        sentences = [_unusual_sentence(record, lang, value_text, finer_text)]
    else:
        sentences = [_text_without_signal(record, lang, value_text)]
    if record.target_verdict is not None and record.target is not None:
        told = SENTENCES[lang][_verdict_key(record)]
        sentences.append(told.format(target=value_text(record.target)))
    return " ".join([*sentences, *_basis_sentences(record, lang)])


def caution_texts(record: Assessment, lang: Lang) -> tuple[str, ...]:
    """One sentence a warning; that half lie on the centre, or that many are hidden,
    is what the text itself says."""
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
        untold = (key for key, warning in UNASSESSED.items() if warning in record.warnings)
        return next(untold, "too_few")
    if record.state != "shift":
        return "stable"
    if record.rule == "few_crossings":
        return "ended_crossings" if _has_ended(record) else "crossings"
    direction = str(record.direction)
    # Two points far out do not make a level
    if record.rule == "two_of_three":
        return f"hint_{direction}"
    if _has_ended(record):
        return f"ended_{direction}"
    return direction if record.timing == "ongoing" else f"earlier_{direction}"


def _has_ended(record: Assessment) -> bool:
    """Whether a shift went on as long as there were numbers, and then they stopped coming."""
    return "no_recent_numbers" in record.warnings and record.until == record.last_known


def _verdict_key(record: Assessment) -> str:
    """Beyond the limits that are told, a target that is met now and then is within those of others."""
    target, lower, upper = record.target, record.lower, record.upper
    if record.target_verdict != "sometimes_met" or target is None:
        return str(record.target_verdict)
    is_told = lower is None or upper is None or lower <= target <= upper
    return "sometimes_met" if is_told else "sometimes_met_elsewhere"


def _text_without_signal(record: Assessment, lang: Lang, value_text: ValueText) -> str:
    key = _label_key(record)
    lower, upper = record.lower, record.upper
    if key == "stable":
        # No shift, and yet not chance alone: a wave through the year, or an epidemic
        wandering = {"autocorrelated", "seasonal", "more_than_chance"} & set(record.warnings)
        key = "wandering" if wandering else "stable"
        if lower is not None and upper is not None:
            key = f"{key}_limits_vary" if record.limits_vary else f"{key}_limits"
    return SENTENCES[lang][key].format(
        centre="" if record.centre is None else value_text(record.centre),
        points=_useful_points(record.n_useful, lang),
        lower="" if lower is None else value_text(lower),
        upper="" if upper is None else value_text(upper),
    )


def _unusual_sentence(
    record: Assessment, lang: Lang, value_text: ValueText, finer_text: FinerText | None
) -> str:
    """Of several the latest is named; the chart shows them all."""
    point: Unusual = record.unusual[-1]
    key = str(record.state)
    if key == "unusual_earlier" and len(record.unusual) > 1:
        key = "unusual_earlier_many"
    value, lower, upper = _told_apart(point, value_text, finer_text)
    return SENTENCES[lang][key].format(
        period=period_text(point.label, lang),
        this_period=_period_noun(point.label, lang)[3],
        height_of_figure=HEIGHTS_OF_FIGURE[lang][point.direction],
        value=value,
        lower=lower,
        upper=upper,
        n=len(record.unusual),
    )


def _told_apart(
    point: Unusual, value_text: ValueText, finer_text: FinerText | None
) -> tuple[str, str, str]:
    """A value and its limits with as few decimals as tell that it lies beyond them."""
    value, lower, upper = (value_text(one) for one in (point.value, point.lower, point.upper))
    if finer_text is None:
        return value, lower, upper
    plain, finer = value, value
    for more in range(1, MOST_MORE_DECIMALS + 1):
        if finer not in (lower, upper):
            break
        finer, lower, upper = (
            finer_text(one, more) for one in (point.value, point.lower, point.upper)
        )
    # What is counted has no decimals, however many its limits have
    return plain if point.value.is_integer() else finer, lower, upper


def _period_noun(label: str, lang: Lang) -> tuple[str, str, str, str]:
    """The finest part of a period's id is what kind of period it is."""
    match = PERIOD_ID.fullmatch(label)
    parts = match.groupdict() if match else {}
    kind = next((one for one in ("day", "month", "week", "quarter") if parts.get(one)), "year")
    return PERIOD_NOUNS[lang][kind]


def _basis_sentences(record: Assessment, lang: Lang) -> list[str]:
    """By which rules, of which time, and against what held fast, where that is a person's choice."""
    words, told = SENTENCES[lang], []
    if record.profile == "nhs":
        told.append(words["nhs"])
    if record.phase_since is not None:
        told.append(words["phase"].format(since=period_text(record.phase_since, lang)))
    if record.baseline is not None:
        key = "baseline_of_centre" if record.limits == "none" else "baseline"
        told.append(words[key].format(n=record.baseline))
    return told


def _caution_key(record: Assessment, warning: str) -> str:
    """That neighbours resemble each other casts doubt on a sign of change only where there is one, and
    how periods are compared is nothing to tell where none are. Partial points are either left out or
    most of the phase; and where many are hidden, the text itself says so."""
    if record.state == "too_few" and warning in ("autocorrelated", "unequal_periods"):
        return ""
    if STRONGER.get(warning) in record.warnings:
        return ""
    if warning != "autocorrelated":
        return warning
    return "autocorrelated" if record.state == "shift" else "wandering"


def _shift_sentences(record: Assessment, lang: Lang, value_text: ValueText) -> list[str]:
    sentences = [_shift_sentence(record, lang, value_text)]
    if record.timing != "ongoing":
        return sentences
    if record.meaning in ("improvement", "deterioration"):
        sentences.append(SENTENCES[lang][record.meaning])
    return [*sentences, SENTENCES[lang]["cause"]]


def _shift_sentence(record: Assessment, lang: Lang, value_text: ValueText) -> str:
    words = SENTENCES[lang]
    assert record.centre is not None and record.since and record.until, record
    return words[_shift_key(record)].format(
        label=signal_label(record, lang),
        length=record.run_length,
        since=period_text(record.since, lang),
        until=period_text(record.until, lang),
        side=words["above" if record.direction == "up" else "below"],
        centre=value_text(record.centre),
        limit=record.longest_run_limit if record.rule == "long_run" else record.crossings_limit,
        times=_times(record.crossings, lang),
    )


def _shift_key(record: Assessment) -> str:
    rule = str(record.rule)
    if rule == "few_crossings":
        return "crossings"
    if rule == "long_run" and not _has_ended(record):
        return str(record.timing)
    key = f"seven_trend_{record.direction}" if rule == "seven_trend" else rule
    return f"{key}_ended" if _has_ended(record) else key


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
