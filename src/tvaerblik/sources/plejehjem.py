"""Nursing homes and their agreements with doctors. Each delivery restates everything; no residents in it.

A large home may have agreements with several doctors at a time, so only homes themselves may not overlap.
"""

from tvaerblik.catalogue.received import ReadDelivery
from tvaerblik.core.deliveries import Window
from tvaerblik.sources.columns import Values, count, day, key, municipality
from tvaerblik.sources.declared import DeclaredFile, check_apart, read_declared, shapes
from tvaerblik.sources.files import Received
from tvaerblik.sources.reading import Raw
from tvaerblik.sources.shapes import World
from tvaerblik.sources.trouble import Trouble

NAME = "plejehjem"
NEEDS_NOTE = True


def _one_home_at_a_time(
    raw: Raw, values: Values, windows: tuple[Window, ...], trouble: Trouble
) -> None:
    """A home that is open twice would be counted twice."""
    check_apart(raw, values, trouble, of=("home",), start="opened", end="closed", spelled="AABNET")


FILES = (
    DeclaredFile(
        NAME,
        "PLEJEHJEM",
        "nursing_home",
        columns=(
            key("PLEJEHJEM_ID", "home"),
            municipality("KOMKOD", "municipality"),
            day("AABNET", "opened"),
            day("LUKKET", "closed"),
            count("PLADSER", "places"),
        ),
        after=_one_home_at_a_time,
    ),
    DeclaredFile(
        NAME,
        "PLEJEHJEMSLAEGE",
        "nursing_home_doctor",
        columns=(
            key("PLEJEHJEM_ID", "home"),
            municipality("KOMKOD", "municipality"),
            day("FRA", "valid_from"),
            day("TIL", "valid_to"),
            count("PLADSER", "places"),
        ),
    ),
)
SHAPES = shapes(FILES)


def read(received: Received, world: World) -> ReadDelivery:
    return read_declared(received, world, FILES)
