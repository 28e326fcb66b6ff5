"""What the engine says of the further registers against the ledger of what was invented.

As test_ledger, for the indicators of waiting, rehabilitation, general practice, medicine and children.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.deliveries import DEFINITIONS, OPERATOR, world
from tvaerblik.catalogue.loader import load_catalogue
from tvaerblik.core.cells import NUMBERED_STATES, State
from tvaerblik.core.rows import ResultRow
from tvaerblik.flows.compute_catalogue import Computed, compute_catalogue
from tvaerblik.flows.receive_delivery import receive_deliveries
from tvaerblik.store.store import Store
from tvaerblik.synthetic import write_deliveries
from unit.synthetic.plain import Row, read_ledger

FIRST, LAST = "2024-09", "2026-08"
# What looks back a year cannot be told in the first one
FIRST_YEAR = "2025-09"
OLD = ("65-69", "70-74", "75-79", "80-84", "85-89", "90+")
VERY_OLD = OLD[2:]
GROWN = ("18-39", "40-64", *OLD)
EVERY = ("0-17", *GROWN)
OUTPATIENTS = ("attendance", "outreach", "video", "telephone", "virtual")
Key = tuple[str, ...]  # month, municipality, sex, age band: those the indicator is broken down by


@dataclass(frozen=True)
class Said:
    """Which columns of which table are the numerator and the denominator, of which ages."""

    indicator: str
    table: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...] = ()
    bands: tuple[str, ...] = EVERY
    by: tuple[str, ...] = ("sex", "age_band")
    least: int = 1


SAID = (
    Said("faerdigbehandlingsdage-somatik", "ready_for_discharge", ("somatic_days",), bands=OLD),
    Said(
        "faerdigmeldte-ikke-udskrevet",
        "ready_for_discharge",
        ("somatic_stock", "psychiatric_stock"),
    ),
    Said("videokonsultationer-hospital", "outpatient", ("video",), OUTPATIENTS, least=200),
    Said("ressourcetraek-sengedage", "bed_days", ("bed_days",), least=1000),
    Said(
        "faerdigbehandlingsdage-psykiatri",
        "ready_for_discharge",
        ("psychiatric_days",),
        bands=GROWN,
    ),
    Said(
        "sengedage-medicinske-afdelinger-65",
        "bed_days",
        ("bed_days_medical",),
        bands=OLD,
        least=500,
    ),
    Said(
        "akutte-medicinske-korttidsindlaeggelser",
        "acute",
        ("short_medical_under_48_hours",),
        bands=OLD,
    ),
    Said("kol-indlaeggelser", "acute", ("copd",), bands=GROWN),
    Said("type2-diabetes-indlaeggelser", "acute", ("diabetes2",), bands=GROWN),
    Said("genoptraeningsplaner", "rehabilitation_plans", ("general_plans",), least=100),
    Said("henvisning-kommunal-rehabilitering", "referrals", ("hospital_rehabilitation",)),
    Said("iv-behandling-kommunal", "iv", ("iv_persons",), least=20),
    Said(
        "videokonsultationer-almen-praksis",
        "gp_services",
        ("video",),
        ("consultations",),
        least=100,
    ),
    Said("opfoelgende-hjemmebesoeg-almen-praksis", "gp_services", ("follow_up_visits",), bands=OLD),
    Said("dosispakket-medicin-75", "dispensings", ("dose_users_75",), bands=VERY_OLD, least=100),
    Said("forebyggende-boerneundersoegelser", "children", ("uger_5",), ("born",), by=("sex",)),
    Said("forebyggende-boerneundersoegelser-1-aar", "children", ("aar_1",), ("born",), by=("sex",)),
    Said("plejehjem-antal", "nursing_homes", ("homes",), by=(), least=900),
    Said("plejehjem-med-laege-antal", "nursing_homes", ("with_doctor",), by=(), least=600),
    Said("laegekapaciteter-antal", "capacities", ("capacities",), by=(), least=3000),
    Said("laeger-i-kvalitetsklynge-antal", "capacities", ("in_cluster",), by=(), least=2000),
)

# Series -> indicator
REPORTED = {
    "ulb-72-timer": "udvidet-behandlingsansvar-72-timer",
    "fmk-ajourfoering-sygehus": "fmk-ajourfoering-udskrivelse",
    "nationale-maal-genindlaeggelser": "nationale-maal-genindlaeggelser",
    "nationale-maal-forebyggelige": "nationale-maal-forebyggelige",
    "sundhedsdata-paa-tvaers-kronikere": "sundhedsdata-paa-tvaers-kronikere",
}


@pytest.fixture(scope="module")
def taken_in(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Store]:
    folder = tmp_path_factory.mktemp("registers")
    write_deliveries(folder / "out", persons=6_000, first=FIRST, last=LAST, seed=8)
    store = Store.create(folder / "home")
    sources = sorted(path.name for path in (folder / "out").iterdir() if path.name != "ledger")
    for source in sources:
        reports = receive_deliveries(
            store, [folder / "out" / source], source=source, world=world(), permit=OPERATOR
        )
        assert {report.outcome for report in reports} == {"accepted"}, source
    return folder / "out", store


@pytest.fixture(scope="module")
def computed(taken_in: tuple[Path, Store]) -> Computed:
    _, store = taken_in
    names = [*(said.indicator for said in SAID), *REPORTED.values(), "ventetid-genoptraening"]
    catalogue = load_catalogue(DEFINITIONS)
    return compute_catalogue(store, catalogue, OPERATOR, scope="region-nordjylland", only=names)


@pytest.mark.parametrize("said", SAID, ids=lambda said: said.indicator)
def test_every_complete_cell_equals_the_ledger(taken_in, computed, said):
    rows = dict(finest(computed, said.indicator, said.by))
    wrong, events, compared = [], 0, 0
    for key, truth in truths(taken_in[0], said):
        if key in rows and not is_out_of_reach(rows[key]):
            found = counts(rows[key], bool(said.denominator))
            compared += 1
            events += truth[0]
            if found != truth:
                wrong.append((key, truth, found, rows[key].state))
    assert not wrong, f"{len(wrong)} of {compared}, first {wrong[:5]}"
    # A comparison of empty cells would prove nothing
    assert compared > 80 and events >= said.least, (compared, events)


def is_out_of_reach(row: ResultRow) -> bool:
    """Too late to be settled, or so early that what it looks back on was never delivered."""
    too_early = row.state == State.NOT_DELIVERED and row.period <= FIRST_YEAR
    return too_early or row.state == State.NOT_SETTLED


def finest(
    computed: Computed, indicator: str, by: tuple[str, ...]
) -> Iterator[tuple[Key, ResultRow]]:
    """Of one month, one municipality, and every breakdown the indicator has."""
    for row in computed.results[indicator]:
        broken = (("sex", row.sex), ("age_band", row.age_band))
        fits = all(bool(value) == (name in by) for name, value in broken)
        is_month = len(row.period) == len("2026-01") and "Q" not in row.period
        if fits and is_month and row.unit.startswith("kommune-") and row.organisation == "as-was":
            values = [
                value.upper() if name == "sex" else value for name, value in broken if name in by
            ]
            yield (row.period, row.unit.removeprefix("kommune-"), *values), row


def truths(out: Path, said: Said) -> Iterator[tuple[Key, tuple[int, ...]]]:
    """The ledger's complete cells, summed over what the indicator is not broken down by."""
    sums: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    for line in read_ledger(out, said.table):
        if line["complete"] == "true" and line.get("age_band", "0-17") in said.bands:
            key = (line["month"], line["municipality"], *(line[name] for name in said.by))
            sums[key][0] += total(line, said.numerator)
            sums[key][1] += total(line, said.denominator)
    for key, (numerator, denominator) in sums.items():
        yield key, (numerator, denominator) if said.denominator else (numerator,)


