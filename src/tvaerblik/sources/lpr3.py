"""Landspatientregisteret as the messages that hospitals report (LPR3, XML): a folder of them is a delivery.

Messages restate no window. A delivery of them adds, replaces by key, and withdraws; what it states to cover
is that every message about those days up to its publication is in it or in an earlier one. Keys are UUIDs,
here whole numbers made of their digest: they meet no key of LPR_A, so one store takes the same days from one
of the two only. A message has no main specialty; it is looked up in the code list `sor-enheder` by the unit.
Diagnoses and procedures come with their contact. A procedure without one is set aside, and so are those of a
contact that their own message does not hold.
"""

from collections.abc import Iterator

import pyarrow as pa

from tvaerblik.catalogue.received import ReadDelivery, ReadTable
from tvaerblik.core.deliveries import Follows, Window
from tvaerblik.core.errors import BadInput, Where
from tvaerblik.core.texts import Text
from tvaerblik.sources.covers import stated_windows
from tvaerblik.sources.delivered import delivered
from tvaerblik.sources.files import Received
from tvaerblik.sources.limited import refusal_from, run_limited
from tvaerblik.sources.lpr3_rows import Rows, key_of, rows_of, table_of
from tvaerblik.sources.lpr3_versions import Asides, Facts, Latest, Message, latest
from tvaerblik.sources.shapes import FileShape, World
from tvaerblik.sources.trouble import Trouble

NAME = "lpr3"
NEEDS_NOTE = True
TABLES = ("hospital_contact", "diagnosis", "procedure", "pathway_marker")
SUFFIXES = (".xml",)
SHAPES: tuple[FileShape, ...] = ()  # a message's file may be called anything
COVERED = "LPR3"  # what the note calls all messages together

READER = "tvaerblik.sources.lpr3_message:read_batch"
# The largest official example has 20 kB; one with a thousand contacts has some 10 MB.
MAX_MESSAGE_BYTES = 16 * 1024**2
# One process for many messages: starting it takes as long as reading fifty.
BATCH_BYTES, BATCH_MESSAGES = 16 * 1024**2, 2_000


def read(received: Received, world: World) -> ReadDelivery:
    trouble, asides = Trouble(), Asides()
    windows = stated_windows(received, COVERED, world, trouble)
    messages = _read_messages(received.files, trouble)
    trouble.check()
    found = latest(messages, asides, trouble)
    rows = rows_of(found, messages, world, asides, trouble)
    _count_unused(messages, asides)
    trouble.check()
    tables = [_table(name, rows[name], found, windows, world) for name in rows]
    return delivered(received, world.cards[NAME], tables, asides.found())


# -- messages ----------------------------------------------------------------------------------------


def _read_messages(files: dict[str, bytes], trouble: Trouble) -> list[Message]:
    messages = []
    for batch in _batches(files, trouble):
        for file, facts in zip(batch, _read_batch(batch), strict=True):
            if "refusal" in facts:
                for problem in refusal_from(facts["refusal"], file).problems:
                    trouble.add(problem.code, problem.what, problem.remedy, problem.where)
            else:
                messages.append(Message(file, facts))
    return messages


def _batches(files: dict[str, bytes], trouble: Trouble) -> Iterator[dict[str, bytes]]:
    batch: dict[str, bytes] = {}
    size = 0
    for file, data in files.items():
        if len(data) > MAX_MESSAGE_BYTES:
            _tell_too_large(file, trouble)
            continue
        if batch and (size + len(data) > BATCH_BYTES or len(batch) == BATCH_MESSAGES):
            yield batch
            batch, size = {}, 0
        batch[file] = data
        size += len(data)
    if batch:
        yield batch


def _read_batch(batch: dict[str, bytes]) -> list[Facts]:
    """Should a limit be met, each is read alone, so that the one to blame is named."""
    sizes = [len(data) for data in batch.values()]
    first = next(iter(batch))
    try:
        return list(run_limited(READER, b"".join(batch.values()), file=first, sizes=sizes))
    except BadInput:
        if len(batch) == 1:
            raise
    return [facts for file, data in batch.items() for facts in _read_batch({file: data})]


def _tell_too_large(file: str, trouble: Trouble) -> None:
    most = MAX_MESSAGE_BYTES // 1024**2
    trouble.add(
        "D18",
        Text(f"Beskeden er større end {most} MB.", f"The message is larger than {most} MB."),
        Text("Del den i flere beskeder.", "Split it into several messages."),
        Where(file=file),
    )


def _count_unused(messages: list[Message], asides: Asides) -> None:
    """Payments, places of stay, results, medicine, referrals: carried by the messages, used by no table."""
    for message in messages:
        for table, parts in message.facts["unused"].items():
            asides.add(table, "part_of_message_not_used", message.where, parts)


# -- tables ------------------------------------------------------------------------------------------


def _table(
    name: str, rows: Rows, found: Latest, windows: tuple[Window, ...], world: World
) -> ReadTable:
    follows = Follows("hospital_contact", "contact") if name in ("diagnosis", "procedure") else None
    register = world.registers[name]
    return ReadTable(
        register,
        table_of(rows, register),
        COVERED,
        pa.array([line for _, line in rows], pa.int32()),
        {},
        tuple(column.name for column in register.columns),
        windows,
        (),
        _removed(name, found),
        follows,
    )


def _removed(table: str, found: Latest) -> pa.Table | None:
    """What dies of earlier deliveries. A pathway reported anew is told whole: its earlier markers die."""
    ids = sorted(found.withdrawn)
    if table == "hospital_contact":
        removed = pa.table({"contact": pa.array([key_of(id_) for id_ in ids], pa.int64())})
    elif table == "procedure":
        removed = pa.table({"procedure_id": pa.array(ids, pa.string())})
    elif table == "pathway_marker":
        told = {key_of(id_) for id_ in (*ids, *(pathway.id for pathway in found.pathways))}
        removed = pa.table({"pathway": pa.array(sorted(told), pa.int64())})
    else:
        return None
    return removed if removed.num_rows else None
