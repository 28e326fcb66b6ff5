"""`make texts` leaves no text of the pages out: what is not listed is not proof-read."""

import ast
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

from tvaerblik.core.texts import Text
from tvaerblik.presentation import pages

ROOT = Path(__file__).resolve().parents[2]
TABLES = [name for _, name, _ in pkgutil.iter_modules(pages.__path__) if name.endswith("_texts")]


@pytest.mark.parametrize("name", TABLES)
def test_every_text_of_a_table_is_listed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    module = importlib.import_module(f"{pages.__name__}.{name}")
    listed = list(
        importlib.import_module("texts").texts_of(ast.parse(Path(module.__file__).read_text()))
    )
    texts = getattr(module, "TEXTS", {}).values()
    # One text is made of another: what the code fills in may be anything
    patterns = [re.sub(r"\\\{\w+\\\.da\\\}", ".+", re.escape(danish)) for danish, _ in listed]
    for one in texts:
        text = one.da if isinstance(one, Text) else ""
        assert any(re.fullmatch(pattern, text) for pattern in [*patterns, ""]), text


def test_tables_by_language_are_listed_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    code = "WORDS = {'da': {'a': ('ét', 'to')}, 'en': {'a': ('one', 'two')}}"
    listed = list(importlib.import_module("texts").texts_of(ast.parse(code)))
    assert listed == [("ét", "one"), ("to", "two")]
