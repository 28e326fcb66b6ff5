"""Rows of a register, the place and time they count at, and what is added up of them, in sentences."""

from dataclasses import dataclass

from tvaerblik.catalogue.language import (
    Age,
    Amount,
    ColumnAmount,
    Condition,
    DaysInPeriod,
    Linked,
    Profile,
    RowSet,
    Stock,
    TimeBetween,
    TimeToNext,
    parts_of,
)
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.measures import Place
from tvaerblik.catalogue.phrases import NOTHING, fill, filled, sentences
from tvaerblik.catalogue.registers import Register, RegisterWords
from tvaerblik.catalogue.words_of_conditions import (
    link_words,
    meaning_words,
    moment_words,
    where_words,
    words_of,
)
from tvaerblik.core.texts import Text


@dataclass(frozen=True)
class Rows:
    """The rows of a measure as they are spoken of; `grain` is the indicator's smallest unit."""

    of: RowSet
    where: tuple[Condition, ...]
    grain: str
    catalogue: Catalogue

    @property
    def register(self) -> Register:
        return self.catalogue.registers[self.of.table]

    @property
    def words(self) -> RegisterWords:
        return words_of(self.register)

    @property
    def which(self) -> Text:
        return where_words(self.where, self.register, self.catalogue)

    def moment(self, name: str) -> Text:
        return moment_words(self.register, name)


def counted_words(rows: Rows) -> Text:
    number = fill(
        "Antal {rows}{which}.",
        "Number of {rows}{which}.",
        rows=rows.words.rows,
        which=rows.which,
    )
    return sentences(number, placing_words(rows))


def persons_words(rows: Rows) -> Text:
    """Where a person counts is said by attribute_words."""
    return fill(
        "Antal borgere, som har {one}{which}. Hver borger tælles én gang i hver periode, uanset hvor mange "
        "{rows} borgeren har. {Row} hører til den periode, hvor {row} {moment}.",
        "Number of persons who have {one}{which}. Each person is counted once in each period, however many "
        "{rows} the person has. {Row} belongs to the period in which {row} {moment}.",
        one=rows.words.one,
        rows=rows.words.rows,
        row=rows.words.row,
        which=rows.which,
        moment=rows.moment(rows.of.date),
    )


def placing_words(rows: Rows) -> Text:
    """When and where a row counts."""
    placed = fill(
        "{Row} tælles i den periode, hvor {row} {moment}, og {place}.",
        "{Row} counts in the period in which {row} {moment}, and {place}.",
        row=rows.words.row,
        moment=rows.moment(rows.of.date),
        place=place_words(rows),
    )
    week = NOTHING
    if rows.register.is_by_week(rows.of.date):
        week = Text(
            "En uge hører til den periode, som ugens torsdag ligger i.",
            "A week belongs to the period that holds its Thursday.",
        )
    return sentences(placed, week)


# Places ------------------------------------------------------------------------------------------

_UNITS = {
    "municipality": Text("den kommune", "the municipality"),
    "region": Text("den region", "the region"),
    "hospital": Text("det hospital", "the hospital"),
    "clinic": Text("den klinik", "the clinic"),
}


def unit_words(rows: Rows) -> Text:
    """'den kommune': the smallest unit, as far as the place can be one."""
    places: dict[Place, tuple[str, ...]] = {
        "residence": ("municipality", "region"),
        "provider": ("municipality", "region", "hospital", "clinic"),
        "clinic": ("clinic", "municipality", "region"),
    }
    kinds = places[rows.of.place]
    return _UNITS[rows.grain if rows.grain in kinds else kinds[0]]


def place_words(rows: Rows) -> Text:
    """'i den kommune, hvor borgeren boede'."""
    unit, row = unit_words(rows), rows.words.row
    if rows.of.place == "residence":
        return fill("i {unit}, hvor borgeren boede", "in {unit} where the person lived", unit=unit)
    if rows.grain == "hospital" and rows.of.place == "provider":
        return fill(
            "på {unit}, der stod for {row}", "at {unit} responsible for {row}", unit=unit, row=row
        )
    if rows.of.place == "clinic" and rows.grain != "clinic":
        return fill("i {unit}, hvor klinikken ligger", "in {unit} where the clinic lies", unit=unit)
    return fill(
        "i {unit}, der stod for {row}", "in {unit} responsible for {row}", unit=unit, row=row
    )


