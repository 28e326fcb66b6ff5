"""What the models of the patient register have in common: which rows are ours, and what columns become."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.catalogue.received import ReadTable
from tvaerblik.catalogue.shapes import arrow_schema
from tvaerblik.core.cpr import CPR_ALONE
from tvaerblik.core.cpr_facts import born_and_sex
from tvaerblik.core.deliveries import Aside, Follows, Window
from tvaerblik.core.texts import Text
from tvaerblik.sources.asides import SAMPLED, set_aside
from tvaerblik.sources.clock import is_skipped, local_dates, utc_of_ends, utc_of_starts
from tvaerblik.sources.files import Received
from tvaerblik.sources.reading import Raw
from tvaerblik.sources.shapes import World
from tvaerblik.sources.trouble import Trouble
from tvaerblik.sources.values import (
    UNIT_REMEDY,
    UNKNOWN_UNIT,
    check_filled,
    check_leading_zero,
    flag,
    integers,
    mapped,
    wall_times,
)

# The models also hold LPR1, LPR2 and MiniPAS rows of the same contacts: taking those too would count twice.
OURS = "LPR3"
CONTACTS = "hospital_contact"
DISPROVED = "senere_afkraeftet"
DIAGNOSIS_TYPES = {"A": "A", "B": "B", "G": "G", "+": "+"}
PROCEDURE_TYPES = {"P": "P", "+": "+", "I": "I"}


@dataclass(frozen=True)
class Reading:
    """What every table of one delivery is read with, and where it tells what it left out."""

    received: Received
    world: World
    windows: tuple[Window, ...]  # what the contacts cover
    asides: list[Aside]
    trouble: Trouble

    def set_aside(self, raw: Raw, keep: pa.Array, *, table: str, reason: str) -> Raw:
        return set_aside(raw, keep, table=table, reason=reason, asides=self.asides)


def only_ours(raw: Raw, column: str, table: str, reading: Reading) -> Raw:
    ours = pc.fill_null(pc.equal(raw.column(column), OURS), False)
    return reading.set_aside(raw, ours, table=table, reason="other_reporting_system")


def linked(raw: Raw, column: str, table: str, reading: Reading, *, tells_age: bool = False) -> Raw:
    """Rows of a person without a number (newborn, foreign, anonymous) cannot be joined with anything.
    Where only the number tells the age, its digits must make a day."""
    check_leading_zero(raw, column, reading.trouble)
    has_number = pc.fill_null(pc.match_substring_regex(raw.column(column), CPR_ALONE), False)
    if tells_age:
        has_number = pc.and_(has_number, born_and_sex(raw.column(column))[0].is_valid())
    return reading.set_aside(raw, has_number, table=table, reason="unlinked_person")


def persons(raw: Raw, column: str) -> pa.Array:
    return pc.replace_substring_regex(raw.column(column), "[- ]", "")


def spans(raw: Raw, first: str, last: str, trouble: Trouble) -> dict[str, pa.Array]:
    """`started` and `ended` of two columns of local time."""
    started = utc_of_starts(_existing_times(raw, first, trouble))
    ended = utc_of_ends(_existing_times(raw, last, trouble), started)
    return {
        "started": started,
        "started_date": local_dates(started),
        "ended": ended,
        "ended_date": local_dates(ended),
    }


def moments(raw: Raw, column: str, name: str, trouble: Trouble) -> dict[str, pa.Array]:
    moment = utc_of_starts(_existing_times(raw, column, trouble))
    return {name: moment, f"{name}_date": local_dates(moment)}


def _existing_times(raw: Raw, column: str, trouble: Trouble) -> pa.Array:
    walls = wall_times(raw, column, trouble)
    flag(
        raw,
        column,
        is_skipped(walls),
        code="D08",
        trouble=trouble,
        what=Text(
            "Tidspunktet findes ikke: uret blev stillet frem den nat.",
            "The time does not exist: the clock was put forward that night.",
        ),
        remedy=Text("Ret tidspunktet ved kilden.", "Mend the time at the source."),
    )
    return walls


def sectors(specialty: pa.Array) -> pa.Array:
    psychiatric = pc.fill_null(pc.match_substring(specialty, "psykiatri", ignore_case=True), False)
    return pc.if_else(psychiatric, "psychiatric", "somatic")


def municipalities(raw: Raw, column: str, world: World, trouble: Trouble) -> pa.Array:
    return mapped(
        raw,
        column,
        lambda text: world.units.resolve(text, "municipality"),
        code="D16",
        what=UNKNOWN_UNIT,
        remedy=UNIT_REMEDY,
        trouble=trouble,
    )


def sexes(raw: Raw, column: str, trouble: Trouble) -> pa.Array:
    found = {"k": "k", "m": "m"}
    return mapped(
        raw,
        column,
        lambda text: found.get(text.casefold()),
        code="K-VALUE",
        trouble=trouble,
        what=Text("er hverken K eller M", "is neither K nor M"),
        remedy=Text("Skriv K eller M.", "Write K or M."),
    )


def check_all_filled(raw: Raw, columns: tuple[str, ...], trouble: Trouble) -> None:
    for column in columns:
        check_filled(raw, column, trouble)


def merged(asides: Iterable[Aside]) -> tuple[Aside, ...]:
    """One a table and reason, where a table came in several files."""
    found: dict[tuple[str, str], Aside] = {}
    for aside in asides:
        name = (aside.table, aside.reason)
        before = found.get(name, replace(aside, rows=0, places=()))
        places = (*before.places, *aside.places)[:SAMPLED]
        found[name] = replace(aside, rows=before.rows + aside.rows, places=places)
    return tuple(found.values())


# -- tables ------------------------------------------------------------------------------------------


def diagnoses(
    raw: Raw, contacts: pa.ChunkedArray, spelled: dict[str, str], reading: Reading
) -> ReadTable:
    """Without those later disproved. Silence about it means that the diagnosis stands."""
    table, trouble = "diagnosis", reading.trouble
    stands = pc.fill_null(pc.not_equal(pc.utf8_lower(raw.column(DISPROVED)), "ja"), True)
    raw = reading.set_aside(raw, stands, table=table, reason="later_disproved")
    check_all_filled(raw, tuple(spelled.values()), trouble)
    raw, contact = _of_contacts(raw, spelled["contact"], contacts, table, reading)
    rows = {
        "contact": contact,
        "code": raw.column(spelled["code"]),
        "code_type": _diagnosis_types(raw, spelled["code_type"], trouble),
    }
    return _following(raw, rows, table, spelled, reading)


def procedures(
    raw: Raw, contacts: pa.ChunkedArray, spelled: dict[str, str], system: str, reading: Reading
) -> ReadTable:
    table, trouble = "procedure", reading.trouble
    raw = only_ours(raw, system, table, reading)
    has_contact = raw.column(spelled["contact"]).is_valid()
    raw = reading.set_aside(raw, has_contact, table=table, reason="no_contact")
    needed = ("procedure_id", "code", "code_type")
    check_all_filled(raw, tuple(spelled[name] for name in needed), trouble)
    raw, contact = _of_contacts(raw, spelled["contact"], contacts, table, reading)
    code = raw.column(spelled["code"])
    code_type = _procedure_types(raw, spelled["code_type"], trouble)
    rows = {
        "procedure_id": _procedure_ids(raw.column(spelled["procedure_id"]), code, code_type),
        "contact": contact,
        "code": code,
        "code_type": code_type,
        **spans(raw, spelled["started"], spelled["ended"], trouble),
    }
    return _following(raw, rows, table, spelled, reading)


def markers(
    raw: Raw,
    citizen: dict[str, pa.Array],
    spelled: dict[str, str],
    windows: tuple[Window, ...],
    reading: Reading,
) -> ReadTable:
    rows = {
        "pathway": integers(raw, spelled["pathway"], reading.trouble),
        "marker": raw.column(spelled["marker"]),
        **moments(raw, spelled["placed"], "placed", reading.trouble),
        **citizen,
    }
    return restating(raw, rows, "pathway_marker", spelled, windows, reading)


def _of_contacts(
    raw: Raw, column: str, contacts: pa.ChunkedArray, table: str, reading: Reading
) -> tuple[Raw, pa.Array]:
    """The rows of contacts that were taken in, and their contacts' keys."""
    contact = integers(raw, column, reading.trouble)
    taken = pc.is_in(contact, contacts.combine_chunks())
    raw = reading.set_aside(raw, taken, table=table, reason="contact_not_taken_in")
    return raw, contact.filter(taken)


