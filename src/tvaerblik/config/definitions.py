"""Where the definitions lie and for whom they are computed, as the installation's settings file says; and
how an installation gets definitions of its own.

Those that come with the program are changed with the program. What an installation approves is written into
its own copy; files of it that nobody there has touched follow the program.
"""

import hashlib
import json
import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import tvaerblik
from tvaerblik.config.environment import Home

OWN_DEFINITIONS = Path(tvaerblik.__file__).parents[2] / "definitions"
EVERYWHERE = "danmark"
# Inside the home. What a settings file says of it is relative to the home, so that it can be moved.
COPY = "definitions"
# What lay there when it was laid: {path: SHA-256}. No name that a loader looks at
LAID = ".from-the-program.json"


@dataclass(frozen=True, slots=True)
class Laid:
    """Files that were brought up to date, and those left as they are because they are the home's."""

    fresh: tuple[str, ...]
    kept: tuple[str, ...]


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


def has_copy(home: Path) -> bool:
    return (home / COPY / LAID).is_file()


def lay_definitions(home: Path, program: Path = OWN_DEFINITIONS) -> Laid:
    """The program's definitions into the home. Again after an upgrade: a file that nobody has touched
    since follows the program, also when it is gone there; one that was written or mended stays."""
    folder = home / COPY
    laid, now = _laid(folder), _hashes(program)
    fresh, kept = [], []
    for path in sorted({*laid, *now}):
        here = _hash(folder / path)
        if here == now.get(path, ""):
            continue
        if here != laid.get(path, ""):
            kept.append(path)
        elif path in now:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(program / path, folder / path)
            fresh.append(path)
        else:
            (folder / path).unlink()
            fresh.append(path)
    text = json.dumps(now, indent=0, sort_keys=True, ensure_ascii=False)
    (folder / LAID).write_text(text, encoding="utf-8")
    return Laid(tuple(fresh), tuple(kept))


def _laid(folder: Path) -> Mapping[str, str]:
    path = folder / LAID
    found: Mapping[str, str] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found


def _hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): _hash(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def _hash(path: Path) -> str:
    """Empty where there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
