"""What a tile knows beside its figure: its filter's names, how far the target is; and how it is kept."""

import gc
import weakref
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tvaerblik.catalogue.language import Owner, Target
from tvaerblik.core.rows import AS_WAS
from tvaerblik.core.texts import Text
from tvaerblik.presentation.pages import overview_tiles
from tvaerblik.presentation.pages.figures import Writing, latest_settled
from tvaerblik.presentation.pages.overview_texts import TEXTS
from tvaerblik.presentation.pages.overview_tiles import (
    Shelf,
    choice_of,
    sectors_of,
    target_text,
    tiles_of,
)
from tvaerblik.presentation.pages.words_of_pages import words_in
from tvaerblik.presentation.words import signal_label
from tvaerblik.release.reader import Release, open_release
from tvaerblik.statistics import Assessment, Point, assess

MIDT = "sundhedsklynge-nordjylland-midt"
DA, EN = words_in(TEXTS, "da"), words_in(TEXTS, "en")


def _record(**more) -> Assessment:
    series = [Point(f"2026-{n:02d}", float(n % 2)) for n in range(1, 13)]
    return replace(assess(series, polarity="none"), **more)


SHIFT = {"state": "shift", "direction": "up", "timing": "ongoing", "rule": "long_run"}


@pytest.mark.parametrize(
    ("more", "choice", "label"),
    [
        (SHIFT, "steget", "Niveauet er steget"),
        (SHIFT | {"direction": "down"}, "faldet", "Niveauet er faldet"),
        (SHIFT | {"timing": "earlier"}, "flyttet", "Niveauet var højere tidligere"),
        (SHIFT | {"rule": "few_crossings"}, "flyttet", "Niveauet har flyttet sig"),
        (SHIFT | {"rule": "two_of_three"}, "flyttet", "Tegn på et højere niveau"),
        (SHIFT | {"rule": "seven_trend"}, "steget", "Niveauet er steget"),
        ({"state": "stable"}, "ingen", "Ingen tegn på ændring"),
        ({"state": "too_few"}, "faa", "For få punkter"),
    ],
)
def test_the_filter_and_the_words_of_a_tile_say_the_same(more, choice: str, label: str) -> None:
    record = _record(**more)
    assert (choice_of(record), signal_label(record, "da")) == (choice, label)


def test_what_was_unusual_some_time_ago_is_no_sign_now() -> None:
    assert choice_of(_record(state="unusual_now")) == "usaedvanlig"
    assert choice_of(_record(state="unusual_earlier")) == "ingen"
    assert choice_of(None) == "uvurderet"


@pytest.mark.parametrize(
    ("owners", "sectors"),
    [
        ([("region-nordjylland", "hospital")], ("hospital",)),
        ([("kommunerne", "municipality")], ("kommune",)),
        ([("region-nordjylland", "general_practice")], ("almen-praksis",)),
        ([("statens-serum-institut", "national")], ("national",)),
        ([("kommunerne", "acute_nursing")], ("kommune",)),
        ([("region-nordjylland", "acute_nursing")], ("region",)),
        (
            [("region-nordjylland", "hospital"), ("kommunerne", "municipality")],
            ("hospital", "kommune"),
        ),
        ([("kommunerne", "acute_nursing"), ("kommunerne", "municipality")], ("kommune",)),
    ],
)
def test_the_sector_is_the_owners(owners: list[tuple[str, str]], sectors: tuple[str, ...]) -> None:
    day = date(2026, 1, 1)
    assert sectors_of([Owner(body, sector, day) for body, sector in owners]) == sectors


@pytest.mark.parametrize(
    ("value", "target", "told"),
    [
        ("0.466", "0.5", "Mål 50,0\u00a0%: 3,4 procentpoint under"),
        ("0.5346", "0.5", "Mål 50,0\u00a0%: 3,5 procentpoint over"),
        ("0.5004", "0.5", "Mål 50,0\u00a0%: præcis på målet"),  # as both of them are read
        (None, "0.5", "Mål 50,0\u00a0%"),
    ],
)
def test_the_distance_to_a_target_can_be_checked_by_what_is_read(
    value: str | None, target: str, told: str
) -> None:
    number = None if value is None else Decimal(value)
    share = Writing(is_share=True, decimals=1)
    assert target_text(number, Decimal(target), share, DA, "da") == told


def test_the_distance_of_a_rate_is_in_its_own_unit() -> None:
    rate = Writing(is_share=False, decimals=0)
    told = target_text(Decimal("1289.6"), Decimal(1000), rate, EN, "en")
    assert told == "Target 1,000: 290 above"


def test_a_tile_has_the_target_of_its_own_unit_on_the_day(release: Release) -> None:
    card = release.indicator("genindlaeggelse-30-dage-somatik")
    shelf = Shelf(release, release.unit(MIDT), AS_WAS, "da")
    rows = shelf.own[card.id]
    agreed = Text("Aftalt", "Agreed")
    targets = (
        Target(MIDT, date(2023, 1, 1), Decimal("0.25"), agreed),
        Target(MIDT, date(2030, 1, 1), Decimal("0.10"), agreed),
        Target("region-nordjylland", date(2025, 1, 1), Decimal("0.30"), agreed),
    )
    told = shelf._target(replace(card, targets=targets), latest_settled(rows), DA)
    assert told.startswith("Mål 25,0\u00a0%: ")
    assert shelf._target(replace(card, targets=targets[1:]), latest_settled(rows), DA) == ""
    assert shelf._target(replace(card, targets=targets), None, DA) == ""


def test_tiles_are_made_once_for_each_unit_organisation_and_language(release: Release) -> None:
    place, region = release.unit(MIDT), release.unit("region-nordjylland")
    first = tiles_of(release, place, AS_WAS, "da")
    assert tiles_of(release, place, AS_WAS, "da") is first
    others = [
        tiles_of(release, place, AS_WAS, "en"),
        tiles_of(release, region, AS_WAS, "da"),
        tiles_of(release, region, "2027-01-01", "da"),
    ]
    assert all(one != first for one in others) and others[1] != others[2]


def test_the_tiles_of_a_release_go_with_it(release: Release) -> None:
    """Another one, be it of the same name, is read anew; what was kept of the first takes no room."""
    kept = tiles_of(release, release.unit(MIDT), AS_WAS, "da")
    with open_release(release.folder) as next_one:
        made = tiles_of(next_one, next_one.unit(MIDT), AS_WAS, "da")
        assert made == kept and made is not kept
        assert next_one in overview_tiles._KEPT
    opened = weakref.ref(next_one)
    del next_one
    gc.collect()
    assert opened() is None  # nothing that is kept holds on to it


def test_no_more_is_kept_than_there_is_room_for(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview_tiles, "MOST_KEPT", 3)
    for unit in ("kommune-0851", "kommune-0860", "kommune-0825", MIDT):
        newest = tiles_of(release, release.unit(unit), AS_WAS, "en")
    assert len(overview_tiles._KEPT[release]) == 3
    assert tiles_of(release, release.unit(MIDT), AS_WAS, "en") is newest
