"""Numbers, dates and periods as Danes and Britons write them.

Rounding is done in Decimal, half away from zero, as people do on paper: 0.125 is 0,13 and never
0,12, and the float 2.675 is 2,68 although its binary value lies a little below.
"""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal

Lang = Literal["da", "en"]
Number = int | float | Decimal

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"

# Room for the 309 digits of the largest float and its decimals
PLENTY_OF_DIGITS = Context(prec=400, rounding=ROUND_HALF_UP)

MONTHS = {
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "en": "January February March April May June July August September October November December",
}
SHORT_MONTHS = {
    "da": "jan. feb. mar. apr. maj jun. jul. aug. sep. okt. nov. dec.",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}

PERIOD_ID = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-Q(?P<quarter>[1-4])|-W(?P<week>\d{2})|-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?"
)


def as_decimal(value: Number) -> Decimal:
    """The decimal a person would read off the number: 0.1 is 0.1, whatever its binary tail."""
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if not number.is_finite():
        raise ValueError(f"only finite numbers can be shown, not {value}")
    return number


def round_half_up(value: Number, decimals: int) -> Decimal:
    """Rounded half away from zero; a result of zero has no sign."""
    unit = Decimal(1).scaleb(-decimals)
    rounded = as_decimal(value).quantize(unit, context=PLENTY_OF_DIGITS)
    return rounded if rounded else abs(rounded)


def number_text(value: Number, lang: Lang, *, decimals: int = 0) -> str:
    """1234.5 is `1.234,5` in Danish and `1,234.5` in English, with a true minus sign."""
    text = f"{round_half_up(value, decimals):,f}".replace("-", MINUS)
    return text.translate(str.maketrans(",.", ".,")) if lang == "da" else text


def percent_sign(lang: Lang) -> str:
    return NO_BREAK_SPACE + "%" if lang == "da" else "%"


def share_text(share: Number, lang: Lang, *, decimals: int = 1) -> str:
    """A proportion as per cent: 0.123 is `12,3 %` in Danish and `12.3%` in English."""
    per_cent = as_decimal(share).scaleb(2, context=PLENTY_OF_DIGITS)
    return number_text(per_cent, lang, decimals=decimals) + percent_sign(lang)


def range_text(lower: Number, upper: Number, lang: Lang, *, decimals: int = 0) -> str:
    """`10,2–14,8`; with a negative limit `−1,0 til 2,0`, since a dash reads as another minus."""
    low = number_text(lower, lang, decimals=decimals)
    high = number_text(upper, lang, decimals=decimals)
    if MINUS in low + high:
        return f"{low} {'til' if lang == 'da' else 'to'} {high}"
    return f"{low}{EN_DASH}{high}"


def share_range_text(lower: Number, upper: Number, lang: Lang, *, decimals: int = 1) -> str:
    """An interval of proportions, `10,2–14,8 %`."""
    low, high = (as_decimal(limit).scaleb(2) for limit in (lower, upper))
    return range_text(low, high, lang, decimals=decimals) + percent_sign(lang)


def date_text(day: date, lang: Lang, *, short: bool = False) -> str:
    """`12. marts 2026`, `12 March 2026`; short `12. mar. 2026`, `12 Mar 2026`."""
    stop = "." if lang == "da" else ""
    return f"{day.day}{stop} {month_text(day.year, day.month, lang, short=short)}"


def month_text(year: int, month: int, lang: Lang, *, short: bool = False) -> str:
    names = (SHORT_MONTHS if short else MONTHS)[lang].split()
    return f"{names[month - 1]} {year}"


def quarter_text(year: int, quarter: int, lang: Lang, *, short: bool = False) -> str:
    """`1. kvartal 2026`, `Q1 2026`; short in Danish `1. kv. 2026`."""
    if lang == "en":
        return f"Q{quarter} {year}"
    return f"{quarter}. {'kv.' if short else 'kvartal'} {year}"


def week_text(year: int, week: int, lang: Lang, *, short: bool = False) -> str:
    """An ISO week, `uge 12, 2026`."""
    if lang == "en":
        return f"{'wk' if short else 'week'} {week}, {year}"
    return f"uge {week}, {year}"


def period_text(period: str, lang: Lang, *, short: bool = False) -> str:
    """A period's id in words: 2026, 2026-Q1, 2026-03, 2026-W12 or 2026-03-14.

    ValueError for anything else, and for a month, week or day that does not exist.
    """
    match = PERIOD_ID.fullmatch(period)
    if match is None:
        raise ValueError(f"{period!r} is no period; write 2026, 2026-Q1, 2026-03 or 2026-W12")
    parts = {name: int(digits) for name, digits in match.groupdict().items() if digits}
    year = parts["year"]
    if "quarter" in parts:
        return quarter_text(year, parts["quarter"], lang, short=short)
    if "week" in parts:
        date.fromisocalendar(year, parts["week"], 1)  # raises for a week that year has not
        return week_text(year, parts["week"], lang, short=short)
    if "day" in parts:
        return date_text(date(year, parts["month"], parts["day"]), lang, short=short)
    if "month" in parts:
        date(year, parts["month"], 1)
        return month_text(year, parts["month"], lang, short=short)
    return str(year)


def decimals_of(step: Decimal) -> int:
    """How many decimals it takes to write every multiple of `step` exactly."""
    exponent = step.normalize(PLENTY_OF_DIGITS).as_tuple().exponent
    assert isinstance(exponent, int), step
    return max(0, -exponent)
