"""tvaerblik init: an empty installation with settings, keys, folders and databases."""

import argparse

from tvaerblik.cli.installation import write_settings
from tvaerblik.cli.output import say
from tvaerblik.config.setup import init_home
from tvaerblik.store.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--scope", default="danmark", help="den enhed, der beregnes for / the unit computed for"
    )


def run(options: argparse.Namespace) -> int:
    write_settings(options.home, scope=options.scope, demo=False)
    init_home(options.home)
    Store.create(options.home)
    say(f"Klar / ready: {options.home.resolve()}")
    return 0
