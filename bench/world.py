"""A region with its deliveries taken in, made once and kept under build/ for the next run."""

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tvaerblik.core.permit import Permit
from tvaerblik.flows.receive_delivery import load_world, receive_deliveries
from tvaerblik.store.store import Store
from tvaerblik.synthetic import write_deliveries

ROOT = Path(__file__).parents[1]
PERMIT = Permit("bench", "operator", "benchmark")


def prepared_world(persons: int) -> Store:
    home = ROOT / "build" / f"bench-{persons}"
    if not (home / "ready").exists():
        shutil.rmtree(home, ignore_errors=True)
        _make(home, persons)
        (home / "ready").write_text(datetime.now(UTC).isoformat())
    return Store.open(home)


def _make(home: Path, persons: int) -> None:
    store, world = Store.create(home), load_world(ROOT / "definitions")
    with tempfile.TemporaryDirectory(dir=home) as folder:
        write_deliveries(Path(folder), persons=persons, first="2023-01", last="2026-10", seed=1)
        for source in ("population", "lpr_a", "gateway"):
            receive_deliveries(
                store, [Path(folder) / source], source=source, world=world, permit=PERMIT
            )
