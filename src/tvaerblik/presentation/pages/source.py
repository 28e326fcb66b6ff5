"""Small questions that several pages ask of a release."""

from datetime import date

from tvaerblik.presentation.pages.figures import Writing
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.release.reader import Release


def writing_of(card: IndicatorCard) -> Writing:
    return Writing(card.is_share, card.decimals)


def newest_delivery(release: Release) -> date | None:
    """When the newest of the deliveries behind the figures was published by its supplier."""
    return max((one.published for one in release.deliveries() if one.used), default=None)
