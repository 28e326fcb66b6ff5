"""What a cell holds, as the text a CSV would have had. Excel keeps numbers, dates and texts apart by style."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from tvaerblik.core.texts import Text
from tvaerblik.sources.xlsx_container import Container
from tvaerblik.sources.xlsx_xml import Attributes, Handler, read_part

# Excel's own date formats, the national ones of East Asia included.
BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_NOT_LETTERS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|general|standard', re.IGNORECASE)
_MOMENT = re.compile(r"[dmyhså]", re.IGNORECASE)
# In English, and as Danish Excel writes them where they were pasted as texts.
ERRORS = frozenset(
    [
        "#REF!",
        "#N/A",
        "#VALUE!",
        "#NAME?",
        "#DIV/0!",
        "#NULL!",
        "#NUM!",
        "#SPILL!",
        "#CALC!",
        "#REFERENCE!",
        "#I/T",
        "#VÆRDI!",
        "#NAVN?",
        "#DIVISION/0!",
        "#NUL!",
    ]
)
# Beyond this many digits Excel itself rounds.
EXACT_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Fault:
    code: str
    what: Text
    remedy: Text


def number_text(raw: str) -> str | Fault:
    """`1234.0` is 1234. A fraction gets a Danish comma, so that no dot is taken for thousands."""
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return _no_number()
    if not number.is_finite() or abs(number.adjusted()) > 30:
        return _no_number()
    if number != number.to_integral_value():
        return format(number, "f").replace(".", ",")
    whole = str(int(number))
    return whole if len(whole.lstrip("-")) <= EXACT_DIGITS else _rounded()


def date_fault(raw: str, *, is_1904: bool) -> Fault:
    """A date typed as 2024-01 is a day to Excel: what was meant cannot be told from it."""
    said = _day(raw, is_1904=is_1904)
    da, en = ("", "") if said is None else (f" ({said})", f" ({said})")
    epoch = ("; projektmappen regner fra 1904", "; the workbook counts from 1904")
    return Fault(
        "D08",
        Text(
            f"er gemt som en dato{da}, ikke som tekst{epoch[0] if is_1904 else ''}.",
            f"is stored as a date{en}, not as text{epoch[1] if is_1904 else ''}.",
        ),
        Text(
            "Formatér kolonnen som Tekst, og skriv perioden igen: 2024, 2024K1, 2024-01 eller 2024-01-31.",
            "Format the column as Text and type the period again: 2024, 2024K1, 2024-01 or 2024-01-31.",
        ),
    )


def _day(raw: str, *, is_1904: bool) -> str | None:
    """As Excel shows it. Its calendar of 1900 has a 29 February that never was, hence 30 December."""
    try:
        begins = date(1904, 1, 1) if is_1904 else date(1899, 12, 30)
        return (begins + timedelta(days=int(Decimal(raw)))).isoformat()
    except (InvalidOperation, ValueError, OverflowError):
        return None


def error_fault(text: str) -> Fault:
    return Fault(
        "D07",
        Text(f"er fejlen {text}.", f"is the error {text}."),
        Text("Ret formlen, eller skriv tallet.", "Mend the formula or type the number."),
    )


NO_CACHE = Fault(
    "D07",
    Text("er en formel uden et gemt resultat.", "is a formula without a stored result."),
    Text(
        "Åbn filen i Excel, og gem den, eller indsæt tallene som værdier.",
        "Open the file in Excel and save it, or paste the figures as values.",
    ),
)
TWICE = Fault(
    "D05",
    Text("står to gange i arket.", "stands twice in the sheet."),
    Text(
        "Åbn filen i Excel, se efter, hvilken værdi der gælder, og gem den igen.",
        "Open the file in Excel, see which value holds, and save it again.",
    ),
)
LOST_TEXT = Fault(
    "D05",
    Text("peger på en tekst, der ikke er i filen.", "points to a text that is not in the file."),
    Text("Åbn filen i Excel, og gem den igen.", "Open the file in Excel and save it again."),
)


def _no_number() -> Fault:
    return Fault(
        "D09",
        Text("er intet tal, selv om cellen siger det.", "is no number although the cell says so."),
        Text("Skriv tallet igen.", "Type the number again."),
    )


def _rounded() -> Fault:
    return Fault(
        "D09",
        Text(
            "har flere cifre, end Excel kan gemme i et tal; de sidste er tabt.",
            "has more digits than Excel keeps in a number; the last are lost.",
        ),
        Text("Formatér kolonnen som Tekst.", "Format the column as Text."),
    )


# -- shared parts ------------------------------------------------------------------------------------


def shared_texts(container: Container) -> list[str]:
    """Without the reading aids (ruby) that stand beside some texts."""
    found: list[str] = []
    open_tags: list[str] = []
    parts: list[str] = []

    def start(tag: str, _: Attributes) -> None:
        open_tags.append(tag)

    def text(piece: str) -> None:
        if open_tags and open_tags[-1] == "t" and "rPh" not in open_tags:
            parts.append(piece)

    def end(tag: str) -> None:
        open_tags.pop()
        if tag == "si":
            found.append("".join(parts))
            parts.clear()

    name = container.named("xl/sharedStrings.xml")
    if name is not None:
        read_part(container, name, Handler(start, end, text))
    return found


def date_styles(container: Container) -> frozenset[int]:
    """The cell styles that show a number as a date or a time."""
    codes: dict[int, str] = {}
    styles: list[int] = []
    inside: list[str] = []

    def start(tag: str, attributes: Attributes) -> None:
        inside.append(tag)
        if tag == "numFmt":
            codes[int(attributes.get("numFmtId", 0))] = attributes.get("formatCode", "")
        elif tag == "xf" and "cellXfs" in inside:
            styles.append(int(attributes.get("numFmtId", 0)))

    name = container.named("xl/styles.xml")
    if name is not None:
        read_part(container, name, Handler(start, lambda _: inside.pop() and None))
    return frozenset(
        index
        for index, code in enumerate(styles)
        if code in BUILT_IN_DATES or _shows_moment(codes.get(code, ""))
    )


def _shows_moment(code: str) -> bool:
    return _MOMENT.search(_NOT_LETTERS.sub("", code)) is not None
