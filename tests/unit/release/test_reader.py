"""Every question that pages, the API and the command line ask of a release."""

import shutil
import threading
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import duckdb
import pytest

from tvaerblik.core.cells import NUMBERED_STATES, Flag, State
from tvaerblik.core.errors import IntegrityError, NotKnown
from tvaerblik.release.as_json import value_json
from tvaerblik.release.cells import CELLS
from tvaerblik.release.reader import open_release
from tvaerblik.release.rows import ReleasableRow, row_without_number

ADMISSIONS = "indlaeggelser-pr-1000"
READMISSIONS = "genindlaeggelse-30-dage-somatik"
VISITS = "opfoelgende-hjemmebesoeg-7-dage"


def test_cards_say_what_the_definitions_say(release, catalogue):
    assert {card.id for card in release.indicators()} == set(catalogue.indicators)
    card, definition = release.indicator("forebyggelige-indlaeggelser-65"), None
    definition = catalogue.get(card.id)
    for name in (
        "title",
        "purpose",
        "caveats",
        "owners",
        "national",
        "changes",
        "decimals",
        "polarity",
    ):
        assert getattr(card, name) == getattr(definition, name), name
    assert card.measure == "rate" and card.per == 1000 and not card.is_share
    assert card.is_provisional and card.codelists[0].codes[0].code == "DS02"
    assert card.numerator.da.endswith(".") and card.denominator.en.endswith(".")
    assert {source.name for source in card.sources} == {"lpr_a", "population"}
    assert {line.table for line in card.coverage} == {"hospital_contact", "population"}


def test_synthetic_is_said_of_each_indicator(release):
    assert release.is_synthetic(ADMISSIONS)
    assert not release.is_synthetic("covid-nyindlagte")
    public = {ref.name: ref.already_public for ref in release.manifest.sources}
    assert public["ssi_covid"] == "covid19.ssi.dk" and public["lpr_a"] is None


def test_units_know_their_members_on_a_day(release):
    cluster = release.unit("sundhedsklynge-nordjylland-midt")
    assert cluster.members_on(date(2026, 1, 1)) == ("kommune-0849", "kommune-0851")
    assert cluster.members_on(date(2027, 1, 1)) == ()
    assert cluster.municipalities == ("kommune-0849", "kommune-0851")
    assert cluster.is_as_was
    council = release.unit("sundhedsraad-vendsyssel")
    assert council.organisations == ("2027-01-01",) and not council.is_as_was


def test_the_register_has_units_without_figures_too(release):
    of_capital = [one for one in release.register() if "kommune-0101" in one.municipalities]
    clusters = [one for one in of_capital if one.kind == "sundhedsklynge"]
    assert len(clusters) == 2 and not any(one.has_figures for one in clusters)


def test_units_are_those_with_figures(release):
    kinds = {unit.kind for unit in release.units()}
    assert kinds == {"country", "region", "municipality", "sundhedsklynge", "sundhedsraad"}
    assert all(unit.has_figures for unit in release.units())
    assert not release.unit("kommune-0101").has_figures


def test_one_value(release):
    row = release.value("covid-nyindlagte", "region-nordjylland", "2020-11")
    assert isinstance(row, ReleasableRow)
    assert (row.state, row.value, row.numerator) == (State.OK, Decimal(85), 85)


def test_a_value_of_a_stratum_and_of_another_organisation(release):
    stratum = release.value(ADMISSIONS, "kommune-0851", "2026-03", age_band="70-74", sex="k")
    assert (stratum.age_band, stratum.sex) == ("70-74", "k") and stratum.value is not None
    council = release.value(
        ADMISSIONS, "sundhedsraad-vendsyssel", "2025", organisation="2027-01-01"
    )
    assert council.state == State.OK and council.period_kind == "year"


@pytest.mark.parametrize(
    ("indicator", "unit", "period", "options"),
    [
        ("covid-nyindlagte", "kommune-0851", "2020-11", {}),
        (ADMISSIONS, "kommune-0101", "2026-03", {}),
        (ADMISSIONS, "kommune-0851", "2026-03-14", {}),
        (ADMISSIONS, "kommune-0851", "1999", {}),
        (ADMISSIONS, "kommune-0851", "2026-03", {"age_band": "3-7"}),
        (ADMISSIONS, "kommune-0851", "2026-03", {"organisation": "2007-01-01"}),
        (ADMISSIONS, "kommune-0851", "2026-03", {"sex": "' OR 1=1 --"}),
    ],
)
def test_known_names_without_a_cell_are_not_collected(release, indicator, unit, period, options):
    row = release.value(indicator, unit, period, **options)
    assert (row.state, row.value, row.indicator, row.unit) == (
        State.NOT_COLLECTED,
        None,
        indicator,
        unit,
    )


