"""Seeds one fault at a time into a copy of the fast engine and sees whether a test catches it.

    make mutants                 all of them
    make mutants ARGS="window"   those with the word in their name

A fault that survives means a spec is missing: write it in tests/spec."""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from faults import Fault
from faults_of_counting import COUNTING
from faults_of_frames import FRAMES
from faults_of_registers import REGISTERS
from faults_of_rollup import ROLLUP
from faults_of_rows import ROWS

FAULTS = (*COUNTING, *FRAMES, *REGISTERS, *ROLLUP, *ROWS)
ROOT = Path(__file__).parent.parent
ENGINE = Path("src", "tvaerblik", "engine")
GENERATIVE = "tests/generative/test_engines_agree.py"
# Two cores are what the smallest machine that runs this has
AT_ONCE = 2
# The slowest survivor takes three minutes; more is a statement that never ends
SECONDS = 900

_FAILED = re.compile(r"^(FAILED|ERROR) (?:tests/)?(.+?)(?: - (.*))?$", re.MULTILINE)
# A statement that cannot run shows that the fault is badly seeded, not that a test is good
_CRASH = re.compile(r"\b(?:duckdb|ibis|sqlglot|pyarrow|pa)\.|\b(?:Name|Syntax|Type|Attribute)Error")


@dataclass(frozen=True, slots=True)
class Outcome:
    """verdict: caught, survived or crashed."""

    fault: Fault
    verdict: str
    by: str
    seconds: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*", help="only faults with one of these in their name")
    words = parser.parse_args().words
    chosen = [fault for fault in FAULTS if not words or any(word in fault.name for word in words)]
    problems = stale_faults(ROOT)
    if problems:
        print("\n".join(problems))
        return 2
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copies = [_copy(Path(folder, str(number))) for number in range(AT_ONCE)]
        _check_untouched(copies[0])
        outcomes = _try_all(chosen, copies)
    return _report(outcomes)


def stale_faults(root: Path) -> list[str]:
    """What is wrong with the list: texts that do not occur exactly once, names that are not one."""
    problems = []
    for fault in FAULTS:
        times = (root / ENGINE / fault.file).read_text(encoding="utf-8").count(fault.old)
        if times != 1:
            problems.append(f"{fault.name}: {fault.old!r} occurs {times} times in {fault.file}")
        if not (root / fault.first.partition("::")[0]).exists():
            problems.append(f"{fault.name}: there is no {fault.first}")
    names = [fault.name for fault in FAULTS]
    problems += [f"two faults are called »{name}«" for name in {*names} if names.count(name) > 1]
    return problems


# Trying ------------------------------------------------------------------------------------------


def _copy(folder: Path) -> Path:
    """What git knows or would know, as it lies in the working tree."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True)
    for name in listed.stdout.split("\0"):
        if name and (ROOT / name).is_file():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target)
    return folder


def _check_untouched(copy: Path) -> None:
    """The copy's own source is what runs, and without a fault its tests pass."""
    where = _run(copy, "-c", "import tvaerblik.engine as e; print(e.__file__)").stdout.strip()
    if Path(where).parent.resolve() != (copy / ENGINE).resolve():
        sys.exit(f"The tests would run against {where}, not against the copy.")
    result = _pytest(copy, _specs(copy))
    if result.returncode != 0:
        sys.exit(f"{result.stdout}\nWithout any fault the tests fail.")


def _try_all(faults: Sequence[Fault], copies: Sequence[Path]) -> list[Outcome]:
    free: SimpleQueue[Path] = SimpleQueue()
    for copy in copies:
        free.put(copy)

    def tried(fault: Fault) -> Outcome:
        copy = free.get()
        try:
            outcome = _try(fault, copy)
        finally:
            free.put(copy)
        print(_line(outcome), flush=True)
        return outcome

    with ThreadPoolExecutor(len(copies)) as pool:
        return list(pool.map(tried, faults))


def _try(fault: Fault, copy: Path) -> Outcome:
    path = copy / ENGINE / fault.file
    sound = path.read_text(encoding="utf-8")
    path.write_text(sound.replace(fault.old, fault.new), encoding="utf-8")
    begun = time.monotonic()
    try:
        for files in ([fault.first], _specs(copy), [GENERATIVE]):
            result = _pytest(copy, files)
            if result.returncode != 0:
                verdict, by = _judged(result)
                return Outcome(fault, verdict, by, time.monotonic() - begun)
    except subprocess.TimeoutExpired:
        return Outcome(fault, "crashed", f"not done in {SECONDS} s", SECONDS)
    finally:
        path.write_text(sound, encoding="utf-8")
    return Outcome(fault, "survived", "", time.monotonic() - begun)


def _specs(copy: Path) -> list[str]:
    return [str(path.relative_to(copy)) for path in sorted(copy.glob("tests/spec/test_*.py"))]


def _pytest(copy: Path, files: list[str]) -> subprocess.CompletedProcess[str]:
    # The plain engine has no faults, so its half of the specs has nothing to say
    options = ("-x", "-q", "-p", "no:cacheprovider", "-k", "not plain", "--tb=no")
    return _run(copy, "-m", "pytest", *options, *files)


def _run(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "PYTHONPATH": str(copy / "src"),
        # A fault of the same length in the same second would be read from yesterday's bytecode
        "PYTHONDONTWRITEBYTECODE": "1",
        # pytest cuts its summary to the width of the screen
        "COLUMNS": "400",
    }
    environment.pop("TVAERBLIK_EXAMPLES", None)
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )


# Telling -----------------------------------------------------------------------------------------


def _judged(result: subprocess.CompletedProcess[str]) -> tuple[str, str]:
    found = _FAILED.search(result.stdout)
    if found is None:
        return "crashed", (result.stdout + result.stderr).strip()[-200:]
    kind, test, reason = found.groups()
    if kind == "ERROR" or _CRASH.search(reason or ""):
        return "crashed", f"{test}: {reason}"
    return "caught", test


def _line(outcome: Outcome) -> str:
    return f"{outcome.verdict:8}  {outcome.seconds:5.1f} s  {outcome.fault.name}  ←  {outcome.by}"


def _report(outcomes: Sequence[Outcome]) -> int:
    others = [outcome for outcome in outcomes if outcome.verdict != "caught"]
    print(f"\n{len(outcomes)} faults, {len(outcomes) - len(others)} caught")
    for outcome in others:
        print(_line(outcome))
    return 1 if others else 0


if __name__ == "__main__":
    sys.exit(main())
