"""The referee beside the fast engine, on whole deliveries: every row of every indicator."""

from generative.comparing import assert_same
from tvaerblik.engine.request import Computation
from tvaerblik.flows.compute_catalogue import Computed


def assert_same_results(plain: Computed, fast: Computed) -> int:
    """How many cells were compared, every column of each; of persons the fast engine tells bounds,
    which must hold the referee's number."""
    assert plain.results.keys() == fast.results.keys()
    for name in plain.results:
        one, other = (Computation(c.results[name], (), c.diagnostics[name]) for c in (plain, fast))
        assert assert_same(one, other).numbered, f"{name}: no cell has a number"
    return sum(len(rows) for rows in plain.results.values())
