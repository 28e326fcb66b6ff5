"""How wide a text will be, where it breaks, and how it is written safely."""

from html import escape

# Widths in thousandths of the font size. Those of DejaVu Sans, the widest of the fonts a reader is
# likely to have: a text may come out narrower than reckoned, never wider.
COMMON_WIDTH = 640
WIDTHS = (
    dict.fromkeys(" .,·:;|'ijlI!\xa0", 320)
    | dict.fromkeys("ft()[]r/-", 410)
    | dict.fromkeys("cksvxyzJ–?", 560)
    | dict.fromkeys("ABCDEKNHRSUVXYZÅGOQPTF", 700)
    | dict.fromkeys("wGOQDØ", 800)
    | dict.fromkeys("mMWæÆ%—", 1000)
    | dict.fromkeys("−+=<>×", 840)
)
BOLD_FACTOR = 1.12


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """An upper estimate, in the unit of `size`."""
    thousandths = sum(WIDTHS.get(letter, COMMON_WIDTH) for letter in text)
    return thousandths / 1000 * size * (BOLD_FACTOR if bold else 1)


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Lines no wider than `width`, broken at spaces, and inside a word only when it must be."""
    lines: list[str] = []
    for word in text.split(" "):
        candidate = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(candidate, size, bold=bold) <= width:
            lines[-1] = candidate
        else:
            lines.extend(_cut(word, width, size, bold=bold))
    return tuple(line for line in lines if line)


def ended(text: str) -> str:
    """Ready for one more sentence after it: with a full stop and a space, and empty if it is."""
    return "" if not text else f"{text} " if text.endswith((".", "!", "?")) else f"{text}. "


def escape_text(text: str) -> str:
    """Text for an element or an attribute; what XML cannot hold at all is left out."""
    return escape("".join(letter for letter in text if letter >= " "))


def _cut(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
