"""A newcomer's source: whatever disagrees between card, module and registers is a sentence, not a traceback."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType

import pyarrow as pa
import pytest

from tvaerblik.catalogue.received import ReadDelivery, ReadTable
from tvaerblik.catalogue.registers import SourceCard, load_registers
from tvaerblik.core.errors import DefinitionError
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.flows.check_sources import check_parts, check_read, check_sources, problems_of
from tvaerblik.flows.receive_delivery import load_world, receive_deliveries
from tvaerblik.sources import plejehjem
from tvaerblik.sources.columns import coded, count, day, key, text
from tvaerblik.sources.declared import DeclaredFile, shapes
from tvaerblik.store.store import Store

DEFINITIONS = Path(__file__).parents[3] / "definitions"
CARD = SourceCard(
    "ny", Text("Ny", "New"), "Leverandøren", ("clinic_days",), "whole", "every", 30, Text("K", "S"), None
)  # fmt: skip
REGISTER = """table: clinic_days
title: {da: Dage, en: Days}
meaning: {da: Dage., en: Days.}
kind: events
key: [row_id]
columns:
  - {name: row_id, type: text, required: true, meaning: {da: Id, en: Id}}
  - {name: opened, type: date, required: true, meaning: {da: Dag, en: Day}}
  - {name: visits, type: integer, required: true, meaning: {da: Antal, en: Number}}
