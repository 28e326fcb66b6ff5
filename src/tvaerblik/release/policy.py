"""The disclosure policy: which counts of persons may be seen. Stricter is allowed, looser is not."""

import hashlib
from dataclasses import dataclass

from tvaerblik.release.canonical import to_bytes

# The platform's floor, in persons. 1-4 persons can be recognised by those who know one of them;
# a sensitive theme widens that to 1-9; an area with fewer than 30 in the denominator says more about
# its residents than about its care; a median or another percentile of fewer than 10 is nearly the
# amount of one of them. A policy may ask for more, never for less.
FLOOR_PERSONS = 5
FLOOR_SENSITIVE = 10
FLOOR_AREA = 30
FLOOR_PERCENTILE = 10


@dataclass(frozen=True, slots=True)
class DisclosurePolicy:
    """The fewest persons that may stand behind a figure; `minimum_area` in an area's denominator,
    `percentile_persons` behind a percentile."""

    version: str
    minimum_persons: int = FLOOR_PERSONS
    sensitive_persons: int = FLOOR_SENSITIVE
    minimum_area: int = FLOOR_AREA
    percentile_persons: int = FLOOR_PERCENTILE

    def __post_init__(self) -> None:
        floors = (
            ("minimum_persons", self.minimum_persons, FLOOR_PERSONS),
            ("sensitive_persons", self.sensitive_persons, FLOOR_SENSITIVE),
            ("minimum_area", self.minimum_area, FLOOR_AREA),
            ("percentile_persons", self.percentile_persons, FLOOR_PERCENTILE),
        )
        for name, value, floor in floors:
            if type(value) is not int or value < floor:
                raise ValueError(f"{name} must be a whole number of at least {floor}, not {value}")

    def persons_for(self, *, sensitive: bool) -> int:
        """The threshold of an indicator; a sensitive one never has a lower one than the others."""
        return max(self.minimum_persons, self.sensitive_persons if sensitive else 0)

    def persons_for_percentile(self, p: int, *, sensitive: bool) -> int:
        """So many that each side of the percentile has as many as any other figure needs: 10 for a
        median, 50 for the 10th or 90th. With fewer it comes near the least or greatest amount."""
        each_side = self.persons_for(sensitive=sensitive)
        return max(self.percentile_persons, -(-100 * each_side // min(p, 100 - p)))

    @property
    def digest(self) -> str:
        return hashlib.sha256(to_bytes(self)).hexdigest()


PLATFORM_POLICY = DisclosurePolicy("platform-1")
