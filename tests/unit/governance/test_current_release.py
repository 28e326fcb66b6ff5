"""The kept release: opened once, switched when the pointer moves, let go when nobody holds it."""

import gc
import threading
import time
import weakref
from pathlib import Path

from tvaerblik.core.errors import IntegrityError, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.releases.current import RETRY_AFTER, CurrentRelease, Pointed


class Package:
    def __init__(self, name: str) -> None:
        self.name = name


class World:
    """A pointer that can be moved, a shelf of packages and a clock."""

    def __init__(self, pointed: str | None = "a") -> None:
        self.now, self.opening = 0.0, 0.0
        self.opened: list[str] = []
        self.damaged: set[str] = set()
        self.current = CurrentRelease(lambda: self.pointed, self.open, lambda: self.now)
        self.pointed: Pointed | None = None
        self.point(pointed)

    def point(self, name: str | None) -> None:
        serial = self.pointed.serial + 1 if self.pointed else 1
        self.pointed = Pointed(serial, Path(name), "0" * 64) if name else None

    def open(self, folder: Path, manifest_sha256: str) -> Package:
        self.opened.append(folder.name)
        time.sleep(self.opening)
        if folder.name in self.damaged:
            raise IntegrityError(Problem("X", Text("ændret", "changed"), Text("hent", "fetch")))
        return Package(folder.name)

    def shown(self) -> str | None:
        found = self.current.get()
        return found.name if found else None


def test_is_opened_once_and_again_when_the_pointer_moves() -> None:
    world = World()
    assert [world.shown(), world.shown()] == ["a", "a"]
    world.point("b")
    assert [world.shown(), world.shown()] == ["b", "b"]
    assert world.opened == ["a", "b"]


def test_nothing_is_shown_without_a_pointer() -> None:
    world = World(None)
    assert world.shown() is None
    world.point("a")
    assert world.shown() == "a"
    world.point(None)
    assert world.shown() is None


def test_a_request_keeps_what_it_was_given_and_then_it_is_let_go() -> None:
    world = World()
    kept = world.current.get()
    gone = weakref.ref(kept)
    world.point("b")
    world.shown()
    assert kept is not None and kept.name == "a"
    del kept
    gc.collect()
    assert gone() is None


def test_a_damaged_package_is_not_shown_and_not_tried_for_every_request() -> None:
    world = World()
    world.shown()
    world.damaged.add("b")
    world.point("b")
    assert [world.shown() for _ in range(5)] == [None] * 5
    assert world.opened == ["a", "b"]
    world.damaged.clear()
    world.now += RETRY_AFTER
    assert world.shown() == "b"


def test_sixteen_threads_see_each_switch_and_nothing_is_opened_twice() -> None:
    world = World("1")
    world.opening = 0.002
    problems: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            before = world.pointed
            found = int(world.shown() or 0)
            # What was pointed at before asking is the oldest that may be answered
            if before is not None and found < before.serial:
                problems.append((found, before))
            time.sleep(0.0005)

    threads = [threading.Thread(target=read) for _ in range(16)]
    for thread in threads:
        thread.start()
    for number in range(2, 30):
        world.point(str(number))
        time.sleep(0.004)
    done.set()
    for thread in threads:
        thread.join()
    assert problems == []
    assert world.opened == sorted(set(world.opened), key=int)


def test_who_looked_before_a_switch_and_waited_does_not_bring_the_old_release_back() -> None:
    world = World()
    looks = iter([Pointed(1, Path("a"), "0" * 64), Pointed(2, Path("b"), "0" * 64)])
    current = CurrentRelease(lambda: next(looks), world.open)
    found = current.get()
    assert (found.name if found else None, world.opened) == ("b", ["b"])
