"""How long a file that is no definition can hold the loader up before it is refused."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.hostile_files import HOSTILE

from tvaerblik.catalogue.strict_yaml import read_strict_yaml
from tvaerblik.core.errors import DefinitionError

BOUND_MS = 50


def measure(*, rounds: int = 5) -> str:
    """The section of RESULTS.md: of each file its best round, and the slowest of them all."""
    slowest = sorted(((_best_ms(text, rounds), name) for name, (text, _) in HOSTILE.items()))[-3:]
    lines = [
        "## Hostile files",
        "",
        f"{len(HOSTILE)} files, each refused; best of {rounds} rounds, bound {BOUND_MS} ms.",
        "",
        "| slowest files | refused in, ms |",
        "|---|---|",
        *(f"| {name} | {milliseconds:.1f} |" for milliseconds, name in reversed(slowest)),
    ]
    return "\n".join([*lines, ""])


def _best_ms(text: str, rounds: int) -> float:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.yaml"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        return min(_refused_ms(path) for _ in range(rounds))


def _refused_ms(path: Path) -> float:
    started = time.perf_counter()
    try:
        read_strict_yaml(path)
    except DefinitionError:
        return 1000 * (time.perf_counter() - started)
    raise AssertionError(f"{path} was taken for a definition")


if __name__ == "__main__":
    print(measure())
