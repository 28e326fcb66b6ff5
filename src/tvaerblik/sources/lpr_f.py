"""Landspatientregisteret as LPR3_F, the research model: for the years before LPR_A took over.

Its keys of contacts and pathways are LPR_A's. Date and time stand in two columns, to the minute. There is
no key of the hospital stay, and no date of birth or sex: both are read from the CPR number. The national
model has no municipality of residence; `bopaelskommune` may be added by the one who makes the extract.
A contact's action diagnosis is the column `aktionsdiagnose`, never the A among the diagnoses. The places a
contact was at (`kontaktlokationer`) are held against the contact's time and counted, but not stored.
"""

from collections.abc import Collection
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.catalogue.received import ReadDelivery, ReadTable
from tvaerblik.core.cpr_facts import born_and_sex
from tvaerblik.core.texts import Text
from tvaerblik.sources.absent import read_absent
from tvaerblik.sources.covers import stated_windows
from tvaerblik.sources.delivered import delivered
from tvaerblik.sources.files import Received
from tvaerblik.sources.lpr_f_shapes import (
    CONTACTS,
    DIAGNOSES,
    MARKERS,
    OTHER_PROCEDURES,
    PATHWAYS,
    SURGERY,
    SYSTEM,
    TILES,
)
from tvaerblik.sources.lpr_f_shapes import SHAPES as SHAPES
from tvaerblik.sources.lpr_shared import (
    Reading,
    check_all_filled,
    diagnoses,
    linked,
    markers,
    merged,
    municipalities,
    only_ours,
    persons,
    procedures,
    restating,
    sectors,
    spans,
)
from tvaerblik.sources.quiet import check_quiet_days
from tvaerblik.sources.reading import Raw, read_file
from tvaerblik.sources.shapes import FileShape, World, shape_of
from tvaerblik.sources.trouble import Trouble
from tvaerblik.sources.values import flag, integers

NAME = "lpr_f"
NEEDS_NOTE = True
TABLES = ("hospital_contact", "diagnosis", "procedure", "pathway_marker")

# Half of such a pair would be a table that lacks rows without showing it.
PAIRS = ((SURGERY, OTHER_PROCEDURES), (PATHWAYS, MARKERS))


def read(received: Received, world: World) -> ReadDelivery:
    trouble = Trouble()
    raws = _raws(received, world, trouble)
    windows = stated_windows(received, CONTACTS.name, world, trouble)
    trouble.check()
    reading = Reading(received, world, windows, [], trouble)
    tables = _tables(raws, reading)
    trouble.check()
    return delivered(received, world.cards[NAME], tables, merged(reading.asides))


def _raws(received: Received, world: World, trouble: Trouble) -> dict[str, Raw]:
    came = {shape.name: file for file in received.files if (shape := shape_of(file, SHAPES))}
    raws = {}
    for shape in SHAPES:
        if file := came.get(shape.name):
            raw = read_file(received.files[file], file, shape, world=world, trouble=trouble)
        else:
            raw = _absent(received, shape, came, trouble)
        if raw is not None:
            raws[shape.name] = raw
    return raws


def _absent(
    received: Received, shape: FileShape, came: Collection[str], trouble: Trouble
) -> Raw | None:
    """Markers without any pathway would all be set aside: their file is then no optional one."""
    assert received.note is not None, received.place
    needed = {CONTACTS.name, DIAGNOSES.name} | ({PATHWAYS.name} if MARKERS.name in came else set())
    halves = {other.name for pair in PAIRS for other in pair if shape in pair}
    told = {*came, *received.note.empty}
    optional, awaited = shape.name not in needed, bool(halves & told)
    return read_absent(received, shape, trouble, optional=optional, awaited=awaited)


