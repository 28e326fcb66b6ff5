"""The ledger, counted from the truth, is what a plain reader of the final files counts."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tvaerblik.synthetic import write_deliveries
from unit.synthetic import plain

FIRST, LAST = "2025-01", "2025-10"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    write_deliveries(folder, persons=6_000, first=FIRST, last=LAST, seed=2)
    return folder


@pytest.fixture(scope="module")
def contacts(out: Path) -> list[plain.Row]:
    return list(plain.final_contacts(out).values())


@pytest.fixture(scope="module")
def services(out: Path) -> list[plain.Row]:
    return list(plain.final_services(out).values())


@pytest.fixture(scope="module")
def stays(contacts: list[plain.Row]) -> list[plain.Stay]:
    return plain.stays_of(contacts)


def within_months(counts: Counter) -> Counter:
    return Counter({cell: n for cell, n in counts.items() if FIRST <= cell[0] <= LAST})


def assert_agrees(out: Path, name: str, counted: dict[str, Counter]) -> None:
    for column, counts in counted.items():
        ledger = plain.ledger_counter(out, name, column)
        assert ledger.total() > 0
        # Counters compare absent cells as zero
        assert ledger == within_months(counts), column


def test_admissions_agree_in_every_cell(out, stays):
    assert_agrees(out, "admissions", plain.count_admissions(stays))


def test_readmissions_agree_in_every_cell(out, stays):
    assert_agrees(out, "readmissions", plain.count_readmissions(stays))


def test_visits_agree_in_every_cell(out, stays, services):
    counted = plain.count_visits(stays, services, plain.delivering(out))
    assert_agrees(out, "visits", counted)


def test_contacts_agree(out, contacts):
    counted = Counter(
        (row["Kont_starttidspunkt"][:7], row["Borger_bo_kom"], row["Kont_type"])
        for row in contacts
        if row["Lprindberetningssystem"] == "LPR3" and row["CPRnummer"].isdigit()
    )
    ledger = Counter(
        {
            (row["month"], row["municipality"], row["contact_type"]): int(row["contacts"])
            for row in plain.read_ledger(out, "contacts")
        }
    )
    assert ledger == within_months(counted)


def test_residents_agree(out):
    delivered = Counter()
    for folder, _ in plain.notes(out / "population"):
        for row in plain.read_rows(folder / "FOLK1A.csv"):
            delivered[row["TID"], row["KØN"] == "Kvinder", row["ALDER"]] += int(row["INDHOLD"])
    ledger = Counter()
    for row in plain.read_ledger(out, "population"):
        key = row["quarter"], row["sex"] == "K", f"{row['age']} år"
        ledger[key] += int(row["residents"])
    assert ledger == delivered


def test_services_agree(out, services):
    old_keys = {plain.VISIT_CODES[1]: "G2.4"}
    counted = Counter(
        (row["Start"][:7], row["Kommune"])
        for row in services
        if old_keys.get(row["FSIII_kode"], row["FSIII_kode"]) == "G2.4"
        and row["Status"] != "entered-in-error"
    )
    ledger = Counter(
        {
            (row["month"], row["municipality"]): int(row["services"])
            for row in plain.read_ledger(out, "services")
            if row["code"] == "G2.4"
        }
    )
    assert ledger == within_months(counted)


def test_the_suppliers_stay_key_says_the_same_as_the_rule(stays):
    keyed = defaultdict(list)
    for stay in stays:
        assert len(stay.keys) == 1
        keyed[next(iter(stay.keys))].append(stay)
    without = keyed.pop("")
    assert all(len(group) == 1 for group in keyed.values())
    assert 0.3 < len(without) / len(stays) < 0.6
    assert not {stay.cpr for stay in without} & {g[0].cpr for g in keyed.values()}


def test_no_answer_hangs_on_the_clocks(stays):
    """Elapsed time and time on the wall lead to the same admissions and gaps."""
    latest: dict[str, datetime] = {}
    for stay in sorted(stays, key=lambda stay: stay.start):
        start = as_instant(stay.start)
        if stay.cpr in latest:
            assert (start - latest[stay.cpr]).total_seconds() > 4 * 3600
        if stay.end:
            hours = (as_instant(stay.end) - start).total_seconds() / 3600
            assert (hours >= 12) == stay.is_admission()
            latest[stay.cpr] = as_instant(stay.end)


def as_instant(wall: datetime) -> datetime:
    return wall.replace(tzinfo=plain.COPENHAGEN).astimezone(UTC)


MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
STATED = plain.Rules()


@pytest.mark.parametrize(
    ("column", "rules"),
    [
        ("admissions", replace(STATED, gap=STATED.gap - MINUTE)),
        ("admissions", replace(STATED, admission=STATED.admission - MINUTE)),
        ("admissions", replace(STATED, admission=STATED.admission + MINUTE)),
        ("readmission_events", replace(STATED, readmission=STATED.readmission - DAY)),
        ("readmission_events", replace(STATED, readmission=STATED.readmission + DAY)),
        ("visit_events", replace(STATED, visit=STATED.visit - DAY)),
        ("visit_events", replace(STATED, visit=STATED.visit + DAY)),
    ],
)
def test_a_limit_moved_by_one_gives_other_answers(out, contacts, services, column, rules):
    """The world has events on both sides of every limit, so a wrong < for <= is found out."""
    stays = plain.stays_of(contacts, rules)
    counted = {
        **plain.count_admissions(stays, rules),
        **plain.count_readmissions(stays, rules),
        **plain.count_visits(stays, services, plain.delivering(out), rules),
    }
    name = {"admissions": "admissions", "readmission_events": "readmissions"}.get(column, "visits")
    assert plain.ledger_counter(out, name, column) != within_months(counted[column])


def test_services_in_error_would_count_if_taken_for_visits(out, stays, services):
    blind = [{**row, "Status": "completed"} for row in services]
    counted = plain.count_visits(stays, blind, plain.delivering(out))["visit_events"]
    assert plain.ledger_counter(out, "visits", "visit_events") != within_months(counted)


def test_recent_months_are_told_to_be_incomplete(out):
    complete = {row["month"]: row["complete"] for row in plain.read_ledger(out, "admissions")}
    assert complete[FIRST] == "true"
    assert complete[LAST] == "false"
    later = {row["month"]: row["complete"] for row in plain.read_ledger(out, "readmissions")}
    assert sum(value == "true" for value in later.values()) < sum(
        value == "true" for value in complete.values()
    )
