"""How a page gets its words: a table of texts, read in one language."""

from collections.abc import Mapping

from tvaerblik.core.texts import Text
from tvaerblik.presentation.numbers import Lang

TextTable = Mapping[str, Text]
Words = Mapping[str, str]


def words_in(table: TextTable, lang: Lang) -> Words:
    return {key: text.in_(lang) for key, text in table.items()}


def join_words(parts: list[str], lang: Lang) -> str:
    """`a, b og c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {'og' if lang == 'da' else 'and'} {parts[-1]}"
