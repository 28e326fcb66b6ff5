"""A drawing as a PNG, for what shows no SVG: slides, mails, office documents."""

import zlib
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
# Twice the drawing's own size: sharp on the screens of today and on paper
SCALE = 2
# Beyond this it takes twice the time for a hundredth of the bytes
PACKING = 6
SIGNATURE = b"\x89PNG\r\n\x1a\n"
# The newest are kept, at about 0.1 MB each: what one reader of a meeting downloads, others do too
KEPT = 16


@lru_cache(maxsize=KEPT)
def png_of(standalone: str) -> bytes:
    """Of a drawing that stands alone: with its looks inside and a ground of its own."""
    # Imported here and not above: 15 MB that no process needs before somebody asks for a PNG
    import vl_convert

    _know_our_fonts()
    return packed(vl_convert.svg_to_png(standalone, scale=SCALE))


def packed(png: bytes) -> bytes:
    """The same picture in about a third of the bytes: the renderer is quick and packs loosely, and
    these are sent by mail."""
    chunks = list(_chunks(png))
    pixels = zlib.decompress(b"".join(data for kind, data in chunks if kind == b"IDAT"))
    head = [(kind, data) for kind, data in chunks if kind not in (b"IDAT", b"IEND")]
    ends = [(b"IDAT", zlib.compress(pixels, PACKING)), (b"IEND", b"")]
    return SIGNATURE + b"".join(_chunk(kind, data) for kind, data in [*head, *ends])


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(kind: bytes, data: bytes) -> bytes:
    checked = kind + data
    return len(data).to_bytes(4, "big") + checked + zlib.crc32(checked).to_bytes(4, "big")


@cache
def _know_our_fonts() -> None:
    """The type of the pages. Without it a system's own would be taken, and differ between machines."""
    import vl_convert  # see above

    vl_convert.register_font_directory(str(FONTS))
