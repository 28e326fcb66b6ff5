"""A day in the texts that governance itself writes (logs, notifications and mails), and as a moment."""

from datetime import date, datetime, time

from django.utils import timezone

from tvaerblik.core.texts import Text


def day_text(day: date) -> Text:
    return Text(f"{day.day}.{day.month}.{day.year}", f"{day.day} {day:%B %Y}")


def moment_of(on: date | None) -> datetime:
    """Now, or the middle of the day that something is told to have happened on."""
    return timezone.make_aware(datetime.combine(on, time(12))) if on else timezone.now()
