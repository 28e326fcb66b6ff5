"""YAML as a spelling and nothing more: plain mappings, lists and scalars, each key once.

Anchors, aliases, tags, merge keys and duplicate keys are refused, and so is whatever YAML 1.1 would
guess: `NO` is not false, `0101` is not 65 and 2026-01-01 is not a date object. Only `true`, `false`,
whole numbers without a leading zero and decimals are read as other than text.
"""

import re
from pathlib import Path
from typing import Any

import yaml

from tvaerblik.core.errors import DefinitionError, Problem, Where
from tvaerblik.core.texts import Text

# A definition is a page or two; a file beyond this is a mistake or an attack, and is not parsed.
MAX_BYTES = 128 * 1024
# Deeper than any definition goes; PyYAML's composer recurses, so depth is bounded before it runs.
MAX_DEPTH = 30
# Fields, values and lists together; the largest file of the project has a tenth of them. Counted while the
# file is read, so that a hostile one is left after the same few milliseconds whatever its size.
MAX_PARTS = 5_000
# One line of text: a paragraph
MAX_LINE = 4_000
# One text: the tables of a worked case are the longest
MAX_TEXT = 50_000
# libyaml where PyYAML was built with it: the same events, thirty times as fast
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,17}")
# What turns the direction of writing, joins or splits unseen, or is no character: a reader would see
# another text than the one that is computed from.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_GUESSED = re.compile(
    r"(?i)(y|n|yes|no|on|off|null|~|\.nan|[-+]?\.inf|0\d+|0x[0-9a-f]+|0o?[0-7]+|0b[01_]+|true|false"
    r"|[-+]?\d[\d_]*(:[0-5]?\d)+(\.\d*)?|[-+]?\d[\d_]*_[\d_]*|[-+]?(\d+\.?\d*|\.\d+)e[-+]?\d+|\+\d+)"
)


def yaml_files(folder: Path) -> tuple[Path, ...]:
    """The files of a folder of definitions. Raises DefinitionError for one that would be overlooked
    because of its ending."""
    if not folder.is_dir():
        return ()
    for path in sorted(folder.iterdir()):
        if path.suffix != ".yaml" and path.suffix.lower() in (".yml", ".yaml"):
            raise _error(
                path,
                None,
                "E04",
                f"Filer med endelsen »{path.suffix}« læses ikke.",
                f"Files with the ending '{path.suffix}' are not read.",
                "Giv filen endelsen .yaml, eller fjern den.",
                "Give the file the ending .yaml, or remove it.",
            )
    return tuple(sorted(folder.glob("*.yaml")))


