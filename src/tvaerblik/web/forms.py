"""Reading what a form sent, where an action needs more than text."""

from datetime import date

from django.http import QueryDict

from tvaerblik.core.cpr import masked
from tvaerblik.core.errors import BadInput, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User

# Of people who live: what lies outside was mistyped, and reckoning from it ends outside the calendar
YEARS = range(1900, 3000)


def day_in(text: str) -> date | None:
    """None where nothing is written. Raises BadInput for what is no day, or of a year that nobody means."""
    if not text.strip():
        return None
    try:
        return day_of_our_time(text.strip())
    except ValueError:
        raise BadInput(
            Problem(
                "G-DAY",
                Text("Det er ikke en dato.", "This is no date."),
                Text("Skriv den som 2026-12-31.", "Write it like 2026-12-31."),
            )
        ) from None


def day_of_our_time(text: str) -> date:
    """Raises ValueError."""
    day = date.fromisoformat(text)
    if day.year not in YEARS:
        raise ValueError(day.year)
    return day


def person_named(username: str) -> User:
    """Raises BadInput for nobody, and for an account that is closed."""
    found = User.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise BadInput(
            Problem(
                "G-PERSON",
                Text("Der er ingen valgt.", "Nobody is chosen."),
                Text("Vælg en fra listen.", "Choose one from the list."),
            )
        )
    return found


def number_in(text: str) -> int:
    """-1, which is the serial of nothing, for what is no number."""
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def masked_copy(typed: QueryDict) -> QueryDict:
    """What is typed back into a form, without the CPR numbers that it was refused for."""
    copy = typed.copy()
    for name, values in typed.lists():
        copy.setlist(name, [masked(str(value)) for value in values])
    return copy
