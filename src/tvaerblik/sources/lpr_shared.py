"""What the models of the patient register have in common: which rows are ours, and what columns become."""

from collections.abc import Iterable
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.catalogue.received import ReadTable
from tvaerblik.core.cpr import CPR_ALONE
from tvaerblik.core.cpr_facts import born_and_sex
from tvaerblik.core.deliveries import Aside, Follows, Window
from tvaerblik.core.texts import Text
from tvaerblik.sources.asides import SAMPLED, set_aside
from tvaerblik.sources.clock import is_skipped, local_dates, utc_of_ends, utc_of_starts
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
DIAGNOSIS_TYPES = {"A": "A", "B": "B", "G": "G", "+": "+"}
PROCEDURE_TYPES = {"P": "P", "+": "+", "I": "I"}


def only_ours(raw: Raw, column: str, *, table: str, asides: list[Aside]) -> Raw:
    ours = pc.fill_null(pc.equal(raw.column(column), OURS), False)
    return set_aside(raw, ours, table=table, reason="other_reporting_system", asides=asides)


def linked(
    raw: Raw,
    column: str,
    *,
    table: str,
    asides: list[Aside],
    trouble: Trouble,
    tells_age: bool = False,
) -> Raw:
    """Rows of a person without a number (newborn, foreign, anonymous) cannot be joined with anything.
    Where only the number tells the age, its digits must make a day."""
    check_leading_zero(raw, column, trouble)
    has_number = pc.fill_null(pc.match_substring_regex(raw.column(column), CPR_ALONE), False)
    if tells_age:
        has_number = pc.and_(has_number, born_and_sex(raw.column(column))[0].is_valid())
    return set_aside(raw, has_number, table=table, reason="unlinked_person", asides=asides)


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


# -- tables whose rows belong to a contact -----------------------------------------------------------


def stands(raw: Raw, column: str, *, asides: list[Aside]) -> Raw:
    """Without the diagnoses later disproved. Silence about it means that the diagnosis stands."""
    kept = pc.fill_null(pc.not_equal(pc.utf8_lower(raw.column(column)), "ja"), True)
    return set_aside(raw, kept, table="diagnosis", reason="later_disproved", asides=asides)


def of_contacts(
    raw: Raw,
    column: str,
    contacts: pa.ChunkedArray,
    *,
    table: str,
    asides: list[Aside],
    trouble: Trouble,
) -> tuple[Raw, pa.Array]:
    """The rows of contacts that were taken in, and their contacts' keys."""
    contact = integers(raw, column, trouble)
    taken = pc.is_in(contact, contacts.combine_chunks())
    raw = set_aside(raw, taken, table=table, reason="contact_not_taken_in", asides=asides)
    return raw, contact.filter(taken)


def diagnosis_types(raw: Raw, column: str, trouble: Trouble) -> pa.Array:
    return mapped(
        raw,
        column,
        DIAGNOSIS_TYPES,
        code="K-VALUE",
        trouble=trouble,
        what=Text("er ikke en diagnosetype", "is not a type of diagnosis"),
        remedy=Text("Skriv A, B, G eller +.", "Write A, B, G or +."),
    )


def procedure_types(raw: Raw, column: str, trouble: Trouble) -> pa.Array:
    return mapped(
        raw,
        column,
        PROCEDURE_TYPES,
        code="K-VALUE",
        trouble=trouble,
        what=Text("er ikke en proceduretype", "is not a type of procedure"),
        remedy=Text("Skriv P, + eller I.", "Write P, + or I."),
    )


def procedure_ids(registration: pa.Array, code: pa.Array, code_type: pa.Array) -> pa.Array:
    """An additional code shares its registration with the code it adds to, so it is named by both."""
    added = pc.fill_null(pc.equal(code_type, "+"), False)
    return pc.if_else(added, pc.binary_join_element_wise(registration, code, "+"), registration)


def following(
    raw: Raw,
    rows: pa.Table,
    *,
    table: str,
    spelled: dict[str, str],
    world: World,
    windows: tuple[Window, ...],
) -> ReadTable:
    """A table whose rows live and die with their contact."""
    return ReadTable(
        world.registers[table],
        rows,
        raw.file,
        raw.lines,
        spelled,
        raw.undeclared_order,
        windows,
        (),
        follows=Follows(CONTACTS, "contact"),
    )