@pytest.mark.parametrize(
    ("indicator", "unit", "period", "code"),
    [
        ("no-such", "kommune-0851", "2026-03", "K-INDICATOR"),
        (ADMISSIONS, "kommune-9999", "2026-03", "K-UNIT"),
        (ADMISSIONS, "kommune-0851", "2026-13", "K-PERIOD"),
    ],
)
def test_unknown_names_are_said_to_be_unknown(release, indicator, unit, period, code):
    with pytest.raises(NotKnown) as caught:
        release.value(indicator, unit, period)
    assert caught.value.problems[0].code == code


def test_an_unknown_unit_suggests_one_that_is_near(release):
    with pytest.raises(NotKnown, match="region-nordjylland"):
        release.unit("nordjylland")


def test_a_series_is_in_the_order_of_time(release):
    rows = release.series(ADMISSIONS, "kommune-0851", "month")
    assert [row.period for row in rows][:2] == ["2023-01", "2023-02"]
    assert len(rows) == 46 and rows[-1].period == "2026-10"
    assert rows == tuple(sorted(rows, key=lambda row: row.period_start))
    assert {(row.age_band, row.sex, row.organisation) for row in rows} == {(None, None, "as-was")}
    quarters = release.series(ADMISSIONS, "kommune-0851", "quarter", age_band="90+")
    assert len(quarters) == 16 and {row.age_band for row in quarters} == {"90+"}


def test_the_sample_has_every_kind_of_cell(release):
    seen = {row.state for card in release.indicators() for row in release.csv_rows(card.id)}
    assert seen == set(State) - {State.NOT_COLLECTED}
    provisional = release.value(ADMISSIONS, "kommune-0851", "2026-10")
    assert provisional.flags == {Flag.PROVISIONAL} and provisional.value is not None
    partial = release.value(VISITS, "sundhedsklynge-nordjylland-nord", "2026-03")
    assert partial.flags == {Flag.PARTIAL} and (partial.units_present, partial.units_total) == (
        3,
        4,
    )
    assert release.value(VISITS, "kommune-0825", "2026-03").state == State.NOT_DELIVERED


def test_the_tiles_of_a_unit(release):
    unit = "sundhedsklynge-nordjylland-midt"
    series = release.series_of_unit(unit, "month")
    assert set(series) == {card.id for card in release.indicators() if card.measure != "reported"}
    for indicator, rows in series.items():
        assert rows == release.series(indicator, unit, "month")
    latest = release.latest_of_unit(unit)
    assert latest[VISITS].period == "2026-09" and latest[ADMISSIONS].period == "2026-10"


def test_a_comparison_has_the_units_of_a_kind(release):
    rows = release.comparison(ADMISSIONS, "2026-03", "municipality")
    assert [row.unit for row in rows][:2] == ["kommune-0773", "kommune-0787"] and len(rows) == 11
    councils = release.comparison(ADMISSIONS, "2025", "sundhedsraad", "2027-01-01")
    assert {row.unit for row in councils} == {"sundhedsraad-limfjorden", "sundhedsraad-vendsyssel"}
    assert release.comparison(ADMISSIONS, "1999", "municipality") == ()


def test_strata_are_the_total_the_margins_and_the_cells(release):
    rows = release.strata(ADMISSIONS, "kommune-0851", "2026-03")
    assert len(rows) == 30
    assert (rows[0].age_band, rows[0].sex) == (None, None)
    assert sum(row.numerator for row in rows if row.age_band and row.sex) == rows[0].numerator


def test_csv_rows_are_the_same_cells_one_after_the_other(release):
    rows = release.csv_rows(ADMISSIONS, unit="kommune-0851", period_kind="month", strata=False)
    assert iter(rows) is rows
    assert tuple(rows) == release.series(ADMISSIONS, "kommune-0851", "month")
    every = list(release.csv_rows(ADMISSIONS))
    assert len(every) == len(set(every)) > 10_000


def test_assessments_rest_on_released_points(release):
    record = release.assessment(ADMISSIONS, "kommune-0851")
    assert (record.first, record.last) == ("2023-11", "2026-10")
    assert record.assessment.n_useful <= 36
    assert "provisional_points" in record.assessment.warnings
    assert release.assessment(VISITS, "kommune-0825").assessment.state == "too_few"
    assert release.assessment("covid-tilfaelde-pr-100000", "kommune-0851") is None
    with pytest.raises(NotKnown):
        release.assessment("no-such", "kommune-0851")


def test_a_hidden_point_is_no_part_of_an_assessment(release):
    unit = next(
        unit.id
        for unit in release.units()
        if any(
            row.state == State.SUPPRESSED for row in release.series(READMISSIONS, unit.id, "month")
        )
    )
    rows = release.series(READMISSIONS, unit, "month")
    found = release.assessment(READMISSIONS, unit).assessment
    assert {"masked_points", "many_masked"} & set(found.warnings)
    seen = [row for row in rows if row.state in NUMBERED_STATES and not row.flags]
    assert found.n_useful <= len(seen)


def test_deliveries_are_told_held_ones_too(release):
    cards = release.deliveries()
    assert [card.state for card in cards].count("held") == 1
    held = next(card for card in cards if card.state == "held")
    assert not held.used and held.notes and held.id not in release.manifest.deliveries


