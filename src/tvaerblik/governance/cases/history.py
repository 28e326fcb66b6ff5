"""A case as it was on any day, from its log; what the bruttoliste of that day said."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tvaerblik.governance.cases.models import CaseEntry

# What a list shows and a log's facts can change
FOLDED = (
    *("title", "stage", "colour", "priority", "deciding_body", "meeting_on", "wording"),
    "excepted",  # whether the forum's wording left this one out: "green, except overbelægning"
)
NOT_THERE: Mapping[str, Any] = {}


def state_on(log: Iterable[CaseEntry], day: date) -> Mapping[str, Any]:
    """The facts that counted on `day`, the later said before the earlier; empty before the case was.

    `log` in the order of its model: by the day it counted from, and as written within a day."""
    state: dict[str, Any] = {}
    for entry in log:
        if entry.on <= day:
            state |= {name: value for name, value in entry.facts.items() if name in FOLDED}
    return state or NOT_THERE
