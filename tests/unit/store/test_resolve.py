"""Which rows live in a vintage: windows, keys, withdrawals, and rows that follow others."""

from datetime import UTC, date, datetime

import pyarrow.parquet as pq
import pytest

from support.deliveries import contact, service, take_in, write_gateway, write_lpr, write_ssi

JANUARY = ("2026-01-01", "2026-02-01")
FEBRUARY = ("2026-02-01", "2026-03-01")
BOTH = ("2026-01-01", "2026-03-01")


def alive(store, table, column, **clock):
    snapshot = store.snapshot(store.vintage(**clock))
    return sorted(snapshot.read(table)[column].to_pylist())


def take_lpr(store, root, published, contacts, diagnoses=None, window=JANUARY):
    take_in(store, write_lpr(root, published, contacts, diagnoses, window=window), source="lpr_a")


def take_services(store, root, published, services, **note):
    take_in(store, write_gateway(root, published, services, **note), source="gateway")


def test_months_side_by_side_all_live(store, tmp_path):
    take_lpr(store, tmp_path, "2026-02-10", [contact(1, "2026-01-05 10:00")])
    take_lpr(store, tmp_path, "2026-03-10", [contact(2, "2026-02-05 10:00")], window=FEBRUARY)
    assert alive(store, "hospital_contact", "contact") == [1, 2]


def test_a_window_replaces_everything_earlier_in_it(store, tmp_path):
    """What is not sent again was removed, a late registration comes in."""
    take_lpr(
        store,
        tmp_path,
        "2026-02-10",
        [contact(1, "2026-01-05 10:00"), contact(2, "2026-01-31 23:59")],
    )
    take_lpr(
        store,
        tmp_path,
        "2026-03-10",
        [contact(1, "2026-01-05 10:00"), contact(3, "2026-01-06 10:00")],
        window=BOTH,
    )
    assert alive(store, "hospital_contact", "contact") == [1, 3]


def test_a_window_ends_before_its_last_day_and_goes_by_the_local_date(store, tmp_path):
    """23:30 UTC on 31 January is 1 February here."""
    take_lpr(
        store,
        tmp_path,
        "2026-02-10",
        [
            contact(1, "2026-01-31 23:59"),
            contact(2, "2026-02-01 00:00"),
            contact(3, "2026-02-01 00:30"),
        ],
    )
    take_lpr(store, tmp_path, "2026-03-10", [contact(9, "2026-01-01 00:00")])
    assert alive(store, "hospital_contact", "contact") == [2, 3, 9]


def test_a_key_replaces_the_same_key_wherever_it_lies(store, tmp_path):
    take_lpr(
        store,
        tmp_path,
        "2026-02-10",
        [contact(1, "2026-01-05 10:00"), contact(2, "2026-01-06 10:00")],
    )
    late = [contact(1, "2026-01-07 10:00"), contact(3, "2026-02-06 10:00")]
    take_lpr(store, tmp_path, "2026-03-10", late, window=FEBRUARY)
    snapshot = store.snapshot(store.vintage())
    rows = {
        row["contact"]: row["started_date"] for row in snapshot.read("hospital_contact").to_pylist()
    }
    assert rows == {1: date(2026, 1, 7), 2: date(2026, 1, 6), 3: date(2026, 2, 6)}


def test_a_row_that_moved_out_of_a_window_does_not_come_back_with_it(store, tmp_path):
    """1 lay in January, moved to February, and February was restated without it."""
    take_lpr(
        store,
        tmp_path,
        "2026-02-10",
        [contact(1, "2026-01-05 10:00"), contact(2, "2026-01-05 10:00")],
    )
    take_lpr(store, tmp_path, "2026-03-10", [contact(1, "2026-02-05 10:00")], window=FEBRUARY)
    take_lpr(store, tmp_path, "2026-04-10", [contact(3, "2026-02-06 10:00")], window=FEBRUARY)
    assert alive(store, "hospital_contact", "contact") == [2, 3]


