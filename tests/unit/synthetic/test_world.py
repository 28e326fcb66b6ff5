"""The invented region: repeatable, impossible as real persons, of a plausible size."""

import hashlib
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from tvaerblik.synthetic import write_deliveries
from tvaerblik.synthetic.clock import first_day, month_number, month_of_day
from tvaerblik.synthetic.contacts import DIAGNOSIS_REPORT, VIRTUAL
from tvaerblik.synthetic.diagnoses import IS_PREVENTABLE
from tvaerblik.synthetic.persons import share_out
from tvaerblik.synthetic.truth import Truth
from tvaerblik.synthetic.world import invent_truth

PERSONS = 20_000
MONTHS = range(month_number("2024-01"), month_number("2025-01"))


@pytest.fixture(scope="module")
def truth() -> Truth:
    return invent_truth(persons=PERSONS, months=MONTHS, seed=2)


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("file_format", ["csv", "parquet"])
def test_one_seed_gives_the_same_bytes(tmp_path, file_format):
    for name, seed in [("one", 4), ("same", 4), ("other", 5)]:
        write_deliveries(
            tmp_path / name,
            persons=3_000,
            first="2026-01",
            last="2026-03",
            seed=seed,
            file_format=file_format,
        )
    one, same, other = (digests(tmp_path / name) for name in ("one", "same", "other"))
    assert one == same
    assert one.keys() == other.keys()
    assert one != other


def test_progress_is_told_to_the_end(tmp_path):
    told = []
    report = write_deliveries(
        tmp_path,
        persons=300,
        first="2026-01",
        last="2026-02",
        progress=lambda done, total, text: told.append((done, total)),
    )
    total = told[-1][1]
    assert told == [(step, total) for step in range(1, total + 1)]
    assert report.deliveries == {
        **dict.fromkeys(("lpr_a", "gateway", "ssr", "lsr", "genoptraening"), 2),
        **dict.fromkeys(("boernedatabasen", "indberettet"), 2),
        **dict.fromkeys(("population", "cpr", "plejehjem", "praksis"), 1),
    }


@pytest.mark.parametrize(
    ("persons", "first", "last"), [(0, "2026-01", "2026-02"), (10, "2026-03", "2026-02")]
)
def test_impossible_worlds_are_refused(tmp_path, persons, first, last):
    with pytest.raises(ValueError, match=r"at least one person|must not come after"):
        write_deliveries(tmp_path, persons=persons, first=first, last=last)


@pytest.mark.parametrize("persons", [1, 7])
def test_the_smallest_worlds_can_be_written(tmp_path, persons):
    write_deliveries(tmp_path, persons=persons, first="2026-01", last="2026-02")
    assert (tmp_path / "ledger" / "admissions.csv").exists()


def test_numbers_are_unique_and_nobodys(truth):
    numbers = [f"{number:010d}" for number in truth.population.cpr.tolist()]
    assert len(set(numbers)) == len(numbers)
    assert all(61 <= int(number[:2]) <= 91 for number in numbers)


def test_numbers_tell_birth_date_century_and_sex(truth):
    population = truth.population
    for number, born, female in zip(
        population.cpr.tolist(), population.birth_day.tolist(), population.female, strict=True
    ):
        text = f"{number:010d}"
        day = date.fromordinal(date(1970, 1, 1).toordinal() + born)
        assert text[:6] == f"{day.day + 60:02d}{day:%m%y}"
        assert (int(text[9]) % 2 == 0) == female
        assert (int(text[6]) >= 4) == (day.year >= 2000)


def test_nobody_is_born_on_a_leap_day(truth):
    born = truth.population.birth_day
    month = month_of_day(born)
    assert not np.any((month % 12 == 1) & (born - first_day(month) == 28))


def test_residents_are_shared_out_as_in_life(truth):
    population = truth.population
    day = first_day(MONTHS[0] - 1)
    person = np.flatnonzero(population.resident_on(day))
    homes = np.bincount(population.municipality_at(person, np.full(len(person), day)))
    assert homes.sum() == PERSONS
    assert homes.argmax() == 9  # Aalborg
    assert homes.argmin() == 5  # Læsø
    age = population.age_on(person, np.full(len(person), day))
    assert 0.20 < (age >= 65).mean() < 0.26


def test_sharing_out_keeps_the_sum():
    assert share_out(10, np.array([1.0, 1.0, 1.0])).tolist() == [4, 3, 3]
    assert share_out(0, np.array([1.0, 2.0])).tolist() == [0, 0]


def yearly_per_thousand(truth: Truth, chosen: np.ndarray, *, from_age: int, to_age: int) -> float:
    population, stays = truth.population, truth.stays
    everyone = np.arange(len(population))
    middle = np.full(len(population), first_day(month_number("2024-07")))
    residents = population.resident_on(int(middle[0])) & between(
        population.age_on(everyone, middle), from_age, to_age
    )
    age = population.age_on(stays.person, stays.start // 1440)
    years = (len(MONTHS) + 1) / 12
    return float(1000 * (chosen & between(age, from_age, to_age)).sum() / residents.sum() / years)


def between(age: np.ndarray, lower: int, upper: int) -> np.ndarray:
    return (age >= lower) & (age < upper)


@pytest.mark.parametrize(
    ("from_age", "to_age", "low", "high"),
    [(0, 200, 120, 150), (0, 40, 35, 75), (65, 80, 250, 330), (80, 200, 460, 620)],
)
def test_admissions_by_age(truth, from_age, to_age, low, high):
    everything = np.ones(len(truth.stays), dtype=bool)
    rate = yearly_per_thousand(truth, everything, from_age=from_age, to_age=to_age)
    assert low < rate < high


def test_preventable_admissions_of_the_old(truth):
    preventable = truth.stays.acute & IS_PREVENTABLE[truth.stays.diagnosis]
    assert 52 < yearly_per_thousand(truth, preventable, from_age=65, to_age=200) < 76


def test_mix_of_stays(truth):
    assert 0.66 < truth.stays.acute.mean() < 0.78
    assert 0.05 < truth.stays.psychiatric.mean() < 0.10


def test_contacts_come_in_plausible_numbers(truth):
    contacts = truth.hospital.contacts
    per_month = len(contacts) / (len(MONTHS) + 1)
    assert 0.15 < per_month / PERSONS < 0.18
    assert 0.2 < (contacts.kind == VIRTUAL).mean() < 0.3
    assert 0.003 < (contacts.kind == DIAGNOSIS_REPORT).mean() < 0.015


def test_nobody_is_treated_before_birth_or_after_death(truth):
    population, contacts = truth.population, truth.hospital.contacts
    own = truth.hospital.role != 1  # those to be withdrawn may sit on anybody
    person, start = contacts.person[own], contacts.start[own]
    assert np.all(start >= population.birth_day[person] * 1440)
    assert np.all(start <= population.death_minute[person])
