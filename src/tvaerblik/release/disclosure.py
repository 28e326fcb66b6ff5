"""Disclosure control: exact results in, releasable rows out. The one door, for every form of showing.

The primary rule counts persons, not rows. What is known of the persons behind a count are two bounds;
a count is safe only when they prove that it is 0 or at least k, so that not knowing hides a cell.

Nobody and everybody are told apart from few. *Nobody* (0 persons in the numerator) is a true zero and
is shown where the denominator has at least `minimum_area` persons: "none of 200" says nothing of
anyone, "none of 6" says something of each. *Everybody* (0 persons in the complement) of a proportion is
the mirror image and follows the same limit. Both hold for sensitive themes too, whose threshold of
1-9 persons says nothing of 0.

An area with fewer than `minimum_area` persons in the denominator of its total is left out for that
period with every stratum.

What that means for each measure:

- rate: numerator and population. proportion: numerator, complement and denominator.
- count, persons, sum, stock: the numerator alone, for nothing is divided; nobody is a true zero.
- sum, mean, and a rate of an amount: a total of 0 over fewer than `minimum_area` persons says of each
  that the amount is 0, as nobody of few does, and is hidden. A sum over k persons may still be mostly
  one's: how it is shared out is not known here, and nothing is promised about it.
- percentile: k persons on either side of it, never fewer than 10 in all, and the value on a grid of
  two digits; its numerator, which is the exact value, is not shown. No smallest or largest amount is.
- profile: numerator, complement and denominator, week by week.
- ratio: both sides are numerators of somebody's; each follows the rule.
- standardised figures: as the counts they are made of, which stand in the same cell; where those are
  hidden the figure is. With few strata a figure and its crude counts can be solved for the strata: that
  belongs to secondary suppression.
- reported: what we derived (a cumulative difference, the absolute number of it) as a count, and so is
  an own tally without a denominator.

An unknown number of persons hides a cell. Only rows of a table of events without persons have nobody
behind them; see `behind`.

Secondary suppression (cells that totals give back) is not built; `flows.build_release` therefore
refuses figures about real persons.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.catalogue.language import (
    ColumnAmount,
    Count,
    Indicator,
    Mean,
    Percentile,
    Persons,
    Profile,
    Proportion,
    Rate,
    Reported,
    StandardisedRatio,
    Stock,
    Sum,
)
from tvaerblik.core.cells import State
from tvaerblik.core.periods import parse_period
from tvaerblik.core.rows import ResultRows
from tvaerblik.release import figures
from tvaerblik.release.audit import RULES, SEALED_SCHEMA, SealedAudit
from tvaerblik.release.behind import Behind, strictest
from tvaerblik.release.figures import Counts, Mask
from tvaerblik.release.policy import DisclosurePolicy
from tvaerblik.release.rows import _MAKER, RELEASABLE_SCHEMA, ReleasableRows

NOTHING_KNOWN = figures.LARGEST
SHOWN = 0  # in an array of rules; a rule is its place in RULES + 1


@dataclass(frozen=True, slots=True)
class Disclosed:
    rows: ReleasableRows
    audit: SealedAudit


@dataclass(frozen=True, slots=True)
class _Persons:
    """Bounds of distinct persons, cell by cell. `counted` is False where the measure has no such
    group (a count without a denominator): then there is nothing to protect in it."""

    low: Counts
    high: Counts
    counted: Mask

    def nobody(self) -> Mask:
        return np.asarray(self.counted & (self.high == 0), bool)

    def at_least(self, persons: int) -> Mask:
        return np.asarray(self.low >= persons, bool)

    def few(self, persons: int) -> Mask:
        """Possibly 1 to persons - 1."""
        return self.counted & ~self.nobody() & ~self.at_least(persons)


def apply_disclosure_control(
    rows: ResultRows,
    indicator: Indicator,
    policy: DisclosurePolicy,
    *,
    already_public: bool,
    behind: Behind | None = None,
) -> Disclosed:
    """What of one indicator's cells may be seen, and the sealed reason for the rest.

    behind: who is behind the cells (`release.behind`); left out, all of it is about persons.
    already_public: whether the source of the indicator is declared so. Figures delivered by such a
    source (`as_delivered`) are exempt; what we derived from them is ours and follows the rules.
    """
    table = rows.table.combine_chunks()
    _check_indicator(table, indicator)
    known = behind or strictest(indicator)
    cells = _Cells(table, indicator, known, already_public=already_public)
    rules = cells.rules(policy)
    return Disclosed(
        ReleasableRows(_MAKER, _releasable(cells, rules), rows.vintage), _sealed(cells, rules)
    )


def _check_indicator(table: pa.Table, indicator: Indicator) -> None:
    for name, wanted in (("indicator", indicator.id), ("version", indicator.version)):
        found = set(pc.unique(table.column(name)).to_pylist())
        if not found <= {wanted}:
            raise ValueError(f"Rows of {name} {sorted(found)} do not belong to {wanted}")


class _Cells:
    """One indicator's cells as arrays, and the rules over them."""

    def __init__(
        self, table: pa.Table, indicator: Indicator, behind: Behind, *, already_public: bool
    ) -> None:
        self.table, self.indicator, self.behind = table, indicator, behind
        self.measure = indicator.measure
        self.is_reported = isinstance(self.measure, Reported)
        self.is_standardised = indicator.standardise is not None or isinstance(
            self.measure, StandardisedRatio
        )
        self.public = already_public and self.is_reported
        self.state = table.column("state")
        self.numbered = self._is_state(State.OK, State.ZERO)
        self.numerator, self.has_numerator = self.counts("numerator")
        self.denominator, self.has_denominator = self.counts("denominator")
        self.figure, self.has_figure = self.counts("figure")
        self.exempt = self._flag("as_delivered") if self.public else np.zeros(len(table), bool)
        self._check_numbers()

    def rules(self, policy: DisclosurePolicy) -> Counts:
        """For each cell the rule that hides it, SHOWN where none does."""
        k = policy.persons_for(sensitive=self.behind.sensitive)
        judged = self.numbered & ~self.exempt
        numerator, denominator = self._numerator_persons(), self._denominator_persons()
        complement = self._complement_persons()
        small = denominator.counted & ~denominator.at_least(policy.minimum_area)
        conditions = {
            # A figure that only has bounds contains a mask, whatever its state says
            "supplier": self._is_state(State.SUPPRESSED) | ~self._missing("numerator_low"),
            "area": self._in_small_area(denominator, policy) & ~self.exempt,
            "numerator": judged & numerator.few(k),
            "complement": judged & complement.few(k),
            "denominator": judged & (denominator.few(k) | denominator.nobody()),
            "percentile": judged & self._few_for_percentile(numerator, policy),
            "none_of_few": judged & (numerator.nobody() & small | self._nothing(numerator, policy)),
            "all_of_few": judged & self._is_share() & complement.nobody() & small,
        }
        places = range(1, len(RULES) + 1)
        return np.select([conditions[rule] for rule in RULES], list(places), SHOWN).astype(np.int64)

    def _in_small_area(self, denominator: _Persons, policy: DisclosurePolicy) -> Mask:
        """Cells of a unit and period whose total is not provably large enough. A total that is not
        there proves nothing. Without a denominator there is no area to measure."""
        area = self._areas()
        totals = self._is_total()
        large = totals & (denominator.at_least(policy.minimum_area) | ~denominator.counted)
        empty = totals & denominator.nobody()
        # What a stratum says of itself goes before a total that says there is nobody
        has_people = ~np.isin(area, area[empty]) | ~denominator.nobody()
        in_small = ~np.isin(area, area[large]) & has_people
        # An empty stratum of a small area is left out with the rest of it
        return in_small & denominator.counted & (self.numbered | self._is_state(State.NOT_DEFINED))

    def _few_for_percentile(self, numerator: _Persons, policy: DisclosurePolicy) -> Mask:
        if not isinstance(self.measure, Percentile):
            return np.zeros(len(self.table), bool)
        fewest = policy.persons_for_percentile(self.measure.p, sensitive=self.behind.sensitive)
        return np.asarray(numerator.few(fewest) | numerator.nobody(), bool)

    def _nothing(self, numerator: _Persons, policy: DisclosurePolicy) -> Mask:
        """An amount of 0 in all, of so few persons that it says something of each."""
        has_amount = isinstance(self.measure, Sum | Mean) or (
            isinstance(self.behind.crude, Rate) and self.behind.crude.counting == "amount"
        )
        if not has_amount:
            return np.zeros(len(self.table), bool)
        return np.asarray((self.numerator == 0) & numerator.few(policy.minimum_area), bool)

    def _numerator_persons(self) -> _Persons:
        low, high = self._bounds("numerator")
        if self.public:
            unknown = self._missing("numerator_persons_high")
            low = np.where(unknown, np.abs(self.numerator), low)
            high = np.where(unknown, np.abs(self.numerator), high)
        return _Persons(low, high, self._about("numerator", self.behind.numerator_persons))

    def _complement_persons(self) -> _Persons:
        """Only a share and a profile must have one; another measure where the engine counted one."""
        low, high = self._bounds("complement")
        missing = self._missing("complement_persons_high")
        if self.public:
            rest = np.maximum(self.denominator - self.numerator, 0)
            low, high = np.where(missing, rest, low), np.where(missing, rest, high)
            return _Persons(low, high, ~missing | self.has_denominator)
        counted = self._about("complement", self.behind.numerator_persons)
        return _Persons(low, high, counted if self._is_share() else ~missing)

    def _denominator_persons(self) -> _Persons:
        """Nobody is in an empty denominator, whatever the engine left unsaid about it."""
        low, high = self._bounds("denominator")
        missing = self._missing("denominator_persons_high")
        high = np.where(missing & self._is_state(State.NOT_DEFINED), 0, high)
        if self.public:
            low = np.where(missing, self.denominator, low)
            high = np.where(missing, self.denominator, high)
            return _Persons(low, high, ~missing | self.has_denominator)
        if not self._is_divided():
            return _Persons(low, high, ~missing)
        if self.is_reported:  # an own tally may be a number by itself
            return _Persons(low, high, ~missing | self.has_denominator)
        # A population is persons, whatever is counted in it
        about = self.behind.denominator_persons or isinstance(self.behind.crude, Rate)
        return _Persons(low, high, self._about("denominator", about))

    def _about(self, what: str, persons: bool) -> Mask:
        """Where there is a group to protect: everywhere, unless what is counted is no person's and
        the engine knows of none."""
        if persons:
            return np.ones(len(self.table), bool)
        low, high = self._missing(f"{what}_persons_low"), self._missing(f"{what}_persons_high")
        return ~(low & high)

    def _is_share(self) -> bool:
        """Whether the rows that do not count are as much a group as those that do."""
        return isinstance(self.behind.crude, Proportion | Profile)

    def _is_divided(self) -> bool:
        """A stock of every night is divided by nights, which are nobody."""
        return not isinstance(self.behind.crude, Count | Persons | Sum | Stock)

    def _is_total(self) -> Mask:
        return self._missing("age_band") & self._missing("sex")

    def _areas(self) -> Counts:
        """One number for each organisation, unit and period, and each week of a profile."""
        found = np.zeros(len(self.table), np.int64)
        for name in ("organisation", "unit", "period", "step"):
            encoded = pc.dictionary_encode(
                self.table.column(name), null_encoding="encode"
            ).combine_chunks()
            codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
            found = found * max(len(encoded.dictionary), 1) + codes
        return found

    def _bounds(self, what: str) -> tuple[Counts, Counts]:
        low, _ = self.counts(f"{what}_persons_low", missing=0)
        high, _ = self.counts(f"{what}_persons_high", missing=NOTHING_KNOWN)
        return low, high

    def counts(self, name: str, missing: int = 0) -> tuple[Counts, Mask]:
        """A column, `missing` where it is null, and where it is not."""
        column = self.table.column(name)
        known = np.asarray(pc.is_valid(column).to_numpy(), bool)
        return np.asarray(pc.fill_null(column, missing).to_numpy(), np.int64), known

    def _missing(self, name: str) -> Mask:
        return np.asarray(pc.is_null(self.table.column(name)).to_numpy(), bool)

    def _flag(self, name: str) -> Mask:
        return np.asarray(pc.fill_null(self.table.column(name), False).to_numpy(), bool)

    def _is_state(self, *states: State) -> Mask:
        wanted = pa.array([state.value for state in states])
        return np.asarray(pc.is_in(self.state, wanted).to_numpy(), bool)

    def _check_numbers(self) -> None:
        """What an engine can never answer; a release of it would be nonsense."""
        if bool((self.numbered & ~self.has_numerator).any()):
            raise ValueError(f"{self.indicator.id}: a cell that counts has no numerator")
        must_divide = self._is_divided() and not self.is_reported
        if must_divide and bool((self.numbered & ~self.has_denominator).any()):
            raise ValueError(f"{self.indicator.id}: a cell that counts has no denominator")
        if bool((self.numbered & self.has_denominator & (self.denominator <= 0)).any()):
            raise ValueError(f"{self.indicator.id}: a cell that counts has an empty denominator")
        if not self._may_be_negative() and bool((self.numbered & (self.numerator < 0)).any()):
            raise ValueError(f"{self.indicator.id}: a negative count")
        if bool((self.numbered & (self.has_figure != self.is_standardised)).any()):
            raise ValueError(
                f"{self.indicator.id}: a figure that is no quotient, or none that should be"
            )

    def _may_be_negative(self) -> bool:
        """A correction of a running total, and what a delivered column can hold."""
        if isinstance(self.measure, Reported):
            return self.measure.kind == "cumulative"
        amount = getattr(self.behind.crude, "amount", None)
        return isinstance(amount, ColumnAmount)