def test_diagnoses_live_and_die_with_their_contact(store, tmp_path):
    take_lpr(store, tmp_path, "2026-02-10", [contact(1, "2026-01-05 10:00"), contact(2, "2026-01-05 10:00")],
             ["1;DOLD;A;;", "1;DEXTRA;B;;", "2;DKEPT;A;;"])  # fmt: skip
    take_lpr(store, tmp_path, "2026-03-10", [contact(1, "2026-01-05 11:00"), contact(3, "2026-02-05 10:00")],
             ["1;DNEW;A;;", "3;DTHREE;A;;"], window=FEBRUARY)  # fmt: skip
    assert alive(store, "diagnosis", "code") == ["DKEPT", "DNEW", "DTHREE"]
    assert alive(store, "diagnosis", "code", as_of=date(2026, 2, 28)) == ["DEXTRA", "DKEPT", "DOLD"]


def test_order_of_arrival_does_not_matter(store, tmp_path):
    first = write_lpr(
        tmp_path, "2026-02-10", [contact(1, "2026-01-05 10:00"), contact(2, "2026-01-05 10:00")]
    )
    second = write_lpr(tmp_path, "2026-03-10", [contact(1, "2026-01-06 10:00")], window=BOTH)
    take_in(store, second, source="lpr_a")
    take_in(store, first, source="lpr_a")
    assert alive(store, "hospital_contact", "contact") == [1]
    assert store.snapshot(store.vintage()).read("hospital_contact")["started_date"].to_pylist() == [
        date(2026, 1, 6)
    ]


def test_a_municipality_s_window_replaces_its_own_rows_only(store, tmp_path):
    both = [
        service("a", "2026-01-05T10:00:00+01:00"),
        service("b", "2026-01-05T10:00:00+01:00", municipality="0860"),
    ]
    take_services(store, tmp_path, "2026-02-10", both, units=["0851", "0860"])
    covers = {"units": ["0851", "0860"]}
    again = [service("c", "2026-01-06T10:00:00+01:00")]
    folder = write_gateway(tmp_path, "2026-03-10", again, **covers)
    note = folder / "LEVERANCE.json"
    note.write_text(
        note.read_text().replace(
            '["0851", "0860"]}]',
            '["0851"]}, {"file": "GATEWAY_INDSATS", "from": "2026-02-01", "to": "2026-03-01", "units": ["0860"]}]',
        )
    )
    take_in(store, folder, source="gateway")
    assert alive(store, "municipal_service", "service_id") == ["b", "c"]


def test_a_withdrawn_id_dies_wherever_it_lies_and_may_return(store, tmp_path):
    take_services(
        store,
        tmp_path,
        "2026-02-10",
        [service("a", "2026-01-05T10:00:00+01:00"), service("b", "2026-01-05T10:00:00+01:00")],
    )
    gone = [
        service("a", "2026-01-05T10:00:00+01:00", status="entered-in-error"),
        service("c", "2026-02-05T10:00:00+01:00"),
    ]
    take_services(store, tmp_path, "2026-03-10", gone, window=FEBRUARY)
    assert alive(store, "municipal_service", "service_id") == ["b", "c"]
    take_services(
        store,
        tmp_path,
        "2026-04-10",
        [service("a", "2026-03-05T10:00:00+01:00")],
        window=("2026-03-01", "2026-04-01"),
    )
    assert alive(store, "municipal_service", "service_id") == ["a", "b", "c"]


def test_a_row_without_a_municipality_is_not_taken_for_one_that_has(store, tmp_path):
    """The newest row of a key decides, also where a field of it is empty."""
    take_lpr(store, tmp_path, "2026-02-10", [contact(1, "2026-01-05 10:00")])
    take_lpr(
        store,
        tmp_path,
        "2026-03-10",
        [contact(1, "2026-02-05 10:00", Borger_bo_kom=""), contact(2, "2026-02-05 10:00")],
        window=FEBRUARY,
    )
    snapshot = store.snapshot(store.vintage())
    assert {
        row["contact"]: row["residence"] for row in snapshot.read("hospital_contact").to_pylist()
    } == {1: None, 2: "kommune-0851"}


def test_a_whole_series_replaces_rows_and_covers_and_a_running_total_does_not(store, tmp_path):
    take_in(
        store,
        write_ssi(tmp_path, "2020-05-13", ["2020-02-25; 1"], columns="Dato;Antal_nyindlagte"),
        source="ssi_covid",
    )
    take_in(
        store,
        write_ssi(tmp_path, "2020-05-20", ["2020-03-01; 1; 0; 0; 0; 0; 1"]),
        source="ssi_covid",
    )
    snapshot = store.snapshot(store.vintage())
    assert set(snapshot.read("covid_admissions")["day"].to_pylist()) == {date(2020, 3, 1)}
    assert {cover.start for cover in snapshot.covers_of("covid_admissions")} == {date(2020, 3, 1)}
    assert snapshot.read("covid_cases")["day"].to_pylist() == [date(2020, 5, 13), date(2020, 5, 20)]
    assert [(c.unit, c.start, c.end) for c in snapshot.covers_of("covid_cases")] == [
        ("kommune-0851", date(2020, 5, 13), date(2020, 5, 14)), ("kommune-0851", date(2020, 5, 20), date(2020, 5, 21))]  # fmt: skip


