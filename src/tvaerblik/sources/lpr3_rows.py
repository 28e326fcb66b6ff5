"""What the messages report as rows of the register's tables. Values that cannot be taken refuse the delivery."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from tvaerblik.catalogue.registers import Register
from tvaerblik.catalogue.shapes import arrow_schema
from tvaerblik.core.cpr import CPR_ALONE
from tvaerblik.core.cpr_facts import born_and_sex
from tvaerblik.core.texts import Text
from tvaerblik.sources.clock import local_dates
from tvaerblik.sources.lpr3_versions import Asides, Latest, Message, Statement
from tvaerblik.sources.lpr_shared import sectors
from tvaerblik.sources.shapes import World
from tvaerblik.sources.trouble import Trouble
from tvaerblik.sources.values import UNIT_REMEDY

# Units of the organisation register with their main specialty as the group
UNITS = "sor-enheder"
LOST_ZERO = re.compile(r"[1-9](?:0[1-9]|1[0-2])[0-9]{6}")
NUMBER = re.compile(CPR_ALONE, re.ASCII)

Row = dict[str, Any]
Rows = list[tuple[Row, int]]  # with the line in its message


@dataclass(frozen=True)
class Person:
    number: str
    residence: str | None
    born: date
    sex: str

    @property
    def columns(self) -> Row:
        return {
            "person": self.number,
            "residence": self.residence,
            "born": self.born,
            "sex": self.sex,
        }


def key_of(id_: str) -> int:
    """A UUID as a whole number: 63 bits of its digest, so that it is never negative."""
    return int.from_bytes(hashlib.sha256(id_.encode()).digest()[:8]) >> 1


def rows_of(
    found: Latest, messages: Iterable[Message], world: World, asides: Asides, trouble: Trouble
) -> dict[str, Rows]:
    """By table. Rows of persons without a usable number are set aside, and what belongs to them."""
    making = _Making(_persons(messages, world, trouble), world, asides, trouble)
    contacts = making.contacts(found)
    taken = frozenset(row["contact"] for row, _ in contacts)
    return {
        "hospital_contact": contacts,
        "diagnosis": making.diagnoses(found, taken),
        "procedure": making.procedures(found, taken),
        "pathway_marker": making.markers(found),
    }


def table_of(rows: Rows, register: Register) -> pa.Table:
    """Columns in the register's order, each moment with its local date."""
    schema = arrow_schema(register)
    columns: dict[str, pa.Array] = {}
    for entry in schema:
        if register.column(entry.name) is None:
            columns[entry.name] = local_dates(columns[entry.name.removesuffix("_date")])
        else:
            # A person is still the number's text here
            kind = pa.string() if entry.name == "person" else entry.type
            values = [_typed(row[entry.name], kind) for row, _ in rows]
            columns[entry.name] = pa.array(values, kind)
    if register.column("sector") is not None:
        columns["sector"] = sectors(columns["specialty"])
    return pa.table(columns)


def _typed(value: Any, kind: pa.DataType) -> Any:
    is_moment = pa.types.is_timestamp(kind) and value is not None
    return datetime.fromisoformat(value) if is_moment else value


def _persons(messages: Iterable[Message], world: World, trouble: Trouble) -> dict[str, Person]:
    """By file: the person of each message that has a usable number."""
    wanted = [message for message in messages if _has_number(message, trouble)]
    numbers = pa.array(
        [re.sub("[- ]", "", message.person[0] or "") for message in wanted], pa.string()
    )
    born, sex = born_and_sex(numbers)
    facts = zip(wanted, numbers.to_pylist(), born.to_pylist(), sex.to_pylist(), strict=True)
    return {
        message.file: Person(number, _residence(message, world, trouble), day, which)
        for message, number, day, which in facts
        if day is not None
    }


def _has_number(message: Message, trouble: Trouble) -> bool:
    number = message.person[0] or ""
    if LOST_ZERO.fullmatch(number):
        trouble.add(
            "D10",
            Text(
                "CPR-nummeret har mistet sit første nul (vises ikke).",
                "The CPR number has lost its first zero (not shown).",
            ),
            Text("Skriv det med ti cifre.", "Write it with ten digits."),
            message.where,
        )
    return NUMBER.fullmatch(number) is not None


def _residence(message: Message, world: World, trouble: Trouble) -> str | None:
    county = message.person[1]
    if county is None:
        return None
    unit = world.units.resolve(county, "municipality")
    if unit is None:
        trouble.add(
            "D16",
            Text(
                "county er ikke en kommune i enhedsregistret.",
                "county is not a municipality in the unit register.",
            ),
            UNIT_REMEDY,
            message.where,
        )
    return unit


