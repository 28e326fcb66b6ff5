"""Data that may not be used for statistics, whoever delivers them: Fælles Medicinkort (FMK)."""

import re

from tvaerblik.core.errors import NOWHERE, Problem, Where
from tvaerblik.core.texts import Text

# The name alone or with more after a sign (fmk_2026), and the words in any spelling a card may have.
_FMK = re.compile(r"(?<![a-zæøå])fmk(?![a-zæøå])|f(æ|ae)lles[ _-]*medicinkort", re.IGNORECASE)

_WHAT = Text(
    "Oplysninger fra Fælles Medicinkort (FMK) må efter bekendtgørelsen om Fælles Medicinkort "
    "ikke bruges til statistik og tages derfor ikke imod.",
    "Under the order on it, data from the Shared Medication Record (Fælles Medicinkort, FMK) "
    "may not be used for statistics and are therefore not accepted.",
)
_REMEDY = Text(
    "Brug Lægemiddelstatistikregisteret (kilden lsr) eller tal, som regionen selv har opgjort i sin "
    "elektroniske patientjournal (kilden indberettet).",
    "Use the Register of Medicinal Product Statistics (source lsr), or figures that the region has "
    "counted in its own electronic patient record (source indberettet).",
)


def bar(*names: str, where: Where = NOWHERE) -> Problem | None:
    """Why a source of that name or supplier is refused; None when it is not barred."""
    return Problem("K-FMK", _WHAT, _REMEDY, where) if any(map(_FMK.search, names)) else None
