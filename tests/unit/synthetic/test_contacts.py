"""Splitting a stay loses nothing: joined again, its contacts are the stay."""

from collections import defaultdict

import numpy as np
import pytest

from tvaerblik.synthetic.clock import first_day, month_number
from tvaerblik.synthetic.contacts import Contacts, contacts_of_stays
from tvaerblik.synthetic.persons import invent_population
from tvaerblik.synthetic.places import ADULT_PSYCHIATRY
from tvaerblik.synthetic.stays import Stays, invent_stays

MONTHS = range(month_number("2025-02"), month_number("2025-05"))
CUTOFF = first_day(MONTHS[-1] + 1) * 1440


@pytest.fixture(scope="module")
def split() -> tuple[Stays, dict[int, Contacts]]:
    rng = np.random.default_rng(8)
    population = invent_population(
        rng, persons=30_000, from_day=first_day(MONTHS[0]), to_day=first_day(MONTHS[-1] + 1)
    )
    stays = invent_stays(rng, population, months=MONTHS, cutoff=CUTOFF)
    contacts = contacts_of_stays(rng, population, stays, cutoff=CUTOFF)
    rows = defaultdict(list)
    for row, stay in enumerate(contacts.stay.tolist()):
        rows[stay].append(row)
    return stays, {stay: contacts.keep(np.array(found)) for stay, found in rows.items()}


def test_each_stay_has_one_to_four_contacts(split):
    stays, parts = split
    assert len(parts) == len(stays)
    sizes = np.bincount([len(part) for part in parts.values()])
    assert sizes[1:].min() > 0
    assert len(sizes) == 5


def test_joined_contacts_are_the_stay(split):
    stays, parts = split
    for stay, part in parts.items():
        order = np.argsort(part.start)
        start, end = part.start[order], part.end[order]
        latest = np.maximum.accumulate(end)
        assert np.all(end > start)
        assert np.all(start[1:] - latest[:-1] <= 240)
        assert (start[0], latest[-1]) == (stays.start[stay], stays.end[stay])


def test_the_first_contact_gives_priority_and_sector(split):
    stays, parts = split
    for stay, part in parts.items():
        first = np.flatnonzero(part.start == part.start.min())
        assert len(first) == 1
        assert part.acute[first[0]] == stays.acute[stay]
        assert (part.specialty[first[0]] >= ADULT_PSYCHIATRY) == stays.psychiatric[stay]


def test_the_longest_contact_gives_the_diagnosis_beyond_doubt(split):
    stays, parts = split
    for stay, part in parts.items():
        length = part.end - part.start
        assert part.diagnosis[length.argmax()] == stays.diagnosis[stay]
        assert len(part) == 1 or np.sort(length)[-1] - np.sort(length)[-2] > 60


def test_seams_are_of_every_kind(split):
    _, parts = split
    seams = set()
    for part in parts.values():
        order = np.argsort(part.start)
        for gap in (part.start[order][1:] - part.end[order][:-1]).tolist():
            seams.add("exact" if gap == 240 else "gap" if gap > 0 else "overlap" if gap else "none")
    assert seams == {"exact", "gap", "overlap", "none"}


def test_what_outlasts_the_months_is_one_contact(split):
    stays, parts = split
    outlasting = np.flatnonzero(stays.end > CUTOFF).tolist()
    assert outlasting
    assert all(len(parts[stay]) == 1 for stay in outlasting)