def test_covers_are_joined_where_they_touch(store, tmp_path):
    take_lpr(store, tmp_path, "2026-02-10", [contact(1, "2026-01-05 10:00")])
    take_lpr(store, tmp_path, "2026-03-10", [contact(2, "2026-02-05 10:00")], window=FEBRUARY)
    take_lpr(
        store,
        tmp_path,
        "2026-05-10",
        [contact(3, "2026-04-05 10:00")],
        window=("2026-04-01", "2026-05-01"),
    )
    spans = [
        (c.unit, c.start, c.end)
        for c in store.snapshot(store.vintage()).covers_of("hospital_contact")
    ]
    assert spans == [
        (None, date(2026, 1, 1), date(2026, 3, 1)),
        (None, date(2026, 4, 1), date(2026, 5, 1)),
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 2, 9), None), (date(2026, 2, 10), [1]), (date(2026, 3, 10), [1, 2])],
)
def test_as_of_counts_what_was_published_by_the_day(store, tmp_path, day, expected):
    take_lpr(store, tmp_path, "2026-02-10", [contact(1, "2026-01-05 10:00")])
    take_lpr(store, tmp_path, "2026-03-10", [contact(2, "2026-02-05 10:00")], window=FEBRUARY)
    vintage = store.vintage(as_of=day)
    assert ("hospital_contact" in store.snapshot(vintage).files) == (expected is not None)
    if expected:
        assert alive(store, "hospital_contact", "contact", as_of=day) == expected


def test_known_at_counts_what_had_reached_us(store, tmp_path):
    take_lpr(store, tmp_path, "2026-03-10", [contact(2, "2026-02-05 10:00")], window=FEBRUARY)
    (early,) = store.deliveries()
    take_lpr(store, tmp_path, "2026-02-10", [contact(1, "2026-01-05 10:00")])
    assert alive(store, "hospital_contact", "contact", known_at=early.received) == [2]
    assert not store.vintage(known_at=datetime(2020, 1, 1, tzinfo=UTC)).deliveries


def test_the_file_is_sorted_by_day_and_key_whatever_came_first(store, tmp_path):
    take_lpr(
        store,
        tmp_path,
        "2026-02-10",
        [contact(key, f"2026-01-{day:02d} 10:00") for key, day in ((5, 9), (4, 3), (3, 9), (2, 1))],
    )
    table = pq.read_table(store.snapshot(store.vintage()).files["hospital_contact"])
    assert table["contact"].to_pylist() == [2, 4, 3, 5]
    assert "delivery_order" not in table.column_names


def test_a_municipality_s_window_leaves_rows_alone_that_now_have_none(store, tmp_path):
    """What an earlier row of the key said of its municipality does not count any more."""
    take_lpr(store, tmp_path, "2026-02-10", [contact(1, "2026-01-05 10:00")])
    moved = [contact(1, "2026-01-05 10:00", Borger_bo_kom="")]
    take_lpr(store, tmp_path, "2026-03-10", moved, window=FEBRUARY)
    folder = write_lpr(tmp_path, "2026-04-10", [contact(2, "2026-01-06 10:00")])
    note = folder / "LEVERANCE.json"
    note.write_text(note.read_text().replace('"units": null', '"units": ["0851"]'))
    take_in(store, folder, source="lpr_a")
    assert alive(store, "hospital_contact", "contact") == [1, 2]


def test_an_id_sent_and_withdrawn_in_one_delivery_is_withdrawn(store, tmp_path):
    lines = [
        service("a", "2026-01-05T10:00:00+01:00"),
        service("a", "2026-01-05T10:00:00+01:00", status="entered-in-error"),
        service("b", "2026-01-05T10:00:00+01:00"),
    ]
    take_services(store, tmp_path, "2026-02-10", lines)
    assert alive(store, "municipal_service", "service_id") == ["b"]
