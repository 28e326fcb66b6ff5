"""Counts in files that people type. What can be read in two ways is asked about, never guessed."""

import re
from dataclasses import dataclass

from tvaerblik.catalogue.registers import NumberDialect
from tvaerblik.core.cpr import masked
from tvaerblik.core.errors import Problem
from tvaerblik.core.texts import Text

# Nothing here is counted in thousand millions; sums of what is longer grow beyond what can be shown.
MOST_DIGITS = 9
_PLAIN = re.compile(r"[0-9]+")
_DOTTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
# One thousand two hundred and thirty-four in one country, one and a quarter in another.
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,' \u00a0\u2009\u202f][0-9]{3})+")


@dataclass(frozen=True, slots=True)
class Count:
    """A number, or the bounds of one that its owner hides."""

    value: int | None
    low: int | None = None
    high: int | None = None


def read_count(text: str, dialect: NumberDialect) -> Count | Problem:
    """The problem has no place yet."""
    for mask in dialect.masks:
        if text == mask.text:
            return Count(None, mask.low, mask.high)
    digits = text
    if dialect.thousands == "dot" and _DOTTED.fullmatch(text):
        digits = text.replace(".", "")
    if not _PLAIN.fullmatch(digits):
        return _unread(text, dialect)
    return Count(int(digits)) if len(digits) <= MOST_DIGITS else _too_long(text)


def _too_long(text: str) -> Problem:
    said = masked(text[:40])
    return Problem(
        "D09",
        Text(
            f"»{said}« har mere end {MOST_DIGITS} cifre.",
            f"'{said}' has more than {MOST_DIGITS} digits.",
        ),
        Text(
            "Ret tallet; felter kan være skrevet sammen, eller et fyldtal kan være glemt.",
            "Mend the number; fields may have run together, or a filler may have been left in.",
        ),
    )


def _unread(text: str, dialect: NumberDialect) -> Problem:
    said = masked(text[:40])
    if _GROUPED.fullmatch(text):
        return Problem(
            "K-NUM-AMBIGUOUS",
            Text(
                f"»{said}« kan læses som tusinder eller som decimaltal.",
                f"'{said}' can be read as thousands or as a decimal number.",
            ),
            Text(
                "Skriv hele tal uden tegn imellem (1234), eller få tusindtalstegnet skrevet i kildens kort.",
                "Write whole numbers without separators (1234), or have the thousands sign written into the source's card.",
            ),
        )
    marks = ", ".join(mask.text for mask in dialect.masks)
    hidden = Text(f" Et skjult tal skrives {marks}.", f" A hidden count is written {marks}.")
    return Problem(
        "D09",
        Text(f"»{said}« er ikke et antal.", f"'{said}' is not a count."),
        Text(
            f"Skriv et helt tal uden tegn imellem (1234).{hidden.da if marks else ''}",
            f"Write a whole number without separators (1234).{hidden.en if marks else ''}",
        ),
    )