controller: Regionen
purpose: Prøve
retention: Et år
"""
COLUMNS = (key("ID", "row_id"), day("DAG", "opened"), count("ANTAL", "visits"))


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("registers")
    (folder / "clinic_days.yaml").write_text(REGISTER, encoding="utf-8")
    known = load_world(DEFINITIONS)
    return replace(
        known,
        cards={**known.cards, "ny": CARD},
        registers={**known.registers, **load_registers(folder)},
    )


def module(*columns, table="clinic_days", source="ny", name="ny") -> ModuleType:
    made = ModuleType(f"tvaerblik.sources.{name}")
    made.NAME, made.NEEDS_NOTE = name, True
    made.FILES = (DeclaredFile(source, "DAGE", table, columns=columns or COLUMNS),)
    made.SHAPES = shapes(made.FILES)
    made.read = lambda received, world: None
    return made


def told(world, found) -> list[str]:
    return [
        problem.in_("en") for problem in problems_of("ny", world, {"ny": found} if found else {})
    ]


def test_every_source_of_the_project_agrees():
    assert check_sources(load_world(DEFINITIONS)) >= 14


def test_a_source_that_agrees_has_no_problem(world):
    assert told(world, module()) == []


@pytest.mark.parametrize(
    ("found", "place", "says"),
    [
        (module(table="clinic_dayz"), "file sources/ny.py, path FILES", "no register 'clinic_dayz'"),
        (module(*COLUMNS[:2]), "path DAGE.visits", "The column 'visits' of the register 'clinic_days' is not filled"),
        (module(*COLUMNS, text("X", "x")), "path DAGE.x", "has no column 'x'; it would be lost"),
        (module(*COLUMNS[:2], text("ANTAL", "visits")), "path DAGE.visits", "filled with string but is int64"),
        (None, "file sources/ny.yaml, path name", "has a card, but no module reads it"),
        (module(*COLUMNS[1:]), "path DAGE.row_id", "The key column 'row_id'"),
        (module(source="lsr"), "path DAGE", "said to be of the source 'lsr', but the module's NAME is 'ny'"),
        (
            module(*COLUMNS, coded("K", "x", "ingen-liste", what=Text("a", "b"))),
            "path DAGE.K",
            "The column 'K' cannot be read (KeyError: 'ingen-liste')",
        ),
    ],
    ids=["table", "missing", "extra", "type", "no-module", "key", "source", "codelist"],
)  # fmt: skip
def test_a_newcomers_mistake_is_a_sentence_with_place_and_remedy(world, found, place, says):
    problems = list(problems_of("ny", world, {"ny": found} if found else {}))
    sentences = [problem.in_("en") for problem in problems]
    assert any(says in one and place in one for one in sentences), sentences
    for problem in problems:
        assert problem.code == "K-SOURCE-CARD"
        assert problem.remedy.da and problem.remedy.en and problem.what.da != problem.what.en
        assert problem.where.file is not None and problem.where.path is not None


def test_a_module_without_a_card(world):
    without = replace(world, cards={})
    (sentence,) = told(without, module())
    assert "A module reads the source 'ny', but it has no card" in sentence
    assert "definitions/sources/ny.yaml" in sentence


def test_a_table_on_the_card_that_nothing_fills_and_one_filled_that_the_card_lacks(world):
    cards = {"ny": replace(CARD, tables=("clinic",))}
    sentences = told(replace(world, cards=cards), module())
    assert "names the table 'clinic', but the module does not fill it" in sentences[0]
    assert "fills the table 'clinic_days', which the card does not name" in sentences[1]


def test_a_card_whose_table_is_no_register(world):
    cards = {"ny": replace(CARD, tables=("klinik_dage",))}
    sentences = told(replace(world, cards=cards), module())
    assert "There is no register 'klinik_dage'" in sentences[0]
    assert "file sources/ny.yaml, path tables" in sentences[0]


def test_a_derived_register_cannot_be_delivered(world):
    cards = {"ny": replace(CARD, tables=("hospital_stay",))}
    sentences = told(replace(world, cards=cards), module(table="hospital_stay"))
    assert "is derived from others and cannot be delivered" in sentences[0]


def test_a_register_without_a_key(world):
    registers = {**world.registers, "clinic_days": replace(world.registers["clinic_days"], key=())}
    assert "has no key" in told(replace(world, registers=registers), module())[0]


def test_a_card_under_another_name(world):
    cards = {"ny": replace(CARD, name="nyt")}
    assert "The card says the name 'nyt'" in told(replace(world, cards=cards), module())[0]


def test_a_module_that_says_no_tables(world):
    found = module()
    del found.FILES
    assert "does not say which tables it fills" in told(world, found)[0]
    found.TABLES = ("clinic_days",)
    assert told(world, found) == []


def test_a_module_that_lacks_a_part():
    found = module()
    del found.SHAPES
    with pytest.raises(DefinitionError) as refusal:
        check_parts({"ny": found})
    assert "The module lacks SHAPES" in refusal.value.in_("en")
    assert "Modulet mangler SHAPES" in refusal.value.in_("da")


def test_everything_wrong_is_told_at_once(world):
    with pytest.raises(DefinitionError) as refusal:
        check_sources(world, {"ny": module(text("ANTAL", "visits"))})
    assert {"K-SOURCE-CARD"} == {problem.code for problem in refusal.value.problems}
    assert len(refusal.value.problems) > 3


def test_what_an_own_reader_has_read_is_held_against_the_register(world):
    rows = pa.table(
        {"row_id": ["a"], "opened": ["2026-01-01"], "visits": pa.array([1], pa.int64())}
    )
    table = ReadTable(
        world.registers["clinic_days"], rows, "DAGE.csv", pa.array([2]), {}, (), (), ()
    )  # fmt: skip
    with pytest.raises(DefinitionError, match="filled with string but is date32"):
        check_read(ReadDelivery(CARD, date(2026, 1, 1), True, "0", (), (table,), ()))


def test_intake_begins_with_the_check_of_its_source(world, tmp_path, monkeypatch):
    files = tuple(replace(file, columns=file.columns[:-1]) for file in plejehjem.FILES)
    monkeypatch.setattr(plejehjem, "FILES", files)
    with pytest.raises(DefinitionError, match="is not filled"):
        receive_deliveries(
            Store.create(tmp_path / "home"),
            [tmp_path],
            source="plejehjem",
            world=world,
            permit=Permit(by="a", role="operator", reason="b"),
            now=lambda: datetime(2026, 1, 1, tzinfo=UTC),
        )
