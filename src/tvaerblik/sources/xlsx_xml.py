"""The parts of a workbook as XML, read by the standard library's own parser with everything foreign shut.

A document type is refused where it begins, so no entity is ever declared and nothing outside is asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from xml.parsers import expat

from tvaerblik.core.errors import BadInput, Where
from tvaerblik.core.texts import Text
from tvaerblik.sources.trouble import refuse
from tvaerblik.sources.xlsx_container import ANEW, Container, damaged

Attributes = dict[str, str]


@dataclass(frozen=True)
class Handler:
    """Names come without their namespace. What nobody asks for costs no time."""

    start: Callable[[str, Attributes], None] | None = None
    end: Callable[[str], None] | None = None
    text: Callable[[str], None] | None = None


def read_part(container: Container, name: str, handler: Handler) -> None:
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    _listen(parser, container, handler)

    def refuse_type(*_: object) -> None:
        raise _has_type(name)

    parser.StartDoctypeDeclHandler = refuse_type
    parser.EntityDeclHandler = refuse_type
    try:
        for chunk in container.chunks(name):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError):  # the parser's own text quotes the file
        raise damaged(name) from None


def _listen(parser: expat.XMLParserType, container: Container, handler: Handler) -> None:
    started, ended = handler.start, handler.end

    def start(tag: str, found: Attributes) -> None:
        container.count_element()
        if started is not None:
            started(_local(tag), _own(found))

    if started is not None or ended is not None:
        parser.StartElementHandler = start
    if ended is not None:
        parser.EndElementHandler = lambda tag: ended(_local(tag))
    if handler.text is not None:
        parser.CharacterDataHandler = handler.text


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _own(found: Attributes) -> Attributes:
    return {_local(name): value for name, value in found.items()}


def _has_type(name: str) -> BadInput:
    return refuse(
        "D02",
        Text(
            f"Delen »{name}« har en dokumenttype (DTD), som kan hente noget udefra.",
            f"The part '{name}' has a document type (DTD), which may fetch something from outside.",
        ),
        ANEW,
        Where(),
    )


@dataclass(frozen=True, slots=True)
class Relation:
    id: str
    kind: str  # the last word of its type: worksheet, hyperlink, externalLink
    target: str
    is_outside: bool


def relations(container: Container, part: str) -> list[Relation]:
    """What a part refers to, with targets as names in the container."""
    folder, _, file = part.rpartition("/")
    name = container.named(f"{folder}/_rels/{file}.rels".lstrip("/"))
    found: list[Relation] = []

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship":
            outside = attributes.get("TargetMode") == "External"
            target = attributes.get("Target", "")
            found.append(
                Relation(
                    attributes.get("Id", ""),
                    attributes.get("Type", "").rpartition("/")[2],
                    target if outside else _resolved(folder, target),
                    outside,
                )
            )

    if name is not None:
        read_part(container, name, Handler(start))
    return found


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    steps: list[str] = [step for step in folder.split("/") if step]
    for step in target.split("/"):
        if step == ".." and steps:
            steps.pop()
        elif step not in (".", ".."):
            steps.append(step)
    return "/".join(steps)
