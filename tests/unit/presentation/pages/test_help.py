"""*Sådan læses tallene*: what the texts say agrees with the figures, and the figures with what was measured."""

import re
from pathlib import Path

import numpy as np
import pytest

from tvaerblik.core.errors import NotKnown
from tvaerblik.presentation.pages import help_examples as examples
from tvaerblik.presentation.pages.help import DRAW, HelpPage, build_help, build_help_index
from tvaerblik.presentation.pages.help_tables import build_tables
from tvaerblik.presentation.pages.help_texts_of_units import TOPICS
from tvaerblik.statistics import assess, byar, wilson

RESULTS = Path(__file__).parents[4] / "bench" / "RESULTS.md"
SLUGS = [topic.slug for topic in TOPICS]


def text_of(page: HelpPage) -> str:
    return " ".join([page.lead, *(text for one in page.chapters for text in one.paragraphs)])


def all_text_of(page: HelpPage) -> str:
    tables = [table for one in page.chapters for table in one.tables]
    figures = [figure for one in page.chapters for figure in one.figures]
    told = [page.title, text_of(page), *(figure.wide + figure.caption for figure in figures)]
    told += [" ".join((table.caption, *table.headings, table.note)) for table in tables]
    return " ".join(told)


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_is_short_and_has_its_four_parts_and_its_charts(slug, lang):
    page = build_help(slug, lang)
    assert [one.id for one in page.chapters] == ["see", "do", "silent", "mistake"]
    assert all(one.heading and one.paragraphs for one in page.chapters)
    assert 250 <= len(text_of(page).split()) <= 400
    assert 1 <= len(page.chapters[0].figures) <= 2
    assert "{" not in text_of(page)


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("slug", SLUGS)
def test_words_that_are_not_to_be_said_are_not(slug, lang):
    assert not re.search(r"signifi[ck]an", all_text_of(build_help(slug, lang)), re.IGNORECASE)


@pytest.mark.parametrize("slug", SLUGS)
def test_ids_are_used_once_on_a_page(slug):
    page = build_help(slug, "da")
    figures = [figure for one in page.chapters for figure in one.figures]
    drawn = "".join(figure.wide + figure.narrow for figure in figures)
    ids = re.findall(r' id="([^"]+)"', drawn)
    ids += [table.id for one in page.chapters for table in one.tables]
    ids += [one.id for one in page.chapters]
    assert ids
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_invented_says_so_and_what_is_published_names_its_source(slug):
    for figure in build_help(slug, "da").chapters[0].figures:
        invented = "Syntetiske tal – ikke virkelige" in figure.wide
        assert invented == ("Kilde: opdigtede tal" in figure.wide)
        assert invented != ("esundhed.dk" in figure.wide)


def test_the_index_leads_to_every_topic_and_a_topic_to_the_others():
    index = build_help_index("da")
    assert [one.slug for one in index.topics] == SLUGS == list(DRAW)
    assert len({one.summary for one in index.topics}) == len(SLUGS)
    for slug in SLUGS:
        assert [one.slug for one in build_help(slug, "da").others] == [
            s for s in SLUGS if s != slug
        ]


def test_a_topic_that_is_not_there_is_refused_with_the_ones_that_are():
    with pytest.raises(NotKnown) as refused:
        build_help("findes-ikke", "da")
    for told in (refused.value.in_("da"), refused.value.in_("en")):
        assert "findes-ikke" in told
        assert "seriediagrammer" in told


def test_the_calm_years_are_stable_and_the_third_has_the_shift():
    calm, all_three = build_help("seriediagrammer", "da").chapters[0].figures
    assert calm.caption.startswith(
        "Ingen tegn på ændring. Udsving mellem 6 og 32 om midtlinjen (19)"
    )
    assert "14 målinger i træk, fra og med september 2014, ligger under" in all_three.caption
    assert "Niveauet er faldet" in all_three.wide
    assert "Øvre grænse 32" in calm.wide
    assert "Øvre grænse" not in all_three.wide
    assert assess(examples.infections(36), polarity="lower").until == "2015-10"


