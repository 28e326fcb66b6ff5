"""What is said of something seen in the data: whole sentences with rounded shares, never a count."""

from tvaerblik.catalogue.registers import Register
from tvaerblik.core.periods import Period
from tvaerblik.core.texts import Text

_MONTHS = {
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "en": "January February March April May June July August September October November December",
}


def lost_values(
    register: Register, column: str, when: Text, where: Text, share: float, usual: float
) -> Text:
    name = _column(register, column)
    return Text(
        f"{_capital(name.da)} mangler i {_per_cent(share, 'da')} af rækkerne i "
        f"»{register.title.da}«{where.da} {when.da}; plejer at mangle i {_per_cent(usual, 'da')}.",
        f"{_capital(name.en)} is missing in {_per_cent(share, 'en')} of the rows of "
        f"'{register.title.en}'{where.en} {when.en}; usually in {_per_cent(usual, 'en')}.",
    )


def unknown_codes(
    register: Register, column: str, when: Text, where: Text, share: float, usual: float
) -> Text:
    name = _column(register, column)
    return Text(
        f"{_capital(name.da)} har koder, der ikke er set før og ikke er på kodelisten, i "
        f"{_per_cent(share, 'da')} af rækkerne i »{register.title.da}«{where.da} {when.da}; plejer "
        f"{_per_cent(usual, 'da')}.",
        f"{_capital(name.en)} has codes that were not seen before and are not on the code list in "
        f"{_per_cent(share, 'en')} of the rows of '{register.title.en}'{where.en} {when.en}; usually "
        f"{_per_cent(usual, 'en')}.",
    )


def lost_join(counted: Register, other: Register, when: Text, share: float, usual: float) -> Text:
    """`share` of the persons of the counted rows who are in the other table."""
    return Text(
        f"{_capital(_per_cent(share, 'da'))} af borgerne i »{counted.title.da}« findes i "
        f"»{other.title.da}« {when.da}; plejer {_per_cent(usual, 'da')}.",
        f"{_capital(_per_cent(share, 'en'))} of the persons of '{counted.title.en}' are in "
        f"'{other.title.en}' {when.en}; usually {_per_cent(usual, 'en')}.",
    )


class MaybeNothing(Text):
    """A part of a sentence that may be empty."""

    def __post_init__(self) -> None:
        pass


def span_words(first: Period, last: Period) -> Text:
    """'i marts 2026', 'fra marts til juni 2026' as two whole names."""
    if first == last:
        return Text(f"i {_period(first, 'da')}", f"in {_period(first, 'en')}")
    return Text(
        f"fra {_period(first, 'da')} til {_period(last, 'da')}",
        f"from {_period(first, 'en')} to {_period(last, 'en')}",
    )


def unit_words(name: Text | None) -> Text:
    if name is None:
        return MaybeNothing("", "")
    return Text(f" for {name.da}", f" of {name.en}")


def _period(period: Period, language: str) -> str:
    year = period.start.year
    if period.kind == "month":
        return f"{_MONTHS[language].split()[period.start.month - 1]} {year}"
    if period.kind == "quarter":
        quarter = (period.start.month + 2) // 3
        return f"{quarter}. kvartal {year}" if language == "da" else f"Q{quarter} {year}"
    return str(year)


def _per_cent(share: float, language: str) -> str:
    """A whole number of per cent; some but not all is never rounded to none or to all."""
    sign = "\u00a0%" if language == "da" else "%"
    if 0 < share < 0.01:
        return f"under 1{sign}"
    if 0.99 < share < 1:
        return f"over 99{sign}"
    return f"{int(share * 100 + 0.5)}{sign}"


def _column(register: Register, name: str) -> Text:
    """The column inside a sentence: as the register's words say it, otherwise what it means."""
    spoken: dict[str, Text] = dict(register.words.columns if register.words else ())
    if name in spoken:
        return spoken[name]
    column = register.column(name)
    assert column is not None, (register.table, name)
    da, en = (text.split(":")[0].split(";")[0].split(" (")[0] for text in _both(column.meaning))
    return Text(f"»{da}«", f"'{en}'")


def _both(text: Text) -> tuple[str, str]:
    return text.da, text.en


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
