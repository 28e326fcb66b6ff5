"""Files that are no definitions: attacks on a YAML reader, and tricks on the people who read along.

Each is as large as a definition may be, where size is the attack.
"""

from tvaerblik.catalogue.strict_yaml import MAX_BYTES

_FULL = MAX_BYTES - 64


def _lines(line: str) -> str:
    return line * (_FULL // len(line.encode()))


# name → the file, and what the sentence says
HOSTILE: dict[str, tuple[str, str]] = {
    "billion laughs": (
        "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(40)),
        "Anchors",
    ),
    "an alias of nothing": ("a: *b\n", "Anchors"),
    "an anchor behind many comments": (_lines("#\n") + "a: &a 1\n", "Anchors"),
    "31 levels of mappings": ("".join(f"{' ' * n}a:\n" for n in range(40)), "nested too deeply"),
    "lists in lists, one a line": (
        "a:\n" + "".join(f"{' ' * n}-\n" for n in range(1, 400)),
        "deep",
    ),
    "flow lists": ("a: " + "[" * 3000 + "]" * 900, "nested too deeply"),
    "flow lists that never end": ("a: " + "[" * 3900, "nested too deeply"),
    "flow mappings": ("a: " + "{b: " * 900, "nested too deeply"),
    "a megabyte of one word": ("a: " + "x" * 2**20, "too large"),
    "a line as long as the file": ("a: " + "x" * _FULL, "too long"),
    "a text as long as the file": ("a: |\n" + _lines("  xxxxxxxxxxxxxxxx\n")[:-32], "too long"),
    "a folded text as long as the file": ("a: >\n" + _lines(" x\n"), "too long"),
    "a quoted text over many lines": ('a: "' + _lines("x\n")[:-8] + '"\n', "too long"),
    "a quotation that never ends": ('a: "' + _lines("x\n"), "not valid YAML"),
    "an apostrophe that never ends": ("a: '" + "x" * 3000, "not valid YAML"),
    "thousands of fields": ("".join(f"k{n}: 1\n" for n in range(9000)), "too many fields"),
    "thousands of fields, one name": (_lines("a: 1\n"), "too many fields"),
    "thousands of fields in braces": (
        "a: {\n" + "".join(f"k{n}: 1,\n" for n in range(9000)) + "}\n",
        "too many fields",
    ),
    "a list of everything": ("a:\n" + _lines("- 1\n"), "too many fields"),
    "a flow list of everything": ("a: [\n" + _lines("1,\n") + "]", "too many fields"),
    "a million dashes": ("- " * 1_000_000, "too large"),
    "dashes": ("- " * 1900, "nested too deeply"),
    "question marks": ("? " * 1900, "nested too deeply"),
    "documents": (_lines("---\n"), "too many fields"),
    "two documents": ("a: 1\n---\nb: 2\n", "not valid YAML"),
    "a directive": ("%YAML 1.1\n---\na: 1\n", "Directives"),
    "directives": (_lines("%YAML 1.1\n"), "not valid YAML"),
    "tags": ("a: " + "!" * 3000 + " x", "Tags"),
    "a Python object": ("a: !!python/object/apply:os.system [x]\n", "Tags"),
    "a tag of one's own": ("a: !secret x\n", "Tags"),
    "a merge key": ("a: {<<: {b: 1}}\n", "key must be a word"),
    "a field that is a list": ("? [a, b]\n: c\n", "key must be a word"),
    "nothing but lines": (_lines("\n"), "must be a mapping"),
    "nothing": ("", "must be a mapping"),
    "nothing but spaces": (" " * 3000, "must be a mapping"),
    "tabs": ("a:\n\tb: 1\n", "not valid YAML"),
    "NUL": ("a: x\0y\n", "not valid YAML"),
    "a word turned round": ("a: x\u202ey\n", "invisible"),
    "a word turned round in quotes": ('a: "x\\u202ey"\n', "invisible"),
    "a field with an invisible space": ("the\u200bme: x\n", "invisible"),
    "a field with a byte order mark inside": ("the\ufeffme: x\n", "invisible"),
    "half a character": ('a: "\\ud800"\n', "not valid YAML"),
    "a no-break space before a field": ("\u00a0a: 1\n b: 2\n", "not valid YAML"),
    "digits of another script": ("a: \u0663\na: \u0663\n", "stands twice"),
    "a number with two spellings": ("a: 0101\n", "more than one way"),
    "a number with underscores": ("a: 1_000\n", "more than one way"),
    "a number in sixties": ("a: 12:30:45\n", "more than one way"),
    "a number with an exponent": ("a: 1e400\n", "more than one way"),
    "Norway": ("a: NO\n", "more than one way"),
}
