"""GP capacities by clinic, and their membership of quality clusters. Each delivery restates everything."""

from tvaerblik.catalogue.received import ReadDelivery
from tvaerblik.core.deliveries import Window
from tvaerblik.sources.columns import Column, Values, day, digits, municipality, text
from tvaerblik.sources.declared import DeclaredFile, check_apart, read_declared, shapes
from tvaerblik.sources.files import Received
from tvaerblik.sources.reading import Raw
from tvaerblik.sources.shapes import World
from tvaerblik.sources.trouble import Trouble

NAME = "praksis"
NEEDS_NOTE = True


def _clinic() -> Column:
    """As in ssr, so that a clinic is one place in both."""
    return digits("YDERNR", "clinic", 6, example="012345", before="klinik-")


def _one_capacity_at_a_time(
    raw: Raw, values: Values, windows: tuple[Window, ...], trouble: Trouble
) -> None:
    """A capacity that stands twice on one day would be two doctors."""
    of = ("clinic", "capacity")
    check_apart(raw, values, trouble, of=of, start="valid_from", end="valid_to", spelled="FRA")


FILES = (
    DeclaredFile(
        NAME,
        "KLINIK",
        "clinic",
        columns=(
            _clinic(),
            text("KAPACITET", "capacity"),
            municipality("KOMKOD", "municipality"),
            day("FRA", "valid_from"),
            day("TIL", "valid_to"),
        ),
        after=_one_capacity_at_a_time,
    ),
    DeclaredFile(
        NAME,
        "KLYNGEMEDLEM",
        "clinic_membership",
        columns=(
            _clinic(),
            text("KAPACITET", "capacity"),
            text("KLYNGE", "cluster"),
            municipality("KOMKOD", "municipality"),
            day("FRA", "valid_from"),
            day("TIL", "valid_to"),
        ),
        after=_one_capacity_at_a_time,
    ),
)
SHAPES = shapes(FILES)


def read(received: Received, world: World) -> ReadDelivery:
    return read_declared(received, world, FILES)
