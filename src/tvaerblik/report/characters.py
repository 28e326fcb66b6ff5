"""Text as our type can show it. A sign that it lacks is written as its number, `[U+1F600]`: PDF/A refuses
a document with a hole in it, and an archive must not lose what was there."""

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import chain

from tvaerblik.presentation.charts.raster import FONTS

TYPES = (FONTS / "IBMPlexSans-Regular.ttf", FONTS / "IBMPlexSans-SemiBold.ttf")
# Of Unicode's kinds: controls, invisible steering (which can turn a line around), private and unassigned
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})
_BREAKS = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\t": "    "}


def shown(text: str) -> str:
    for sign, plain in _BREAKS.items():
        text = text.replace(sign, plain)
    composed = unicodedata.normalize("NFC", text)
    return "".join(one if _can_be_shown(one) else f"[U+{ord(one):04X}]" for one in composed)


def _can_be_shown(sign: str) -> bool:
    if sign == "\n":
        return True
    return unicodedata.category(sign) not in _UNSEEN and ord(sign) in _in_our_type()


@cache
def _in_our_type() -> frozenset[int]:
    """What every weight of it has a picture of."""
    return frozenset.intersection(*(frozenset(_mapped(path.read_bytes())) for path in TYPES))


def _mapped(font: bytes) -> Iterator[int]:
    """The code points of a TrueType file's character map (its table `cmap`, formats 4 and 12)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * one) for one in range(tables))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    places = {struct.unpack_from(">HHI", font, start + 4 + 8 * one)[2] for one in range(count)}
    return chain.from_iterable(_of_subtable(font, start + place) for place in sorted(places))


def _of_subtable(font: bytes, at: int) -> Iterator[int]:
    (form,) = struct.unpack_from(">H", font, at)
    if form == 12:
        (groups,) = struct.unpack_from(">I", font, at + 12)
        for one in range(groups):
            first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * one)
            yield from range(first, last + 1)
    elif form == 4:
        (twice,) = struct.unpack_from(">H", font, at + 6)
        ends = struct.unpack_from(f">{twice // 2}H", font, at + 14)
        firsts = struct.unpack_from(f">{twice // 2}H", font, at + 16 + twice)
        for first, last in zip(firsts, ends, strict=True):
            yield from range(first, min(last, 0xFFFE) + 1)
