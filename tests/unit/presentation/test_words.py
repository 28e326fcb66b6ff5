import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvaerblik.presentation import words
from tvaerblik.presentation.numbers import number_text
from tvaerblik.statistics import Point, assess

STEADY = [9, 11, 9, 12, 8, 11, 9, 9, 12, 11, 8, 12]
RISEN = [9, 8, 7, 9, 6, 8, 9, 7, 8, 6, 9, 8, 12, 14, 11, 13, 12, 15, 11, 14, 12, 13, 11, 12]


def record_of(values, polarity="none"):
    ids = [f"{2024 + i // 12}-{i % 12 + 1:02}" for i in range(len(values))]
    return assess([Point(*pair) for pair in zip(ids, values, strict=True)], polarity=polarity)


def text_of(values, lang="da", polarity="none"):
    def value_text(value):
        return number_text(value, lang, decimals=1)

    return words.assessment_text(record_of(values, polarity), lang, value_text=value_text)


def test_a_rise_that_goes_on():
    assert text_of(RISEN, polarity="higher") == (
        "Niveauet er steget: 12 målinger i træk, fra og med januar 2025, ligger over midtlinjen "
        "(10,0). Tilfældige udsving giver sjældent mere end 8 i træk. "
        "Ændringen går i den ønskede retning. Diagrammet siger ikke, hvad årsagen er."
    )
    assert text_of(RISEN, "en", "lower") == (
        "The level has risen: 12 measurements in a row, starting with January 2025, lie above the "
        "centre line (10.0). Chance rarely gives more than 8 in a row. "
        "The change is against the desired direction. The chart does not say what the cause is."
    )


def test_a_fall_without_a_wanted_direction_is_not_judged():
    text = text_of([-value for value in RISEN])
    assert text.startswith("Niveauet er faldet: 12 målinger i træk")
    assert "under midtlinjen (−10,0)" in text
    assert "ønskede" not in text


def test_a_former_level():
    text = text_of([20] * 10 + STEADY * 2, polarity="higher")
    assert text.startswith(
        "Niveauet var højere tidligere: 10 målinger i træk, fra januar 2024 til oktober 2024, lå "
        "over midtlinjen"
    )
    assert "ønskede" not in text


def test_few_crossings_name_no_direction():
    text = text_of(([1] * 6 + [3] * 6) * 2, polarity="higher")
    assert text == (
        "Niveauet har flyttet sig: kurven krydser midtlinjen (2,0) kun 3 gange. Tilfældige udsving "
        "giver næsten altid mindst 8. Diagrammet siger ikke, hvad årsagen er."
    )


def test_nothing_happened():
    assert text_of([9, 11] * 5).startswith("Ingen tegn på ændring: målingerne svinger tilfældigt")
    assert text_of(STEADY) == (
        "Ingen tegn på ændring. Udsving mellem 3,6 og 16,6 om midtlinjen (10,0) er tilfældig "
        "variation. Reagér ikke på en enkelt måling."
    )


def test_a_wave_is_not_called_chance():
    """Two waves of the length the rules allow: each measurement resembles its neighbours."""
    wave = [2, 5, 8, 9, 8, 5, 2, 0, 1] * 3
    record = record_of(wave)
    assert (record.state, record.warnings) == ("stable", ("autocorrelated",))
    text = text_of(wave)
    assert text.startswith(
        "Ingen tegn på ændring. Udsving mellem 0,0 og 9,9 om midtlinjen (5,0) er sædv"
    )
    assert "tilfældig" not in text and "at random" not in text_of(wave, "en")
    assert words.caution_texts(record, "da") == (
        "Hver måling ligner den, der kom lige før. Udsvingene er derfor ikke helt tilfældige.",
    )


@pytest.mark.parametrize(
    ("n", "danish", "english"),
    [
        (0, "Der er ingen brugbare målinger.", "There are no useful measurements."),
        (2, "Der er 2 brugbare målinger.", "There are 2 useful measurements."),
    ],
)
def test_too_few(n, danish, english):
    assert text_of(RISEN[:n]).startswith(danish)
    assert text_of(RISEN[:n], "en").startswith(english)


def test_one_useful_measurement_is_singular():
    assert text_of([1, 2, 2, 2]).startswith("Der er 1 brugbar måling.")
    assert text_of([1, 2, 2, 2], "en").startswith("There is 1 useful measurement.")