def total(line: Row, columns: tuple[str, ...]) -> int:
    return sum(int(line[column]) for column in columns)


def counts(row: ResultRow, with_denominator: bool) -> tuple[int | None, ...]:
    width = 2 if with_denominator else 1
    if row.state == State.NOT_DEFINED:
        return (0,) * width
    assert row.state in NUMBERED_STATES, row
    return (row.numerator, row.denominator)[:width]


def test_waiting_times_are_the_ledgers_medians(taken_in, computed):
    """The numerator is twice the median, so that it stays whole, the denominator how many there are."""
    rows = dict(finest(computed, "ventetid-genoptraening", ()))
    compared = 0
    for line in read_ledger(taken_in[0], "rehabilitation_waiting"):
        row = rows.get((line["month"], line["municipality"]))
        if row and row.state in NUMBERED_STATES and line["complete"] == "true":
            compared += 1
            expected = (2 * float(line["median_days"]), int(line["begun"]))
            assert (row.numerator, row.denominator) == expected, line
    assert compared > 50


@pytest.mark.parametrize("series", REPORTED)
def test_reported_figures_stand_as_the_ledger_has_them(taken_in, computed, series):
    found = {
        (row.period, row.unit): (row.numerator, row.denominator)
        for row in computed.results[REPORTED[series]]
        if row.state in NUMBERED_STATES and row.organisation == "as-was"
    }
    expected = {}
    for line in read_ledger(taken_in[0], "reported"):
        if line["SERIE"] == series:
            unit = "region-nordjylland" if line["ENHED"] == "1081" else f"kommune-{line['ENHED']}"
            denominator = int(line["NAEVNER"]) if line["NAEVNER"] else None
            expected[line["PERIODE"], unit] = (int(line["TAELLER"]), denominator)
    assert len(expected) >= 11
    assert {key: found.get(key) for key in expected} == expected


def test_residents_are_counted_day_by_day(taken_in, computed):
    out, _ = taken_in
    found: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    for row in computed.snapshot.read("resident").to_pylist():
        key = (f"{row['month_start']:%Y-%m}", row["municipality"].removeprefix("kommune-"))
        if FIRST <= key[0] <= LAST:
            found[*key, row["sex"].upper()][0] += row["persons"]
            found[*key, row["sex"].upper()][1] += row["person_days"]
    expected: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    for line in read_ledger(out, "residents"):
        key = (line["month"], line["municipality"], line["sex"])
        expected[key][0] += int(line["persons"])
        expected[key][1] += int(line["person_days"])
    wrong = {key: (found[key], value) for key, value in expected.items() if found[key] != value}
    assert not wrong, list(wrong.items())[:5]
    assert len(expected) == 24 * 11 * 2
