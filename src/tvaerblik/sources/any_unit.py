"""Which unit a text means when its kind is not told. What may mean two units is refused, never chosen."""

import re
from collections import defaultdict
from collections.abc import Iterable

from tvaerblik.catalogue.units import Unit, UnitRegister

# Clusters of two regions share a name; the register tells them apart by the region in brackets.
_REGION = re.compile(r"\s*\([^()]*\)$")


class AnyUnit:
    """Every spelling of every unit: id, code with and without its first zero, names, and names
    without the region in brackets, which is how the cluster itself writes them."""

    def __init__(self, register: UnitRegister) -> None:
        self._by_text: dict[str, set[str]] = defaultdict(set)
        self._units = register.units
        for unit in register.units.values():
            for text in _spellings(unit):
                self._by_text[_folded(text)].add(unit.id)
        for key, id_ in register.aliases.items():
            self._by_text[key.partition(":")[2]].add(id_)

    def find(self, text: str) -> tuple[Unit, ...]:
        """None, the one, or all that it may mean, in order of id."""
        named = self._units.get(text)
        if named is not None:
            return (named,)
        return tuple(self._units[id_] for id_ in sorted(self._by_text.get(_folded(text), ())))


def _spellings(unit: Unit) -> Iterable[str]:
    names = (unit.name.da, unit.name.en)
    spelled = (*names, *(_REGION.sub("", name) for name in names), unit.code, unit.code.lstrip("0"))
    return [text for text in spelled if text]


def _folded(text: str) -> str:
    return text.strip().casefold()
