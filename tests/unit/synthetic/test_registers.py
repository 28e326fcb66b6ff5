"""The further registers: of plausible size, and about the same persons as the others."""

import numpy as np
import pyarrow as pa
import pytest

from tvaerblik.core.cpr_facts import born_and_sex
from tvaerblik.synthetic.clock import (
    NEVER,
    Ints,
    day_of,
    elapsed,
    first_day,
    iso_week,
    monday_of,
    month_number,
)
from tvaerblik.synthetic.contacts import VIRTUAL
from tvaerblik.synthetic.examinations import KINDS
from tvaerblik.synthetic.gp import CODE_TEXTS, FOREIGN
from tvaerblik.synthetic.ledger_hospital import longest_specialty
from tvaerblik.synthetic.markers import spells_of
from tvaerblik.synthetic.places import ADULT_PSYCHIATRY, CODES
from tvaerblik.synthetic.procedures import MODES, form_of_virtual
from tvaerblik.synthetic.tables import cpr_texts
from tvaerblik.synthetic.truth import Truth
from tvaerblik.synthetic.world import invent_truth

PERSONS = 20_000
MONTHS = range(month_number("2024-01"), month_number("2025-07"))
YEARS = len(MONTHS) / 12


@pytest.fixture(scope="module")
def truth() -> Truth:
    return invent_truth(persons=PERSONS, months=MONTHS, seed=2)


def per_thousand_a_year(count: int, persons: int = PERSONS) -> float:
    return 1000 * count / persons / YEARS


def test_numbers_say_born_and_sex_as_the_readers_take_them(truth):
    population = truth.population
    born, sex = born_and_sex(cpr_texts(population.cpr))
    assert born.cast(pa.int32()).to_pylist() == population.birth_day.tolist()
    assert sex.to_pylist() == np.where(population.female, "k", "m").tolist()


# -- the same persons ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("register", "column"),
    [
        ("dispensings", "day"),
        ("plans", "sent"),
        ("referrals", "day"),
        ("examinations", "day"),
        ("gp", "week"),
    ],
)
def test_nothing_happens_to_the_unborn_or_the_dead(truth, register, column):
    rows = getattr(truth, register)
    person, day = rows.person, getattr(rows, column)
    assert len(rows) > 100
    assert np.all(day >= truth.population.birth_day[person])
    assert np.all(day <= day_of(truth.population.death_minute[person]))


@pytest.mark.parametrize("register", ["dispensings", "plans", "referrals", "examinations"])
def test_places_are_where_the_person_lives_that_day(truth, register):
    rows = getattr(truth, register)
    day = rows.sent if register == "plans" else rows.day
    assert np.array_equal(rows.municipality, truth.population.municipality_at(rows.person, day))


def test_training_begins_after_the_plan_and_never_after_death(truth):
    plans = truth.plans
    begun = plans.training < NEVER
    assert 0.85 < begun.mean() < 0.97
    assert np.all(plans.training[begun] > plans.sent[begun])
    assert np.all(
        plans.training[begun] <= day_of(truth.population.death_minute[plans.person[begun]])
    )


def test_most_plans_follow_a_stay_of_the_same_person(truth):
    ends = set(zip(truth.stays.person.tolist(), day_of(truth.stays.end).tolist(), strict=True))
    plans = list(zip(truth.plans.person.tolist(), truth.plans.sent.tolist(), strict=True))
    followed = sum((p, d) in ends or (p, d - 1) in ends for p, d in plans)
    assert followed > 0.4 * len(plans)


def test_follow_up_visits_come_after_a_discharge_of_the_same_person(truth):
    codes = [CODE_TEXTS.index(code) for code in ("4213", "4214")]
    visits = truth.gp.keep(np.isin(truth.gp.code, codes))
    ends: dict[int, list[int]] = {}
    for person, day in zip(
        truth.stays.person.tolist(), day_of(truth.stays.end).tolist(), strict=True
    ):
        ends.setdefault(person, []).append(day)
    assert len(visits) > 50
    for person, week in zip(visits.person.tolist(), visits.week.tolist(), strict=True):
        assert any(week - 21 <= day <= week + 6 for day in ends[person])


