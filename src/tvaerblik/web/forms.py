"""Reading what a form sent, where an action needs more than text."""

from datetime import date

from tvaerblik.core.errors import BadInput, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User


def day_in(text: str) -> date | None:
    """None where nothing is written. Raises BadInput."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadInput(
            Problem(
                "G-DAY",
                Text("Det er ikke en dato.", "This is no date."),
                Text("Skriv den som 2026-12-31.", "Write it like 2026-12-31."),
            )
        ) from None


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
