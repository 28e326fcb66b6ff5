"""The faults that `make mutants` seeds fit the engine as it is."""

import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_every_fault_has_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that was changed or is there twice would seed nothing, or two faults at once."""
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    mutants = importlib.import_module("mutants")
    assert mutants.stale_faults(ROOT) == []
    assert len(mutants.FAULTS) >= 30
