"""XML as a tree of elements, without anything in XML that is dangerous: for the limited process only.

A document type declaration is refused before anything in it is read, and with it every entity, external
file and address. Depth and number of elements have an end; what is cut off or badly formed is told with
its line. The values of the document are never quoted.
"""

from dataclasses import dataclass, field
from xml.parsers import expat

from tvaerblik.core.errors import BadInput, Problem, Where
from tvaerblik.core.texts import Text

# The deepest official message has 21 levels; a thousand contacts in one message have some 200,000 elements.
MAX_DEPTH = 60
MAX_ELEMENTS = 300_000
MAX_TEXT = 1_000


@dataclass(slots=True)
class Element:
    """`tag` without its namespace where that is the document's own; `line` is where it begins."""

    tag: str
    attributes: dict[str, str]
    line: int
    children: list["Element"] = field(default_factory=list)
    text: str = ""

    def all(self, tag: str) -> list["Element"]:
        return [child for child in self.children if child.tag == tag]

    def first(self, *path: str) -> "Element | None":
        """The first element along a path of tags."""
        found: Element | None = self
        for tag in path:
            found = next((child for child in found.children if child.tag == tag), None)
            if found is None:
                return None
        return found

    def get(self, name: str) -> str | None:
        return self.attributes.get(name)


def parse(data: bytes, namespace: str) -> Element:
    """The root element. Raises BadInput: D02 a declaration, D05 cut off or badly formed, D18 too large."""
    return _Builder(namespace).build(data)


class _Builder:
    def __init__(self, namespace: str) -> None:
        self.prefix = f"{namespace} "
        self.open: list[Element] = []
        self.root: Element | None = None
        self.elements = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._declaration
        self.parser.EntityDeclHandler = self._declaration
        self.parser.ExternalEntityRefHandler = self._declaration

    def build(self, data: bytes) -> Element:
        try:
            self.parser.Parse(data, True)
        except expat.ExpatError as error:
            raise _malformed(error) from None
        except (LookupError, OSError):  # an encoding not built in would be fetched from a file
            raise _refused(
                "D11",
                Text(
                    "Filen er i et tegnsæt, der ikke læses.",
                    "The file is in an encoding that is not read.",
                ),
                Text("Gem filen som UTF-8.", "Save the file as UTF-8."),
                1,
            ) from None
        assert self.root is not None, "a document without a root is badly formed"
        return self.root

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if len(self.open) >= MAX_DEPTH or self.elements > MAX_ELEMENTS:
            raise _refused(
                "D18",
                Text(
                    "Filen har for mange elementer eller for mange niveauer.",
                    "The file has too many elements or too many levels.",
                ),
                Text("Del den i flere beskeder.", "Split it into several messages."),
                self.parser.CurrentLineNumber,
            )
        line = self.parser.CurrentLineNumber
        element = Element(tag.removeprefix(self.prefix), attributes, line)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def _end(self, tag: str) -> None:
        self.open.pop()

    def _text(self, text: str) -> None:
        """What stands before the first child, and no more of it than a name or a code can have."""
        if self.open and not self.open[-1].children and len(self.open[-1].text) < MAX_TEXT:
            self.open[-1].text += text[:MAX_TEXT]

    def _declaration(self, *_: object) -> int:
        raise _refused(
            "D02",
            Text(
                "Filen har en DOCTYPE eller entiteter; det læses aldrig.",
                "The file has a DOCTYPE or entities; those are never read.",
            ),
            Text("Dan beskeden uden.", "Make the message without them."),
            self.parser.CurrentLineNumber,
        )


def _malformed(error: expat.ExpatError) -> BadInput:
    return _refused(
        "D05",
        Text(
            "Filen er afkortet eller er ikke gyldig XML.",
            "The file is cut off or is not valid XML.",
        ),
        Text("Dan den igen, og overfør den igen.", "Make it again and transfer it again."),
        error.lineno,
    )


def _refused(code: str, what: Text, remedy: Text, line: int) -> BadInput:
    return BadInput(Problem(code, what, remedy, Where(row=line)))
