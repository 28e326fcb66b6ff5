"""Draws every table of moves in the governance: what can be in which state, and where it can go from there.

Found by walking the code: each `…_MOVES` is a diagram, and what stands beside it in the same module
(`…_OWNERS`, `…_DAYS`, `REASON_NEEDED`) is told with it. A new table is drawn without being named here.
"""

import ast
import importlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import Any

import django

SOURCE = Path(__file__).resolve().parent.parent / "src" / "tvaerblik"
ENDING = "_MOVES"
NOT_THERE = "[*]"
LEAD = """What can be in which state, and the moves between them, drawn from the tables in the code. An arrow
that is not there is refused.
"""


@dataclass(frozen=True)
class Table:
    """A table of moves and the module it stands in; `moves` in the order in which states are listed."""

    name: str
    module: ModuleType
    moves: Mapping[Any, frozenset[Any]]

    @property
    def title(self) -> str:
        words = self.name.removesuffix(ENDING).replace("_", " ").capitalize()
        return f"{words} (`{self.name}` in {self.module.__name__.removeprefix('tvaerblik.')})"

    @property
    def states(self) -> tuple[Enum, ...]:
        named = [state for state in self.moves if state is not None]
        return tuple(type(named[0]))

    def beside(self, ending: str) -> Mapping[Any, Any]:
        """The table of the same states whose name ends so; empty when there is none."""
        for name, value in vars(self.module).items():
            if name.endswith(ending) and isinstance(value, dict) and set(value) <= set(self.states):
                return value
        return {}


def states_document(made: str) -> str:
    return "\n".join(["# States\n", made, LEAD, *map(_section, move_tables())]) + "\n"


def move_tables() -> tuple[Table, ...]:
    """Of the whole governance, by module and name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tvaerblik.config.test_settings")
    django.setup()
    return tuple(_tables())


def _tables() -> Iterator[Table]:
    for path in sorted((SOURCE / "governance").rglob("*.py")):
        names = tuple(_named(ast.parse(path.read_text(encoding="utf-8"))))
        if names:
            dotted = ".".join(("tvaerblik", *path.relative_to(SOURCE).with_suffix("").parts))
            module = importlib.import_module(dotted)
            for name in names:
                yield Table(name, module, getattr(module, name))


def _named(tree: ast.Module) -> Iterator[str]:
    """Only what a module makes itself: an imported table is drawn where it stands."""
    for node in tree.body:
        targets = [node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [])
        for target in targets:
            if isinstance(target, ast.Name) and target.id.endswith(ENDING):
                yield target.id


def _section(table: Table) -> str:
    lines = [f"## {table.title}\n", "```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{_label(state)}" as {_id(state)}' for state in table.states]
    lines += _arrows(table)
    return "\n".join([*lines, "```\n", *_legend(table)])


def _arrows(table: Table) -> Iterator[str]:
    """From where nothing leads to, if that is not said; and out, where nothing leads on."""
    reached = {to for moves in table.moves.values() for to in moves}
    for state in table.states:
        if None not in table.moves and state not in reached:
            yield f"    {NOT_THERE} --> {_id(state)}"
    for state, moves in table.moves.items():
        for to in sorted(moves, key=table.states.index):
            yield f"    {_id(state)} --> {_id(to)}"
        if state is not None and not moves:
            yield f"    {_id(state)} --> {NOT_THERE}"


def _legend(table: Table) -> Iterator[str]:
    owners, days = table.beside("_OWNERS"), table.beside("_DAYS")
    reasons = getattr(table.module, "REASON_NEEDED", frozenset())
    if not (owners or days or reasons):
        return
    yield "| state | who acts | working days | a reason is needed |"
    yield "|---|---|--:|---|"
    for state in table.states:
        yield (
            f"| {_label(state)} | {owners.get(state, '')} | {days.get(state, '')} "
            f"| {'yes' if state in reasons else ''} |"
        )
    yield ""


def _id(state: Enum | None) -> str:
    return NOT_THERE if state is None else str(state.value)


def _label(state: Enum) -> str:
    return str(getattr(state, "label", state.name))
