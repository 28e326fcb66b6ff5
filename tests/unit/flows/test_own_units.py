"""Who speaks for one unit touches that unit's rows alone, by whatever way a row is named."""

from pathlib import Path

import pytest

from support.deliveries import NOW, OPERATOR, service, world, write_gateway
from tvaerblik.flows.receive_delivery import DeliveryReport, override_delivery, receive_deliveries
from tvaerblik.store.store import Store

DAY = "2026-01-05T08:00:00+01:00"
AALBORG, NEIGHBOUR = "kommune-0851", "kommune-0860"
GONE = "entered-in-error"


def deliver(
    store: Store, root: Path, published: str, *rows: str, only_for: str | None, units: list[str]
) -> DeliveryReport:
    place = write_gateway(root, published, list(rows), units=units)
    return receive_deliveries(
        store,
        [place],
        source="gateway",
        world=world(),
        permit=OPERATOR,
        only_for=only_for,
        now=lambda: NOW,
    )[-1]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """What both municipalities have delivered."""
    made = Store.create(tmp_path / "home")
    rows = (service("a", DAY), service("b", DAY, municipality="0860"))
    deliver(made, tmp_path, "2026-02-10", *rows, only_for=None, units=["0851", "0860"])
    return made


def ids(store: Store) -> list[str]:
    rows = store.snapshot(store.vintage()).read("municipal_service")
    return sorted(rows["service_id"].to_pylist())


@pytest.mark.parametrize(
    "row",
    [
        service("b", DAY, status=GONE),
        service("b", DAY, municipality="0860", status=GONE),
        service("b", DAY),
    ],
    ids=["withdraws theirs", "withdraws theirs as theirs", "takes their id over"],
)
def test_another_units_rows_can_not_be_touched(store: Store, tmp_path: Path, row: str) -> None:
    own = service("d", DAY)
    report = deliver(store, tmp_path, "2026-02-11", row, own, only_for=AALBORG, units=["0851"])
    assert report.outcome == "refused"
    (problem,) = report.refusal.problems
    assert problem.code == "K-OWNER"
    assert "1 række" in problem.what.da and "Aalborg" in problem.what.da
    assert "1 row" in problem.what.en
    assert ids(store) == ["a", "b"] and len(store.deliveries()) == 1


def test_a_row_of_a_unit_that_the_note_does_not_name_is_set_aside(
    store: Store, tmp_path: Path
) -> None:
    rows = (service("c", DAY, municipality="0860"), service("d", DAY))
    report = deliver(store, tmp_path, "2026-02-11", *rows, only_for=AALBORG, units=["0851"])
    assert [(aside.reason, aside.rows) for aside in report.asides] == [("not_covered", 1)]


@pytest.mark.parametrize("row", [service("a", DAY, status=GONE), service("a", DAY)])
def test_ones_own_rows_are_corrected_and_withdrawn(store: Store, tmp_path: Path, row: str) -> None:
    report = deliver(
        store, tmp_path, "2026-02-11", row, service("d", DAY), only_for=AALBORG, units=["0851"]
    )
    # That the neighbour is not in it is asked about, as it is of anybody's delivery
    assert [one.code for one in report.reasons] == ["K-LOST-UNIT"]
    override_delivery(store, report.id, reason="Kun Aalborg", world=world(), permit=OPERATOR)
    assert ids(store) == (["b", "d"] if GONE in row else ["a", "b", "d"])


@pytest.mark.parametrize("speaks_for", [None, "region-nordjylland"])
def test_who_speaks_for_both_withdraws_either(
    store: Store, tmp_path: Path, speaks_for: str | None
) -> None:
    rows = (service("b", DAY, municipality="0860", status=GONE), service("a", DAY))
    both = ["0851", "0860"]
    report = deliver(store, tmp_path, "2026-02-11", *rows, only_for=speaks_for, units=both)
    assert report.outcome == "accepted" and ids(store) == ["a"]


def test_an_id_that_only_a_held_delivery_has_is_its_senders_too(
    store: Store, tmp_path: Path
) -> None:
    """It may be taken in tomorrow."""
    for number in range(2):
        row = service(f"n{number}", DAY, municipality="0860")
        deliver(store, tmp_path, f"2026-02-1{1 + number}", row, only_for=None, units=["0860"])
    report = deliver(
        store,
        tmp_path,
        "2026-02-14",
        service("n0", DAY, status=GONE),
        only_for=AALBORG,
        units=["0851"],
    )
    assert report.outcome == "refused"