def read_strict_yaml(path: Path) -> dict[str, Any]:
    """Returns the top mapping of a file. Raises DefinitionError with file and line."""
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _error(
            path,
            1,
            "E02",
            "Filen er for stor til at være en definition.",
            "The file is too large to be a definition.",
            f"Højst {MAX_BYTES // 1024} KiB.",
            f"At most {MAX_BYTES // 1024} KiB.",
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _error(
            path,
            data.count(b"\n", 0, error.start) + 1,
            "E02",
            "Filen er ikke UTF-8.",
            "The file is not UTF-8.",
            "Gem den igen som UTF-8.",
            "Save it again as UTF-8.",
        ) from None
    return parse_strict_yaml(text, path)


def parse_strict_yaml(text: str, path: Path) -> dict[str, Any]:
    _check_lines(text, path)
    try:
        _check_events(text, path)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = 1 if mark is None else mark.line + 1
        raise _error(
            path,
            line,
            "E02",
            "Filen er ikke gyldig YAML.",
            "The file is not valid YAML.",
            "Ret linjen; se indrykning og kolon.",
            "Mend the line; look at indentation and colons.",
        ) from None
    if not isinstance(node, yaml.MappingNode):
        raise _error(
            path,
            1,
            "E02",
            "Filen skal bestå af felter med navne.",
            "The file must be a mapping.",
            "Begynd med »id: …«.",
            "Begin with 'id: …'.",
        )
    value = _value(node, path)
    assert isinstance(value, dict), type(value)
    return value


def _check_lines(text: str, path: Path) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MAX_LINE:
            raise _error(
                path,
                number,
                "E04",
                "Linjen er for lang til at kunne læses.",
                "The line is too long to be read.",
                f"Højst {MAX_LINE} tegn; del den.",
                f"At most {MAX_LINE} characters; split it.",
            )


def _check_events(text: str, path: Path) -> None:
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_LOADER)):
        line = _line(event)
        if count > MAX_PARTS:
            raise _error(
                path,
                line,
                "E04",
                "Filen har for mange felter til at være en definition.",
                "The file has too many fields to be a definition.",
                f"Højst {MAX_PARTS} felter, værdier og lister.",
                f"At most {MAX_PARTS} fields, values and lists.",
            )
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _error(
                path,
                line,
                "E02",
                "Ankre og henvisninger er ikke tilladt.",
                "Anchors and aliases are not allowed.",
                "Skriv værdien ud.",
                "Write the value out.",
            )
        if isinstance(event, yaml.DocumentStartEvent) and event.version is not None:
            raise _error(
                path,
                line,
                "E02",
                "Direktiver (%) er ikke tilladt.",
                "Directives (%) are not allowed.",
                "Fjern linjen.",
                "Remove the line.",
            )
        if len(getattr(event, "value", "")) > MAX_TEXT:
            raise _error(
                path,
                line,
                "E04",
                "Teksten er for lang til at kunne læses.",
                "The text is too long to be read.",
                f"Højst {MAX_TEXT} tegn.",
                f"At most {MAX_TEXT} characters.",
            )
        if getattr(event, "tag", None):
            raise _error(
                path,
                line,
                "E02",
                "Mærker (!) er ikke tilladt.",
                "Tags (!) are not allowed.",
                "Fjern mærket.",
                "Remove the tag.",
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise _error(
                path,
                line,
                "E04",
                "Definitionen er for dybt indlejret.",
                "The definition is nested too deeply.",
                f"Højst {MAX_DEPTH} niveauer.",
                f"At most {MAX_DEPTH} levels.",
            )


def _line(event: yaml.Event) -> int:
    return 1 if event.start_mark is None else event.start_mark.line + 1


def _value(node: yaml.Node, path: Path) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, path) for item in node.value]
    assert isinstance(node, yaml.ScalarNode), type(node)
    return _scalar(node, path)


def _mapping(node: yaml.MappingNode, path: Path) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode) or key_node.value == "<<":
            raise _error(
                path,
                line,
                "E02",
                "Et felts navn skal være et ord.",
                "A key must be a word.",
                "Skriv felterne ud.",
                "Write the fields out.",
            )
        _check_seen(key_node, path)
        if key_node.value in found:
            raise _error(
                path,
                line,
                "E03",
                f"Feltet »{key_node.value}« står to gange.",
                f"The key '{key_node.value}' stands twice.",
                "Behold det ene.",
                "Keep one of them.",
            )
        found[key_node.value] = _value(value_node, path)
    return found


def _check_seen(node: yaml.ScalarNode, path: Path) -> None:
    if _UNSEEN.search(str(node.value)):
        raise _error(
            path,
            node.start_mark.line + 1,
            "E11",
            "Teksten indeholder usynlige styretegn.",
            "The text contains invisible control characters.",
            "Skriv teksten igen.",
            "Type the text again.",
        )


def _scalar(node: yaml.ScalarNode, path: Path) -> str | int | float | bool:
    text = str(node.value)
    _check_seen(node, path)
    if node.style:  # quoted or a block: always text
        return text
    if text in ("true", "false"):
        return text == "true"
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    if text == "" or _GUESSED.fullmatch(text):
        raise _error(
            path,
            node.start_mark.line + 1,
            "E03",
            f"»{text}« kan læses på flere måder.",
            f"'{text}' can be read in more than one way.",
            "Sæt værdien i anførselstegn, eller skriv true/false.",
            "Put the value in quotes, or write true/false.",
        )
    return text


def _error(
    path: Path, line: int | None, code: str, da: str, en: str, remedy_da: str, remedy_en: str
) -> DefinitionError:
    return DefinitionError(
        Problem(code, Text(da, en), Text(remedy_da, remedy_en), Where(file=path.name, row=line))
    )
