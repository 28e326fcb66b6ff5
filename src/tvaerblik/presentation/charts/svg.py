"""The few SVG elements we draw with. Looks come from classes only: our pages allow no inline style."""

from collections.abc import Sequence

from tvaerblik.presentation.charts.text import escape_text

Place = tuple[float, float]


def coordinate(value: float) -> str:
    """A tenth of a unit is finer than any screen; `12` and not `12.0`, never `-0`."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def element(name: str, content: str = "", **attributes: str | float) -> str:
    """`css` becomes class, and an underscore a hyphen, since Python reserves both."""
    written = "".join(
        f' {_attribute_name(key)}="{_attribute_value(value)}"' for key, value in attributes.items()
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text(place: Place, content: str, css: str, *, anchor: str = "start") -> str:
    extra = {} if anchor == "start" else {"text_anchor": anchor}
    return element("text", escape_text(content), x=place[0], y=place[1], css=css, **extra)


def rule(start: Place, end: Place, css: str) -> str:
    return element("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], css=css)


def polyline(places: Sequence[Place], css: str) -> str:
    points = " ".join(f"{coordinate(x)},{coordinate(y)}" for x, y in places)
    return element("polyline", points=points, css=css)


def circle(place: Place, radius: float, css: str, *, title: str = "") -> str:
    return element("circle", tooltip(title), cx=place[0], cy=place[1], r=radius, css=css)


def diamond(place: Place, radius: float, css: str, *, title: str = "") -> str:
    x, y = place
    corners = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
    points = " ".join(f"{coordinate(a)},{coordinate(b)}" for a, b in corners)
    return element("polygon", tooltip(title), points=points, css=css)


def square(place: Place, radius: float, css: str, *, title: str = "") -> str:
    x, y = place
    side = 2 * radius
    return element(
        "rect", tooltip(title), x=x - radius, y=y - radius, width=side, height=side, css=css
    )


def tooltip(title: str) -> str:
    return f"<title>{escape_text(title)}</title>" if title else ""


def _attribute_name(key: str) -> str:
    return "class" if key == "css" else key.replace("_", "-")


def _attribute_value(value: str | float) -> str:
    return escape_text(value) if isinstance(value, str) else coordinate(value)