def test_markers_of_waiting_lie_inside_their_stay(truth):
    markers, stays = truth.markers, truth.stays
    own = ~markers.astray
    minute, stay = markers.minute[own], markers.stay[own]
    assert np.all((stays.start[stay] < minute) & (minute < stays.end[stay]))
    astray = markers.astray & (markers.stay < len(stays))
    assert np.all(markers.minute[astray] > stays.end[markers.stay[astray]])


def test_children_are_examined_in_the_window_or_after_it(truth):
    rows = truth.examinations
    age = rows.day - truth.population.birth_day[rows.person]
    for index, kind in enumerate(KINDS):
        chosen = rows.kind == index
        in_window = rows.in_window[chosen]
        assert 0.95 < in_window.mean() < 1
        assert np.all((age[chosen] >= kind.opens) & (age[chosen] < kind.closes) == in_window)


def test_residences_are_the_homes_of_the_population(truth):
    residences, population = truth.residences, truth.population
    for day in (int(first_day(MONTHS[0])), int(first_day(MONTHS[-1]))):
        there = (residences.start <= day) & (day < residences.end)
        present = population.resident_on(day)
        assert np.array_equal(np.sort(residences.person[there]), np.flatnonzero(present))
        where = population.municipality_at(residences.person[there], np.full(there.sum(), day))
        assert np.array_equal(residences.municipality[there], where)


def test_residences_of_one_person_neither_overlap_nor_stand_twice(truth):
    rows = truth.residences
    same = rows.person[1:] == rows.person[:-1]
    assert same.sum() > 100
    assert np.all(rows.end[:-1][same] == rows.start[1:][same])
    assert np.all(rows.municipality[:-1][same] != rows.municipality[1:][same])


# -- sizes --------------------------------------------------------------------------------------------


def test_waiting_days_of_the_old(truth):
    spells = spells_of(
        truth.markers, truth.stays, visible=truth.visible, ended=truth.hospital.stay_ended
    )
    somatic = ~truth.stays.psychiatric[spells.stay] & (spells.end < NEVER)
    days = (day_of(spells.end) - day_of(spells.start))[somatic].sum()
    old = PERSONS * 0.23
    assert 12 < per_thousand_a_year(int(days), int(old)) < 60


def test_psychiatric_waits_are_fewer_and_longer(truth):
    spells = spells_of(
        truth.markers, truth.stays, visible=truth.visible, ended=truth.hospital.stay_ended
    )
    ended = spells.end < NEVER
    psychiatric = truth.stays.psychiatric[spells.stay][ended]
    length = (spells.end - spells.start)[ended]
    assert 0 < psychiatric.sum() < 0.3 * len(psychiatric)
    assert np.median(length[psychiatric]) > 2 * np.median(length[~psychiatric])


def test_video_at_hospital(truth):
    contacts = truth.hospital.contacts
    form = form_of_virtual(truth.procedures, len(contacts))[contacts.kind == VIRTUAL]
    shares = np.bincount(form, minlength=len(MODES)) / len(form)
    assert 0.12 < shares[MODES.index("video")] < 0.24
    assert 0.005 < shares[MODES.index("virtual")] < 0.03
    assert shares[MODES.index("attendance")] == 0


def test_rehabilitation(truth):
    assert 25 < per_thousand_a_year(len(truth.plans)) < 50
    begun = truth.plans.training < NEVER
    waits = (truth.plans.training - truth.plans.sent)[begun]
    medians = [np.median(waits[truth.plans.municipality[begun] == place]) for place in range(11)]
    assert 8 <= np.median(waits) <= 14
    assert max(medians) - min(medians) >= 2


def test_services_in_general_practice(truth):
    assert 6 < len(truth.gp) / PERSONS / YEARS < 8.5
    foreign = (truth.gp.code >= FOREIGN).mean()
    assert 0.02 < foreign < 0.08
    assert 0.002 < truth.gp.for_child.mean() < 0.03


