"""Which of a delivery's messages hold: the latest version of each contact and pathway, less what was withdrawn.

A message tells a contact whole: with its latest version come its diagnoses and procedures, and those of the
earlier versions are superseded. So it does not matter how messages are spread over deliveries. Messages are
ordered by what they say themselves (version, then time of the document, then when it was written), never by
their file's name. Of equal ones each has a part of the same contact (the official examples put results into
messages of their own); do they contradict each other, nobody can know which holds, and they are refused.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from tvaerblik.core.deliveries import Aside
from tvaerblik.core.errors import Where
from tvaerblik.core.texts import Text
from tvaerblik.sources.asides import SAMPLED
from tvaerblik.sources.trouble import Trouble

Facts = dict[str, Any]
TABLES = {
    "contacts": "hospital_contact",
    "diagnoses": "diagnosis",
    "procedures": "procedure",
    "pathways": "pathway_marker",
}


@dataclass(frozen=True)
class Message:
    file: str
    facts: Facts

    @property
    def rank(self) -> tuple[int, str, str]:
        return self.facts["version"], self.facts["time"], self.facts["authored"]

    @property
    def where(self) -> Where:
        return Where(file=self.file)

    @property
    def person(self) -> tuple[str | None, str | None]:
        """Number and municipality of residence."""
        return self.facts["person"], self.facts["residence"]

    @cached_property
    def contacts(self) -> frozenset[str]:
        return frozenset(found["id"] for found in self.facts["contacts"])


@dataclass(frozen=True)
class Statement:
    """One thing that a message reports."""

    message: Message
    facts: Facts

    @property
    def id(self) -> str:
        return str(self.facts["id"])

    @property
    def where(self) -> Where:
        return Where(file=self.message.file, row=self.facts["line"])

    def tells_as(self, other: "Statement") -> bool:
        mine, theirs = ({**one.facts, "line": None, "markers": None} for one in (self, other))
        return mine == theirs and self.message.person == other.message.person


class Asides:
    """What was recognised and left out, by table and reason."""

    def __init__(self) -> None:
        self.rows: Counter[tuple[str, str]] = Counter()
        self.places: dict[tuple[str, str], list[Where]] = defaultdict(list)

    def add(self, table: str, reason: str, where: Where, rows: int = 1) -> None:
        self.rows[table, reason] += rows
        if len(self.places[table, reason]) < SAMPLED:
            self.places[table, reason].append(where)

    def found(self) -> tuple[Aside, ...]:
        return tuple(
            Aside(table, reason, rows, tuple(self.places[table, reason]))
            for (table, reason), rows in self.rows.items()
            if rows
        )


@dataclass
class Latest:
    """What holds. `withdrawn` are the ids that a message withdrew and no later one reported again."""

    contacts: list[Statement] = field(default_factory=list)
    diagnoses: list[Statement] = field(default_factory=list)
    procedures: list[Statement] = field(default_factory=list)
    pathways: list[Statement] = field(default_factory=list)
    withdrawn: frozenset[str] = frozenset()


def latest(messages: Iterable[Message], asides: Asides, trouble: Trouble) -> Latest:
    ordered = sorted(messages, key=lambda message: (message.rank, message.file))
    removals = _removals(ordered)
    contacts = _current("contacts", ordered, removals, asides, trouble)
    pathways = _current("pathways", ordered, removals, asides, trouble)
    heads = {(statement.id, statement.message.rank) for statement in contacts}
    found = Latest(
        contacts=_once(contacts, "contacts", asides),
        pathways=pathways,
        diagnoses=_of_contacts("diagnoses", ordered, heads, removals, asides),
        procedures=_of_contacts("procedures", ordered, heads, removals, asides),
    )
    reported = {statement.id for statement in (*contacts, *pathways, *found.procedures)}
    found.withdrawn = frozenset(set(removals) - reported)
    return found


def _removals(messages: list[Message]) -> dict[str, tuple[int, str, str]]:
    """The rank of each id's last withdrawal."""
    found: dict[str, tuple[int, str, str]] = {}
    for message in messages:  # in order, so that the last one stays
        found |= dict.fromkeys(message.facts["removed"], message.rank)
    return found


def _current(
    kind: str,
    messages: list[Message],
    removals: dict[str, tuple[int, str, str]],
    asides: Asides,
    trouble: Trouble,
) -> list[Statement]:
    """Every statement of the latest version of each thing: usually one."""
    by_id: dict[str, list[Statement]] = defaultdict(list)
    for message in messages:
        for facts in message.facts[kind]:
            by_id[facts["id"]].append(Statement(message, facts))
    current = []
    for id_, versions in by_id.items():
        last = versions[-1].message.rank
        gone = id_ in removals and removals[id_] >= last
        holding = [found for found in versions if found.message.rank == last and not gone]
        for found in versions[: len(versions) - len(holding)]:
            reason = "withdrawn" if gone else "superseded"
            asides.add(TABLES[kind], reason, found.where, _rows_of(found))
        _check_agree(holding, trouble)
        current += holding
    return current


def _rows_of(statement: Statement) -> int:
    """A pathway's rows are its markers."""
    return len(statement.facts["markers"]) if "markers" in statement.facts else 1


def _check_agree(statements: list[Statement], trouble: Trouble) -> None:
    for other in statements[1:]:
        if not other.tells_as(statements[0]):
            first = statements[0].message.file
            trouble.add(
                "K-VERSION",
                Text(
                    f"Beskeden siger noget andet end {first} om det samme og har samme version og tid.",
                    f"The message contradicts {first} on the same thing and has the same version and time.",
                ),
                Text(
                    "Send den gældende med et højere versionNumber.",
                    "Send the one that holds with a higher versionNumber.",
                ),
                other.where,
            )


def _once(statements: list[Statement], kind: str, asides: Asides) -> list[Statement]:
    seen: dict[str, Statement] = {}
    for statement in statements:
        if statement.id in seen:
            asides.add(TABLES[kind], "repeated", statement.where)
        else:
            seen[statement.id] = statement
    return list(seen.values())


def _of_contacts(
    kind: str,
    messages: list[Message],
    heads: set[tuple[str, tuple[int, str, str]]],
    removals: dict[str, tuple[int, str, str]],
    asides: Asides,
) -> list[Statement]:
    """Diagnoses or procedures reported with the version of their contact that holds."""
    kept = []
    for message in messages:
        for facts in message.facts[kind]:
            statement = Statement(message, facts)
            reason = _reason_against(statement, heads, removals)
            if reason is None:
                kept.append(statement)
            else:
                asides.add(TABLES[kind], reason, statement.where, 1 + len(facts["additions"]))
    return kept


def _reason_against(
    statement: Statement,
    heads: set[tuple[str, tuple[int, str, str]]],
    removals: dict[str, tuple[int, str, str]],
) -> str | None:
    contact, rank = statement.facts["contact"], statement.message.rank
    if statement.id in removals and removals[statement.id] >= rank:
        return "withdrawn"
    if contact is None:
        return "no_contact"
    if contact not in statement.message.contacts:
        return "contact_not_in_message"
    if (contact, rank) in heads:
        return None
    return "withdrawn" if contact in removals and removals[contact] >= rank else "superseded"
