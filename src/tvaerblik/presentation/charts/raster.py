"""A drawing as a PNG, for what shows no SVG: slides, mails, office documents."""

from functools import cache, lru_cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
# Twice the drawing's own size: sharp on the screens of today and on paper
SCALE = 2
# The newest are kept, at about 0.3 MB each: what one reader of a meeting downloads, others do too
KEPT = 16


@lru_cache(maxsize=KEPT)
def png_of(standalone: str) -> bytes:
    """Of a drawing that stands alone: with its looks inside and a ground of its own."""
    # Imported here and not above: 15 MB that no process needs before somebody asks for a PNG
    import vl_convert

    _know_our_fonts()
    png: bytes = vl_convert.svg_to_png(standalone, scale=SCALE)
    return png


@cache
def _know_our_fonts() -> None:
    """The type of the pages. Without it a system's own would be taken, and differ between machines."""
    import vl_convert  # see above

    vl_convert.register_font_directory(str(FONTS))
