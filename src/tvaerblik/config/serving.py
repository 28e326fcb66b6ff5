"""Serves an installation: granian in front of Django's WSGI application."""

import socket
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces

from tvaerblik.config.setup import check_migrated, collect_static, setup_django
from tvaerblik.core.errors import ConfigError, Problem
from tvaerblik.core.texts import Text

# A page takes milliseconds, most of them in C code that lets other threads run; more threads than
# this raise memory (500 MB with granian's default) and serve no more pages.
BLOCKING_THREADS = 4
# Connections that may wait while all threads are busy
BACKLOG = 1024


def serve(home: Path, host: str, port: int, workers: int) -> None:
    """Runs until it is stopped. What is wrong with the installation is said before it starts."""
    setup_django(home)
    check_migrated()
    _check_boundaries()
    collect_static()
    _check_port_free(host, port)
    Granian(
        "tvaerblik.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=BLOCKING_THREADS,
        backlog=BACKLOG,
        websockets=False,
    ).serve()


def _check_boundaries() -> None:
    """A file that cannot be used is refused here, not by the first reader who asks for a map."""
    from tvaerblik.web.boundaries import boundaries_of_site  # only once Django is set up

    boundaries_of_site()


def _check_port_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ConfigError(
                Problem(
                    "C-PORT",
                    Text(
                        f"{host}:{port} kan ikke bruges ({error.strerror}).",
                        f"{host}:{port} cannot be used ({error.strerror}).",
                    ),
                    Text("Vælg en anden port med --port.", "Choose another port with --port."),
                )
            ) from None
