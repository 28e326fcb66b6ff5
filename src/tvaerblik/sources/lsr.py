"""Dispensings at pharmacies from Lægemiddelstatistikregisteret (LMDB). A line sent again is an update."""

from tvaerblik.catalogue.received import ReadDelivery
from tvaerblik.core.texts import Text
from tvaerblik.sources.columns import (
    count,
    day,
    digits,
    formed,
    key,
    municipality,
    person,
    text,
    unused,
    yes_no,
)
from tvaerblik.sources.declared import DeclaredFile, read_declared, shapes
from tvaerblik.sources.files import Received
from tvaerblik.sources.shapes import World

NAME = "lsr"
NEEDS_NOTE = True

# From the anatomical group (A) to the substance (A10BA02), and the same after a Q for animals
ATC = r"^Q?[A-Z]([0-9]{2}([A-Z]([A-Z]([0-9]{2})?)?)?)?$"

FILES = (
    DeclaredFile(
        NAME,
        "LMDB",
        "dispensing",
        columns=(
            person("PNR"),
            key("LINJE_ID", "line_id"),
            formed(
                "ATC",
                "atc",
                ATC,
                what=Text("er ikke en ATC-kode", "is not an ATC code"),
                remedy=Text("Skriv ATC-koder som A10BA02.", "Write ATC codes as A10BA02."),
            ),
            day("EKSD", "dispensed"),
            count("APK", "packages"),
            digits("VNR", "item", 6, example="012345"),
            text("INDO", "indication"),
            unused("VOLUME"),
            unused("PACKSIZE"),
            unused("DOSO"),
            yes_no("DOSISDISP", "dose_packed", yes="J", no="N"),
            municipality("KOMKOD"),
        ),
    ),
)
SHAPES = shapes(FILES)


def read(received: Received, world: World) -> ReadDelivery:
    return read_declared(received, world, FILES)