# Amounts -----------------------------------------------------------------------------------------

_TIMES = {
    "hours": Text("antal hele timer", "number of whole hours"),
    "days": Text("antal dage", "number of days"),
}


def amount_words(amount: Amount, rows: Rows, *, p: int | None = None) -> Text:
    """What is added up, or for a percentile put in order, over which rows."""
    how = _TOGETHER if p is None else _MIDDLE if p == 50 else _PLACE
    said = filled(
        how,
        what=what_words(amount, rows),
        rows=rows.words.rows,
        which=rows.which,
        p=Text(str(p), str(p)),
    )
    placed = placing_words(rows)
    if isinstance(amount, DaysInPeriod):
        placed = fill(
            "Hver dag tælles i den periode, den ligger i, og {place}.",
            "Each day counts in the period it lies in, and {place}.",
            place=place_words(rows),
        )
    return sentences(said, _notes(amount, rows), placed)


_TOGETHER = Text(
    "{What}, lagt sammen for alle {rows}{which}.",
    "{What}, added up for all {rows}{which}.",
)
_MIDDLE = Text(
    "{What}: det midterste tal blandt alle {rows}{which}. Halvdelen har et tal, der er lige så stort "
    "eller mindre. Det midterste tal kaldes også medianen.",
    "{What}: the middle figure among all {rows}{which}. Half of them have that figure or a smaller "
    "one. The middle figure is also called the median.",
)
_PLACE = Text(
    "{What}: det tal, som {p} procent ligger på eller under, blandt alle {rows}{which}.",
    "{What}: the figure that {p} per cent lie at or below, among all {rows}{which}.",
)


def what_words(amount: Amount, rows: Rows) -> Text:
    """'antal dage, fra opholdet begynder, til opholdet slutter'."""
    if isinstance(amount, ColumnAmount):
        return meaning_words(rows.register, amount.column)
    if isinstance(amount, TimeToNext):
        link = link_words(amount.next, rows.register, rows.catalogue)
        return _span(_TIMES[amount.unit], link.time)
    if isinstance(amount, DaysInPeriod):
        days = Text("antal dage i perioden", "number of days within the period")
        return _span(days, _from_to(rows, rows.of.date, amount.to))
    assert isinstance(amount, TimeBetween), amount
    return _span(_TIMES[amount.unit], _from_to(rows, amount.from_, amount.to))


def _span(count: Text, time: Text) -> Text:
    return fill("{count}, {time}", "{count} {time}", count=count, time=time)


def _from_to(rows: Rows, from_: str, to: str) -> Text:
    return fill(
        "fra {row} {from_}, til {row} {to}",
        "from when {row} {from_} until {row} {to}",
        row=rows.words.row,
        from_=rows.moment(from_),
        to=rows.moment(to),
    )


def _notes(amount: Amount, rows: Rows) -> Text:
    if isinstance(amount, DaysInPeriod):
        return Text(
            "Den første dag tælles med, den sidste ikke. Kendes den sidste dag ikke, tælles alle "
            "periodens dage efter den første.",
            "The first day counts, the last does not. If the last day is not known, every day of the "
            "period from the first on counts.",
        )
    if isinstance(amount, TimeToNext):
        return _next_event(amount.next, rows)
    return NOTHING


def _next_event(link: Linked, rows: Rows) -> Text:
    said = link_words(link, rows.register, rows.catalogue)
    return fill(
        "Tiden regnes kun, når {row} {window} følges af {events} for samme borger{where}. Er der "
        "flere, regnes til den første.",
        "Time is measured only when {row} is followed {window} by {events} of the same person{where}. "
        "If there are several, it runs to the first.",
        row=rows.words.row,
        window=said.window,
        events=said.events,
        where=where_words(link.where, rows.catalogue.registers[link.table], rows.catalogue),
    )


def amount_known_words(amount: Amount, rows: Rows) -> Text:
    """How many rows have an amount."""
    return fill(
        "Antal {rows}{which}. Kun dem, hvor {known}, er talt med.",
        "Number of {rows}{which}. Only those for which {known} are counted.",
        rows=rows.words.rows,
        which=rows.which,
        known=_NUMBER_KNOWN if isinstance(amount, ColumnAmount) else _TIME_KNOWN,
    )


