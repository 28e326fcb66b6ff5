"""How many people live in a unit: what a coverage share is a share of."""

from collections.abc import Iterable
from datetime import date

from tvaerblik.catalogue.units import UnitRegister
from tvaerblik.core.periods import quarter_of
from tvaerblik.engine.fast.session import Session
from tvaerblik.store.snapshot import Snapshot


class Residents:
    """Persons of the quarter a day lies in; 0 where no population was delivered."""

    def __init__(self, session: Session, snapshot: Snapshot, units: UnitRegister) -> None:
        self._units = units
        self._known: dict[tuple[str, date], int] = {}
        self._by_municipality: dict[tuple[date, str], int] = {}
        if "population" in snapshot.files:
            rows = session.fetch("residents", _BY_MUNICIPALITY).to_pylist()
            self._by_municipality = {
                (row["quarter_start"], row["municipality"]): row["persons"] for row in rows
            }

    def of(self, atoms: Iterable[str], day: date) -> int:
        """Of municipalities, or of reporting units made up of them."""
        if not self._by_municipality:
            return 0
        return sum(self._of_one(atom, quarter_of(day).start) for atom in atoms)

    def _of_one(self, atom: str, quarter: date) -> int:
        if (atom, quarter) not in self._known:
            members = self._units.members(atom, quarter, "municipality")
            self._known[atom, quarter] = sum(
                self._by_municipality.get((quarter, member), 0) for member in members
            )
        return self._known[atom, quarter]


_BY_MUNICIPALITY = """
SELECT quarter_start, municipality, sum(persons)::BIGINT AS persons
FROM population
GROUP BY quarter_start, municipality
"""