def _releasable(cells: _Cells, rules: Counts) -> pa.Table:
    table = cells.table
    shown = cells.numbered & (rules == SHOWN)
    printed = (rules == RULES.index("supplier") + 1) & cells.exempt
    columns = {
        name: table.column(name) for name in RELEASABLE_SCHEMA.names if name in table.schema.names
    }
    columns |= _numbers(cells, shown)
    columns["state"] = _states(cells, rules)
    columns["period_kind"] = _period_kinds(table.column("period"))
    for name in ("numerator_low", "numerator_high"):
        counts, known = cells.counts(name)
        columns[name] = figures.whole_numbers(counts, printed & known)
    columns["population_share"] = _population_share(cells)
    return pa.table([columns[name] for name in RELEASABLE_SCHEMA.names], schema=RELEASABLE_SCHEMA)


def _numbers(cells: _Cells, shown: Mask) -> dict[str, pa.Array]:
    """Everything is computed on the shown cells alone: a hidden number never enters."""
    exact = shown & (not isinstance(cells.measure, Percentile))
    found = {"numerator": figures.whole_numbers(cells.numerator, exact)}
    empty = np.zeros(len(shown), np.int64)
    value, denominator = empty.copy(), empty.copy()
    lower, upper = empty.copy(), empty.copy()
    limited = np.zeros(len(shown), bool)
    for part, divisors in (
        (shown & cells.has_denominator, True),
        (shown & ~cells.has_denominator, False),
    ):
        if not part.any():
            continue
        counts = cells.numerator[part]
        below = cells.denominator[part] if divisors else None
        value[part] = (
            cells.figure[part]
            if cells.is_standardised
            else figures.values(cells.indicator, counts, below)
        )
        if below is not None:
            denominator[part] = figures.shown_denominators(cells.behind.crude, below)
        limits = figures.limits(cells.indicator, counts, below)
        if limits is not None:
            lower[part] = np.minimum(limits[0], value[part])
            upper[part] = np.maximum(limits[1], value[part])
            limited |= part
    found["value"] = figures.figures(value, shown)
    # Observed is not divided by the crude denominator, and beside the figure it would be taken for it
    divides = not isinstance(cells.measure, StandardisedRatio)
    found["denominator"] = figures.figures(denominator, shown & cells.has_denominator & divides)
    found["lower"] = figures.figures(lower, limited)
    found["upper"] = figures.figures(upper, limited)
    return found


