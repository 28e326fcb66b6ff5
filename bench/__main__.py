"""`make bench`: runs the benchmarks and rewrites bench/RESULTS.md."""

import argparse
from pathlib import Path

from bench import engine_run, hostile, residents
from bench.world import prepared_world


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--persons", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    world = prepared_world(options.persons)
    engine = engine_run.measure(world, persons=options.persons, rounds=options.rounds)
    people = residents.measure(rounds=options.rounds)
    text = f"{engine}\n{people}\n{hostile.measure(rounds=options.rounds)}"
    Path(__file__).with_name("RESULTS.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
