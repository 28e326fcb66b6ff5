"""Random definitions over random small worlds: both engines must say the same of every cell.

TVAERBLIK_EXAMPLES says how many pairs (CI: 2,000; at the desk 200), TVAERBLIK_SEED what chance begins
with (CI and the desk: always the same), TVAERBLIK_WORLD runs one world again."""

import os
from collections.abc import Callable
from random import SystemRandom

import pytest

from generative.running import Job, Outcome, run, run_many, workplace

EXAMPLES, SEED, WORLD = "TVAERBLIK_EXAMPLES", "TVAERBLIK_SEED", "TVAERBLIK_WORLD"
PROCESSES = 2
SAID_ALOUD = "said aloud"  # shown at the end of the run: see tests/conftest.py


def _seed() -> str:
    """The same of the same code, unless a number of pairs is asked for: then chance, said aloud."""
    usual = "ci" if EXAMPLES not in os.environ else f"{SystemRandom().getrandbits(32)}"
    return os.environ.get(SEED, usual)


def _pairs() -> int:
    return int(os.environ.get(EXAMPLES, "2000" if os.environ.get("CI") else "200"))


def _outcome(seed: str) -> Outcome:
    if WORLD in os.environ:
        with workplace() as folder:
            return run(Job(seed, (int(os.environ[WORLD]),), folder))
    return run_many(seed, _pairs(), PROCESSES)


def test_both_engines_say_the_same(record_property: Callable[[str, object], None]) -> None:
    seed = _seed()
    outcome = _outcome(seed)
    record_property(SAID_ALOUD, f"\n{SEED}={seed}\n{outcome.tally.table()}")
    if outcome.failure is not None:
        pytest.fail(outcome.failure, pytrace=False)
    if WORLD not in os.environ:
        assert outcome.tally.missing() == []
