"""Every text of the interface, Danish | English, for proof-reading.

Read from the code itself, so that none is forgotten: each `Text(…, …)` of the presentation, and each
table whose keys are `da` and `en`."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRESENTATION = ROOT / "src" / "tvaerblik" / "presentation"

Pair = tuple[str, str]


def main() -> int:
    for path in sorted(PRESENTATION.rglob("*.py")):
        pairs = list(dict.fromkeys(texts_of(ast.parse(path.read_text(encoding="utf-8")))))
        if pairs:
            print(f"\n# {path.relative_to(PRESENTATION)}\n")
        for danish, english in pairs:
            print(f"{danish} | {english}")
    return 0


def texts_of(tree: ast.AST) -> Iterator[Pair]:
    """In the order of the lines they begin on."""
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.expr)]
    found = [(node.lineno, pair) for node in nodes for pair in _pairs(node)]
    for _, pair in sorted(found, key=lambda one: one[0]):
        yield pair


def _pairs(node: ast.AST) -> Iterator[Pair]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
        yield from _beside(*node.args)
    elif isinstance(node, ast.Dict):
        sides = _items(node)
        if set(sides) == {"da", "en"}:
            yield from _beside(sides["da"], sides["en"])


def _beside(danish: ast.expr, english: ast.expr) -> Iterator[Pair]:
    """Strings that stand in the same place of two structures of the same shape."""
    if isinstance(danish, ast.Dict) and isinstance(english, ast.Dict):
        others = _items(english)
        for key, value in _items(danish).items():
            yield from _beside(value, others[key])
    elif isinstance(danish, ast.Tuple) and isinstance(english, ast.Tuple):
        for one, other in zip(danish.elts, english.elts, strict=True):
            yield from _beside(one, other)
    else:
        yield _shown(danish), _shown(english)


def _items(node: ast.Dict) -> dict[str, ast.expr]:
    """By the text of the key, so that a key that is no string counts too."""
    return {
        str(key.value) if isinstance(key, ast.Constant) else ast.unparse(key): value
        for key, value in zip(node.keys, node.values, strict=True)
        if key is not None
    }


def _shown(node: ast.expr) -> str:
    """A text, or what it is made from where the code puts it together."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_shown(part) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return f"{{{ast.unparse(node.value)}}}"
    return str(node.value) if isinstance(node, ast.Constant) else f"⟨{ast.unparse(node)}⟩"


if __name__ == "__main__":
    sys.exit(main())
