"""A chart that leaves the page: a file to download, a picture in a report or a mail."""

import re
from functools import cache
from pathlib import Path

CSS = Path(__file__).with_name("charts.css")
CLASSES = re.compile(r' class="([^"]*)"')
SELECTED = re.compile(r"\.(tb-[\w-]+)")
OPENING = re.compile(r'<svg [^>]*viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)"[^>]*>')


def standalone_svg(svg: str) -> str:
    """The same chart on a white ground and with its looks inside, in light colours always."""
    opening = OPENING.match(svg)
    if opening is None:
        raise ValueError("only a chart drawn here can be made to stand alone")
    ground = f'<rect width="{opening["width"]}" height="{opening["height"]}" fill="#ffffff"/>'
    start = opening.end()
    # The title must stay the first child, for that is what readers of the file look for
    at = svg.index("</desc>", start) + len("</desc>") if "</desc>" in svg else start
    return f"{svg[:at]}<style>{_css_for(svg)}</style>{ground}{svg[at:]}\n"


def _css_for(svg: str) -> str:
    """The rules of the classes that are in it: a file is no larger than it must be, and does not
    change when another kind of chart gets a look of its own."""
    used = {name for names in CLASSES.findall(svg) for name in names.split()}
    return "\n".join(rule for rule in light_css().splitlines() if _concerns(rule, used))


def _concerns(rule: str, used: set[str]) -> bool:
    """One of its selectors needs no class that is not there. Every rule stands on a line of its own."""
    selectors = rule.split("{")[0].split(",")
    return any(set(SELECTED.findall(one)) <= used for one in selectors)


@cache
def light_css() -> str:
    """The rules with every custom property replaced by its light value.

    What turns SVG into PNG or PDF outside a browser knows no custom properties and no dark mode,
    and would draw all of it black.
    """
    tokens, rules = CSS.read_text(encoding="utf-8").split("/* rules */")
    light = tokens.split("@media")[0]
    for name, value in re.findall(r"(--tb-chart-\w+): var\(--tb-\w+, (.*)\);", light):
        rules = rules.replace(f"var({name})", value)
    return rules.strip()
