"""Fail at the Nth durable step, for every N; kill -9 in the middle: whole or nothing, and a retry succeeds."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from support.deliveries import contact, take_in, world, write_lpr, write_ssi
from tvaerblik.flows.receive_delivery import judge_again
from tvaerblik.store.store import Store

DAY = "2020-03-01; 1; 0; 0; 0; 0; 1"


class FullDisk(OSError):
    pass


class Countdown:
    """Lets a function through n times, then raises, for ever."""

    def __init__(self, function, left):
        self.function, self.left, self.calls = function, left, 0

    def __call__(self, *args, **named):
        self.calls += 1
        if self.calls > self.left:
            raise FullDisk(28, "No space left on device")
        return self.function(*args, **named)


@pytest.fixture
def store(tmp_path):
    return Store.create(tmp_path / "home")


def deliveries(root):
    write_ssi(root / "ssi", "2020-06-03", [DAY])
    write_lpr(root, "2026-02-10", [contact(1, "2026-01-05 10:00")])
    return [(root / "ssi" / "2020-06-03", "ssi_covid"), (root / "lpr_a" / "2026-02-10", "lpr_a")]


STEPS = {
    "fsync": (os, "fsync"),
    "rename": (Path, "replace"),
    "chmod": (Path, "chmod"),
    "write": (Path, "write_bytes"),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("source", ["ssi_covid", "lpr_a"])
def test_D20_a_full_disk_at_every_step_leaves_nothing_or_all(
    tmp_path, store, monkeypatch, step, source
):
    (place,) = [place for place, name in deliveries(tmp_path) if name == source]
    owner, name = STEPS[step]
    function = getattr(owner, name)
    for left in range(60):
        counting = Countdown(function, left)
        monkeypatch.setattr(
            owner, name, lambda *args, counting=counting, **named: counting(*args, **named)
        )
        try:
            take_in(store, place, source=source)
        except OSError:
            monkeypatch.setattr(owner, name, function)
            assert store.deliveries() == ()
            assert not list(store.home.root.rglob("*.tmp"))
            assert store.verify() == ()
            continue
        monkeypatch.setattr(owner, name, function)
        break
    assert left < 59
    assert [record.state for record in store.deliveries()] == ["accepted"]
    assert store.verify() == ()
    assert store.snapshot(store.vintage()).files


@pytest.mark.parametrize("statement", ["INSERT INTO delivery", "INSERT INTO original", "COMMIT"])
def test_A08_a_transaction_that_fails_stores_nothing_and_a_retry_stores_once(
    tmp_path, store, monkeypatch, statement
):
    place, source = deliveries(tmp_path)[0]
    monkeypatch.setattr(sqlite3, "connect", _failing_connect(sqlite3.connect, statement))
    with pytest.raises(sqlite3.OperationalError):
        take_in(store, place, source=source)
    monkeypatch.undo()
    assert store.deliveries() == ()
    assert take_in(store, place, source=source).outcome == "accepted"
    assert len(store.deliveries()) == 1


def _failing_connect(connect, statement):
    class Failing(sqlite3.Connection):
        def execute(self, sql, *args):
            if sql.startswith(statement):
                raise sqlite3.OperationalError("disk I/O error")
            return super().execute(sql, *args)

        def executemany(self, sql, *args):
            if sql.startswith(statement):
                raise sqlite3.OperationalError("disk I/O error")
            return super().executemany(sql, *args)

    return lambda *args, **named: connect(*args, factory=Failing, **named)


def test_a_crash_between_commit_and_verdict_is_in_no_vintage_and_settles_at_the_next_arrival(
    tmp_path, store, monkeypatch
):
    (place, source), _ = deliveries(tmp_path)
    with monkeypatch.context() as broken:
        broken.setattr(Store, "set_verdicts", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            take_in(store, place, source=source)
    assert [record.state for record in store.deliveries()] == ["pending"]
    assert not store.vintage().deliveries
    assert take_in(store, place, source=source).outcome == "duplicate"
    assert [record.state for record in store.deliveries()] == ["accepted"]
    judge_again(store, world(), source)


CHILD = """
import sys
from pathlib import Path
from support.deliveries import OPERATOR, world
from tvaerblik.flows.receive_delivery import receive_deliveries
from tvaerblik.store.store import Store
store, loaded = Store.open(Path(sys.argv[1])), world()
print("ready", flush=True)
receive_deliveries(store, [Path(sys.argv[2])], source="ssi_covid", world=loaded, permit=OPERATOR,
                   progress=lambda done, total, name: print(done, flush=True))
"""


@pytest.mark.parametrize("after", [0, 1, 3, 6])
def test_A07_kill_9_in_the_middle_loses_no_accepted_delivery_and_counts_none_twice(
    tmp_path, store, after
):
    for day in range(1, 9):
        write_ssi(tmp_path / "in", f"2020-06-{day:02d}", [DAY])
    tests = Path(__file__).parent.parent
    environment = os.environ | {"PYTHONPATH": f"{tests.parent / 'src'}{os.pathsep}{tests}"}
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(store.home.root), str(tmp_path / "in")],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    with child:
        for line in child.stdout:
            if line.strip() == str(after):
                break
        child.send_signal(signal.SIGKILL)
    survived = {record.id for record in store.deliveries()}
    assert after <= len(survived) <= after + 2
    assert store.verify() == ()
    reports = [
        take_in(store, path, source="ssi_covid") for path in sorted((tmp_path / "in").iterdir())
    ]
    assert {report.id for report in reports if report.outcome == "duplicate"} == survived
    assert len(store.deliveries()) == 8
    assert {record.state for record in store.deliveries()} == {"accepted"}
    assert store.snapshot(store.vintage()).read("covid_cases").num_rows == 8


def test_two_processes_at_once_store_each_delivery_once(tmp_path, store):
    for day in range(1, 9):
        write_ssi(tmp_path / "in", f"2020-06-{day:02d}", [DAY])
    tests = Path(__file__).parent.parent
    environment = os.environ | {"PYTHONPATH": f"{tests.parent / 'src'}{os.pathsep}{tests}"}
    command = [sys.executable, "-c", CHILD, str(store.home.root), str(tmp_path / "in")]
    children = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment) for _ in range(2)
    ]
    assert [child.wait(60) for child in children] == [0, 0]
    assert [record.state for record in store.deliveries()] == ["accepted"] * 8
    assert store.verify() == ()