def _states(cells: _Cells, rules: Counts) -> pa.Array:
    """A shown count says by itself whether it is a zero."""
    shown = cells.numbered & (rules == SHOWN)
    number = np.where(cells.numerator == 0, State.ZERO.value, State.OK.value)
    states = pc.if_else(
        pa.array(shown), pa.array(number, pa.string()), cells.state.combine_chunks()
    )
    return pc.if_else(pa.array(rules == SHOWN), states, State.SUPPRESSED.value)


def _period_kinds(periods: pa.ChunkedArray) -> pa.Array:
    encoded = pc.dictionary_encode(periods).combine_chunks()
    kinds = pa.array(
        [parse_period(period).kind for period in encoded.dictionary.to_pylist()], pa.string()
    )
    return kinds.take(encoded.indices)


def _population_share(cells: _Cells) -> pa.Array:
    present, known = cells.counts("population_present")
    total, _ = cells.counts("population_total")
    known = known & (total > 0)
    share = np.zeros(len(present), np.int64)
    share[known] = np.floor(present[known] / total[known] * figures.MILLION + 0.5).astype(np.int64)
    return figures.figures(share, known)


def _sealed(cells: _Cells, rules: Counts) -> SealedAudit:
    hidden = np.flatnonzero(rules != SHOWN)
    table = cells.table.take(pa.array(hidden))
    names = pa.array(RULES, pa.string()).take(pa.array(rules[hidden] - 1))
    columns = {
        name: table.column(name) for name in SEALED_SCHEMA.names if name in table.schema.names
    }
    columns["rule"] = names
    return SealedAudit(pa.table([columns[n] for n in SEALED_SCHEMA.names], schema=SEALED_SCHEMA))