def test_there_are_more_services_around_acute_admissions(truth):
    """In the week before and the two after there are clearly more than twelve weeks away."""
    stays = truth.stays.keep(truth.stays.acute & (truth.stays.end - truth.stays.start < 7 * 1440))
    inside = (day_of(stays.start) > first_day(MONTHS[2]) + 30) & (
        day_of(stays.start) < first_day(MONTHS[-1]) - 90
    )
    stays = stays.keep(inside)
    rows = truth.gp
    order = np.lexsort((rows.week, rows.person))
    lane = (rows.person[order] << 32) + rows.week[order]

    def services(week: int) -> int:
        begin = (stays.person << 32) + monday_of(day_of(stays.start)) + 7 * week
        return int((np.searchsorted(lane, begin + 7) - np.searchsorted(lane, begin)).sum())

    quiet = (services(-12) + services(-11) + services(11) + services(12)) / 4
    assert services(-1) > 1.5 * quiet
    assert services(1) > 1.5 * quiet
    assert services(-12) < services(-3) < services(-1)


def test_dose_packed_medicine_of_the_old(truth):
    rows = truth.dispensings
    age = truth.population.age_on(rows.person, rows.day)
    month = (rows.day >= first_day(MONTHS[3])) & (rows.day < first_day(MONTHS[4]))
    users = len(np.unique(rows.person[rows.dose_packed & (age >= 75) & month]))
    day = np.full(len(truth.population), first_day(MONTHS[3]))
    everyone = np.arange(len(day))
    old = truth.population.resident_on(int(day[0])) & (truth.population.age_on(everyone, day) >= 75)
    assert 0.035 < users / old.sum() < 0.06


def test_nursing_homes_and_their_doctors(truth):
    homes = truth.homes
    first, last = int(first_day(MONTHS[0])), int(first_day(MONTHS[-1] + 1)) - 1
    assert 90 <= len(homes) <= 110
    assert set(homes.municipality.tolist()) == set(range(len(CODES)))
    shares = [
        (((homes.doctor_from <= day) & (day < homes.doctor_to)).sum())
        / ((homes.opened <= day) & (day < homes.closed)).sum()
        for day in (first, last)
    ]
    assert 0.55 < shares[0] < 0.75
    assert shares[0] + 0.04 < shares[1] < 0.88


def test_capacities_are_the_real_regions(truth):
    practices = truth.practices
    day = int(first_day(MONTHS[0]))
    open_now = (practices.opened <= day) & (day < practices.closed)
    members = (practices.joined <= day) & (day < practices.left)
    assert 340 < open_now.sum() < 390
    assert 0.73 < members.sum() / open_now.sum() < 0.85
    assert np.all(open_now[members])


def test_homes_and_capacities_do_not_depend_on_the_persons():
    small, large = (invent_truth(persons=count, months=MONTHS, seed=2) for count in (300, 3_000))
    assert np.array_equal(small.homes.doctor_from, large.homes.doctor_from)
    assert np.array_equal(small.practices.joined, large.practices.joined)


def test_referrals(truth):
    assert 15 < per_thousand_a_year(len(truth.referrals)) < 30
    assert not {"0773", "0825"} & set(CODES[truth.referrals.municipality].tolist())


def test_a_stay_has_the_specialty_of_its_longest_contact(truth):
    specialty = longest_specialty(truth)
    psychiatric = specialty >= ADULT_PSYCHIATRY
    assert (psychiatric == truth.stays.psychiatric).mean() > 0.98
    assert specialty.min() >= 0


# -- the calendar -------------------------------------------------------------------------------------


def test_iso_weeks_are_the_calendars():
    mondays = np.arange(-3 + 7 * 1500, -3 + 7 * 3500, 7)
    year, week = iso_week(mondays)
    for monday, y, w in zip(mondays.tolist(), year.tolist(), week.tolist(), strict=True):
        calendar = np.datetime64(monday, "D").astype(object).isocalendar()
        assert (calendar.year, calendar.week, calendar.weekday) == (y, w, 1)


def test_time_that_passes_is_not_time_on_the_wall():
    spring = minute("2025-03-30T00:00"), minute("2025-03-30T12:00")
    autumn = minute("2025-10-26T00:00"), minute("2025-10-26T12:00")
    plain = minute("2025-06-01T00:00"), minute("2025-06-01T12:00")
    assert [int(elapsed(*span)[0]) for span in (spring, autumn, plain)] == [660, 780, 720]


def minute(text: str) -> Ints:
    return np.array([np.datetime64(text, "m").astype(np.int64)])
