"""The catalogue as it is for tests of everything around it: six indicators that show every case, whatever the catalogue grows to."""

import shutil
from dataclasses import replace
from pathlib import Path

from tvaerblik.catalogue.loader import Catalogue, load_catalogue

OWN = Path(__file__).parents[2] / "definitions"
SIX = (
    "covid-nyindlagte",
    "covid-tilfaelde-pr-100000",
    "forebyggelige-indlaeggelser-65",
    "genindlaeggelse-30-dage-somatik",
    "indlaeggelser-pr-1000",
    "opfoelgende-hjemmebesoeg-7-dage",
)


def copy_first_six(folder: Path) -> Path:
    """The project's definitions with no other indicators, and no agreement on the first screen."""
    shutil.copytree(OWN, folder)
    for path in (*(folder / "indicators").iterdir(), *(folder / "phases").iterdir()):
        if path.name.split(".")[0] not in SIX:
            path.unlink()
    (folder / "front.yaml").unlink()
    return folder


def first_six() -> Catalogue:
    whole = load_catalogue(OWN)
    six = {name: whole.indicators[name] for name in SIX}
    return replace(whole, indicators=six, front=None)