def _tables(raws: dict[str, Raw], reading: Reading) -> list[ReadTable]:
    tables = [_contacts(raws[CONTACTS.name], reading)]
    contacts = tables[0].rows
    if TILES.name in raws:
        _check_tiles(raws[TILES.name], contacts, reading)
    ours = only_ours(raws[DIAGNOSES.name], SYSTEM, "diagnosis", reading)
    tables.append(diagnoses(ours, contacts["contact"], OF_DIAGNOSES, reading))
    if SURGERY.name in raws:
        parts = [
            procedures(
                _with_span(raws[shape.name]), contacts["contact"], OF_PROCEDURES, SYSTEM, reading
            )
            for shape in (SURGERY, OTHER_PROCEDURES)
        ]
        _check_quiet(parts, tables[0], reading)
        tables.append(_joined(parts))
    if MARKERS.name in raws:
        tables.append(_markers(raws[MARKERS.name], raws[PATHWAYS.name], reading))
    return tables


def _with_moment(raw: Raw, name: str) -> Raw:
    """The date's column holds date and time, as the other models have it."""
    day, time = raw.column(f"dato_{name}"), raw.column(f"tidspunkt_{name}")
    both = pc.if_else(
        pc.is_valid(time), pc.binary_join_element_wise(day, time, " "), day
    )  # a date alone is then no time, and refused in its place
    at = raw.table.column_names.index(f"dato_{name}")
    return replace(raw, table=raw.table.set_column(at, f"dato_{name}", both))


def _with_span(raw: Raw) -> Raw:
    return _with_moment(_with_moment(raw, "start"), "slut")


def _with_persons(raw: Raw, table: str, reading: Reading) -> Raw:
    return linked(raw, "cpr", table, reading, tells_age=True)


def _citizen(raw: Raw, reading: Reading) -> dict[str, pa.Array]:
    numbers = persons(raw, "cpr")
    born, sex = born_and_sex(numbers)
    residence = municipalities(raw, "bopaelskommune", reading.world, reading.trouble)
    return {"person": numbers, "residence": residence, "born": born, "sex": sex}


def _contacts(raw: Raw, reading: Reading) -> ReadTable:
    table, trouble = "hospital_contact", reading.trouble
    raw = _with_persons(only_ours(raw, SYSTEM, table, reading), table, reading)
    raw = _with_span(raw)
    needed = ("dw_ek_kontakt", "dato_start", "tidspunkt_start", "kontakttype", "sorenhed_ans")
    check_all_filled(raw, needed, trouble)
    specialty = raw.column("hovedspeciale_ans")
    rows = {
        "contact": integers(raw, "dw_ek_kontakt", trouble),
        "stay_key": pa.nulls(raw.table.num_rows, pa.int64()),
        **spans(raw, "dato_start", "dato_slut", trouble),
        "contact_type": raw.column("kontakttype"),
        "priority": raw.column("prioritet"),
        "diagnosis": raw.column("aktionsdiagnose"),
        "unit": raw.column("sorenhed_ans"),
        "specialty": specialty,
        "sector": sectors(specialty),
        **_citizen(raw, reading),
    }
    return restating(raw, rows, table, OF_CONTACTS, reading.windows, reading)


OF_CONTACTS = {
    "contact": "dw_ek_kontakt",
    "person": "cpr",
    "started": "dato_start",
    "ended": "dato_slut",
    "contact_type": "kontakttype",
    "priority": "prioritet",
    "diagnosis": "aktionsdiagnose",
    "unit": "sorenhed_ans",
    "specialty": "hovedspeciale_ans",
    "sector": "hovedspeciale_ans",
    "residence": "bopaelskommune",
    "born": "cpr",
    "sex": "cpr",
}
OF_DIAGNOSES = {"contact": "dw_ek_kontakt", "code": "diagnosekode", "code_type": "diagnosetype"}
OF_PROCEDURES = {
    "procedure_id": "procedureregistrering_id",
    "contact": "dw_ek_kontakt",
    "code": "procedurekode",
    "code_type": "proceduretype",
    "started": "dato_start",
    "ended": "dato_slut",
}
OF_MARKERS = {"pathway": "dw_ek_forloeb", "marker": "markoer", "placed": "dato_markoer"}


