"""What every command needs of an installation: its settings, definitions, store and permit."""

import getpass
import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.config.definitions import COPY, OWN_DEFINITIONS, Laid, has_copy, lay_definitions
from tvaerblik.config.setup import setup_django
from tvaerblik.core.errors import ConfigError, Problem
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.store.store import Store

SETS_DEFINITIONS = re.compile(r"\s*definitions\s*=")
SETTINGS = """\
# Tværblik: this installation's settings.

# The folder of indicators, registers, code lists and units.
definitions = "{definitions}"

# The unit whose parts are computed and released.
scope = "{scope}"

[site]
# A demo shows its accounts on the first page. Never true with real figures.
demo = {demo}
"""


@dataclass(frozen=True)
class Installation:
    home: Path

    @cached_property
    def settings(self) -> dict[str, Any]:
        path = self.home / "tvaerblik.toml"
        try:
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise ConfigError(_no_installation(self.home)) from None
        except tomllib.TOMLDecodeError as error:
            raise _unreadable(path, f": {error}") from None
        except UnicodeDecodeError:
            raise _unreadable(path, " (UTF-8)") from None

    @property
    def definitions(self) -> Path:
        return self.home / str(self.settings.get("definitions", OWN_DEFINITIONS))

    @property
    def scope(self) -> str:
        scope = str(self.settings.get("scope", "danmark"))
        if scope not in self.catalogue.units.units:
            raise ConfigError(no_such_scope(scope))
        return scope

    @property
    def is_demo(self) -> bool:
        site = self.settings.get("site", {})
        return isinstance(site, dict) and site.get("demo") is True

    @property
    def releases(self) -> Path:
        return self.home / "releases"

    @cached_property
    def catalogue(self) -> Catalogue:
        return load_catalogue(self.definitions)

    @cached_property
    def store(self) -> Store:
        return Store.open(self.home)

    def report_deliveries(self, by: Permit) -> None:
        """Tells the governance what the store now holds, so that a held delivery shows at once."""
        self.worker.report_deliveries(self.store.deliveries(), self.catalogue, by=by)

    @cached_property
    def worker(self) -> ModuleType:
        """The module that knows both the flows and the governance."""
        setup_django(self.home)
        # Django's models can be imported only once it is set up
        return import_module("tvaerblik.worker")

    def permit(self, reason: str, role: str = "operator") -> Permit:
        return Permit(by=f"{getpass.getuser()}@kommandolinje", role=role, reason=reason)


def set_up_home(home: Path, *, scope: str, demo: bool) -> None:
    """Settings, and definitions of the home's own, in which approvals can be written. A home made
    earlier keeps the folder that its settings name; a copy in it is brought up to date."""
    is_new = not (home / "tvaerblik.toml").exists()
    if is_new or has_copy(home):
        lay_definitions(home)
    write_settings(home, scope=scope, demo=demo, definitions=COPY)


def use_copy(home: Path) -> Laid:
    """Lays the copy into a home that had none, or brings it up to date, and has the settings name it.
    Everything else that a person has written in them stays."""
    path = home / "tvaerblik.toml"
    laid = lay_definitions(home)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    top = next((at for at, line in enumerate(lines) if line.startswith("[")), len(lines))
    named = [at for at, line in enumerate(lines[:top]) if SETS_DEFINITIONS.match(line)]
    lines[slice(named[0], named[0] + 1) if named else slice(0, 0)] = [f'definitions = "{COPY}"\n']
    fresh = path.with_name(f".{path.name}")
    fresh.write_text("".join(lines), encoding="utf-8")
    fresh.replace(path)
    return laid


def write_settings(
    home: Path, *, scope: str, demo: bool, definitions: Path | str = OWN_DEFINITIONS
) -> None:
    """Leaves settings that are there alone: a person may have changed them."""
    path = home / "tvaerblik.toml"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        text = SETTINGS.format(definitions=definitions, scope=scope, demo=str(demo).lower())
        path.write_text(text, encoding="utf-8")


def no_such_scope(scope: str) -> Problem:
    return Problem(
        "K-SETTINGS",
        Text(f"scope = »{scope}« er ikke en enhed.", f"scope = '{scope}' is not a unit."),
        Text(
            "Skriv en enhed fra enhedsregistret (definitions/units/units.csv), fx danmark.",
            "Write a unit of the unit register (definitions/units/units.csv), such as danmark.",
        ),
    )


def _no_installation(home: Path) -> Problem:
    return Problem(
        "K-HOME",
        Text(f"»{home}« er ikke en installation.", f"'{home}' is not an installation."),
        Text(
            "Kør tvaerblik init --home MAPPE, eller ret --home.",
            "Run tvaerblik init --home DIR, or mend --home.",
        ),
    )


def _unreadable(path: Path, why: str) -> ConfigError:
    return ConfigError(
        Problem(
            "K-SETTINGS",
            Text(f"{path.name} kan ikke læses{why}.", f"{path.name} cannot be read{why}."),
            Text("Ret filen.", "Mend the file."),
        )
    )
