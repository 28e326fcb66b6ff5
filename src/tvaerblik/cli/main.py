"""Finds the command, runs it, and turns errors into sentences and exit codes."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tvaerblik import __version__
from tvaerblik.cli.output import print_error
from tvaerblik.cli.outside import is_of_a_database, unusable_database, unusable_place
from tvaerblik.core.errors import IntegrityError, TvaerblikError, UserError

# Name → what it does. A command's module is imported only when it is run: DuckDB, Ibis and Django
# take a second that `--help` and a mistyped option need not pay.
COMMANDS = {
    "init": "gør en tom installation klar / prepare an empty installation",
    "demo": "vis det hele med en opdigtet region / show everything with an invented region",
    "synth": "opdigt leverancer med et facit / invent deliveries with a ledger of the truth",
    "intake": "tag leverancer ind / take deliveries in",
    "deliveries": "vis leverancer, og godkend tilbageholdte / list deliveries, override held ones",
    "definitions": "efterse og vis definitioner / check and show definitions",
    "compute": "beregn indikatorer / compute indicators",
    "release": "byg, udgiv, sammenlign og efterse udgivelser / build, publish, compare, verify releases",
    "value": "vis ét tal / show one figure",
    "serve": "vis siderne / serve the site",
    "worker": "send påmindelser og mail / send reminders and mail",
    "account": "opret konti, og giv roller / make accounts, give roles",
    "verify": "efterse alt, der er gemt / verify everything stored",
}


def main(argv: Sequence[str] | None = None) -> int:
    arguments = list(sys.argv[1:] if argv is None else argv)
    name = next((word for word in arguments if not word.startswith("-")), None)
    parser = _parser(name)
    options = parser.parse_args(arguments)
    if name is None:
        parser.print_help()
        return 0
    try:
        return int(_module(name).run(options))
    except (UserError, IntegrityError) as error:
        return _failed(error, as_json=getattr(options, "json", False))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output went away: `tvaerblik … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _failed(unusable_place(error), as_json=options.json)
    except Exception as error:  # a database error of Django has no name here: it is imported late
        if not is_of_a_database(error):
            raise
        return _failed(unusable_database(), as_json=options.json)


def _failed(error: TvaerblikError, *, as_json: bool) -> int:
    print_error(error, as_json=as_json)
    return error.exit_code


def _parser(name: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tvaerblik", description=__doc__)
    parser.add_argument("--version", action="version", version=f"tvaerblik {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")
    for known, help_ in COMMANDS.items():
        command = commands.add_parser(known, help=help_, description=help_)
        if known == name:
            _add_home(command)
            _module(known).add_arguments(command)
    return parser


def _add_home(parser: argparse.ArgumentParser) -> None:
    default = os.environ.get("TVAERBLIK_HOME", "demo-home")
    parser.add_argument(
        "--home",
        type=Path,
        default=Path(default),
        help=f"installationens mappe / the installation ({default})",
    )
    parser.add_argument("--json", action="store_true", help="svar som JSON / answer as JSON")


def _module(name: str):
    return importlib.import_module(f"tvaerblik.cli.commands.{name}")
