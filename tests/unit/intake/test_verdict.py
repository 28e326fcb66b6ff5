"""Accepted or held, as a pure function of the set of deliveries."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from support.deliveries import world
from tvaerblik.core.deliveries import EVERYTHING, Aside, Window
from tvaerblik.intake.verdict import Judge
from tvaerblik.store.records import UNLINKED, DeliveryRecord, Override, StoredFile, TableSummary

REGIONS = {"region-nordjylland": 30, "region-sjaelland": 30, "danmark": 30}


def summary(table="covid_admissions", *, units=REGIONS, columns=("Dato",), first=date(2020, 3, 1), last=date(2020, 5, 1), rows=90,
            covers=(), replaces=(EVERYTHING,)):  # fmt: skip
    return TableSummary(
        table,
        rows,
        columns,
        dict(units),
        first,
        last,
        covers,
        replaces,
        ("day", "unit"),
        "day",
        "unit",
        None,
        StoredFile("", "", 0),
        None,
    )


def delivery(day, *tables, source="ssi_covid", id_=None, hour=12, override=False):
    published = date(2020, 6, day)
    received = datetime(2026, 1, 1, hour, tzinfo=UTC)
    decision = Override("somebody", "checked by telephone", received) if override else None
    return DeliveryRecord(
        id_ or f"d{day}",
        source,
        published,
        received,
        "test",
        "",
        False,
        (),
        tables or (summary(),),
        (),
        override=decision,
    )


def judge(*deliveries):
    loaded = world()
    verdicts = Judge(loaded.cards, loaded.units).judge(deliveries)
    for arrival in itertools.permutations(deliveries):
        assert Judge(loaded.cards, loaded.units).judge(arrival) == verdicts
    return verdicts


def codes(verdict):
    return (
        verdict.state,
        [remark.code for remark in verdict.reasons],
        [remark.code for remark in verdict.warnings],
    )


FEWER = {unit: rows for unit, rows in REGIONS.items() if unit != "region-sjaelland"}


def test_nothing_lost_is_accepted():
    assert {codes(v) for v in [*judge(delivery(1), delivery(2)).values()][:0]} == set()
    assert all(
        codes(verdict) == ("accepted", [], [])
        for verdict in judge(delivery(1), delivery(2)).values()
    )


def test_a_lost_region_holds_the_delivery_and_is_named():
    found = judge(delivery(1), delivery(2, summary(units=FEWER)))
    assert codes(found["d2"]) == ("held", ["K-LOST-UNIT"], [])
    assert "Region Sjælland" in found["d2"].reasons[0].text.da
    assert "Region Zealand" in found["d2"].reasons[0].text.en


def test_every_missing_thing_is_named():
    before = delivery(1, summary(columns=("Dato", "A", "B")), summary("covid_cases"))
    found = judge(before, delivery(2, summary(columns=("Dato",), units={"danmark": 30})))
    assert codes(found["d2"])[1] == [
        "K-LOST-COLUMN",
        "K-LOST-COLUMN",
        "K-LOST-UNIT",
        "K-LOST-UNIT",
        "K-LOST-TABLE",
    ]


def test_the_next_is_compared_with_the_latest_accepted_one():
    found = judge(
        delivery(1),
        delivery(2, summary(units=FEWER)),
        delivery(3, summary(units=FEWER)),
        delivery(4),
    )
    assert [found[name].state for name in ("d1", "d2", "d3", "d4")] == [
        "accepted",
        "held",
        "held",
        "accepted",
    ]


def test_an_override_accepts_and_moves_the_baseline():
    found = judge(
        delivery(1),
        delivery(2, summary(units=FEWER), override=True),
        delivery(3, summary(units=FEWER)),
    )
    assert [found[name].state for name in ("d1", "d2", "d3")] == ["accepted"] * 3
    assert codes(found["d2"])[2] == ["K-LOST-UNIT"]


@pytest.mark.parametrize(
    ("unlinked", "state"), [(0, "accepted"), (4, "accepted"), (5, "held"), (90, "held")]
)
def test_K_UNLINKED_a_delivery_of_unknown_persons_is_held(unlinked, state):
    """Of 90 rows that could be told; a window emptied by a broken column looks like quiet months."""
    aside = Aside("covid_admissions", UNLINKED, unlinked, ())
    found = judge(delivery(1), replace(delivery(2), asides=(aside,)))
    assert found["d2"].state == state
    if state == "held":
        assert [remark.code for remark in found["d2"].reasons] == ["K-UNLINKED"]
        assert f"{unlinked} af {unlinked + 90} rækker" in found["d2"].reasons[0].text.da


@pytest.mark.parametrize(
    ("before", "now", "state"),
    [
        (1000, 1500, "accepted"),
        (1000, 1501, "held"),
        (1500, 1000, "accepted"),
        (1500, 999, "held"),
        (20, 99, "accepted"),
        (20, 100, "held"),
        (0, 100, "held"),
    ],
)
def test_C16_residents_of_quite_another_size_hold_the_delivery(before, now, state):
    """As many rows as ever: only the amounts tell that every rate would move."""
    first, second = (
        delivery(day, replace(summary(), amounts={"kommune-0851": amount}))
        for day, amount in ((1, before), (2, now))
    )
    found = judge(first, second)["d2"]
    assert found.state == state
    if state == "held":
        assert [remark.code for remark in found.reasons] == ["K-AMOUNT"]
        assert f"Aalborg har {now} personer" in found.reasons[0].text.da
        assert f"had {before} in" in found.reasons[0].text.en


def test_an_early_publication_that_comes_late_is_judged_too():
    late = delivery(1, hour=23)
    found = judge(late, delivery(2, summary(units=FEWER), hour=1))
    assert found["d2"].state == "held"


def test_columns_are_compared_without_regard_to_case():
    found = judge(
        delivery(1, summary(columns=("Dato", "ANTAL"))),
        delivery(2, summary(columns=("antal", "dato"))),
    )
    assert found["d2"].state == "accepted"


@pytest.mark.parametrize(("rows", "state"), [(19, "accepted"), (20, "held")])
def test_a_small_municipality_may_have_no_events_in_a_statistical_source(rows, state):
    before = delivery(1, summary("hospital_contact", units={"a": 500, "b": rows}), source="lpr_a")
    after = delivery(2, summary("hospital_contact", units={"a": 500}), source="lpr_a")
    assert judge(before, after)["d2"].state == state


def test_a_declared_source_answers_for_what_it_states():
    def stated(*units):
        return summary(
            "municipal_service",
            units={"a": 500},
            covers=(Window(date(2020, 1, 1), date(2020, 2, 1), units),),
        )

    found = judge(delivery(1, stated("a", "b"), source="gateway"), delivery(2, stated("a", "b"), source="gateway"),
                  delivery(3, stated("a"), source="gateway"))  # fmt: skip
    assert [codes(found[name])[:2] for name in ("d2", "d3")] == [
        ("accepted", []),
        ("held", ["K-LOST-UNIT"]),
    ]


@pytest.mark.parametrize(("change", "code"), [
    ({"first": date(2020, 3, 5)}, "K-SHRUNK-START"), ({"last": date(2020, 4, 30)}, "K-SHRUNK-END"),
    ({"rows": 17}, "K-JUMP"), ({"rows": 451}, "K-JUMP"),
])  # fmt: skip
def test_what_is_odd_but_not_lost_is_warned_about(change, code):
    assert codes(judge(delivery(1), delivery(2, summary(**change)))["d2"]) == (
        "accepted",
        [],
        [code],
    )


@pytest.mark.parametrize("rows", [18, 450])
def test_no_warning_at_the_limit(rows):
    assert codes(judge(delivery(1), delivery(2, summary(rows=rows)))["d2"]) == ("accepted", [], [])


def test_a_moving_window_may_begin_later():
    window = (Window(date(2020, 4, 1), date(2020, 6, 1)),)
    after = summary(first=date(2020, 4, 1), replaces=window)
    assert codes(judge(delivery(1), delivery(2, after))["d2"]) == ("accepted", [], [])


def test_K_CONFLICT_of_two_for_one_day_the_first_received_stays():
    found = judge(delivery(1, id_="first", hour=1), delivery(1, id_="second", hour=2), delivery(2))
    assert codes(found["first"]) == ("accepted", [], [])
    assert codes(found["second"])[:2] == ("held", ["K-CONFLICT"])
    assert "first" in found["second"].reasons[0].text.da


def test_of_two_for_one_day_the_one_that_lacks_something_is_held_for_that():
    poor = delivery(1, summary(units=FEWER), id_="poor", hour=1)
    found = judge(poor, delivery(1, id_="rich", hour=2))
    assert codes(found["poor"])[:2] == ("held", ["K-LOST-UNIT"])
    assert found["rich"].state == "accepted"


def test_a_person_may_choose_the_later_of_two():
    found = judge(
        delivery(1, id_="first", hour=1), delivery(1, id_="second", hour=2, override=True)
    )
    assert [found[name].state for name in ("first", "second")] == ["held", "accepted"]
    assert found["first"].reasons[0].code == "K-CONFLICT"


def test_sources_do_not_meet():
    other = replace(delivery(2, summary("hospital_contact", units={}), source="lpr_a"), id="other")
    assert judge(delivery(1), other)["other"].state == "accepted"
