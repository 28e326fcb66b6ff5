"""A permit says who acts, as what, and why. Flows are handed one; nothing runs without."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["reader", "analyst", "operator"]


@dataclass(frozen=True, slots=True)
class Permit:
    """`reader` sees releasable rows, `analyst` exact rows (audited), `operator` also changes things."""

    by: str
    role: Role
    reason: str

    def __post_init__(self) -> None:
        if not self.by.strip() or not self.reason.strip():
            raise ValueError("A permit needs somebody and a reason")

    @property
    def may_operate(self) -> bool:
        return self.role == "operator"

    @property
    def may_see_exact(self) -> bool:
        return self.role in ("analyst", "operator")