def _diagnosis_types(raw: Raw, column: str, trouble: Trouble) -> pa.Array:
    return mapped(
        raw,
        column,
        DIAGNOSIS_TYPES,
        code="K-VALUE",
        trouble=trouble,
        what=Text("er ikke en diagnosetype", "is not a type of diagnosis"),
        remedy=Text("Skriv A, B, G eller +.", "Write A, B, G or +."),
    )


def _procedure_types(raw: Raw, column: str, trouble: Trouble) -> pa.Array:
    return mapped(
        raw,
        column,
        PROCEDURE_TYPES,
        code="K-VALUE",
        trouble=trouble,
        what=Text("er ikke en proceduretype", "is not a type of procedure"),
        remedy=Text("Skriv P, + eller I.", "Write P, + or I."),
    )


def _procedure_ids(registration: pa.Array, code: pa.Array, code_type: pa.Array) -> pa.Array:
    """An additional code shares its registration with the code it adds to, so it is named by both."""
    added = pc.fill_null(pc.equal(code_type, "+"), False)
    return pc.if_else(added, pc.binary_join_element_wise(registration, code, "+"), registration)


def restating(
    raw: Raw,
    rows: dict[str, pa.Array],
    table: str,
    spelled: dict[str, str],
    windows: tuple[Window, ...],
    reading: Reading,
) -> ReadTable:
    """A table that tells its windows anew."""
    register = reading.world.registers[table]
    return ReadTable(
        register,
        pa.table(rows).select(arrow_schema(register).names).combine_chunks(),
        raw.file,
        raw.lines,
        spelled,
        raw.undeclared_order,
        windows,
        windows,
    )


def _following(
    raw: Raw, rows: dict[str, pa.Array], table: str, spelled: dict[str, str], reading: Reading
) -> ReadTable:
    """A table whose rows live and die with their contact."""
    return ReadTable(
        reading.world.registers[table],
        pa.table(rows),
        raw.file,
        raw.lines,
        spelled,
        raw.undeclared_order,
        reading.windows,
        (),
        follows=Follows(CONTACTS, "contact"),
    )
