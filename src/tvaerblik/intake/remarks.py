"""What is said of a delivery that was read: why it is held, or what to notice. Each says what to do, too.

Whoever runs the platform is told every count. What everybody may read is worded beside it, where 1 to 4
rows or persons are only few, also when they are what is left of a whole that is told.
"""

from collections.abc import Callable
from datetime import date

from tvaerblik.core.deliveries import Doubt
from tvaerblik.core.errors import Problem
from tvaerblik.core.texts import Text
from tvaerblik.store.records import Remark, remark_of

OVERRIDE = Text(
    "godkend denne med tvaerblik deliveries override og en begrundelse",
    "override this one with tvaerblik deliveries override and a reason",
)


# As in figures: fewer rows may be fewer persons than anybody is told
FEWEST_TOLD = 5
Count = Callable[[int], Text]


def _held(code: str, what: Text, *, unless: Text) -> Remark:
    return remark_of(Problem(code, what, _again(unless)))


def _again(unless: Text) -> Text:
    """Deliver again, or take it in as it is; `unless` says when that is right."""
    return Text(
        f"Lever igen med det, der mangler, eller {OVERRIDE.da}, {unless.da}.",
        f"Deliver again with what is missing, or {OVERRIDE.en}, {unless.en}.",
    )


def _noticed(code: str, what: Text, remedy: Text) -> Remark:
    return remark_of(Problem(code, what, remedy))


def _counted(
    code: str, what: Callable[[Count], Text], remedy: Text, told: Count | None = None
) -> Remark:
    """`what` words the remark with its counts, which are said in two ways; `told` is everybody's."""
    return remark_of(Problem(code, what(_exactly), remedy), public=what(told or _few))


def _exactly(number: int) -> Text:
    return Text(str(number), str(number))


def _few(number: int) -> Text:
    is_few = 0 < number < FEWEST_TOLD
    return Text(f"under {FEWEST_TOLD}", f"fewer than {FEWEST_TOLD}") if is_few else _exactly(number)


def _about(number: int) -> Text:
    """Of one part of a table whose rows are told exactly: those of the last part are else what is left."""
    if number < FEWEST_TOLD:
        return _few(number)
    near = (number + FEWEST_TOLD // 2) // FEWEST_TOLD * FEWEST_TOLD
    return Text(f"omkring {near}", f"about {near}")


def _rows(part: int, whole: int, count: Count) -> Text:
    """The beginning of a sentence: »3 af 40 rækker«, and for everybody »Under 5 af 40 rækker«."""
    if count is _few and 0 < whole - part < FEWEST_TOLD <= part:
        return Text("De fleste rækker", "Most rows")
    of, all_ = count(part), count(whole)
    if count is _few and whole < FEWEST_TOLD:
        return Text(f"{_large(all_.da)} rækker", f"{_large(all_.en)} rows")
    return Text(f"{_large(of.da)} af {all_.da} rækker", f"{_large(of.en)} of {all_.en} rows")


def _large(text: str) -> str:
    return text[:1].upper() + text[1:]


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
    def what(count: Count) -> Text:
        new, old = count(now), count(before)
        return Text(
            f"{name.da} har {new.da} personer i {table}; den havde {old.da} i offentliggørelsen {published}.",
            f"{name.en} has {new.en} persons in {table}; it had {old.en} in the publication of {published}.",
        )

    return _counted(
        "K-AMOUNT", what, _again(Text("hvis tallet er rigtigt", "if the number is right"))
    )


def emptied(name: Text, table: str, *, first: date, last: date, now: int, before: int) -> Remark:
    """`first` and `last` are days of the first and the last month that lost its rows."""
    months = f"{first:%Y-%m}" if first == last else f"{first:%Y-%m}–{last:%Y-%m}"

    def what(count: Count) -> Text:
        rows, earlier = count(now), count(before)
        return Text(
            f"{name.da} har {rows.da} rækker i {table} for {months}; efter de tidligere leverancer var "
            f"der {earlier.da}.",
            f"{name.en} has {rows.en} rows of {table} in {months}; by the deliveries before there were "
            f"{earlier.en}.",
        )

    unless = Text("hvis der virkelig ikke var flere", "if there really were no more")
    return _counted("K-EMPTIED", what, _again(unless), _about)


def unlinked(table: str, *, lost: int, of: int) -> Remark:
    def what(count: Count) -> Text:
        rows = _rows(lost, of, count)
        return Text(
            f"{rows.da} i {table} har intet brugbart personnummer.",
            f"{rows.en} of {table} have no usable personal number.",
        )

    unless = Text("hvis så mange personer er uden nummer", "if so many persons have no number")
    return _counted("K-UNLINKED", what, _again(unless))


def contradicted(table: str, *, lost: int, of: int) -> Remark:
    def what(count: Count) -> Text:
        rows = _rows(lost, of, count)
        return Text(
            f"{rows.da} i {table} har en anden fødselsdag eller et andet køn, end deres CPR-nummer siger.",
            f"{rows.en} of {table} have another birthday or sex than their CPR number says.",
        )

    remedy = Text(
        f"Se efter, om en kolonne er forskudt, og lever igen, eller {OVERRIDE.da}; rækkerne er lagt til side.",
        f"See whether a column has slid and deliver again, or {OVERRIDE.en}; the rows are set aside.",
    )
    return _counted("K-CONTRADICTED", what, remedy)


def doubted(doubt: Doubt) -> Remark:
    unless = Text("hvis tabellen skal være sådan", "if the table is meant to be so")
    return remark_of(Problem(doubt.code, doubt.text, _again(unless)), public=doubt.public)


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
    def what(count: Count) -> Text:
        rows = _rows(new, of, count)
        return Text(
            f"{rows.da} i {table} er nye og ligger uden for det, som følgesedlen siger, at leverancen "
            "dækker; de er talt med.",
            f"{rows.en} of {table} are new and lie outside what the delivery note says is covered; "
            "they are counted.",
        )

    remedy = Text(
        "Spørg leverandøren; dækker leverancen flere dage, rettes følgesedlen, og leverancen sendes igen.",
        "Ask the supplier; if the delivery covers more days, the note is mended and the delivery sent again.",
    )
    return _counted("K-NEW-OUTSIDE", what, remedy)


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
    def what(count: Count) -> Text:
        rows, earlier = count(now), count(before)
        return Text(
            f"{table} har {rows.da} rækker; den forrige havde {earlier.da}.",
            f"{table} has {rows.en} rows; the previous one had {earlier.en}.",
        )

    return _counted("K-JUMP", what, LOOK)
