"""Where the definitions lie and for whom they are computed, as the installation's settings file says."""

import tomllib
from pathlib import Path

import tvaerblik
from tvaerblik.config.environment import Home

OWN_DEFINITIONS = Path(tvaerblik.__file__).parents[2] / "definitions"
EVERYWHERE = "danmark"


def read_definitions(home: Home) -> tuple[Path, str]:
    """The folder, and the unit whose parts are computed. A file that cannot be read is told of by
    what reads the rest of it."""
    try:
        text = home.settings_file.read_text(encoding="utf-8")
        settings = tomllib.loads(text)
    except (FileNotFoundError, tomllib.TOMLDecodeError, UnicodeDecodeError):
        settings = {}
    folder = home.folder / str(settings.get("definitions", OWN_DEFINITIONS))
    return folder, str(settings.get("scope", EVERYWHERE))