class _Making:
    def __init__(
        self, persons: dict[str, Person], world: World, asides: Asides, trouble: Trouble
    ) -> None:
        self.persons, self.asides, self.trouble = persons, asides, trouble
        listed = world.codelists.get(UNITS)
        self.specialties = {code.code: code.group for code in listed.codes} if listed else {}

    def contacts(self, found: Latest) -> Rows:
        actions = self._action_diagnoses(found)
        return [
            (self._contact(statement, person, actions), statement.facts["line"])
            for statement, person in self._linked(found.contacts, "hospital_contact")
        ]

    def _linked(
        self, statements: Iterable[Statement], table: str
    ) -> Iterator[tuple[Statement, Person]]:
        for statement in statements:
            person = self.persons.get(statement.message.file)
            if person is None:
                rows = len(statement.facts.get("markers", (None,)))
                self.asides.add(table, "unlinked_person", statement.where, rows)
            else:
                yield statement, person

    def _contact(self, statement: Statement, person: Person, actions: dict[str, str]) -> Row:
        facts = statement.facts
        self._check_order(statement)
        if facts["started"][:10] < person.born.isoformat():
            self._tell(
                statement,
                "K-BORN",
                Text(
                    "Kontakten ligger før personens fødsel.", "The contact lies before the birth."
                ),
            )
        if facts["unit"] not in self.specialties:
            self.trouble.add(
                "K-CODE",
                Text(
                    f"Enheden {facts['unit']} står ikke i kodelisten {UNITS}.",
                    f"The unit {facts['unit']} is not in the code list {UNITS}.",
                ),
                Text(
                    f"Skriv den i definitions/codelists/{UNITS}.csv med dens hovedspeciale.",
                    f"Write it into definitions/codelists/{UNITS}.csv with its main specialty.",
                ),
                statement.where,
            )
        return {
            "contact": key_of(statement.id),
            "stay_key": None,
            **{name: facts[name] for name in ("started", "ended", "contact_type", "priority")},
            "diagnosis": actions.get(statement.id),
            "unit": facts["unit"],
            "specialty": self.specialties.get(facts["unit"]),
            "sector": None,
            **person.columns,
        }

    def _action_diagnoses(self, found: Latest) -> dict[str, str]:
        actions: dict[str, str] = {}
        standing = (found for found in found.diagnoses if not found.facts["disproved"])
        for statement in standing:
            facts = statement.facts
            is_first = facts["kind"] == "A" and facts["contact"] not in actions
            if is_first:
                actions[facts["contact"]] = facts["code"]
            elif facts["kind"] == "A" and actions[facts["contact"]] != facts["code"]:
                self._tell(
                    statement,
                    "K-ACTION",
                    Text(
                        "Kontakten har to aktionsdiagnoser.",
                        "The contact has two action diagnoses.",
                    ),
                )
        return actions

    def diagnoses(self, found: Latest, taken: frozenset[int]) -> Rows:
        standing = [found for found in found.diagnoses if not found.facts["disproved"]]
        for statement in found.diagnoses:
            if statement.facts["disproved"]:
                rows = 1 + len(statement.facts["additions"])
                self.asides.add("diagnosis", "later_disproved", statement.where, rows)
        rows = [
            ({"contact": contact, "code": code, "code_type": code_type}, statement)
            for statement, contact in self._of_taken(standing, taken, "diagnosis")
            for code, code_type in _codes(statement, statement.facts["kind"])
        ]
        return self._once(rows, "diagnosis")

    def procedures(self, found: Latest, taken: frozenset[int]) -> Rows:
        rows = []
        for statement, contact in self._of_taken(found.procedures, taken, "procedure"):
            self._check_order(statement)
            times = {name: statement.facts[name] for name in ("started", "ended")}
            for code, code_type in _codes(statement, "P"):
                name = statement.id if code_type == "P" else f"{statement.id}+{code}"
                row = {"procedure_id": name, "contact": contact, "code": code}
                rows.append((row | {"code_type": code_type, **times}, statement))
        return self._once(rows, "procedure")

    def markers(self, found: Latest) -> Rows:
        rows = [
            (
                {
                    "pathway": key_of(statement.id),
                    "marker": marker["marker"],
                    "placed": marker["placed"],
                    **person.columns,
                },
                statement,
            )
            for statement, person in self._linked(found.pathways, "pathway_marker")
            for marker in statement.facts["markers"]
        ]
        return self._once(rows, "pathway_marker")

    def _of_taken(
        self, statements: Iterable[Statement], taken: frozenset[int], table: str
    ) -> Iterator[tuple[Statement, int]]:
        for statement in statements:
            contact = key_of(statement.facts["contact"])
            if contact in taken:
                yield statement, contact
            else:
                rows = 1 + len(statement.facts["additions"])
                self.asides.add(table, "contact_not_taken_in", statement.where, rows)

    def _once(self, rows: list[tuple[Row, Statement]], table: str) -> Rows:
        """Equal rows are one: an additional code may stand with two diagnoses of a contact."""
        kept: dict[tuple[Any, ...], tuple[Row, int]] = {}
        for row, statement in rows:
            if tuple(row.values()) in kept:
                self.asides.add(table, "repeated", statement.where)
            else:
                kept[tuple(row.values())] = (row, statement.facts["line"])
        return list(kept.values())

    def _check_order(self, statement: Statement) -> None:
        started, ended = statement.facts["started"], statement.facts["ended"]
        if started and ended and ended < started:
            self._tell(
                statement,
                "K-END",
                Text("Slut ligger før start.", "The end lies before the start."),
            )

    def _tell(self, statement: Statement, code: str, what: Text) -> None:
        remedy = Text("Ret det ved kilden.", "Mend it at the source.")
        self.trouble.add(code, what, remedy, statement.where)


def _codes(statement: Statement, code_type: str) -> list[tuple[str, str]]:
    additions = dict.fromkeys(statement.facts["additions"])
    return [(statement.facts["code"], code_type), *((code, "+") for code in additions)]
