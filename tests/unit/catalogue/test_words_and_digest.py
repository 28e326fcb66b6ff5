"""What is derived from a definition: its words and its digest."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from tvaerblik.catalogue.arithmetic import rounded, value_of
from tvaerblik.catalogue.digest import codelists_of, digest_of
from tvaerblik.catalogue.language import Age, AllOf, AnyOf, Limits, Not, Proportion, Rate
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.catalogue.words import denominator_words, numerator_words


@pytest.fixture(scope="module")
def catalogue(definitions: Path) -> Catalogue:
    return load_catalogue(definitions)


def test_a_proportion_reads_as_people_would_say_it(catalogue: Catalogue) -> None:
    words = numerator_words(catalogue.get("genindlaeggelse-30-dage-somatik"), catalogue)
    assert words.da == (
        "De sygehusophold i nævneren, som mere end 4 timer og højst 30 dage senere følges af et sygehusophold "
        "for samme borger, hvor opholdet er en indlæggelse (mindst 12 timer), opholdet er somatisk og opholdet "
        "begyndte akut. Tiden regnes, fra opholdet slutter, til det næste ophold begynder."
    )


def test_every_indicator_has_words_for_both_in_both_languages(catalogue: Catalogue) -> None:
    for indicator in catalogue.indicators.values():
        for words in (
            numerator_words(indicator, catalogue),
            denominator_words(indicator, catalogue),
        ):
            assert words.da.endswith(".")
            assert words.en.endswith(".")
            assert words.da != words.en
            assert "  " not in words.da + words.en


def test_all_any_and_not_are_spoken(catalogue: Catalogue) -> None:
    indicator = catalogue.get("forebyggelige-indlaeggelser-65")
    assert isinstance(indicator.measure, Rate)
    old, young = Age(Limits(at_least=Decimal(65))), Age(Limits(less_than=Decimal(18)))
    where = (AnyOf((old, Not(young))), AllOf((old, young)))
    measure = replace(indicator.measure, of=replace(indicator.measure.of, where=where))
    words = numerator_words(replace(indicator, measure=measure), catalogue)
    assert (
        "enten borgeren er mindst 65 år eller det ikke gælder, at borgeren er under 18 år"
        in words.da
    )
    assert (
        "both the person is at least 65 years old and the person is less than 18 years old"
        in words.en
    )


def test_the_digest_moves_with_the_number_and_with_nothing_else(catalogue: Catalogue) -> None:
    indicator = catalogue.get("genindlaeggelse-30-dage-somatik")
    assert isinstance(indicator.measure, Proportion)
    digest = digest_of(indicator, catalogue)
    assert digest == digest_of(
        replace(indicator, theme="andet", next_review=indicator.next_review), catalogue
    )
    other = replace(indicator.measure, unknown="exclude")
    assert digest != digest_of(replace(indicator, measure=other), catalogue)


def test_the_digest_tells_all_from_any(catalogue: Catalogue) -> None:
    indicator = catalogue.get("forebyggelige-indlaeggelser-65")
    assert isinstance(indicator.measure, Rate)
    conditions = indicator.measure.of.where
    digests = {
        digest_of(
            replace(
                indicator,
                measure=replace(
                    indicator.measure, of=replace(indicator.measure.of, where=(way(conditions),))
                ),
            ),
            catalogue,
        )
        for way in (AllOf, AnyOf)
    }
    assert len(digests) == 2


def test_code_lists_are_found_anywhere_in_the_tree(catalogue: Catalogue) -> None:
    assert codelists_of(catalogue.get("opfoelgende-hjemmebesoeg-7-dage")) == {
        "fsiii-opfoelgende-hjemmebesoeg"
    }


def test_a_rate_in_person_years_is_annualised_exactly(catalogue: Catalogue) -> None:
    indicator = catalogue.get("indlaeggelser-pr-1000")
    # 1,000 residents for the 1,461 days of four years, 400 admissions: 100 per 1,000 a year.
    assert value_of(indicator, 400, 1000 * 1461) == Decimal("100.000000")


@pytest.mark.parametrize(
    ("exact", "decimals", "expected"),
    [
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(2, 3), 6, "0.666667"),
    ],
)
def test_rounding_is_half_away_from_zero(exact: Fraction, decimals: int, expected: str) -> None:
    assert rounded(exact, decimals) == Decimal(expected)
