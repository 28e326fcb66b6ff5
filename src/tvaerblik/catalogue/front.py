"""What the first screen shows, agreed by those who meet over it: which tiles, in which order, and what is known."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tvaerblik.catalogue.fields import Fields
from tvaerblik.catalogue.strict_yaml import read_strict_yaml
from tvaerblik.core.texts import Text


@dataclass(frozen=True, slots=True)
class Remark:
    """Something known about the figures, as it was said on a day: kept, though it may have passed."""

    date: date
    text: Text


@dataclass(frozen=True, slots=True)
class Front:
    """`tiles` are indicators; those without figures in a release are told of further down."""

    title: Text
    tiles: tuple[str, ...]
    remarks: tuple[Remark, ...]


def load_front(path: Path, indicators: Container[str]) -> Front | None:
    """None where the file is not there: then every indicator stands under its theme."""
    if not path.exists():
        return None
    fields = Fields(read_strict_yaml(path), path)
    found = Front(
        fields.both("title"),
        tuple(str(name) for name in fields.items("tiles")),
        fields.each("remarks", lambda item: Remark(item.day("date"), item.both("text"))),
    )
    fields.done()
    unknown = [name for name in found.tiles if name not in indicators]
    if unknown or len(set(found.tiles)) < len(found.tiles):
        named = ", ".join(unknown) or "–"
        raise fields.error(
            "E04",
            f"Hver flise er en indikator, der findes, og står én gang (ukendte: {named}).",
            f"Each tile is an indicator that exists, and stands once (unknown: {named}).",
            "Ret listen tiles.",
            "Mend the list tiles.",
            "tiles",
        )
    return found
