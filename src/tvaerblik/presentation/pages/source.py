"""Small questions that several pages ask of a release."""

from collections.abc import Sequence
from datetime import date

from tvaerblik.presentation.pages.figures import Writing
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.release.reader import Release


def writing_of(card: IndicatorCard) -> Writing:
    return Writing(card.is_share, card.decimals)


def attribution_of(attributions: Sequence[str]) -> str:
    """`Kilde: a. b`: each attribution begins with the word for a source, and a line of several says
    it once. Empty where no source delivers what an indicator rests on."""
    if not attributions:
        return ""
    first, *more = attributions
    return ". ".join([first, *(_capital(one.split(": ", 1)[-1]) for one in more)])


def newest_delivery(release: Release) -> date | None:
    """When the newest of the deliveries behind the figures was published by its supplier."""
    return max((one.published for one in release.deliveries() if one.used), default=None)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
