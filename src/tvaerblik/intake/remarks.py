"""What is said of a delivery that was read: why it is held, or what to notice. Each says what to do, too."""

from datetime import date

from tvaerblik.core.deliveries import Doubt
from tvaerblik.core.errors import Problem
from tvaerblik.core.texts import Text
from tvaerblik.store.records import Remark, remark_of

OVERRIDE = Text(
    "godkend denne med tvaerblik deliveries override og en begrundelse",
    "override this one with tvaerblik deliveries override and a reason",
)


def _held(code: str, what: Text, *, unless: Text) -> Remark:
    """Deliver again, or take it in as it is; `unless` says when that is right."""
    remedy = Text(
        f"Lever igen med det, der mangler, eller {OVERRIDE.da}, {unless.da}.",
        f"Deliver again with what is missing, or {OVERRIDE.en}, {unless.en}.",
    )
    return remark_of(Problem(code, what, remedy))


def _noticed(code: str, what: Text, remedy: Text) -> Remark:
    return remark_of(Problem(code, what, remedy))


# -- reasons to hold ---------------------------------------------------------------------------------


def lost_unit(name: Text, table: str, published: date) -> Remark:
    what = Text(
        f"{name.da} mangler i {table}; den var med i offentliggørelsen {published}.",
        f"{name.en} is missing from {table}; it was in the publication of {published}.",
    )
    unless = Text("hvis den ikke leverer mere", "if it delivers no more")
    return _held("K-LOST-UNIT", what, unless=unless)


def lost_table(table: str, published: date) -> Remark:
    what = Text(
        f"Tabellen {table} mangler; den var med i offentliggørelsen {published}.",
        f"The table {table} is missing; it was in the publication of {published}.",
    )
    unless = Text("hvis tabellen ikke leveres mere", "if the table is delivered no more")
    return _held("K-LOST-TABLE", what, unless=unless)


def lost_column(name: str, table: str, published: date) -> Remark:
    what = Text(
        f"Kolonnen »{name}« i {table} mangler; den var med i offentliggørelsen {published}.",
        f"The column '{name}' of {table} is missing; it was in the publication of {published}.",
    )
    unless = Text("hvis ingen indikator bruger den", "if no indicator uses it")
    return _held("K-LOST-COLUMN", what, unless=unless)


def moved_amount(name: Text, table: str, *, now: int, before: int, published: date) -> Remark:
    what = Text(
        f"{name.da} har {now} personer i {table}; den havde {before} i offentliggørelsen {published}.",
        f"{name.en} has {now} persons in {table}; it had {before} in the publication of {published}.",
    )
    unless = Text("hvis tallet er rigtigt", "if the number is right")
    return _held("K-AMOUNT", what, unless=unless)


def unlinked(table: str, *, lost: int, of: int) -> Remark:
    what = Text(
        f"{lost} af {of} rækker i {table} har intet brugbart personnummer.",
        f"{lost} of {of} rows of {table} have no usable personal number.",
    )
    unless = Text("hvis så mange personer er uden nummer", "if so many persons have no number")
    return _held("K-UNLINKED", what, unless=unless)


def contradicted(table: str, *, lost: int, of: int) -> Remark:
    what = Text(
        f"{lost} af {of} rækker i {table} har en anden fødselsdag eller et andet køn, end deres "
        "CPR-nummer siger.",
        f"{lost} of {of} rows of {table} have another birthday or sex than their CPR number says.",
    )
    remedy = Text(
        f"Se efter, om en kolonne er forskudt, og lever igen, eller {OVERRIDE.da}; rækkerne er lagt til side.",
        f"See whether a column has slid and deliver again, or {OVERRIDE.en}; the rows are set aside.",
    )
    return _noticed("K-CONTRADICTED", what, remedy)


def doubted(doubt: Doubt) -> Remark:
    unless = Text("hvis tabellen skal være sådan", "if the table is meant to be so")
    return _held(doubt.code, doubt.text, unless=unless)


def conflict(published: date, chosen: str) -> Remark:
    what = Text(
        f"Der er allerede en leverance offentliggjort {published} med andet indhold: {chosen}.",
        f"There is already a delivery published {published} with other contents: {chosen}.",
    )
    remedy = Text(
        f"Spørg leverandøren, hvilken der gælder. Er det den nye: {OVERRIDE.da}; er det den første, gøres intet. "
        "En rettelse leveres med sin egen dag.",
        f"Ask the supplier which of them holds. If the new one: {OVERRIDE.en}; if the first, nothing is to be done. "
        "A correction is delivered with a day of its own.",
    )
    return _noticed("K-CONFLICT", what, remedy)


# -- warnings ----------------------------------------------------------------------------------------


def keys_switched(name: Text, table: str, last_old: date, first_new: date) -> Remark:
    what = Text(
        f"{name.da} har gamle nøgler i {table} til og med {last_old} og UUID fra {first_new}: "
        "tallene kan have et brud.",
        f"{name.en} has old keys in {table} up to {last_old} and UUIDs from {first_new}: "
        "the figures may have a break.",
    )
    remedy = Text(
        "Sammenlign månederne før og efter, før tallene bruges.",
        "Compare the months before and after before the figures are used.",
    )
    return _noticed("K-KEYS-SWITCHED", what, remedy)


def new_outside(table: str, *, new: int, of: int) -> Remark:
    what = Text(
        f"{new} af {of} rækker i {table} er nye og ligger uden for det, som følgesedlen siger, at "
        "leverancen dækker; de er talt med.",
        f"{new} of {of} rows of {table} are new and lie outside what the delivery note says is covered; "
        "they are counted.",
    )
    remedy = Text(
        "Spørg leverandøren; dækker leverancen flere dage, rettes følgesedlen, og leverancen sendes igen.",
        "Ask the supplier; if the delivery covers more days, the note is mended and the delivery sent again.",
    )
    return _noticed("K-NEW-OUTSIDE", what, remedy)


LOOK = Text(
    "Spørg leverandøren, om udtrækket er helt; er det ikke, leveres det igen.",
    "Ask the supplier whether the extract is whole; if not, it is delivered again.",
)


def shrunk_start(table: str, now: date, before: date) -> Remark:
    what = Text(
        f"{table} begynder {now}; den forrige begyndte {before}.",
        f"{table} begins {now}; the previous one began {before}.",
    )
    return _noticed("K-SHRUNK-START", what, LOOK)


def shrunk_end(table: str, now: date, before: date) -> Remark:
    what = Text(
        f"{table} slutter {now}; den forrige sluttede {before}.",
        f"{table} ends {now}; the previous one ended {before}.",
    )
    return _noticed("K-SHRUNK-END", what, LOOK)


def jumped(table: str, now: int, before: int) -> Remark:
    what = Text(
        f"{table} har {now} rækker; den forrige havde {before}.",
        f"{table} has {now} rows; the previous one had {before}.",
    )
    return _noticed("K-JUMP", what, LOOK)
