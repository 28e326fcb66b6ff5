"""Every table of moves is drawn, whole: its states have words, its moves lead to states it has."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from states import Table, move_tables, states_document  # noqa: E402 - from tools/

TABLES = move_tables()


def test_the_tables_that_are_known_are_found() -> None:
    assert {"CASE_MOVES", "SHORT_MOVES", "RELEASE_MOVES"} <= {table.name for table in TABLES}
    assert len({table.name for table in TABLES}) == len(TABLES)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_of_moves_is_whole(table: Table) -> None:
    """Each state has its moves, and none but a beginning is left that nothing leads to."""
    states = set(table.states)
    assert set(table.moves) - {None} == states
    reached = {to for moves in table.moves.values() for to in moves}
    assert reached <= states
    assert len(states - reached) <= 1, f"nothing leads to {states - reached}"
    assert all(state not in moves for state, moves in table.moves.items()), "to itself"


def test_every_move_is_an_arrow() -> None:
    drawn = states_document("")
    for table in TABLES:
        for state, moves in table.moves.items():
            for to in moves:
                begins = "[*]" if state is None else state.value
                assert f"    {begins} --> {to.value}\n" in drawn