def test_the_share_of_false_signs_is_what_was_measured():
    measured = {}
    rows = re.findall(
        r"^\| (own median|NHS Making Data Count) \|(.+)\|$", RESULTS.read_text(), re.M
    )
    for way, row in rows:
        months, shift, unusual, _, ever = (float(cell) for cell in row.split("|"))
        measured[way, int(months)] = (shift + unusual, ever)
    for months, (ever, nhs_now, nhs_ever) in examples.ALARMS.items():
        assert measured["own median", months][1] == ever
        assert measured["NHS Making Data Count", months] == pytest.approx((nhs_now, nhs_ever))
    [table] = build_tables("da")["seriediagrammer", "silent"]
    printed = {int(name): float(cells[0].removesuffix("\u00a0%")) for name, cells in table.lines}
    for months, now in printed.items():
        # By useful points here, by months there, and in whole per cents
        assert abs(now - measured["own median", months][0]) < 1


def test_the_overview_of_sixty_is_told_from_the_same_table():
    assert "omkring 3 felter et tegn" in text_of(build_help("seriediagrammer", "da"))
    assert "about 3 tiles get a sign" in text_of(build_help("seriediagrammer", "en"))


def test_the_highest_of_the_funnel_is_inside_and_a_larger_one_is_outside():
    units = examples.readmissions().units
    assert [unit.flag for unit in units].count("above") == 1
    assert {unit.flag for unit in units} == {"above", "inside"}
    told = text_of(build_help("tragtdiagrammer", "da"))
    assert "har Kommune\u00a0F den højeste andel (18,8\u00a0%)" in told  # 49 of 260
    assert "Kommune\u00a0H har en lavere andel (17,5\u00a0%)" in told  # 542 of 3,100
    assert max(units, key=lambda unit: unit.value).denominator == min(examples.DISCHARGES)


def test_the_three_places_have_the_same_share():
    assert {events / n for events, n in examples.SAME_SHARE} == {0.2}
    widths = [high - low for low, high in (wilson(*pair) for pair in examples.SAME_SHARE)]
    assert widths == sorted(widths, reverse=True)


def test_standardising_takes_all_of_the_difference_away():
    # 720 + 660 + 228 of 9,600, and 360 + 572 + 532 of 7,000
    assert [round(examples.crude(place), 3) for place in (0, 1)] == [167.5, 209.143]
    # (10,500 · 120 + 6,500 · 220 + 2,500 · 380) / 19,500
    for place in (0, 1):
        assert examples.standardised(place).rate == pytest.approx(186.6667, abs=1e-4)
    apart = [byar(sum(examples.admissions(place))) for place in (0, 1)]
    assert apart[0][1] / 9.6 < apart[1][0] / 7
    told = text_of(build_help("standardisering", "da"))
    assert "168 pr. 1.000 i Kommune\u00a0A og 209 i Kommune\u00a0B" in told
    assert "begge på 187" in told


def test_the_lots_can_be_drawn_again_and_everybody_reaches_the_average():
    random = np.random.default_rng(examples.LOT_SEED)
    for year, lots in enumerate(examples.LOTS):
        drawn = random.binomial(examples.LOT_SIZES, examples.LOT_CHANCE)
        assert drawn.tolist() == list(lots), year
        average = sum(lots) / sum(examples.LOT_SIZES)
        for events, n in zip(lots, examples.LOT_SIZES, strict=True):
            low, high = wilson(events, n)
            assert low < average < high


def test_the_ranks_turn_round():
    assert (examples.ranks(0)[3], examples.ranks(1)[3]) == (1, 10)
    assert (examples.ranks(0)[1], examples.ranks(1)[1]) == (10, 1)
    told = text_of(build_help("ingen-ranglister", "da"))
    assert "Kommune\u00a0D var højest det første år og nummer 10 af 10 året efter" in told
    assert "Kommune\u00a0B gik fra nummer 10 til nummer 1." in told


def test_a_per_cent_sign_stays_with_its_number():
    for slug in SLUGS:
        assert " %" not in text_of(build_help(slug, "da"))
