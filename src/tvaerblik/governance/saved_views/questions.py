"""What a saved question may hold: known parameters with plain names, and no more of them than an
address can carry. No Django, and no view: what a page makes of it is the page's business."""

import re
from urllib.parse import parse_qsl

from tvaerblik.core.cpr import has_cpr
from tvaerblik.core.errors import BadInput, Problem
from tvaerblik.core.texts import Text

LONGEST_NAME = 80
# A longer one would not fit in an address that every browser and proxy takes
LONGEST_QUESTION = 4_000

PARAMETERS = frozenset(
    {
        *("indikator", "enhed", "gruppe", "periodetype", "fra", "til", "alder", "koen"),
        *("organisation", "raekker", "kolonner", "vis"),
    }
)

# Ids of indicators, units, periods and age bands: `kommune-0851`, `2026-Q1`, `90+`
VALUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9+_-]{0,99}")


def check_question(question: str) -> None:
    """Raises BadInput for anything that a page of ours would not have written."""
    pairs = _pairs(question)
    known = all(name in PARAMETERS and VALUE.fullmatch(value) for name, value in pairs)
    if not pairs or not known or has_cpr(" ".join(value for _, value in pairs)):
        raise BadInput(
            Problem(
                "G-QUESTION",
                Text(
                    "Det er ikke et valg, der kan gemmes.",
                    "This is not a choice that can be saved.",
                ),
                Text(
                    f"Lav valget på Udforsk, og gem det derfra; det fylder højst {LONGEST_QUESTION} tegn.",
                    f"Make the choice on Explore and save it there; it takes at most {LONGEST_QUESTION} characters.",
                ),
            )
        )


def check_name(name: str) -> None:
    is_plain = name.isprintable() and name == name.strip()
    if not is_plain or not 0 < len(name) <= LONGEST_NAME:
        raise BadInput(
            Problem(
                "G-NAME",
                Text(
                    f"Navnet mangler eller er længere end {LONGEST_NAME} tegn.",
                    f"The name is missing or longer than {LONGEST_NAME} characters.",
                ),
                Text("Skriv et kort navn på én linje.", "Write a short name on one line."),
            )
        )


def _pairs(question: str) -> list[tuple[str, str]]:
    if len(question) > LONGEST_QUESTION:
        return []
    try:
        return parse_qsl(question, keep_blank_values=True, strict_parsing=True)
    except ValueError:
        return []