_NUMBER_KNOWN = Text("tallet er kendt", "the number is known")
_TIME_KNOWN = Text("tiden kan regnes", "the time can be measured")


# States and weeks --------------------------------------------------------------------------------


def stock_words(measure: Stock, rows: Rows) -> Text:
    said = fill(
        "Antal {rows} {when}{which}.{together} {Row} er med, fra {row} {begins}, og indtil {row} "
        "{ends}; kendes slutningen ikke, er {row} stadig med. {Row} tælles {place}.",
        "Number of {rows} {when}{which}.{together} {Row} is included from when {row} {begins} until "
        "{row} {ends}; if the end is not known, {row} is still included. {Row} counts {place}.",
        rows=rows.words.rows,
        row=rows.words.row,
        when=_WHEN[measure.at, _has_clock(measure, rows)],
        which=rows.which,
        together=_NIGHTS if measure.at == "every_night" else NOTHING,
        begins=rows.moment(measure.of.date),
        ends=rows.moment(measure.until),
        place=place_words(rows),
    )
    aged = any(isinstance(part, Age) for part in parts_of(rows.where))
    return sentences(said, _AGED if aged else NOTHING)


_WHEN = {
    ("last_day", False): Text("på periodens sidste dag", "on the last day of the period"),
    ("last_day", True): Text(
        "kl. 23 på periodens sidste dag", "at 23:00 on the last day of the period"
    ),
    ("every_night", False): Text("hver dag i perioden", "on every day of the period"),
    ("every_night", True): Text(
        "hver aften kl. 23 i perioden", "at 23:00 on every day of the period"
    ),
}
_NIGHTS = fill(" Dagenes tal lægges sammen.", " The days' figures are added up.")
_AGED = Text("Alderen er borgerens alder den dag.", "Age is the person's age on that day.")


def _has_clock(measure: Stock, rows: Rows) -> bool:
    columns = (rows.register.column(name) for name in (measure.of.date, measure.until))
    return any(column is not None and column.type == "instant" for column in columns)


def profile_words(measure: Profile, rows: Rows) -> Text:
    events = rows.catalogue.registers[measure.events]
    said = fill(
        "Antal {events} for de samme borgere som i nævneren{which}. {Event} tælles i den uge, hvor {event} {moment}, "
        "{weeks} {row} {date}.",
        "Number of {events} of the same persons as in the denominator{which}. {Event} counts in the week in which {event} "
        "{moment}, {weeks} {row} {date}.",
        events=words_of(events).rows,
        event=words_of(events).row,
        which=where_words(measure.where, events, rows.catalogue),
        moment=moment_words(events, measure.to),
        weeks=_weeks(measure),
        row=rows.words.row,
        date=rows.moment(measure.of.date),
    )
    by_week = events.is_by_week(measure.to) or rows.register.is_by_week(measure.of.date)
    zero = filled(
        (_CALENDAR if by_week else _FROM_DAY),
        row=rows.words.row,
        date=rows.moment(measure.of.date),
    )
    return sentences(said, zero)


_CALENDAR = Text(
    "Uge 0 er den kalenderuge, hvor {row} {date}.",
    "Week 0 is the calendar week in which {row} {date}.",
)
_FROM_DAY = Text(
    "Uge 0 begynder den dag, hvor {row} {date}.",
    "Week 0 begins on the day on which {row} {date}.",
)


def _weeks(measure: Profile) -> Text:
    """'fra 12 uger før til 12 uger efter, at'."""
    before, after = _count_of_weeks(-measure.first), _count_of_weeks(measure.last)
    if measure.first == 0:
        return fill("indtil {after} efter, at", "until {after} after", after=after)
    if measure.last == 0:
        return fill("fra {before} før, at", "from {before} before", before=before)
    return fill(
        "fra {before} før til {after} efter, at",
        "from {before} before until {after} after",
        before=before,
        after=after,
    )


def _count_of_weeks(count: int) -> Text:
    return Text("1 uge", "1 week") if count == 1 else Text(f"{count} uger", f"{count} weeks")
