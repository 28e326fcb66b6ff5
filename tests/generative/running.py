"""Many pairs, in two processes, each world again by its seed and number.

Hypothesis draws every world and definition and shrinks what differs. Its own search is not used for
the volume: it varies what it has drawn already, so that its examples are alike. Random bytes by seed and
number go in instead, one world and a handful of questions each."""

import gc
import os
import shutil
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st
from hypothesis.database import InMemoryExampleDatabase

from generative.comparing import ask, assert_same, snapshots
from generative.counting import Tally
from generative.definitions import Question, questions
from generative.showing import shown_question, shown_world
from generative.worlds import World, worlds
from tvaerblik.catalogue.loader import Catalogue, load_catalogue

DEFINITIONS = Path(__file__).parents[2] / "definitions"
MOST_QUESTIONS = 15  # of a world; 8 on average
WORLDS_A_BATCH = 6
_BYTES = 16_384  # more than any world and its questions take
# Memory where there is some: a world lives for a second
_MEMORY = Path("/dev/shm")


@dataclass(frozen=True, slots=True)
class Job:
    """Some worlds by number; a world is the same whatever it is run together with."""

    seed: str
    numbers: tuple[int, ...]


@dataclass(slots=True)
class Outcome:
    tally: Tally = field(default_factory=Tally)
    failure: str | None = None


class Case:
    """No dataclass: Hypothesis would write out every field of one; what can be read is in the notes."""

    def __init__(self, world: World, questions: tuple[Question, ...]) -> None:
        self.world, self.questions = world, questions

    def __repr__(self) -> str:
        return "Case(…)"


@st.composite
def cases(draw: Any) -> Case:
    world = draw(worlds())
    many = draw(st.integers(1, MOST_QUESTIONS))
    return Case(world, tuple(draw(questions(world.season)) for _ in range(many)))


# One process ---------------------------------------------------------------------------------------


def run(job: Job) -> Outcome:
    gc.freeze()  # what is loaded stays; looking through it again and again takes a tenth of the time
    gc.set_threshold(100_000, 50, 50)
    outcome = Outcome()
    with _folder() as folder:
        check = _check(outcome.tally, folder)
        for number in job.numbers:
            if not _holds(check, _bytes(job.seed, number)):
                again = f"TVAERBLIK_SEED={job.seed} TVAERBLIK_WORLD={number}"
                outcome.failure = f"{_shrunk(check)}\n{again} make generative repeats this"
                break
            outcome.tally.worlds += 1
    return outcome


def _check(tally: Tally, folder: Path) -> Any:
    """The property, as Hypothesis wants it: what fails is kept in its database and shrunk from there."""
    known = _catalogue()

    @settings(
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.reuse, Phase.shrink],
        database=InMemoryExampleDatabase(),
        report_multiple_bugs=False,
        print_blob=False,
    )
    @given(cases())
    def check(case: Case) -> None:
        note(shown_world(case.world))
        with snapshots(case.world, known, folder / "world") as (catalogue, seen):
            for question in case.questions:
                note(shown_question(question))
                answers = ask(question, catalogue, seen)
                answer = assert_same(answers["plain"], answers["duckdb"])
                tally.add(case.world, question, answer)

    return check


def _holds(check: Any, drawn: bytes) -> bool:
    try:
        found = check.hypothesis.fuzz_one_input(drawn)
    except Exception:
        return False
    assert found is not None, "the world took more bytes than there were"
    return True


def _shrunk(check: Any) -> str:
    """What is left of a failure when all is taken away that it does not need."""
    try:
        check()
    except Exception as error:
        return "".join(traceback.format_exception(error, limit=-3))
    return "it did not fail the second time"


def _bytes(seed: str, number: int) -> bytes:
    return Random(f"{seed}:{number}").randbytes(_BYTES)


@cache
def _catalogue() -> Catalogue:
    return load_catalogue(DEFINITIONS)


@contextmanager
def _folder() -> Iterator[Path]:
    parent = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="generative-", dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


# All of them ---------------------------------------------------------------------------------------


def run_many(seed: str, pairs: int, processes: int) -> Outcome:
    """At least so many pairs; stops at the first that differs."""
    total, first = Outcome(), 0
    with get_context("spawn").Pool(processes) as pool:
        while total.tally.pairs < pairs and total.failure is None:
            left = pairs - total.tally.pairs
            batches = -(-left // (WORLDS_A_BATCH * (MOST_QUESTIONS + 1) // 2))
            jobs = [_batch(seed, first + number) for number in range(batches)]
            first += batches
            for outcome in pool.imap(run, jobs):
                total.tally.merge(outcome.tally)
                total.failure = total.failure or outcome.failure
                if total.failure:
                    break
    return total


def _batch(seed: str, batch: int) -> Job:
    start = batch * WORLDS_A_BATCH
    return Job(seed, tuple(range(start, start + WORLDS_A_BATCH)))
