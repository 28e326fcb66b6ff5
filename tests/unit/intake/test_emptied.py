"""A municipality whose months are restated with nothing, while the rest of the table is as ever."""

from datetime import date

import pyarrow as pa
import pytest

from support.deliveries import NOW, service, take_in, write_gateway
from tvaerblik.core.deliveries import Window
from tvaerblik.store.months import RowsByMonth, count_by_month, month_number, whole_months
from tvaerblik.store.records import summary_from, to_fields

BOTH = ("2026-01-01", "2026-03-01")
MANY = 25


def rows(unit, month, n, *, since=0):
    """`n` services of a municipality in a month of 2026, with keys of their own."""
    return [
        service(
            f"{unit}-{month}-{since + k}", f"2026-{month:02}-05T10:00:00+01:00", municipality=unit
        )
        for k in range(n)
    ]


def deliver(root, store, published, services, *, window=BOTH, units=("0851", "0860")):
    place = write_gateway(root, published, services, window=window, units=list(units))
    return take_in(store, place, source="gateway")


def first(root, store, *, aalborg=MANY):
    services = [*rows("0851", 1, aalborg), *rows("0851", 2, aalborg), *rows("0860", 1, 60)]
    assert deliver(root, store, "2026-03-10", services).outcome == "accepted"


def test_D15_a_covered_municipality_restated_with_nothing_holds_the_delivery(tmp_path, store):
    first(tmp_path, store)
    report = deliver(tmp_path, store, "2026-04-10", rows("0860", 1, 60))
    assert (report.outcome, [one.code for one in report.reasons]) == ("held", ["K-EMPTIED"])
    told = report.reasons[0].text
    assert told.da.startswith(
        "Aalborg har 0 rækker i municipal_service for 2026-01–2026-02; efter de tidligere leverancer var "
        "der 50. Lever igen"
    )
    assert "by the deliveries before there were 50. Deliver again" in told.en
    assert store.snapshot(store.vintage()).read("municipal_service").num_rows == 110


@pytest.mark.parametrize(("left", "outcome"), [(4, "held"), (14, "held"), (15, "accepted")])
def test_D15_one_month_that_loses_more_than_corrections_do(tmp_path, store, left, outcome):
    first(tmp_path, store)
    services = [*rows("0851", 1, left), *rows("0851", 2, MANY), *rows("0860", 1, 60)]
    report = deliver(tmp_path, store, "2026-04-10", services)
    assert report.outcome == outcome
    if outcome == "held":
        assert "for 2026-01; " in report.reasons[0].text.da
    if left < 5:
        assert "har under 5 rækker" in report.reasons[0].told(about_persons=True).da


@pytest.mark.parametrize(
    ("before", "left", "outcome"),
    [(248, 50, "held"), (248, 165, "held"), (248, 166, "accepted"), (60, 39, "held")],
)
def test_D15_of_many_rows_a_third_is_asked_about(tmp_path, store, before, left, outcome):
    first(tmp_path, store, aalborg=before)
    services = [*rows("0851", 1, left), *rows("0851", 2, before), *rows("0860", 1, 60)]
    report = deliver(tmp_path, store, "2026-04-10", services)
    assert report.outcome == outcome
    assert [one.code for one in report.reasons] == ["K-EMPTIED"] * (outcome == "held")


@pytest.mark.parametrize(("before", "left"), [(21, 16), (25, 21), (27, 24), (53, 49), (20, 12)])
def test_what_corrections_have_been_seen_to_take_is_no_alarm(tmp_path, store, before, left):
    """The largest shares of a month that a demonstration's deliveries withdrew, and somewhat more."""
    first(tmp_path, store, aalborg=before)
    services = [*rows("0851", 1, left), *rows("0851", 2, before), *rows("0860", 1, 60)]
    assert deliver(tmp_path, store, "2026-04-10", services).outcome == "accepted"


@pytest.mark.parametrize(("each", "outcome"), [(9, "accepted"), (10, "held")])
def test_D15_months_too_small_to_tell_are_told_together(tmp_path, store, each, outcome):
    first(tmp_path, store, aalborg=each)
    assert deliver(tmp_path, store, "2026-04-10", rows("0860", 1, 60)).outcome == outcome


def test_months_are_held_against_the_delivery_that_told_of_them_and_not_the_last_one(
    tmp_path, store
):
    first(tmp_path, store)
    march = ("2026-03-01", "2026-04-01")
    deliver(tmp_path, store, "2026-04-10", rows("0851", 3, 3), window=march, units=("0851",))
    report = deliver(tmp_path, store, "2026-05-10", rows("0860", 1, 60))
    assert [one.code for one in report.reasons] == ["K-EMPTIED"]


def test_what_a_delivery_does_not_restate_is_not_emptied(tmp_path, store):
    first(tmp_path, store)
    half = ("2026-01-06", "2026-02-20")
    report = deliver(tmp_path, store, "2026-04-10", rows("0860", 1, 1), window=half)
    assert report.outcome == "accepted"
    report = deliver(tmp_path, store, "2026-05-10", rows("0860", 1, 60), units=("0860",))
    assert [one.code for one in report.reasons] == ["K-LOST-UNIT"]  # and not told twice


def test_what_a_person_took_in_all_the_same_is_not_asked_about_again(tmp_path, store):
    first(tmp_path, store)
    held = deliver(tmp_path, store, "2026-04-10", rows("0860", 1, 60))
    store.override(held.id, by="somebody", reason="the service ended", now=NOW)
    assert deliver(tmp_path, store, "2026-05-10", rows("0860", 1, 59)).outcome == "accepted"


def test_rows_are_counted_by_unit_and_month():
    days = [date(2025, 12, 31), date(2026, 2, 1), date(2026, 2, 28), None, date(2026, 1, 1)]
    table = pa.table({"unit": ["b", "a", "a", "a", None], "day": pa.array(days, pa.date32())})
    counted = count_by_month(table, "unit", "day")
    assert counted == RowsByMonth(month_number(date(2025, 12, 1)), {"a": (0, 0, 2), "b": (1, 0, 0)})
    assert counted.of("a") == {month_number(date(2026, 2, 1)): 2}
    assert counted.of("nobody") == {}
    assert count_by_month(table.slice(3, 1), "unit", "day") is None
    assert count_by_month(table, None, "day") is None


def test_a_month_is_whole_when_the_window_has_all_its_days():
    january = month_number(date(2026, 1, 1))
    months = range(january - 1, january + 3)
    inside = Window(date(2026, 1, 1), date(2026, 3, 1))
    assert whole_months(inside, months) == {january, january + 1}
    short = Window(date(2026, 1, 2), date(2026, 2, 28))
    assert whole_months(short, months) == set()
    assert whole_months(Window(None, None), months) == set(months)


def test_what_was_stored_before_months_were_counted_is_still_read(tmp_path, store):
    first(tmp_path, store)
    (record,) = store.deliveries()
    fields = to_fields(record.tables[0])
    assert summary_from(fields) == record.tables[0]
    assert summary_from(fields).months is not None
    del fields["months"]
    assert summary_from(fields).months is None
