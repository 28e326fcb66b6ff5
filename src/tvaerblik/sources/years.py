"""The years that a register can tell of. Without Arrow, so that a limited process can ask too."""

from datetime import date

# Before anybody in a register was born, and after anything is planned for: a year outside is a slip of
# the hand or a mark for »unknown«, and counting the periods up to it would have no end.
FIRST_YEAR, LAST_YEAR = 1850, 2199


def is_register_year(day: date) -> bool:
    return FIRST_YEAR <= day.year <= LAST_YEAR
