"""A document made by a process of its own: it holds the files of a case in its memory, and a page that takes
for ever to set ends with it, not with the site."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from json import dumps, loads
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from tvaerblik.core.errors import Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.presentation.document import (
    Block,
    Document,
    Embedded,
    Exact,
    Facts,
    Said,
    Section,
    Table,
    Under,
)

# -I: neither the environment nor the folder we stand in says what is imported
COMMAND = (sys.executable, "-I", "-m", "tvaerblik.report.apart")
# Two hundred lines of a log and 100 MB of files take six seconds on a busy machine; what takes a minute
# has gone wrong
LONGEST_SECONDS = 60
# Each holds a case's files in its memory, so those who ask at once wait for each other
_ONE_AT_A_TIME = BoundedSemaphore(1)
# And no more than one waits: a process has few threads, and the rest of the site needs them
_PLACES = BoundedSemaphore(2)
_BLOCKS: dict[str, type[Any]] = {
    "facts": Facts,
    "said": Said,
    "under": Under,
    "table": Table,
    "exact": Exact,
}


def make_pdf_apart(document: Document, to: Path, *, longest: float = LONGEST_SECONDS) -> None:
    """As `make_pdf`. Raises Blocked when it could not be made; then nothing lies at `to`."""
    if not _PLACES.acquire(blocking=False):
        raise Blocked(_busy())
    try:
        made = _made_in_turn(document, to, longest)
    finally:
        _PLACES.release()
    if not made:
        with suppress(FileNotFoundError):
            to.unlink()
        raise Blocked(_stopped())


def _made_in_turn(document: Document, to: Path, longest: float) -> bool:
    request = dumps({"document": asdict(document), "to": str(to)}, default=_written)
    if not _ONE_AT_A_TIME.acquire(timeout=longest):
        return False
    try:
        return _made(request, longest)
    finally:
        _ONE_AT_A_TIME.release()


def _made(request: str, longest: float) -> bool:
    with subprocess.Popen(  # noqa: S603 - our own module; what is typeset is in its input
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env={name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        start_new_session=True,
    ) as process:
        try:
            process.communicate(request.encode(), timeout=longest)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    return process.returncode == 0


def document_from(values: dict[str, Any]) -> Document:
    """What `asdict` and JSON made of one."""
    return Document(
        **{
            **values,
            "facts": _block(values["facts"]),
            "why_marked": tuple(values["why_marked"]),
            "notes": tuple(values["notes"]),
            "foot": tuple(values["foot"]),
            "page_of": tuple(values["page_of"]),
            "moment": datetime.fromisoformat(values["moment"]),
            "sections": tuple(
                Section(one["heading"], tuple(map(_block, one["blocks"])))
                for one in values["sections"]
            ),
            "files": tuple(
                Embedded(**{**one, "path": Path(one["path"])}) for one in values["files"]
            ),
        }
    )


def _block(values: dict[str, Any]) -> Any:
    kind = _BLOCKS[values["kind"]]
    tupled: Block = kind(**{name: _tupled(value) for name, value in values.items()})
    return tupled


def _tupled(value: Any) -> Any:
    return tuple(map(_tupled, value)) if isinstance(value, list) else value


def _written(value: object) -> str:
    """Of what JSON has no kind."""
    assert isinstance(value, Path | datetime), value
    return str(value)


def _busy() -> Problem:
    return Problem(
        "K-DOCUMENT-BUSY",
        Text(
            "Der laves andre dokumenter lige nu, og et venter allerede.",
            "Other documents are being made just now, and one is waiting already.",
        ),
        Text("Prøv igen om lidt.", "Try again in a moment."),
    )


def _stopped() -> Problem:
    return Problem(
        "K-DOCUMENT",
        Text("Dokumentet kunne ikke laves.", "The document could not be made."),
        Text(
            "Prøv igen. Sker det igen, så bed driften se i serverens log.",
            "Try again. If it happens again, ask operations to look in the server's log.",
        ),
    )


def main() -> None:
    # Imported here and not above: 40 MB that the site's own processes never need
    from tvaerblik.report.typesetting import make_pdf

    request = loads(sys.stdin.buffer.read())
    make_pdf(document_from(request["document"]), Path(request["to"]))


if __name__ == "__main__":
    main()