# How it is read ----------------------------------------------------------------------------------


def test_cells_can_only_be_read(release):
    connection = release._connect().cursor()
    with pytest.raises(duckdb.Error):
        connection.execute("DELETE FROM by_series")
    with pytest.raises(duckdb.Error):
        connection.execute("SELECT * FROM read_csv('/etc/passwd')")
    with pytest.raises(duckdb.Error):
        connection.execute("SET enable_external_access = true")


def test_many_threads_get_the_same_answers(sample_folder):
    wanted = {}
    found: dict[str, list[bool]] = {}
    with open_release(sample_folder) as release:
        units = [unit.id for unit in release.units() if unit.kind == "municipality"]
        for unit in units:
            wanted[unit] = release.series(ADMISSIONS, unit, "month")

        def ask(unit: str) -> None:
            found[unit] = [
                release.series(ADMISSIONS, unit, "month") == wanted[unit] for _ in range(10)
            ]

        threads = [threading.Thread(target=ask, args=(unit,)) for unit in units]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == {unit: [True] * 10 for unit in units}


def test_a_closed_release_opens_again_when_asked(sample_folder):
    release = open_release(sample_folder)
    before = release.value(ADMISSIONS, "kommune-0851", "2026-03")
    release.close()
    release.close()
    assert release.value(ADMISSIONS, "kommune-0851", "2026-03") == before
    release.close()


def test_a_folder_that_is_not_there_is_not_known(tmp_path):
    with pytest.raises(NotKnown, match="K-RELEASE"):
        open_release(tmp_path / "2026-01-01-01-00000000")


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_B18_cells_that_were_changed_in_place_are_not_read(sample_folder, tmp_path, place):
    folder = shutil.copytree(sample_folder, tmp_path / sample_folder.name)
    cells = folder / CELLS
    content = bytearray(cells.read_bytes())
    content[int(len(content) * place)] ^= 1
    cells.chmod(0o644)
    cells.write_bytes(content)
    with open_release(folder) as changed, pytest.raises(IntegrityError, match="K-RELEASE-CHANGED"):
        changed.value(ADMISSIONS, "kommune-0851", "2026-03")


def test_B18_cells_that_go_bad_while_they_are_open_are_an_error_that_says_so(release, monkeypatch):
    class Broken:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

        def execute(self, *_):
            raise duckdb.IOException("Corrupt database file: computed checksum 1 does not match")

    monkeypatch.setattr(release, "_connect", lambda: SimpleNamespace(cursor=Broken))
    with pytest.raises(IntegrityError, match="K-RELEASE-CHANGED"):
        release.value(ADMISSIONS, "kommune-0851", "2026-03")


# As JSON -----------------------------------------------------------------------------------------

KEYS = [
    *("indicator", "version", "unit", "period", "stratum", "state", "flags", "value"),
    *("numerator", "denominator", "lower", "upper", "coverage", "vintage", "release"),
]


def test_json_has_exactly_these_keys(release):
    row = release.value("covid-nyindlagte", "region-nordjylland", "2020-11")
    answer = value_json(row, release.id, release.manifest.vintage)
    assert list(answer) == KEYS
    assert answer["value"] == 85 and type(answer["value"]) is int
    assert (answer["stratum"], answer["flags"], answer["denominator"]) == ({}, [], None)
    assert answer["release"] == release.id and answer["vintage"] == "sample"


def test_json_numbers(release):
    row = release.value(VISITS, "sundhedsklynge-nordjylland-nord", "2026-03", sex="k")
    answer = value_json(row, None, "v")
    assert answer["stratum"] == {"sex": "k"} and answer["flags"] == ["partial"]
    assert 0 < answer["lower"] < answer["value"] < answer["upper"] < 1
    assert type(answer["denominator"]) is int
    assert answer["coverage"] == {"units": 3, "share": 0.988134}


def test_json_of_a_suppressed_cell_has_no_number(release):
    rows = [row for row in release.csv_rows(ADMISSIONS) if row.state == State.SUPPRESSED]
    assert rows
    for row in rows:
        answer = value_json(row, None, "v")
        assert [
            answer[name] for name in ("value", "numerator", "denominator", "lower", "upper")
        ] == [None] * 5
        assert "bounds" not in answer


def test_json_tells_the_bounds_that_the_supplier_printed(release):
    row = release.value("covid-tilfaelde-pr-100000", "kommune-0825", "2020-12-14")
    answer = value_json(row, None, "v")
    assert list(answer) == [*KEYS, "bounds"] and answer["bounds"] == [1, 9]
    assert answer["value"] is None


def test_a_row_without_a_number_cannot_be_one_with(release):
    card = release.indicator(ADMISSIONS)
    for state in NUMBERED_STATES:
        with pytest.raises(ValueError, match="has a number"):
            row_without_number(
                state,
                indicator=card.id,
                version=card.version,
                unit="kommune-0851",
                period=None,
                age_band=None,
                sex=None,
                organisation="as-was",
            )
