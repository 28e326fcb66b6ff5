"""What a release tells of a delivery: a handful of rows set aside may be a handful of persons."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.core.deliveries import Aside
from tvaerblik.flows.build_release import delivery_card
from tvaerblik.intake.remarks import new_outside
from tvaerblik.release.canonical import from_bytes, to_bytes
from tvaerblik.release.cards import DeliveryCard
from tvaerblik.store.records import DeliveryRecord, StoredFile, TableSummary, Verdict

ASIDES = (
    *(Aside("diagnosis", "later_disproved", rows) for rows in (2, 1)),
    Aside("procedure", "no_contact", 4),
    *(Aside(table, "unlinked_person", 3) for table in ("diagnosis", "procedure")),
    Aside("hospital_contact", "other_system", 5),
)


TABLE = TableSummary(
    table="diagnosis",
    rows=0,
    columns=(),
    units={},
    first=None,
    last=None,
    covers=(),
    replaces=(),
    key=(),
    date_column=None,
    unit_column=None,
    follows=None,
    file=StoredFile("x", "0" * 64, 1),
    removed=None,
)


@pytest.fixture(scope="module")
def catalogue(own_definitions: Path) -> Catalogue:
    return load_catalogue(own_definitions)


def record(source: str) -> DeliveryRecord:
    return DeliveryRecord(
        id=f"{source}-1",
        source=source,
        published=date(2026, 10, 10),
        received=datetime(2026, 10, 11, tzinfo=UTC),
        by="x",
        sha256="0" * 64,
        synthetic=False,
        files=(),
        tables=(),
        asides=ASIDES,
        verdict=Verdict("accepted", (), (new_outside("diagnosis", new=3, of=40),)),
    )


def told(card: DeliveryCard) -> dict[str, int | None]:
    return {aside.reason: aside.rows for aside in card.asides}


def test_one_to_four_rows_set_aside_are_told_as_few(catalogue: Catalogue) -> None:
    card = delivery_card(record("lpr_a"), catalogue)
    assert told(card) == {
        "later_disproved": None,  # three in two tables
        "no_contact": None,
        "other_system": 5,
        "unlinked_person": 6,
    }
    written = to_bytes((card,))
    assert {aside["rows"] for aside in json.loads(written)[0]["asides"]} == {None, 5, 6}
    assert from_bytes(tuple[DeliveryCard, ...], written) == (card,)


def test_one_to_four_rows_are_few_in_a_sentence_too(catalogue: Catalogue) -> None:
    (note,) = delivery_card(record("lpr_a"), catalogue).notes
    assert note.da.startswith("Under 5 af 40 rækker i diagnosis er nye")
    assert note.en.startswith("Fewer than 5 of 40 rows of diagnosis are new")


@pytest.mark.parametrize(("came", "shown"), [(0, 0), (4, None), (5, 5)])
def test_a_delivery_of_one_to_four_rows_is_one_of_few(
    catalogue: Catalogue, came: int, shown: int | None
) -> None:
    tables = (replace(TABLE, rows=came),)
    card = delivery_card(replace(record("lpr_a"), tables=tables), catalogue)
    assert card.rows == shown
    assert from_bytes(DeliveryCard, to_bytes(card)) == card
    public = delivery_card(replace(record("ssi_covid"), tables=tables), catalogue)
    assert public.rows == came


def test_of_public_figures_every_row_is_told(catalogue: Catalogue) -> None:
    card = delivery_card(record("ssi_covid"), catalogue)
    assert told(card)["no_contact"] == 4
    assert card.notes[0].da.startswith("3 af 40 rækker")


def test_a_release_made_before_reads_as_what_it_said(catalogue: Catalogue) -> None:
    card = delivery_card(record("lpr_a"), catalogue)
    tree = json.loads(to_bytes(card))
    tree["asides"] = [{"reason": "no_contact", "rows": 2}]
    old = from_bytes(DeliveryCard, json.dumps(tree).encode())
    assert old == replace(card, asides=old.asides) and told(old) == {"no_contact": 2}
