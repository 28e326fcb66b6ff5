"""A day in the texts that governance itself writes (logs, notifications and mails), and as a moment."""

from datetime import date, datetime, time

from django.utils import timezone

from tvaerblik.core.texts import Text

MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)


def day_text(day: date) -> Text:
    return Text(f"{day.day}. {MONTHS[day.month - 1]} {day.year}", f"{day.day} {day:%B %Y}")


def period_words(period: str) -> Text:
    """A month or quarter by its id, as one says it; anything else as it stands."""
    year, _, part = period.partition("-")
    if part.startswith("Q"):
        return Text(f"{part[1:]}. kvartal {year}", f"{part} {year}")
    if len(part) == len("01") and part.isdecimal():
        first = date(int(year), int(part), 1)
        return Text(f"{MONTHS[first.month - 1]} {year}", f"{first:%B} {year}")
    return Text(period, period)


def moment_of(on: date | None) -> datetime:
    """Now, or the middle of the day that something is told to have happened on."""
    return timezone.make_aware(datetime.combine(on, time(12))) if on else timezone.now()
