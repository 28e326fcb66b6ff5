"""`make bench`: runs the benchmarks and rewrites bench/RESULTS.md.

`python -m bench false_alarms` measures that section alone and leaves the others as they are.
"""

import argparse
from pathlib import Path

from bench import engine_run, false_alarms, hostile, residents
from bench.world import prepared_world

RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("only", nargs="?", choices=["false_alarms"])
    parser.add_argument("--persons", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    if options.only:
        text = with_section(RESULTS.read_text(encoding="utf-8"), false_alarms.measure())
    else:
        text = _measure_all(options.persons, options.rounds)
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


def _measure_all(persons: int, rounds: int) -> str:
    world = prepared_world(persons)
    engine = engine_run.measure(world, persons=persons, rounds=rounds)
    people = residents.measure(rounds=rounds)
    files = hostile.measure(rounds=rounds)
    return f"{engine}\n{people}\n{files}\n{false_alarms.measure()}"


def with_section(text: str, section: str) -> str:
    """The text with this section in the place of the one of the same heading, or at its end."""
    heading = section.split("\n", 1)[0]
    before, found, after = text.partition(f"{heading}\n")
    rest = after.partition("\n## ")[2] if found else ""
    told = f"{before.rstrip()}\n\n{section.rstrip()}\n"
    return f"{told}\n## {rest}" if rest else told


if __name__ == "__main__":
    main()
