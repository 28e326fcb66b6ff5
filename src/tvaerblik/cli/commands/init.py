"""tvaerblik init: an empty installation with settings, definitions, keys, folders and databases.

Where there is one already, its databases are brought up to date, and those of its definitions that came with
the program and that nobody there has touched. Nothing else of it is changed.
"""

import argparse
from pathlib import Path

from tvaerblik.catalogue.units import load_units
from tvaerblik.cli.installation import Installation, no_such_scope, set_up_home
from tvaerblik.cli.output import say
from tvaerblik.config.definitions import OWN_DEFINITIONS
from tvaerblik.config.setup import init_home
from tvaerblik.core.errors import ConfigError, Problem
from tvaerblik.core.texts import Text
from tvaerblik.store.store import Store

WHOLE_COUNTRY = "danmark"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--scope",
        help=f"den enhed, der beregnes for / the unit computed for ({WHOLE_COUNTRY})",
    )


def run(options: argparse.Namespace) -> int:
    is_there = (options.home / "tvaerblik.toml").exists()
    _check_scope(options.home, options.scope, is_there=is_there)
    set_up_home(options.home, scope=options.scope or WHOLE_COUNTRY, demo=False)
    init_home(options.home)
    Store.create(options.home)
    _tell_of_deliveries(Installation(options.home))
    home = options.home.resolve()
    if is_there:
        say(f"Installationen er der allerede; dens databaser er bragt ajour: {home}")
        say(f"The installation is there already; its databases are up to date: {home}")
    else:
        say(f"Klar / ready: {home}")
    return 0


def _tell_of_deliveries(installation: Installation) -> None:
    """What pages tell of sources, as this version of the program tells it; without it nobody could
    choose a source for the first delivery."""
    with installation.store.turn():
        installation.report_deliveries(installation.permit("init"))


def _check_scope(home: Path, scope: str | None, *, is_there: bool) -> None:
    if scope is None:
        return
    if is_there:
        current = str(Installation(home).settings.get("scope", WHOLE_COUNTRY))
        if scope != current:
            raise ConfigError(_is_there(home, scope, current))
    elif scope not in load_units(OWN_DEFINITIONS / "units").units:
        raise ConfigError(no_such_scope(scope))


def _is_there(home: Path, scope: str, current: str) -> Problem:
    """Everything computed so far was computed for the scope it has: a person changes it knowingly."""
    return Problem(
        "K-HOME-EXISTS",
        Text(
            f"»{home}« er allerede en installation, for {current}; intet er ændret.",
            f"'{home}' is an installation already, for {current}; nothing has been changed.",
        ),
        Text(
            f"Ret scope i tvaerblik.toml til {scope}, vælg en anden mappe med --home, eller udelad --scope.",
            f"Change scope in tvaerblik.toml to {scope}, choose another folder with --home, or leave out --scope.",
        ),
    )
