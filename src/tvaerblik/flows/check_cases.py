"""A release is built only of definitions that still mean what their worked cases say."""

from collections.abc import Iterable, Iterator, Mapping

from tvaerblik.catalogue.cases import Case
from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.core.errors import Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.flows.run_cases import Miss, run_case

_held: dict[str, list[tuple[Catalogue, Case]]] = {}


def check_cases(
    indicators: Iterable[Indicator], cases: Mapping[str, tuple[Case, ...]], catalogue: Catalogue
) -> None:
    """Runs the cases of the indicators on the fast engine; Blocked names each that fails. What has held
    by a catalogue is not run by the same one again: a process that builds two packages in a row would
    spend a third of its time on it."""
    problems = [
        _failed(indicator, case, miss)
        for indicator in indicators
        for case, miss in _misses(indicator, cases.get(indicator.id, ()), catalogue)
    ]
    if problems:
        raise Blocked(*problems)


def _misses(
    indicator: Indicator, cases: tuple[Case, ...], catalogue: Catalogue
) -> Iterator[tuple[Case, Miss]]:
    for case in cases:
        if any(by is catalogue and one == case for by, one in _held.get(indicator.id, ())):
            continue
        missed = tuple(run_case(indicator, case, catalogue, engine="duckdb"))
        if not missed:
            _held.setdefault(indicator.id, []).append((catalogue, case))
        yield from ((case, miss) for miss in missed)


def _failed(indicator: Indicator, case: Case, miss: Miss) -> Problem:
    cell, got = miss.expected, miss.got or "-"
    return Problem(
        "K-CASE",
        Text(
            f"Eksemplet »{case.id}« ved »{indicator.id}« holder ikke: {cell.unit} {cell.period.id}, "
            f"{miss.what}: ventet {miss.wanted}, fik {got}.",
            f"The worked case '{case.id}' of '{indicator.id}' does not hold: {cell.unit} "
            f"{cell.period.id}, {miss.what}: expected {miss.wanted}, got {got}.",
        ),
        Text(
            "Ret definitionen eller eksemplet, og byg udgivelsen igen. Prøv det med tvaerblik "
            "definitions cases.",
            "Mend the definition or the case, and build the release again. Try it with tvaerblik "
            "definitions cases.",
        ),
    )
