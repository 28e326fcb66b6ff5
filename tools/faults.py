"""A fault to seed into the fast engine: a mistake one could really make there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """A wrong number, not a crash; its `old` text occurs exactly once.

    `file` lies under the engine's folder; `first` is the file or test tried before all specs."""

    name: str
    file: str
    old: str
    new: str
    first: str


def faults_in(file: str, first: str, *texts: tuple[str, ...]) -> tuple[Fault, ...]:
    """From name, old and new text and, where its file is long, the name of the first test."""
    return tuple(
        Fault(name, file, old, new, "::".join((f"tests/{first}.py", *test)))
        for name, old, new, *test in texts
    )
