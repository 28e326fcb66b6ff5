"""FOLK1A in both of its spellings; municipal services in both spellings of FSIII."""

from datetime import date, datetime

import pytest

from support.deliveries import CPR, service, world, write_gateway
from tvaerblik.core.deliveries import Window
from tvaerblik.core.errors import BadInput
from tvaerblik.sources.front import read_delivery

NURSING = "ccbed25e-da29-4c4e-9f6c-0b3132125336"


def folk1a(tmp_path, *lines):
    folder = tmp_path / "2020-02-11"
    folder.mkdir()
    (folder / "FOLK1A.csv").write_text(
        "\n".join(("OMRÅDE;KØN;ALDER;TID;INDHOLD", *lines)), encoding="utf-8"
    )
    return read_delivery("population", folder, world())


@pytest.mark.parametrize(
    "line", ["851;1;40;2020K1;1500", "Aalborg;Mænd;40 år;2020K1;1500", "0851;mænd;40;2020K1;1500"]
)
def test_codes_and_texts_say_the_same(tmp_path, line):
    (table,) = folk1a(tmp_path, line).tables
    assert table.rows.to_pylist() == [{
        "quarter_start": date(2020, 1, 1), "municipality": "kommune-0851", "sex": "m", "age": 40, "persons": 1500}]  # fmt: skip


def test_totals_and_regions_are_set_aside_and_counted(tmp_path):
    lines = ["851;1;40;2020K1;1", "000;1;40;2020K1;1", "081;1;40;2020K1;1", "851;TOT;40;2020K1;1", "851;1;IALT;2020K1;1",
             "Hele landet;Kvinder;40 år;2020K1;1", "Region Nordjylland;Kvinder;1 år;2020K1;1",
             "411;1;40;2020K1;1", "Aalborg;I alt;40 år;2020K1;1"]  # fmt: skip
    delivery = folk1a(tmp_path, *lines)
    assert delivery.tables[0].rows.num_rows == 1
    counts = {}
    for aside in delivery.asides:
        counts[aside.reason] = counts.get(aside.reason, 0) + aside.rows
    assert counts == {"total": 3, "not_a_municipality": 5}


def test_quarters_in_the_file_are_what_it_covers_and_restates(tmp_path):
    (table,) = folk1a(
        tmp_path, *(f"851;1;40;{quarter};1" for quarter in ("2019K4", "2020K1", "2020K3"))
    ).tables
    spans = (
        Window(date(2019, 10, 1), date(2020, 4, 1)),
        Window(date(2020, 7, 1), date(2020, 10, 1)),
    )
    assert table.covers == table.replaces == spans


@pytest.mark.parametrize(("line", "code"), [
    ("999;1;40;2020K1;1", "D16"), ("851;3;40;2020K1;1", "K-VALUE"), ("851;1;fyrre;2020K1;1", "K-VALUE"),
    ("851;1;40;2020K5;1", "D08"), ("851;1;40;2020K1;1.500", "D09"), ("851;1;40;2020K1;", "K-EMPTY"),
])  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_row(tmp_path, line, code):
    with pytest.raises(BadInput) as caught:
        folk1a(tmp_path, "851;1;41;2020K1;1", line)
    assert [(p.code, p.where.row) for p in caught.value.problems] == [(code, 3)]


def test_old_key_and_uuid_are_one_concept(tmp_path):
    lines = [
        service("a", "2026-01-05T10:00:00+01:00", code="G2.4"),
        service("b", "2026-07-05T00:30:00+02:00", code=NURSING.upper()),
    ]
    (table,) = read_delivery(
        "gateway", write_gateway(tmp_path, "2026-02-10", lines), world()
    ).tables
    rows = table.rows.to_pylist()
    assert {row["service"] for row in rows} == {NURSING}
    assert [row["started"] for row in rows] == [
        datetime(2026, 1, 5, 9),
        datetime(2026, 7, 4, 22, 30),
    ]
    assert [row["started_date"] for row in rows] == [date(2026, 1, 5), date(2026, 7, 5)]
    assert [row["resource"] for row in rows] == ["encounter", "encounter"]


@pytest.mark.parametrize("status", ["entered-in-error", "cancelled", "revoked"])
def test_a_withdrawn_service_leaves_its_id_and_no_row(tmp_path, status):
    lines = [
        service("a", "2026-01-05T10:00:00+01:00"),
        service("b", "2026-01-05T10:00:00+01:00", status=status),
    ]
    delivery = read_delivery("gateway", write_gateway(tmp_path, "2026-02-10", lines), world())
    (table,) = delivery.tables
    assert table.rows["service_id"].to_pylist() == ["a"]
    assert table.removed.to_pydict() == {"service_id": ["b"]}
    assert [(aside.reason, aside.rows) for aside in delivery.asides] == [("withdrawn", 1)]


def test_covers_name_municipalities(tmp_path):
    line = service("a", "2026-01-05T10:00:00+01:00")
    (table,) = read_delivery(
        "gateway", write_gateway(tmp_path, "2026-02-10", [line], units=["0851", "0860"]), world()
    ).tables
    assert table.covers == (
        Window(date(2026, 1, 1), date(2026, 2, 1), ("kommune-0851", "kommune-0860")),
    )


@pytest.mark.parametrize(("change", "code"), [
    ({"start": "2026-01-05T10:00:00"}, "D08"), ({"start": "2026-01-05"}, "D08"), ({"code": "G99.9"}, "K-CODE"),
    ({"municipality": "0999"}, "D16"), ({"status": "done"}, "K-VALUE"),
])  # fmt: skip
def test_a_service_that_cannot_be_read(tmp_path, change, code):
    line = service(**({"id_": "a", "start": "2026-01-05T10:00:00+01:00"} | change))
    with pytest.raises(BadInput) as caught:
        read_delivery("gateway", write_gateway(tmp_path, "2026-02-10", [line]), world())
    assert [(p.code, p.where.row) for p in caught.value.problems] == [(code, 2)]


def test_D16_an_unknown_municipality_in_the_note(tmp_path):
    folder = write_gateway(
        tmp_path, "2026-02-10", [service("a", "2026-01-05T10:00:00+01:00")], units=["0851", "0999"]
    )
    with pytest.raises(BadInput) as caught:
        read_delivery("gateway", folder, world())
    assert [(p.code, p.where.path) for p in caught.value.problems] == [("D16", "covers")]


def test_unlinked_services_are_counted(tmp_path):
    lines = [
        service("a", "2026-01-05T10:00:00+01:00", cpr=CPR[1]),
        service("b", "2026-01-05T10:00:00+01:00", cpr=""),
    ]
    delivery = read_delivery("gateway", write_gateway(tmp_path, "2026-02-10", lines), world())
    assert [(aside.reason, aside.rows) for aside in delivery.asides] == [("unlinked_person", 1)]
