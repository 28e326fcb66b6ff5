"""Preventive child examinations as reported to Børnedatabasen by GPs and health visitors."""

from tvaerblik.catalogue.received import ReadDelivery
from tvaerblik.core.texts import Text
from tvaerblik.sources.columns import choice, day, key, municipality, person
from tvaerblik.sources.declared import DeclaredFile, read_declared, shapes
from tvaerblik.sources.files import Received
from tvaerblik.sources.shapes import World

NAME = "boernedatabasen"
NEEDS_NOTE = True

YEARS = tuple(f"aar-{year}" for year in range(1, 6))
EXAMINATIONS = {kind: kind for kind in ("uger-5", "maaneder-5", *YEARS, "hjemmebesoeg")}
PROVIDERS = {"egen læge": "gp", "sundhedsplejerske": "health_visitor"}

FILES = (
    DeclaredFile(
        NAME,
        "BDB_UNDERSOEGELSE",
        "child_examination",
        columns=(
            key("UNDERSOEGELSE_ID", "examination_id"),
            person("CPRNR"),
            choice(
                "UNDERSOEGELSE",
                "kind",
                EXAMINATIONS,
                what=Text("er ikke en undersøgelse, der kendes", "is not an examination known"),
            ),
            day("DATO", "examined"),
            choice(
                "UDFOERT_AF",
                "provider",
                PROVIDERS,
                what=Text("er hverken læge eller sundhedsplejerske", "is neither GP nor visitor"),
            ),
            municipality("KOMKOD"),
        ),
    ),
)
SHAPES = shapes(FILES)


def read(received: Received, world: World) -> ReadDelivery:
    return read_declared(received, world, FILES)
