"""Rehabilitation plans from hospital to municipality, and the day the municipality began the training.

A plan is sent again when its training begins: the later row takes the place of the earlier one.
"""

from tvaerblik.catalogue.received import ReadDelivery
from tvaerblik.core.texts import Text
from tvaerblik.sources.columns import choice, day, formed, key, municipality, person
from tvaerblik.sources.declared import DeclaredFile, read_declared, shapes
from tvaerblik.sources.files import Received
from tvaerblik.sources.shapes import World

NAME = "genoptraening"
NEEDS_NOTE = True

LEVELS = {level: level for level in ("AWG1", "AWG2", "AWG2A", "AWG2B", "AWG5")}

FILES = (
    DeclaredFile(
        NAME,
        "GOP",
        "rehabilitation_plan",
        columns=(
            key("PLAN_ID", "plan_id"),
            person("CPRNR"),
            day("PLAN_DATO", "sent"),
            choice(
                "NIVEAU",
                "level",
                LEVELS,
                what=Text("er ikke et niveau for genoptræning", "is not a level of rehabilitation"),
            ),
            formed(
                "SYGEHUS_SOR",
                "unit",
                r"^[0-9]{6,18}$",
                kind="id",
                what=Text("er ikke en SOR-kode", "is not a SOR code"),
                remedy=Text(
                    "Dan udtrækket igen med SOR-koder som tekst: kun cifre.",
                    "Make the extract again with SOR codes as text: digits only.",
                ),
            ),
            municipality("KOMKOD"),
            day("TRAENING_START", "training_started"),
        ),
    ),
)
SHAPES = shapes(FILES)


def read(received: Received, world: World) -> ReadDelivery:
    return read_declared(received, world, FILES)
