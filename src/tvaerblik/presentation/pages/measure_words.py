"""What kind of number a figure is, in a few words: a median, a share, standardised or not."""

from tvaerblik.core.texts import Text
from tvaerblik.presentation.numbers import MINUS, Lang
from tvaerblik.presentation.pages.words_of_pages import join_words
from tvaerblik.release.cards import IndicatorCard

KINDS = {
    "count": Text("Antal", "Count"),
    "persons": Text("Antal borgere, hver talt én gang", "Number of persons, each counted once"),
    "rate": Text("Rate", "Rate"),
    "proportion": Text("Andel", "Share"),
    "sum": Text("Sum", "Sum"),
    "mean": Text("Gennemsnit", "Mean"),
    "median": Text("Median", "Median"),
    "percentile": Text("{p}-percentil", "{p}th percentile"),
    "stock": Text("Antal i gang på samme tid", "Number at one time"),
    "profile": Text(
        "Gennemsnit uge for uge omkring en hændelse", "Mean week by week around an event"
    ),
    "ratio": Text("Forhold mellem to antal", "Ratio of two counts"),
    "reported": Text("Tal, som leverandøren har opgjort", "Figure computed by the supplier"),
}
OBSERVED = Text("Observeret i forhold til forventet", "Observed relative to expected")
STRATA = {"age_band": Text("alder", "age"), "sex": Text("køn", "sex")}
DIRECTLY = Text("standardiseret efter {by} ({to})", "standardised by {by} ({to})")
INDIRECTLY = Text(
    "standardiseret efter {by}; det forventede er, hvad {to} ville have haft",
    "standardised by {by}; expected is what {to} would have had",
)
GRID = Text(
    "Vises afrundet: hele tal under 100, derover to betydende cifre. Tallet er aldrig én borgers eget.",
    "Shown rounded: whole numbers below 100, two significant digits above. It is never one person's own number.",
)
STEPS = {
    "before": (Text("{n} uge før", "{n} week before"), Text("{n} uger før", "{n} weeks before")),
    "after": (Text("{n} uge efter", "{n} week after"), Text("{n} uger efter", "{n} weeks after")),
}
AT_EVENT = Text("Hændelsens uge", "The week of the event")


def measure_text(card: IndicatorCard, lang: Lang) -> str:
    """`Median`, `Rate, standardiseret efter alder og køn (…)`."""
    kind = KINDS[card.measure]
    if card.standardised is not None and not card.standardised.directly:
        kind = OBSERVED
    said = kind.in_(lang).format(p=card.percentile)
    standardised = standardised_text(card, lang)
    return f"{said}, {standardised}" if standardised else said


def standardised_text(card: IndicatorCard, lang: Lang) -> str:
    how = card.standardised
    if how is None:
        return ""
    by = join_words([STRATA[one].in_(lang) for one in how.by], lang)
    text = DIRECTLY if how.directly else INDIRECTLY
    return text.in_(lang).format(by=by, to=how.to.in_(lang))


def grid_text(card: IndicatorCard, lang: Lang) -> str:
    return GRID.in_(lang) if card.percentile is not None else ""


def step_text(step: int, lang: Lang) -> str:
    """`3 uger før`, `Hændelsens uge`, `1 uge efter`."""
    if step == 0:
        return AT_EVENT.in_(lang)
    one, many = STEPS["before" if step < 0 else "after"]
    return (one if abs(step) == 1 else many).in_(lang).format(n=abs(step))


def step_mark(step: int) -> str:
    """On an axis: `−3`, `0`, `+1`."""
    return "0" if step == 0 else f"{MINUS if step < 0 else '+'}{abs(step)}"
