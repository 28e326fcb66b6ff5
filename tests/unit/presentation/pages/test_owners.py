"""Who owns an indicator: now, and from a day that is known to come."""

from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from tvaerblik.catalogue.language import Owner
from tvaerblik.presentation.pages.about import _owners
from tvaerblik.presentation.pages.about_texts import TEXTS
from tvaerblik.presentation.pages.words_of_pages import words_in
from tvaerblik.release.reader import Release

VISITS = "opfoelgende-hjemmebesoeg-7-dage"
DA, EN = words_in(TEXTS, "da"), words_in(TEXTS, "en")


def test_a_task_that_moves_says_from_when(release: Release) -> None:
    card = replace(
        release.indicator(VISITS),
        owners=(
            Owner("region-nordjylland", "region", date(2027, 1, 1)),
            Owner("kommunerne", "municipality", date(2023, 1, 1)),
        ),
    )
    assert _owners(release, card, DA, "da") == (
        "Kommunerne; fra 1. januar 2027: Region Nordjylland"
    )
    assert "from 1 January 2027: North Denmark Region" in _owners(release, card, EN, "en")


def test_the_latest_owner_of_a_sector_is_the_owner(release: Release) -> None:
    card = replace(
        release.indicator(VISITS),
        owners=(
            Owner("statens-serum-institut", "state", date(2019, 1, 1)),
            Owner("sundhedsdatastyrelsen", "state", date(2022, 1, 1)),
            Owner("kommunerne", "municipality", date(2023, 1, 1)),
        ),
    )
    assert _owners(release, card, DA, "da") == "Sundhedsdatastyrelsen og Kommunerne"


@pytest.mark.parametrize(
    ("made", "shown"),
    [
        (datetime(2026, 12, 31, 12, tzinfo=UTC), "Kommunerne; fra 1. januar 2027: Region Nordjylland"),
        (datetime(2027, 1, 1, 12, tzinfo=UTC), "Region Nordjylland"),
    ],
)  # fmt: skip
def test_a_page_before_the_move_and_one_after_it(release: Release, made, shown) -> None:
    owners = tuple(
        Owner(body, "acute_nursing", date(year, 1, 1))
        for body, year in (("kommunerne", 2023), ("region-nordjylland", 2027))
    )
    card = replace(release.indicator(VISITS), owners=owners)
    seen = SimpleNamespace(manifest=replace(release.manifest, made_at=made))
    assert _owners(seen, card, DA, "da") == shown
