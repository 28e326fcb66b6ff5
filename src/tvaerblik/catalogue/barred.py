"""Data that may not be used for statistics, whoever delivers them: Fælles Medicinkort (FMK)."""

import re
import unicodedata

from tvaerblik.core.errors import NOWHERE, Problem, Where
from tvaerblik.core.texts import Text

_LETTER = "[a-zæøå]"
# No word of Danish or English has f, m and k side by side, so one that has is the name, with more on it or
# not (epjfmk). Spelled out with signs (f-m-k, F.M.K) or in single letters (f m k) it is the name too; the
# end of a word and a person's initials (Rolf M. Kristensen, an FM-kanal) are not.
_FMK = re.compile(
    rf"fmk|f(?:[^\w\s]|_)+m(?:[^\w\s]|_)+k(?!{_LETTER})|(?<!{_LETTER})f[\W_]{{0,3}}m[\W_]{{0,3}}k(?!{_LETTER})"
)
# The words, as they are when all but the letters is gone
_WORDS = re.compile(r"f(æ|ae)llesmedicinkort|sharedmedication(record|card)")
# Letters of other alphabets that look like these
_ALIKE = str.maketrans("мкμκ", "mkmk")

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
    return Problem("K-FMK", _WHAT, _REMEDY, where) if any(map(_is_fmk, names)) else None


def _is_fmk(name: str) -> bool:
    plain = _plain(name)
    letters = "".join(filter(str.isalpha, plain))
    return bool(_FMK.search(plain) or _WORDS.search(letters))


def _plain(name: str) -> str:
    """Small letters without disguise: no full width, no marks upon letters, nothing invisible between."""
    compatible = unicodedata.normalize("NFKD", name)
    seen = (char for char in compatible if unicodedata.category(char) not in ("Mn", "Cf"))
    return "".join(seen).casefold().translate(_ALIKE)
