"""What must hold for any table of any source before it is stored. Every fault is told with its line."""

from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.catalogue.received import ReadDelivery, ReadTable
from tvaerblik.catalogue.registers import Register
from tvaerblik.catalogue.shapes import arrow_schema, date_column
from tvaerblik.core.errors import BadInput, Problem, Where
from tvaerblik.core.texts import Text

# As many places as anybody looks through; the rest is counted.
LISTED = 50


def check_delivery(delivery: ReadDelivery) -> None:
    """Raises BadInput with everything that is wrong in all tables; NotAllowed is for the permit, not here."""
    found: list[Problem] = []
    total = 0
    for table in delivery.tables:
        for code, what, remedy, column, rows in _faults(table, delivery):
            total += max(len(rows), 1)
            places = (
                table.lines.take(rows[: LISTED - len(found)]).to_pylist() if len(rows) else [None]
            )
            found += [
                Problem(code, what, remedy, Where(file=table.file, row=row, column=column))
                for row in places
            ]
    if found:
        raise BadInput(*found[:LISTED], total=total)


Fault = tuple[str, Text, Text, str | None, pa.Array]


def _faults(table: ReadTable, delivery: ReadDelivery) -> list[Fault]:
    checks = (
        *_empty_required(table),
        *_repeated_keys(table),
        *_wrong_order(table),
        *_far_ahead(table, delivery.published),
        *_lawless(table, synthetic=delivery.synthetic),
        *(_not_invented(table) if delivery.synthetic else ()),
    )
    return [fault for fault in checks if fault[4] is None or len(fault[4])]


def _lawless(table: ReadTable, *, synthetic: bool) -> list[Fault]:
    """Without a legal basis a register runs on invented data only."""
    if synthetic or table.register.legal_basis is not None:
        return []
    title = table.register.title
    return [
        (
            "K-LAW",
            Text(
                f"Registret »{title.da}« har intet retsgrundlag og tager kun imod syntetiske leverancer.",
                f"The register '{title.en}' has no legal basis and accepts synthetic deliveries only.",
            ),
            Text(
                "Skriv retsgrundlaget (legal_basis) i registrets kort, når den dataansvarlige har godkendt det.",
                "Write the legal basis (legal_basis) into the register's card when the controller has approved it.",
            ),
            None,
            pa.array([None], pa.int64()),
        )
    ]


# A day of 01 to 31; an invented number has 60 added to it
ORDINARY_NUMBER = r"^(0[1-9]|[12][0-9]|3[01])[0-9]{8}$"
# Row numbers told in one sentence
TOLD = 5


def _not_invented(table: ReadTable) -> list[Fault]:
    """The gates of the law rest on the word synthetic, so it is held against the numbers. One fault a
    column: it is the delivery's word that is wrong, not each row."""
    found: list[Fault] = []
    for column in table.register.columns:
        if column.type == "person":
            numbers = _column(table, column.name)
            ordinary = pc.fill_null(pc.match_substring_regex(numbers, ORDINARY_NUMBER), False)
            rows = pc.indices_nonzero(ordinary)
            found.append(
                (
                    "K-NOT-INVENTED",
                    _not_invented_words(table, rows),
                    Text(
                        "Angiv synthetic som false, eller brug opdigtede numre med 60 lagt til dagen.",
                        "State synthetic as false, or use invented numbers with 60 added to the day.",
                    ),
                    table.spelled.get(column.name, column.name),
                    rows[:1],
                )
            )
    return found


def _not_invented_words(table: ReadTable, rows: pa.Array) -> Text:
    lines = table.lines.take(rows[:TOLD]).to_pylist()
    told = ", ".join(str(line) for line in lines) + (" …" if len(rows) > TOLD else "")
    return Text(
        f"Leverancen siges at være syntetisk, men har almindelige CPR-numre. Antal rækker: {len(rows)}"
        f" (række {told}).",
        f"The delivery is said to be synthetic but holds ordinary CPR numbers. Number of rows: {len(rows)}"
        f" (row {told}).",
    )


def _empty_required(table: ReadTable) -> list[Fault]:
    required = [field.name for field in arrow_schema(table.register) if not field.nullable]
    return [
        (
            "K-EMPTY",
            Text(
                "Feltet er tomt, men skal være udfyldt.",
                "The field is empty but must be filled in.",
            ),
            Text("Udfyld det ved kilden.", "Fill it in at the source."),
            table.spelled.get(name, name),
            pc.indices_nonzero(pc.is_null(_column(table, name))),
        )
        for name in required
    ]


