"""A file's reader that misbehaves, in every way: always a sentence, never a hang."""

import socket
from pathlib import Path

import pytest

from tvaerblik.core.errors import BadInput
from tvaerblik.sources.limited import Limits, run_limited

SMALL = Limits(memory_bytes=256 * 1024**2, cpu_seconds=1, wall_seconds=20)


@pytest.fixture(autouse=True)
def targets_can_be_imported(monkeypatch):
    """The process has no environment, so what it is to run must be told it by the command."""
    import tvaerblik.sources.limited as limited

    tests = str(Path(__file__).parents[2])
    start = f"import sys, runpy; sys.path.insert(0, {tests!r}); sys.argv[0] = '-'; "
    start += "runpy.run_module('tvaerblik.sources.child', run_name='__main__')"
    monkeypatch.setattr(limited, "COMMAND", (*limited.COMMAND[:2], "-c", start))


def run(name: str, data: bytes = b"abc", **arguments: object) -> object:
    return run_limited(
        f"support.limited_targets:{name}", data, file="a.xml", limits=SMALL, **arguments
    )


def refused(name: str, data: bytes = b"abc") -> BadInput:
    with pytest.raises(BadInput) as caught:
        run(name, data)
    return caught.value


def test_json_and_bytes_come_back():
    assert run("length", b"abcd", times=2) == {"length": 8}
    assert run("reverse", b"ab\ncd\0") == b"\0dc\nba"


def test_a_refusal_is_told_with_its_place_in_this_file():
    problem = refused("refuse").problems[0]
    assert (problem.code, problem.what.da, problem.remedy.en) == ("D05", "Nej.", "Try again.")
    assert (problem.where.file, problem.where.sheet, problem.where.row) == ("a.xml", "Ark1", 3)
    assert refused("refuse").total == 7


@pytest.mark.parametrize(
    ("name", "met"),
    [
        ("eat_memory", "for meget hukommelse"),
        ("recurse", "for meget hukommelse"),
        ("never_end", "for meget tid eller hukommelse"),
    ],
)
def test_D18_memory_and_time_have_an_end(name, met):
    problem = refused(name).problems[0]
    assert (problem.code, problem.where.file) == ("D18", "a.xml")
    assert problem.what.da == f"Filen tager {met} at læse; læsningen er stoppet."


def test_D18_one_that_waits_is_ended():
    with pytest.raises(BadInput) as caught:
        run_limited(
            "support.limited_targets:sleep", b"", file="a.xml", limits=Limits(wall_seconds=0.5)
        )
    problem = caught.value.problems[0]
    assert (problem.code, problem.what.en) == (
        "D18",
        "The file takes too long to read; reading was stopped.",
    )


def test_D21_a_fault_of_our_own_is_told_without_the_files_values():
    problem = refused("fail", b"secret").problems[0]
    assert problem.code == "K-UNREADABLE"
    assert "ValueError, limited_targets.py:" in problem.what.da
    assert "secret" not in refused("fail", b"secret").in_("en")


def test_D02_no_file_no_network_no_process():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1]).encode()
        assert run("reach_the_network", port) != "connected"
    assert run("open_a_file") == "OSError"
    assert run("start_a_process") == "refused"
