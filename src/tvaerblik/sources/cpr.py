"""Persons and where they lived, from the civil register. Each delivery restates everything.

The register itself says when a person was born and of which sex. A row that says otherwise than its own
number is set aside.
"""

from tvaerblik.catalogue.received import ReadDelivery
from tvaerblik.core.deliveries import Window
from tvaerblik.sources.columns import Values, day, municipality, person, sex
from tvaerblik.sources.declared import DeclaredFile, check_apart, read_declared, shapes
from tvaerblik.sources.files import Received
from tvaerblik.sources.reading import Raw
from tvaerblik.sources.shapes import World
from tvaerblik.sources.trouble import Trouble

NAME = "cpr"
NEEDS_NOTE = True


def _one_home_at_a_time(
    raw: Raw, values: Values, windows: tuple[Window, ...], trouble: Trouble
) -> None:
    """Somebody who lived in two municipalities on one day would be counted as two residents."""
    check_apart(
        raw, values, trouble, of=("person",), start="valid_from", end="valid_to", spelled="FRA"
    )


FILES = (
    DeclaredFile(
        NAME,
        "CPR_PERSON",
        "person",
        columns=(
            person("CPRNR"),
            day("FOEDSELSDATO", "born"),
            sex("KOEN"),
            day("DOEDSDATO", "died"),
            municipality("KOMKOD"),
        ),
    ),
    DeclaredFile(
        NAME,
        "CPR_BOPAEL",
        "residence",
        columns=(
            person("CPRNR"),
            day("FOEDSELSDATO", "born"),
            sex("KOEN"),
            municipality("KOMKOD", "municipality"),
            day("FRA", "valid_from"),
            day("TIL", "valid_to"),
        ),
        after=_one_home_at_a_time,
    ),
)
SHAPES = shapes(FILES)


def read(received: Received, world: World) -> ReadDelivery:
    return read_declared(received, world, FILES)
