"""The second record of the log's length and newest hash: one line an entry, in a file of its own.

It can lie on another disk or be shipped elsewhere. A line may be missing (a crash between the
transaction and the line); one that is there must agree with the log.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

_LINE = re.compile(r"(\d+) ([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Sighting:
    count: int
    sha256: str


def write_witness(file: Path, sighting: Sighting) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    # One small write at the end of the file, so that processes never write into each other's lines
    descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    try:
        os.write(descriptor, f"{sighting.count} {sighting.sha256}\n".encode("ascii"))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_witness(file: Path | None) -> tuple[Sighting, ...]:
    """A half line from a crash is passed over."""
    if file is None or not file.exists():
        return ()
    lines = (_LINE.fullmatch(line) for line in file.read_text(encoding="ascii").splitlines())
    return tuple(Sighting(int(line[1]), line[2]) for line in lines if line)
