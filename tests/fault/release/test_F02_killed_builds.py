"""F02: a build that is killed, wherever, leaves the releases before it whole and readable."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tvaerblik.release.package import finished_releases, remove_leftovers
from tvaerblik.release.reader import open_release
from tvaerblik.release.verify import verify_release

TESTS = Path(__file__).parents[2]

# Builds a release each time a line comes in, in a child that dies, by a signal that nothing can
# catch, at the n-th call of those that matter: a flush to the disk, a rename, a new folder, a change of
# mode. With 0 it lives. Answers how the child ended and how many such calls it made. The imports are
# done once and the child is forked before any thread is started.
BUILDER = """
import os, signal, sys
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

import support.sample_release as sample
from support.result_rows import result_rows
from support.first_six import first_six
from tvaerblik.release import package
from tvaerblik.release.disclosure import apply_disclosure_control
from tvaerblik.release.policy import PLATFORM_POLICY

releases = Path(sys.argv[1])
catalogue = first_six()
share = catalogue.get("genindlaeggelse-30-dage-somatik")
sample.sample_results = lambda catalogue, seed: {}
pa.array([1])  # has pyarrow look for pandas once, not in every child

def build(fatal, when, answer):
    calls = 0
    def deadly(call):
        def wrapped(*args, **kwargs):
            nonlocal calls
            calls += 1
            if calls == fatal and when == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            try:
                return call(*args, **kwargs)
            finally:
                if calls == fatal and when == "after":
                    os.kill(os.getpid(), signal.SIGKILL)
        return wrapped
    rows = result_rows(share, {"numerator": 50, "denominator": 400})
    found = apply_disclosure_control(rows, share, PLATFORM_POLICY, already_public=False)
    content = replace(
        sample.make_sample_content(catalogue),
        indicators=(share,), rows=(found.rows,), audits=(found.audit,),
    )
    for name in ("fsync", "rename", "replace", "chmod", "mkdir"):
        setattr(os, name, deadly(getattr(os, name)))
    package.write_release(releases, content)
    os.write(answer, str(calls).encode())

for line in sys.stdin:
    fatal, when = line.split()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        build(int(fatal), when, writing)
        os._exit(0)
    os.close(writing)
    calls = os.read(reading, 20).decode() or "0"
    os.close(reading)
    _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status), calls, flush=True)
"""


class Builder:
    def __init__(self, home: Path) -> None:
        folders = (str(TESTS.parent / "src"), str(TESTS))
        self.process = subprocess.Popen(
            [sys.executable, "-c", BUILDER, str(home / "releases")],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(folders)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def build(self, fatal: int = 0, when: str = "before") -> tuple[int, int]:
        """The exit code (minus the signal) and the number of calls."""
        self.process.stdin.write(f"{fatal} {when}\n")
        self.process.stdin.flush()
        code, calls = self.process.stdout.readline().split()
        return int(code), int(calls)

    def __enter__(self) -> "Builder":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(timeout=60)


def assert_whole(home: Path, wanted: set[int]) -> tuple[str, ...]:
    releases = finished_releases(home / "releases")
    assert len(releases) in wanted
    for name in releases:
        assert verify_release(home / "releases" / name) == ()
        with open_release(home / "releases" / name) as release:
            row = release.value("genindlaeggelse-30-dage-somatik", "kommune-0851", "2026-03")
            assert row.numerator == 50
    return releases


def test_F02_a_killed_build_leaves_what_was_there(tmp_path):
    with Builder(tmp_path) as builder:
        assert builder.build()[0] == 0
        (first,) = assert_whole(tmp_path, {1})
        # The folders are there by now, so the second build says how many calls there are
        code, steps = builder.build()
        assert code == 0 and steps >= 15
        finished = 2
        for fatal in range(1, steps + 1):
            code, _ = builder.build(fatal, "before" if fatal % 2 else "after")
            assert code == -signal.SIGKILL, fatal
            # Killed after the rename, the new release is there, and whole; before it, there is none
            releases = assert_whole(tmp_path, {finished, finished + 1})
            assert first in releases
            finished = len(releases)
        assert builder.build()[0] == 0
    assert_whole(tmp_path, {finished + 1})
    assert remove_leftovers(tmp_path / "releases") == ()
