"""Which indicators are computed, released and told of: by their status and who may see them."""

from collections.abc import Iterator

from tvaerblik.catalogue.language import Indicator, Ratio, StandardisedRatio
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.errors import Blocked, Problem
from tvaerblik.core.texts import Text


def check_is_computed(indicator: Indicator) -> None:
    """Blocked for an indicator that is wished for, planned, paused or retired."""
    if not indicator.is_computed:
        raise Blocked(
            Problem(
                "K-STATUS",
                Text(
                    f"»{indicator.id}« har status {indicator.status} og beregnes ikke.",
                    f"'{indicator.id}' has the status {indicator.status} and is not computed.",
                ),
                Text(
                    "Kun live og preview beregnes; ret status i definitionen, hvis den skal med.",
                    "Only live and preview are computed; change the status in the definition to "
                    "include it.",
                ),
            )
        )


def is_public(indicator: Indicator, catalogue: Catalogue) -> bool:
    """Until readers have classes there is only the public release. A ratio of something that is not
    public would show it."""
    measure = indicator.measure
    parts: tuple[str, ...] = ()
    if isinstance(measure, Ratio):
        parts = (measure.of, measure.over)
    elif isinstance(measure, StandardisedRatio):
        parts = (measure.of,)
    made_of = (indicator, *(catalogue.get(part) for part in parts))
    return all(one.visibility == "offentlig" for one in made_of)


def left_out(catalogue: Catalogue) -> tuple[Indicator, ...]:
    """Indicators that would be released if everybody might see them."""
    return tuple(
        indicator
        for indicator in catalogue.indicators.values()
        if indicator.is_computed and not is_public(indicator, catalogue)
    )


def listed_of(catalogue: Catalogue) -> Iterator[Indicator]:
    """Those that are told of without figures."""
    for indicator in catalogue.indicators.values():
        if not indicator.is_computed and is_public(indicator, catalogue):
            yield indicator
