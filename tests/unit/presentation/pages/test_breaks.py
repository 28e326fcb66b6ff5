"""Breaks written down, keys seen to switch and phases decided stand in one list, each told once."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from tvaerblik.catalogue.language import Annotation, Phase
from tvaerblik.core.texts import Text
from tvaerblik.presentation.pages.breaks import SwitchFacts, build_breaks
from tvaerblik.release.cards import Coverage, IndicatorCard, UnitCard
from tvaerblik.release.reader import Release

TODAY = date(2026, 11, 22)
KEYS = Text("Nye FSIII-nøgler.", "New FSIII keys.")
BREAK = Annotation(date(2025, 6, 1), "break", KEYS, "kommune-0851")
SWITCH = SwitchFacts("gateway", "municipal_service", "kommune-0851", date(2025, 6, 3))
TITLES = {"gateway": "Kommunale indsatser", "lpr_a": "LPR"}


@pytest.fixture(scope="module")
def card(release: Release) -> IndicatorCard:
    return release.indicators()[0]


def _card(card: IndicatorCard, id_: str, *sources: str, **more) -> IndicatorCard:
    refs = tuple(replace(card.sources[0], name=name) for name in sources)
    covered = (Coverage("municipal_service", None, date(2025, 1, 1), date(2026, 1, 1)),)
    made = {"annotations": (), "phases": (), "coverage": covered, **more}
    return replace(card, id=id_, sources=refs, **made)


def _told(*cards: IndicatorCard, switches=(), lang="da"):
    unit = UnitCard(
        *("kommune-0851", "municipality", "0851", Text("Aalborg", "Aalborg")),
        *(date(2007, 1, 1), None, (), (), ()),
    )
    release = SimpleNamespace(indicators=lambda: cards, units=lambda: (unit,))
    return build_breaks(release, switches, TITLES, today=TODAY, lang=lang).lines


def test_a_break_of_several_indicators_is_told_once_with_the_source_they_share(card) -> None:
    cards = (
        _card(card, "one", "gateway", "lpr_a", annotations=(BREAK,)),
        _card(card, "two", "gateway", annotations=(BREAK,)),
    )
    (line,) = _told(*cards)
    assert (line.day, line.place, line.source) == ("1. jun. 2025", "Aalborg", "Kommunale indsatser")
    assert (line.kind, line.text, line.is_to_come) == ("Brud", KEYS.da, False)
    assert [id_ for id_, _ in line.indicators] == ["one", "two"]


def test_keys_seen_to_switch_where_a_break_is_written_confirm_it(card) -> None:
    (line,) = _told(_card(card, "one", "gateway", annotations=(BREAK,)), switches=(SWITCH,))
    assert line.text == f"{KEYS.da} Set i leverancerne: nye nøgler fra 3. juni 2025."


def test_keys_seen_to_switch_without_a_break_are_told_with_whom_they_concern(card) -> None:
    other = Coverage("hospital_contact", None, date(2025, 1, 1), date(2026, 1, 1))
    cards = (_card(card, "one", "gateway"), _card(card, "two", "lpr_a", coverage=(other,)))
    (line,) = _told(*cards, switches=(SWITCH,), lang="en")
    assert (line.kind, line.place, line.day) == ("New keys", "Aalborg", "3 Jun 2025")
    assert "No break has been written" in line.text
    assert [id_ for id_, _ in line.indicators] == ["one"]


def test_a_phase_says_who_decided_and_what_is_to_come_is_marked(card) -> None:
    phase = Phase(date(2027, 1, 1), None, None, "Styregruppen", date(2026, 9, 24), KEYS)
    event = replace(BREAK, kind="event")
    (line,) = _told(_card(card, "one", "gateway", phases=(phase,), annotations=(event,)))
    assert (line.kind, line.place, line.is_to_come) == ("Ny fase", "Alle", True)
    assert line.text == f"{KEYS.da} Besluttet af Styregruppen, 24. september 2026."


def test_the_newest_stands_first_and_without_a_release_switches_are_told(card) -> None:
    earlier = replace(SWITCH, day=date(2024, 1, 1))
    lines = build_breaks(None, (earlier, SWITCH), TITLES, today=TODAY, lang="da").lines
    assert [line.day for line in lines] == ["3. jun. 2025", "1. jan. 2024"]
    assert lines[0].place == "kommune-0851" and lines[0].indicators == ()


def test_one_event_in_several_places_is_one_line(card) -> None:
    other = replace(BREAK, unit="kommune-0825")
    (line,) = _told(_card(card, "one", "gateway", annotations=(BREAK, other)))
    assert line.place == "kommune-0825, Aalborg"


def test_a_phase_or_another_sources_break_of_that_month_is_not_confirmed_by_keys(card) -> None:
    phase = Phase(BREAK.date, "kommune-0851", None, "Styregruppen", date(2026, 9, 24), KEYS)
    cards = (
        _card(card, "one", "lpr_a", phases=(phase,)),
        _card(card, "two", "lpr_a", annotations=(BREAK,)),
    )
    lines = _told(*cards, switches=(SWITCH,))
    assert {line.kind for line in lines} == {"Brud", "Ny fase", "Nye nøgler"}
    assert not any("Set i leverancerne" in line.text for line in lines)
