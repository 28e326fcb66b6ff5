"""When a case's paper is an internal working document (internt arbejdsdokument), and what a journal number
may look like.

The rule: a case is a working document until it has left prioritisation, and again while it is paused or
looked at anew. A paper made of it is one too while a hearing in it is open, while the newest draft of a
definition is not approved in a case that goes on, and whenever it holds something internal.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tvaerblik.core.errors import BadInput, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.cases.stages import ENDED, Stage
from tvaerblik.governance.freetext import check_no_cpr

# What was decided stands in these; in all the others something is still being found out
DECIDED = frozenset({Stage.OPSAETNING, Stage.KLAR, Stage.PAA_DASH}) | ENDED
LONGEST_JOURNAL_NUMBER = 40  # the longest of the ESDH systems in use has 24
# "26/12345", "2026-012345", "29.30.00-A00-1-26", "EMN-2026-01234"
_JOURNAL_NUMBER = re.compile(r"[0-9A-Za-zÆØÅæøå]+([-./_ ][0-9A-Za-zÆØÅæøå]+)*")


@dataclass(frozen=True, slots=True)
class Contents:
    """What a paper of a case holds, beside the case itself."""

    stage: Stage
    open_hearings: int = 0
    unapproved_draft: bool = False
    internal: bool = False


def is_working_paper(stage: Stage) -> bool:
    """Of the case alone, as its page on the screen asks."""
    return stage not in DECIDED


def why_working_paper(contents: Contents) -> tuple[str, ...]:
    """The reasons, in the order they are told; none for what is finished."""
    return tuple(_reasons(contents))


def _reasons(contents: Contents) -> Iterator[str]:
    if contents.internal:
        yield "internal"
    if is_working_paper(contents.stage):
        yield "stage"
    if contents.open_hearings:
        yield "hearing"
    if contents.unapproved_draft and contents.stage not in ENDED:
        yield "draft"


def check_journal_number(text: str) -> str:
    """Tidied; empty where a case has none any more. Raises BadInput."""
    check_no_cpr(text)
    tidy = " ".join(text.split())
    fits = _JOURNAL_NUMBER.fullmatch(tidy) and any(map(str.isdecimal, tidy))
    if tidy and not (fits and 3 <= len(tidy) <= LONGEST_JOURNAL_NUMBER):
        raise BadInput(
            Problem(
                "G-JOURNAL",
                Text(
                    "Det ligner ikke et journalnummer: cifre og bogstaver med bindestreg, punktum, "
                    f"skråstreg eller mellemrum imellem, mindst 3 og højst {LONGEST_JOURNAL_NUMBER} tegn.",
                    "That is no journal number: digits and letters with a hyphen, full stop, slash or "
                    f"space between, at least 3 and at most {LONGEST_JOURNAL_NUMBER} characters.",
                ),
                Text(
                    "Skriv det, som det står i ESDH-systemet, fx 2026-012345.",
                    "Write it as it stands in the ESDH system, e.g. 2026-012345.",
                ),
            )
        )
    return tidy
