"""Many pairs, in two processes, each world again by its seed and number.

Hypothesis draws every world and definition. Its own search is not used: it varies what it has drawn
already, so that its examples are alike. Random bytes by seed and number go in instead, one world and
a handful of questions each."""

import gc
import os
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

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generative.comparing import Answer, ask, assert_same, snapshots
from generative.counting import Tally
from generative.definitions import Question, questions
from generative.showing import shown_question, shown_world
from generative.shrinking import shrunk
from generative.worlds import World, worlds
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.engine.request import EngineName
from tvaerblik.store.snapshot import Snapshot

DEFINITIONS = Path(__file__).parents[2] / "definitions"
MOST_QUESTIONS = 15  # of a world; 8 on average
WORLDS_A_BATCH = 6
_BYTES = 16_384  # more than any world and its questions take
# Memory where there is some: a world lives for a second
_MEMORY = Path("/dev/shm")


@dataclass(frozen=True, slots=True)
class Job:
    """Some worlds by number; a world is the same whatever it is run together with. `folder` is the
    asker's to remove: a process that is stopped leaves its files there."""

    seed: str
    numbers: tuple[int, ...]
    folder: Path


@dataclass(slots=True)
class Outcome:
    tally: Tally = field(default_factory=Tally)
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    world: World
    questions: tuple[Question, ...]


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
    with tempfile.TemporaryDirectory(dir=job.folder) as name:
        folder = Path(name)
        for number in job.numbers:
            outcome.failure = _ask_all(_drawn(job.seed, number), outcome.tally, folder)
            if outcome.failure is not None:
                again = f"TVAERBLIK_SEED={job.seed} TVAERBLIK_WORLD={number} make generative"
                outcome.failure += f"\n{again} repeats this"
                break
            outcome.tally.worlds += 1
    return outcome


def _drawn(seed: str, number: int) -> Case:
    found: list[Case] = []

    @settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(cases())
    def draw(case: Case) -> None:
        found.append(case)

    draw.hypothesis.fuzz_one_input(_bytes(seed, number))
    assert found, "the world took more bytes than there were"
    return found[0]


def _ask_all(case: Case, tally: Tally, folder: Path) -> str | None:
    """None, or what differs and the least of the case that still does."""
    question = case.questions[0]
    try:
        with snapshots(case.world, _catalogue(), folder / "world") as (catalogue, seen):
            for question in case.questions:
                tally.add(case.world, question, _ask(question, catalogue, seen))
    except Exception as error:
        return _explained(case.world, question, error, folder)
    return None


def _ask(question: Question, catalogue: Catalogue, seen: dict[EngineName, Snapshot]) -> Answer:
    answers = ask(question, catalogue, seen)
    return assert_same(answers["plain"], answers["duckdb"])


def _explained(world: World, question: Question, error: Exception, folder: Path) -> str:
    kind = type(error)
    world, question = shrunk(
        world, question, lambda *pair: isinstance(_failure_of(*pair, folder), kind)
    )
    told = "".join(
        traceback.format_exception(_failure_of(world, question, folder), limit=-3, chain=False)
    )
    return f"{told}\n{shown_world(world)}\n{shown_question(question)}"


def _failure_of(world: World, question: Question, folder: Path) -> Exception | None:
    try:
        with snapshots(world, _catalogue(), folder / "world") as (catalogue, seen):
            _ask(question, catalogue, seen)
    except Exception as error:
        return error
    return None


def _bytes(seed: str, number: int) -> bytes:
    return Random(f"{seed}:{number}").randbytes(_BYTES)


@cache
def _catalogue() -> Catalogue:
    return load_catalogue(DEFINITIONS)


@contextmanager
def workplace() -> Iterator[Path]:
    parent = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="generative-", dir=parent) as name:
        yield Path(name)


# All of them ---------------------------------------------------------------------------------------


def run_many(seed: str, pairs: int, processes: int) -> Outcome:
    """At least so many pairs; stops at the first that differs."""
    total, first = Outcome(), 0
    with workplace() as folder, get_context("spawn").Pool(processes) as pool:
        while total.tally.pairs < pairs and total.failure is None:
            left = pairs - total.tally.pairs
            batches = -(-left // (WORLDS_A_BATCH * (MOST_QUESTIONS + 1) // 2))
            jobs = [_batch(seed, first + number, folder) for number in range(batches)]
            first += batches
            for outcome in pool.imap(run, jobs):
                total.tally.merge(outcome.tally)
                total.failure = total.failure or outcome.failure
                if total.failure:
                    break
    return total


def _batch(seed: str, batch: int, folder: Path) -> Job:
    start = batch * WORLDS_A_BATCH
    return Job(seed, tuple(range(start, start + WORLDS_A_BATCH)), folder)
