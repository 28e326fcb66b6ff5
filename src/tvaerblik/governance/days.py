"""A day in the texts that governance itself writes: logs, notifications and mails."""

from datetime import date

from tvaerblik.core.texts import Text


def day_text(day: date) -> Text:
    return Text(f"{day.day}.{day.month}.{day.year}", f"{day.day} {day:%B %Y}")
