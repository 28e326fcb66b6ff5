"""What a CPR number looks like in text, so that it can be found and masked. Nothing here stores one.

Modulus 11 is not used: numbers without a valid check digit are issued. A day plus 60 is a
replacement number (erstatnings-CPR) and counts as one.
"""

import re

# Six digits that read as a day (also plus 60), month and year, and four more. Neither a letter nor a
# digit may stand beside it, so that no part of an UUID, a SOR number or a timestamp is taken for one.
# Written without look-around, since the same text is given to RE2 (Arrow, DuckDB).
_BORN = r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])(?:0[1-9]|1[0-2])\d{2}"
# As typed; and the dashes and spaces that word processors and mail programs make of it.
BETWEEN = "[- \u00a0\u2007\u2010-\u2015\u202f\u2212]"
_DIGITS = rf"{_BORN}{BETWEEN}?\d{{4}}"
CPR_IN_TEXT = rf"(?:^|[^0-9A-Za-z]){_DIGITS}(?:$|[^0-9A-Za-z])"
# What a register may call a person: anything else between the digits is a fault of the file.
CPR_ALONE = rf"^{_BORN}[- ]?\d{{4}}$"

_IN_TEXT = re.compile(rf"(?<![0-9A-Za-z]){_DIGITS}(?![0-9A-Za-z])", re.ASCII)


# A file's or a folder's name is written by hand: there a number stands beside letters too.
_IN_NAME = re.compile(rf"(?<![0-9]){_DIGITS}(?![0-9])", re.ASCII)


def has_cpr(text: str) -> bool:
    return _IN_TEXT.search(text) is not None


def numbers_in(text: str) -> list[str]:
    """As they are written there: only to be taken out of what is sent on, never to be kept."""
    return _IN_TEXT.findall(text)


def masked(text: str) -> str:
    """The text with every CPR number replaced: `300190-0000.csv` becomes `******-****.csv`."""
    return _IN_TEXT.sub("******-****", text)


def has_cpr_in_name(name: str) -> bool:
    return _IN_NAME.search(name) is not None


def masked_name(name: str) -> str:
    """As `masked`, for the name of a file or folder: `udtraek3001900000` becomes `udtraek******-****`."""
    return _IN_NAME.sub("******-****", name)
