"""An unusual value and its limits on a page, written so that they can be told apart."""

from dataclasses import replace

from tvaerblik.presentation.pages.series_chart import sentences_of
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.release.reader import Release
from tvaerblik.statistics import Assessment, Point, assess


def unusual(value: float, upper: float) -> Assessment:
    points = [Point(f"{2024 + i // 12}-{i % 12 + 1:02}", (i * 7) % 5) for i in range(24)]
    found = assess([*points, Point("2026-01", 99)], polarity="none")
    point = replace(found.unusual[-1], value=value, lower=0.0, upper=upper)
    return replace(found, unusual=(point,))


def said(record: Assessment, card: IndicatorCard) -> str:
    text, _ = sentences_of(record, card, "da")
    return text.replace("\u00a0", " ")


def test_a_value_is_not_written_as_the_limit_it_is_beyond(release: Release) -> None:
    card = replace(release.indicator("genindlaeggelse-30-dage-somatik"), decimals=0)
    assert "(15 %): uden for det, der kan forventes (mellem 0 % og 14 %)" in said(
        unusual(0.154, 0.14), card
    )
    assert "(15,4 %): uden for det, der kan forventes (mellem 0,0 % og 15,1 %)" in said(
        unusual(0.154, 0.151), card
    )


def test_a_count_keeps_its_whole_number(release: Release) -> None:
    card = replace(next(one for one in release.indicators() if not one.is_share), decimals=0)
    assert "(15): uden for det, der kan forventes (mellem 0,0 og 14,7)" in said(
        unusual(15.0, 14.7), card
    )