def test_zeros_say_why_nothing_can_be_said():
    assert text_of([0] * 20 + [1] * 5).startswith("Mere end halvdelen af målingerne ligger præcis")


@pytest.mark.parametrize(
    ("values", "label"),
    [
        (RISEN, "Niveauet er steget"),
        ([-value for value in RISEN], "Niveauet er faldet"),
        (STEADY, "Ingen tegn på ændring"),
        ([1, 2], "For få punkter"),
        ([0] * 30, "Kan ikke vurderes"),
    ],
)
def test_labels_of_tiles(values, label):
    assert words.signal_label(record_of(values), "da") == label


def test_cautions_follow_the_record():
    points = [Point(f"2024-{i:02}", value) for i, value in enumerate(STEADY, start=1)]
    points += [Point("2025-01", None, masked=True), Point("2025-02", 5, provisional=True)]
    points += [Point("2025-03", None)]
    assert words.caution_texts(assess(points, polarity="none"), "da") == (
        "Foreløbige tal indgår ikke i vurderingen.",
        "Tal, der ikke vises, indgår ikke i vurderingen.",
        "Perioder uden tal indgår ikke i vurderingen.",
        (
            "For mindst to af de seneste perioder vises der ikke tal. Vurderingen siger derfor ikke, "
            "hvordan det går nu."
        ),
        "Grænserne bygger på færre end 20 målinger og er derfor foreløbige.",
    )


@given(
    st.lists(st.none() | st.integers(-3, 3), max_size=40),
    st.sampled_from(["da", "en"]),
    st.sampled_from(["higher", "lower", "none"]),
)
def test_every_record_has_words_without_holes_or_hype(values, lang, polarity):
    text = text_of(values, lang, polarity)
    assert text.endswith(".")
    assert not re.search(r"None|[{}]|nan|signifi|trend|bedst|værst|best|worst|[↑↓▲▼]", text)
    assert words.signal_label(record_of(values, polarity), lang)


def test_both_languages_have_the_same_words():
    for table in (words.STATES, words.FLAGS):
        assert table["da"].keys() == table["en"].keys()
    assert words.FLAGS["da"].keys() == set(get_args(words.Flag))
    assert words.STATES["da"].keys() == set(get_args(words.CellState)) - {"ok", "zero"}


def test_cells_without_a_number():
    assert words.state_mark("suppressed", "da") == "–"
    assert words.state_sentence("suppressed", "da") == "Tallet vises ikke af hensyn til personer"
    assert words.state_mark("not_delivered", "da") == "Ikke leveret"
    assert words.state_sentence("not_collected", "da") == "Indsamles ikke på dette niveau"
    assert words.state_sentence("not_defined", "da") == "Kan ikke beregnes, fordi nævneren er nul"
    assert words.state_sentence("not_settled", "da") == "Perioden er ikke afsluttet endnu"


@pytest.mark.parametrize("state", ["ok", "zero"])
def test_zero_is_a_number_and_never_a_mark(state):
    with pytest.raises(ValueError, match="zero as 0"):
        words.state_mark(state, "da")


def test_flags():
    assert words.flag_text("provisional", "da") == "Foreløbigt tal"
    assert words.flag_text("break", "da") == "Databrud"


@pytest.mark.parametrize(
    ("delivered", "expected", "share", "text"),
    [
        (8, 11, 0.91, "8 af 11 kommuner, 91\u00a0% af borgerne"),
        (11, 11, 1, "11 af 11 kommuner, 100\u00a0% af borgerne"),
        (10, 11, 0.998, "10 af 11 kommuner, over 99\u00a0% af borgerne"),
        (1, 98, 0.0003, "1 af 98 kommuner, under 1\u00a0% af borgerne"),
        (0, 11, 0, "0 af 11 kommuner, 0\u00a0% af borgerne"),
        (1, 1, None, "1 af 1 kommune"),
    ],
)
def test_coverage_is_never_rounded_to_all_or_none(delivered, expected, share, text):
    assert words.coverage_text(delivered, expected, share, "da") == text


def test_coverage_in_english_and_by_clinics():
    assert words.coverage_text(4, 12, None, "da", kind="clinic") == "4 af 12 klinikker"
    text = words.coverage_text(8, 11, 0.91, "en")
    assert text == "8 of 11 municipalities, 91% of the citizens"


def test_more_deliverers_than_there_are_is_refused():
    with pytest.raises(ValueError, match="cannot have delivered"):
        words.coverage_text(12, 11, None, "da")