def _repeated_keys(table: ReadTable) -> list[Fault]:
    key = list(table.register.key)
    numbered = table.rows.select(key).append_column(
        "row", pa.array(range(table.rows.num_rows), pa.int64())
    )
    firsts = numbered.group_by(key).aggregate([("row", "min")])["row_min"]
    if len(firsts) == table.rows.num_rows:
        return []
    repeats = pc.indices_nonzero(pc.invert(pc.is_in(numbered["row"], firsts.combine_chunks())))
    return [
        (
            "K-KEY",
            Text(
                "Rækken står to gange i leverancen: samme nøgle.",
                "The row stands twice in the delivery: the same key.",
            ),
            Text(
                "Behold én række pr. nøgle; en rettelse kommer i en senere leverance.",
                "Keep one row a key; a correction comes in a later delivery.",
            ),
            table.spelled.get(key[0], key[0]),
            repeats,
        )
    ]


# (beginning, end), whatever the register calls them: the second may not lie before the first. A test holds
# that every register's moments are among them, so a new pair cannot be forgotten.
SPANS = (
    ("started", "ended"),
    ("valid_from", "valid_to"),
    ("opened", "closed"),
    ("sent", "training_started"),
    ("born", "died"),
)


def orders(register: Register) -> tuple[tuple[str, str], ...]:
    """Pairs of the register's moments, (earlier, later). Nothing happens to anybody before birth; an end is
    held against its beginning alone, which is held against the birth."""
    spans = tuple(pair for pair in SPANS if all(register.has_moment(name) for name in pair))
    ends = {end for _, end in spans}
    born = tuple(
        ("born", column.name)
        for column in register.columns
        if register.has_moment("born")
        and register.has_moment(column.name)
        and column.name not in {"born", *ends}
    )
    return (*spans, *born)


def _wrong_order(table: ReadTable) -> list[Fault]:
    found = []
    for earlier, later in orders(table.register):
        first, second = _comparable(table, earlier, later)
        rows = pc.indices_nonzero(pc.fill_null(pc.less(second, first), False))
        found.append(
            (
                "K-BORN" if earlier == "born" else "K-END",
                *_order_words(earlier),
                table.spelled.get(later, later),
                rows,
            )
        )
    return found


def _comparable(table: ReadTable, earlier: str, later: str) -> tuple[pa.Array, pa.Array]:
    """Two instants are compared as instants; a date and an instant by local dates; a week by its Sunday."""
    types = {name: table.register.column(name).type for name in (earlier, later)}
    if set(types.values()) == {"instant"}:
        return _column(table, earlier), _column(table, later)
    second = _column(table, date_column(table.register, later))
    if types[later] == "week":
        second = pc.cast(pc.add(second.cast(pa.int32()), SUNDAY), pa.date32())
    return _column(table, date_column(table.register, earlier)), second


# From a week's Monday: somebody born on its Sunday may have been seen in it
SUNDAY = pa.scalar(6, pa.int32())


def _order_words(earlier: str) -> tuple[Text, Text]:
    if earlier == "born":
        return (
            Text(
                "Hændelsen ligger før personens fødsel.",
                "The event lies before the person's birth.",
            ),
            Text(
                "Ret fødselsdatoen eller tidspunktet ved kilden.",
                "Mend the date of birth or the time at the source.",
            ),
        )
    return (
        Text("Slut ligger før start.", "The end lies before the start."),
        Text("Ret tidspunkterne ved kilden.", "Mend the times at the source."),
    )


# A day's slack over a year for what was planned when the delivery was made
AHEAD = timedelta(days=366)
# What is agreed for years to come; a date far ahead is a slip of the year in any other column
LIES_AHEAD = frozenset({"valid_to", "closed"})
GRANTED_AHEAD = frozenset({("municipal_service", "ended")})


def lies_ahead(register: Register, moment: str) -> bool:
    """Whether the moment may by nature lie years after the delivery's publication."""
    return moment in LIES_AHEAD or (register.table, moment) in GRANTED_AHEAD


def _far_ahead(table: ReadTable, published: date) -> list[Fault]:
    """One end in 2099 adds thousands of bed days; nothing else would show it."""
    register = table.register
    moments = [column.name for column in register.columns if register.has_moment(column.name)]
    latest = pa.scalar(published + AHEAD, pa.date32())
    return [
        (
            "K-FUTURE",
            Text(
                "Datoen ligger mere end 366 dage efter, at leverancen blev offentliggjort.",
                "The date lies more than 366 days after the delivery was published.",
            ),
            Text("Ret årstallet ved kilden.", "Mend the year at the source."),
            table.spelled.get(name, name),
            pc.indices_nonzero(
                pc.fill_null(pc.greater(_column(table, date_column(register, name)), latest), False)
            ),
        )
        for name in moments
        if not lies_ahead(register, name)
    ]


def _column(table: ReadTable, name: str) -> pa.Array:
    return table.rows[name].combine_chunks()
