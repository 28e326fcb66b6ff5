"""What a cell can be. A cell has one state and any number of flags; only ok and zero carry numbers."""

from enum import StrEnum


class State(StrEnum):
    OK = "ok"
    ZERO = "zero"  # a true zero: somebody looked, and there was nothing
    SUPPRESSED = "suppressed"  # exists, may not be seen
    NOT_DELIVERED = "not_delivered"  # it should have come
    NOT_COLLECTED = "not_collected"  # nobody collects it here or at this grain
    NOT_DEFINED = "not_defined"  # an empty denominator
    NOT_SETTLED = "not_settled"  # the period, or the follow-up after it, has not been covered yet


class Flag(StrEnum):
    PROVISIONAL = "provisional"  # settled, but inside the register's registration lag
    PARTIAL = "partial"  # some of the unit's municipalities did not deliver
    BREAK = "break"  # the period contains a declared break in the series


NUMBERED_STATES = frozenset({State.OK, State.ZERO})
