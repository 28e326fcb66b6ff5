"""tvaerblik serve: the site and the API, until stopped."""

import argparse

from tvaerblik.cli.installation import Installation
from tvaerblik.config.serving import serve


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2)


def run(options: argparse.Namespace) -> int:
    assert Installation(options.home).settings is not None
    serve(options.home, options.host, options.port, options.workers)
    return 0
