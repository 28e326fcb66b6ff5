"""A moment as it is written on the command line."""

from datetime import UTC, date, datetime, time


def moment(text: str) -> datetime:
    """A bare date means to the end of that day, UTC."""
    if "T" in text:
        found = datetime.fromisoformat(text)
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return datetime.combine(date.fromisoformat(text), time.max, tzinfo=UTC)
