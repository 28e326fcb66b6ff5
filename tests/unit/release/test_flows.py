"""Building a release from computed results, and one value from the store."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from support.result_rows import DEFINITIONS, result_rows
from support.sample_release import FIRST, LAST, MADE_AT, SYNTHETIC, sample_results
from tvaerblik.core.cells import State
from tvaerblik.core.errors import Blocked, NotAllowed, NotKnown
from tvaerblik.core.permit import Permit
from tvaerblik.core.rows import AS_WAS, ResultRows
from tvaerblik.engine.request import Diagnostics, Step
from tvaerblik.flows.build_release import build_release, coverage_of
from tvaerblik.flows.compute_catalogue import compute_catalogue
from tvaerblik.flows.compute_value import compute_value, value_json, vintage_of_value
from tvaerblik.flows.receive_delivery import load_world, receive_deliveries
from tvaerblik.release.cards import ComputeWarning, Coverage
from tvaerblik.release.reader import open_release
from tvaerblik.release.verify import verify_release
from tvaerblik.store.records import DeliveryRecord, StoredFile, TableSummary, Verdict, Vintage
from tvaerblik.store.snapshot import Cover, Snapshot
from tvaerblik.store.store import Store

OPERATOR = Permit("drift", "operator", "test")
READER = Permit("laeser", "reader", "test")


@dataclass(frozen=True)
class Computed:
    results: dict[str, ResultRows]
    snapshot: Snapshot
    diagnostics: dict[str, Diagnostics] = field(default_factory=dict)
    warnings: dict[str, tuple[ComputeWarning, ...]] = field(default_factory=dict)
    steps: dict[str, tuple[Step, ...]] = field(default_factory=dict)


def snapshot(synthetic=SYNTHETIC) -> Snapshot:
    covers = tuple(Cover(table, None, FIRST, LAST) for table in sorted(SYNTHETIC))
    return Snapshot("vintage", {}, covers, synthetic)


def record(table: str, *, source: str, synthetic: bool, state="accepted") -> DeliveryRecord:
    file = StoredFile("x", "0" * 64, 1)
    summary = TableSummary(
        table=table,
        rows=10,
        columns=(),
        units={},
        first=FIRST,
        last=date(2026, 9, 30),
        covers=(),
        replaces=(),
        key=(),
        date_column=None,
        unit_column=None,
        follows=None,
        file=file,
        removed=None,
    )
    return DeliveryRecord(
        id=f"{source}-{table}",
        source=source,
        published=date(2026, 10, 10),
        received=MADE_AT,
        by="x",
        sha256="0" * 64,
        synthetic=synthetic,
        files=(),
        tables=(summary,),
        asides=(),
        verdict=Verdict(state),
    )


def build(tmp_path, computed, catalogue, *, permit=OPERATOR, deliveries=(), **options):
    return build_release(
        computed,
        catalogue,
        tmp_path / "releases",
        permit,
        previous=None,
        deliveries=deliveries,
        now=MADE_AT,
        **options,
    )


@pytest.fixture(scope="module")
def results(catalogue):
    return sample_results(catalogue)


def test_synthetic_and_public_figures_are_released(catalogue, results, tmp_path):
    deliveries = (
        record("hospital_contact", source="lpr_a", synthetic=True),
        record("covid_admissions", source="ssi_covid", synthetic=False),
        record("hospital_contact", source="lpr_a", synthetic=False, state="held"),
    )
    package = build(tmp_path, Computed(results, snapshot()), catalogue, deliveries=deliveries)
    assert verify_release(package.folder) == ()
    assert package.manifest.made_by == "drift" and package.manifest.vintage == "vintage"
    assert package.manifest.deliveries == ("lpr_a-hospital_contact", "ssi_covid-covid_admissions")
    with open_release(package.folder) as release:
        assert release.is_synthetic("indlaeggelser-pr-1000")
        assert {card.state for card in release.deliveries()} == {"accepted", "held"}


def test_register_figures_are_refused_until_totals_are_protected(catalogue, share, tmp_path):
    computed = Computed({share.id: result_rows(share)}, snapshot(frozenset()))
    with pytest.raises(Blocked, match="K-SECONDARY") as caught:
        build(tmp_path, computed, catalogue)
    (problem,) = caught.value.problems
    assert "Landspatientregisteret" in problem.in_("da") and "totalerne" in problem.in_("da")
    assert "Hidden figures can be worked out from the totals" in problem.in_("en")
    assert not (tmp_path / "releases").exists()


@pytest.mark.parametrize("real", ["hospital_contact", "municipal_service"])
def test_one_real_table_is_enough_to_refuse(catalogue, tmp_path, real):
    visits = catalogue.get("opfoelgende-hjemmebesoeg-7-dage")
    computed = Computed({visits.id: result_rows(visits)}, snapshot(SYNTHETIC - {real}))
    with pytest.raises(Blocked, match="K-SECONDARY"):
        build(tmp_path, computed, catalogue)


def test_one_real_delivery_among_invented_ones_is_enough_to_refuse(catalogue, share, tmp_path):
    computed = Computed({share.id: result_rows(share)}, snapshot())
    deliveries = (
        record("hospital_contact", source="lpr_a", synthetic=True),
        record("hospital_contact", source="lpr_a", synthetic=False),
    )
    with pytest.raises(Blocked, match="K-SECONDARY"):
        build(tmp_path, computed, catalogue, deliveries=deliveries)


def test_one_refused_indicator_refuses_the_release(catalogue, share, flow, tmp_path):
    computed = Computed(
        {flow.id: result_rows(flow), share.id: result_rows(share)}, snapshot(frozenset())
    )
    with pytest.raises(Blocked, match="K-SECONDARY"):
        build(tmp_path, computed, catalogue)


def test_D09_a_figure_too_large_to_be_shown_refuses_the_release(catalogue, flow, tmp_path):
    computed = Computed({flow.id: result_rows(flow, {"numerator": 10**13})}, snapshot())
    with pytest.raises(Blocked, match="E06") as caught:
        build(tmp_path, computed, catalogue)
    (problem,) = caught.value.problems
    assert flow.id in problem.what.da and flow.id in problem.what.en
    assert problem.what.da != problem.what.en and problem.remedy.da != problem.remedy.en
    assert not (tmp_path / "releases").exists()


@pytest.mark.parametrize("role", ["reader", "analyst"])
def test_only_an_operator_builds(catalogue, flow, tmp_path, role):
    computed = Computed({flow.id: result_rows(flow)}, snapshot())
    with pytest.raises(NotAllowed, match="K-PERMIT"):
        build(tmp_path, computed, catalogue, permit=replace(OPERATOR, role=role))


def test_a_public_release_needs_nothing_synthetic(catalogue, flow, tmp_path):
    rows = result_rows(flow, {"unit": "danmark", "numerator": 100, "persons_unknown": True})
    package = build(tmp_path, Computed({flow.id: rows}, snapshot(frozenset())), catalogue)
    with open_release(package.folder) as release:
        assert release.value(flow.id, "danmark", "2026-03").numerator == 100
        assert not release.is_synthetic(flow.id)


def test_coverage_is_told_in_as_few_lines_as_there_are_gaps():
    def cover(unit, start, end, table="t"):
        return Cover(table, unit, date(2026, start, 1), date(2026, end, 1))

    lines = coverage_of((cover(None, 2, 3), cover(None, 1, 2), cover(None, 5, 6), cover("u", 1, 2)))
    assert list(lines) == [
        Coverage("t", None, date(2026, 1, 1), date(2026, 3, 1)),
        Coverage("t", None, date(2026, 5, 1), date(2026, 6, 1)),
        Coverage("t", "u", date(2026, 1, 1), date(2026, 2, 1)),
    ]


class StoreOf:
    """A store that knows which deliveries there are, and must not be asked for their rows."""

    def __init__(self, *deliveries: DeliveryRecord) -> None:
        self.deliveries = deliveries

    def vintage(self, tables, *, as_of=None, known_at=None) -> Vintage:
        return Vintage("v", self.deliveries)


def test_a_value_of_register_data_is_refused_before_anything_is_read(catalogue):
    tables = ("hospital_contact", "diagnosis", "population")
    store = StoreOf(*(record(name, source="lpr_a", synthetic=False) for name in tables))
    with pytest.raises(Blocked, match="K-SECONDARY"):
        compute_value(store, catalogue, READER, "indlaeggelser-pr-1000", "danmark", "2026-03")


# The whole way from a real publication ------------------------------------------------------------


@pytest.fixture(scope="module")
def store(tmp_path_factory, real_data: Path) -> Store:
    """Publications of three weeks of December 2020 and of one a year later."""
    store = Store.create(tmp_path_factory.mktemp("home"))
    weekly = real_data / "ssi-covid" / "weekly"
    days = ("2020-12-09", "2020-12-16", "2020-12-23", "2021-12-29")
    receive_deliveries(
        store,
        [weekly / day for day in days],
        source="ssi_covid",
        world=load_world(DEFINITIONS),
        permit=OPERATOR,
    )
    return store


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("as_of", "count"), [(date(2020, 12, 15), 85), (date(2021, 12, 31), 84), (None, 84)]
)
def test_a_value_is_what_was_published_by_a_day(store, catalogue, as_of, count):
    asked = ("covid-nyindlagte", "region-nordjylland", "2020-11")
    row = compute_value(store, catalogue, READER, *asked, as_of=as_of)
    assert (row.state, row.value, row.numerator) == (State.OK, count, count)
    vintage = vintage_of_value(store, catalogue, asked[0], as_of=as_of)
    answer = value_json(row, None, vintage.id)
    assert (answer["value"], answer["release"], answer["vintage"]) == (count, None, vintage.id)


@pytest.mark.real_data
def test_a_value_before_anything_was_published_or_known_is_not_delivered(store, catalogue):
    asked = ("covid-nyindlagte", "region-nordjylland", "2020-11")
    early = compute_value(store, catalogue, READER, *asked, as_of=date(2020, 1, 1))
    assert early.state == State.NOT_DELIVERED
    unknown = compute_value(
        store, catalogue, READER, *asked, known_at=datetime(2020, 1, 1, tzinfo=UTC)
    )
    assert unknown.state == State.NOT_DELIVERED
    assert vintage_of_value(store, catalogue, asked[0], as_of=date(2020, 1, 1)).deliveries == ()


@pytest.mark.real_data
def test_a_value_at_a_grain_that_nobody_collects(store, catalogue):
    asked = ("covid-nyindlagte", "kommune-0851", "2020-11")
    assert compute_value(store, catalogue, READER, *asked).state == State.NOT_COLLECTED
    of_women = compute_value(
        store,
        catalogue,
        READER,
        *("covid-nyindlagte", "region-nordjylland", "2020-11"),
        stratum={"sex": "k"},
    )
    assert (of_women.state, of_women.sex) == (State.NOT_COLLECTED, "k")


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("asked", "stratum", "code"),
    [
        (("no-such", "danmark", "2020"), {}, "K-INDICATOR"),
        (("covid-nyindlagte", "no-such", "2020"), {}, "K-UNIT"),
        (("covid-nyindlagte", "danmark", "then"), {}, "K-PERIOD"),
        (("covid-nyindlagte", "danmark", "2020"), {"colour": "red"}, "K-STRATUM"),
    ],
)
def test_a_value_of_something_unknown(store, catalogue, asked, stratum, code):
    with pytest.raises(NotKnown) as caught:
        compute_value(store, catalogue, READER, *asked, stratum=stratum)
    assert caught.value.problems[0].code == code


@pytest.mark.real_data
def test_a_release_answers_what_the_store_answers(store, catalogue, tmp_path):
    names = ("covid-nyindlagte", "covid-tilfaelde-pr-100000")
    computed = compute_catalogue(store, catalogue, OPERATOR, only=names, organisations=(AS_WAS,))
    package = build(tmp_path, computed, catalogue, deliveries=store.deliveries())
    with open_release(package.folder) as release:
        assert release.value(names[0], "region-nordjylland", "2020-11").numerator == 84
        for row in release.csv_rows(names[0], unit="region-nordjylland", period_kind="month"):
            again = compute_value(store, catalogue, READER, row.indicator, row.unit, row.period)
            assert again == row
        states = {row.state for row in release.csv_rows(names[1])}
        assert State.OK in states and len(release.deliveries()) == 4
