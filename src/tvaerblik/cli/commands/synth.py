"""tvaerblik synth: invents deliveries in the shape of the real ones, with a ledger of the truth."""

import argparse
import re
from pathlib import Path

from tvaerblik.cli.output import progress, say, say_json
from tvaerblik.core.errors import ConfigError, Problem
from tvaerblik.core.texts import Text
from tvaerblik.synthetic import write_deliveries


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", type=Path, required=True, help="mappe til leverancerne / folder for the deliveries"
    )
    parser.add_argument("--persons", type=int, default=100_000)
    parser.add_argument("--from", dest="first", default="2023-01", metavar="YYYY-MM")
    parser.add_argument("--to", dest="last", default="2026-10", metavar="YYYY-MM")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", dest="file_format", choices=("csv", "parquet"), default="csv")


def run(options: argparse.Namespace) -> int:
    _check(options)
    with progress("Opdigter leverancer") as report:
        made = write_deliveries(
            options.out,
            persons=options.persons,
            first=options.first,
            last=options.last,
            seed=options.seed,
            file_format=options.file_format,
            progress=report,
        )
    if options.json:
        say_json(made)
    else:
        say(f"{options.out}: {made}")
    return 0


def _check(options: argparse.Namespace) -> None:
    months = all(
        re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", month) for month in (options.first, options.last)
    )
    if not months or options.first > options.last or options.persons < 1:
        raise no_such_region()


def no_such_region() -> ConfigError:
    return ConfigError(
        Problem(
            "K-SYNTH",
            Text(
                "Måneder eller antal personer kan ikke bruges.",
                "The months or the number of persons make no sense.",
            ),
            Text(
                "Skriv fx --from 2023-01 --to 2026-10 --persons 100000.",
                "Write e.g. --from 2023-01 --to 2026-10 --persons 100000.",
            ),
        )
    )
