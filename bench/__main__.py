"""`make bench`: runs the benchmarks and rewrites bench/RESULTS.md.

`python -m bench site`, `… series` and `… false_alarms` measure that section alone and leave the others as
they are. The false alarms are a simulation of a quarter of an hour, which `make bench` keeps as
they were: they change with the rules, not with the machine.
"""

import argparse
from pathlib import Path

from bench import engine_run, false_alarms, hostile, residents, series_run, site_run
from bench.world import prepared_world

RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("only", nargs="?", choices=["false_alarms", "series", "site"])
    parser.add_argument("--persons", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    text = RESULTS.read_text(encoding="utf-8")
    if options.only == "false_alarms":
        text = with_section(text, false_alarms.measure())
    elif options.only == "site":
        text = with_section(text, site_run.measure())
    elif options.only == "series":
        text = with_section(
            text, series_run.measure(prepared_world(options.persons), persons=options.persons)
        )
    else:
        text = _measure_all(text, options.persons, options.rounds)
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


def _measure_all(text: str, persons: int, rounds: int) -> str:
    world = prepared_world(persons)
    text = with_section(text, engine_run.measure(world, persons=persons, rounds=rounds))
    text = with_section(text, series_run.measure(world, persons=persons))
    text = with_section(text, residents.measure(rounds=rounds))
    text = with_section(text, hostile.measure(rounds=rounds))
    return with_section(text, site_run.measure())


def with_section(text: str, section: str) -> str:
    """The text with this section in the place of the one of the same heading, or at its end."""
    heading = section.split("\n", 1)[0]
    before, found, after = text.partition(f"{heading}\n")
    rest = after.partition("\n## ")[2] if found else ""
    told = f"{before.rstrip()}\n\n{section.rstrip()}\n"
    return f"{told}\n## {rest}" if rest else told


if __name__ == "__main__":
    main()