def _check_tiles(raw: Raw, contacts: pa.Table, reading: Reading) -> None:
    """Rule 09.15 of the reporting: a place of stay lies within its contact."""
    trouble = reading.trouble
    check_all_filled(raw, ("dw_ek_kontakt", "sorenhed", "dato_start"), trouble)
    contact = integers(raw, "dw_ek_kontakt", trouble)
    taken = pc.is_in(contact, contacts["contact"].combine_chunks())
    unread = pa.array([False] * raw.table.num_rows, pa.bool_())
    reading.set_aside(raw, unread, table="hospital_contact", reason="place_of_stay_not_stored")
    raw, contact = raw.filter(taken), contact.filter(taken)
    raw = _with_span(raw)
    times = spans(raw, "dato_start", "dato_slut", trouble)
    of = contacts.take(pc.index_in(contact, contacts["contact"].combine_chunks()))
    early = pc.less(times["started"], of["started"].combine_chunks())
    late = pc.greater(times["ended"], of["ended"].combine_chunks())
    for column, outside in (("dato_start", early), ("dato_slut", late)):
        flag(
            raw,
            column,
            outside,
            code="K-TILE",
            trouble=trouble,
            what=Text(
                "Opholdet ligger uden for sin kontakt.", "The stay lies outside its contact."
            ),
            remedy=Text(
                "Ret opholdet eller kontakten ved kilden.",
                "Mend the stay or the contact at the source.",
            ),
        )


def _check_quiet(parts: list[ReadTable], contacts: ReadTable, reading: Reading) -> None:
    """Each file's own days without rows, while it is known which rows are its."""
    note, trouble = reading.received.note, reading.trouble
    assert note is not None, reading.received.place
    check_quiet_days(parts, note, reading.world, trouble, leaders=(contacts,))


def _joined(parts: list[ReadTable]) -> ReadTable:
    """Surgery and other procedures are one table; a place is told with both files' names."""
    return replace(
        parts[0],
        rows=pa.concat_tables([part.rows for part in parts]).combine_chunks(),
        file=" / ".join(part.file for part in parts),
        lines=pa.concat_arrays([part.lines for part in parts]),
        columns=tuple(dict.fromkeys(name for part in parts for name in part.columns)),
    )


def _markers(raw: Raw, pathways: Raw, reading: Reading) -> ReadTable:
    """A marker's person is its pathway's."""
    windows = stated_windows(reading.received, MARKERS.name, reading.world, reading.trouble)
    check_all_filled(raw, ("dw_ek_forloeb", "markoer", "dato_markoer"), reading.trouble)
    raw = _of_pathways(raw, pathways, reading)
    raw = _with_moment(_with_persons(raw, "pathway_marker", reading), "markoer")
    table = markers(raw, _citizen(raw, reading), OF_MARKERS, windows, reading)
    return replace(table, columns=(*table.columns, *_residence_of(pathways)))


def _residence_of(pathways: Raw) -> tuple[str, ...]:
    """A later delivery without it has lost a column of the markers."""
    return tuple(name for name in pathways.undeclared_order if name == "bopaelskommune")


def _of_pathways(raw: Raw, pathways: Raw, reading: Reading) -> Raw:
    """The markers with their pathway's person and residence."""
    check_all_filled(pathways, ("dw_ek_forloeb",), reading.trouble)
    _check_once(pathways, reading.trouble)
    known = pathways.column("dw_ek_forloeb")
    raw = reading.set_aside(
        raw,
        pc.is_in(raw.column("dw_ek_forloeb"), known),
        table="pathway_marker",
        reason="pathway_not_taken_in",
    )
    place = pc.index_in(raw.column("dw_ek_forloeb"), known)
    found = {name: pathways.column(name).take(place) for name in ("cpr", "bopaelskommune")}
    widened = raw.table
    for name, values in found.items():
        widened = widened.append_column(name, values)
    return replace(raw, table=widened)


def _check_once(pathways: Raw, trouble: Trouble) -> None:
    keys = pathways.column("dw_ek_forloeb")
    first = pc.index_in(keys, keys)
    flag(
        pathways,
        "dw_ek_forloeb",
        pc.not_equal(first, pa.array(range(len(keys)), pa.int32())),
        code="K-KEY",
        trouble=trouble,
        what=Text("Forløbet står to gange i filen.", "The pathway stands twice in the file."),
        remedy=Text("Behold én række pr. forløb.", "Keep one row a pathway."),
    )
