"""Reads one mapping of a definition field by field; what nobody asked for is refused at the end."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from tvaerblik.catalogue.incoherent import Incoherent
from tvaerblik.core.errors import DefinitionError, Problem, Where
from tvaerblik.core.texts import Text

T = TypeVar("T")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# What is written into a field that must not be empty by somebody who has nothing to say
_NOTHING_SAID = frozenset(
    [
        "afventer",
        "foreløbig",
        "følger",
        "ikkeafklaret",
        "ikkerelevant",
        "ingen",
        "intet",
        "kommer",
        "kommersenere",
        "mangler",
        "pending",
        "placeholder",
        "missing",
        "none",
        "nothing",
        "null",
        "notapplicable",
        "notknown",
        "senere",
        "skrives",
        "tba",
        "tbd",
        "tbc",
        "test",
        "todo",
        "uafklaret",
        "uden",
        "udfyldes",
        "ukendt",
        "unknown",
        "xxx",
        "nil",
    ]
)
# Fewer letters are an abbreviation of nothing that can be looked up
_FEWEST_LETTERS = 3


class Fields:
    """A mapping with its place in the file. Every reader raises DefinitionError naming the path."""

    def __init__(self, mapping: Any, file: Path, path: str = "") -> None:
        self.file, self.path = file, path
        if not isinstance(mapping, dict):
            raise self.error(
                "E04",
                "Her skal stå felter med navne.",
                "A mapping must stand here.",
                "Se docs/reference/definitions.",
                "See docs/reference/definitions.",
            )
        self._left: dict[str, Any] = dict(mapping)

    def error(
        self, code: str, da: str, en: str, remedy_da: str, remedy_en: str, field: str = ""
    ) -> DefinitionError:
        return DefinitionError(
            Problem(code, Text(da, en), Text(remedy_da, remedy_en), self._where(field))
        )

    def _where(self, field: str = "") -> Where:
        path = ".".join(part for part in (self.path, field) if part)
        return Where(file=self.file.name, path=path or None)

    def has(self, name: str) -> bool:
        return name in self._left

    def is_list(self, name: str) -> bool:
        return isinstance(self._left.get(name), list)

    def is_text(self, name: str) -> bool:
        return isinstance(self._left.get(name), str)

    def names(self) -> tuple[str, ...]:
        return tuple(self._left)

    def take(self, name: str) -> Any:
        if name not in self._left:
            raise self.error(
                "E04",
                f"Feltet »{name}« mangler.",
                f"The field '{name}' is missing.",
                "Det er obligatorisk; skriv det.",
                "It is compulsory; write it.",
                name,
            )
        return self._left.pop(name)

    def text(self, name: str) -> str:
        value = self.take(name)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(name, "en tekst", "a text", value)
        return value

    def optional_text(self, name: str) -> str | None:
        return self.text(name) if self.has(name) else None

    def worded(self, name: str) -> str:
        """A text that real data are let in by, so it must say something: a dash or »ukendt« does not."""
        text = self.text(name)
        if _says_nothing(text):
            raise self.error(
                "E04",
                f"»{text}« under »{name}« siger intet, der kan slås op.",
                f"'{text}' under '{name}' says nothing that can be looked up.",
                "Skriv det med ord (lov og paragraf, organ og dato), eller fjern feltet, til det er på plads.",
                "Write it in words (act and section, body and date), or remove the field until it is settled.",
                name,
            )
        return text

    def optional_worded(self, name: str) -> str | None:
        return self.worded(name) if self.has(name) else None

    def integer(self, name: str) -> int:
        value = self.take(name)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self._wrong(name, "et helt tal", "a whole number", value)
        return value

    def integer_in(self, name: str, low: int, high: int) -> int:
        value = self.integer(name)
        if not low <= value <= high:
            said = (f"et helt tal fra {low} til {high}", f"a whole number from {low} to {high}")
            raise self._wrong(name, *said, value)
        return value

    def boolean(self, name: str) -> bool:
        value = self.take(name)
        if not isinstance(value, bool):
            raise self._wrong(name, "true eller false", "true or false", value)
        return value

    def decimal(self, name: str) -> Decimal:
        value = self.take(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._wrong(name, "et tal", "a number", value)
        return Decimal(str(value))

    def day(self, name: str) -> date:
        value = self.take(name)
        try:
            if _DAY.fullmatch(value):
                return date.fromisoformat(value)
        except (TypeError, ValueError):
            pass
        raise self._wrong(name, "en dato som 2026-03-14", "a date such as 2026-03-14", value)

    def both(self, name: str) -> Text:
        """A text in both languages: {da: …, en: …}."""
        inner = self.sub(name)
        found = Text(inner.text("da"), inner.text("en"))
        inner.done()
        return found

    def one_of(self, name: str, *allowed: T) -> T:
        value = self.take(name)
        if value not in allowed:
            raise self._wrong(name, _list(allowed), _list(allowed), value)
        return value  # type: ignore[no-any-return]  # one of `allowed`, so a T

    def sub(self, name: str) -> "Fields":
        return Fields(
            self.take(name), self.file, ".".join(part for part in (self.path, name) if part)
        )

    def each(self, name: str, read: Callable[["Fields"], T]) -> tuple[T, ...]:
        """A list of mappings, each read whole. A missing list is empty."""
        found = []
        for number, item in enumerate(self.items(name)):
            inner = Fields(item, self.file, f"{self.path}.{name}[{number}]".lstrip("."))
            found.append(read(inner))
            inner.done()
        return tuple(found)

    def items(self, name: str) -> list[Any]:
        value = self._left.pop(name, [])
        if not isinstance(value, list):
            raise self._wrong(name, "en liste", "a list", value)
        return value

    def made(self, make: Callable[[], T]) -> T:
        """Make a value of the language; what cannot exist becomes a sentence with the place."""
        try:
            return make()
        except Incoherent as error:
            raise self.error(
                "E04",
                f"Det hænger ikke sammen: {error.text.da}.",
                f"This does not hold together: {error.text.en}.",
                "Ret feltet.",
                "Mend the field.",
                error.field,
            ) from None

    def done(self) -> None:
        for name in self._left:
            raise self.error(
                "E04",
                f"Feltet »{name}« kendes ikke her.",
                f"The field '{name}' is not known here.",
                "Ret stavningen eller fjern det.",
                "Mend the spelling or remove it.",
                name,
            )

    def _wrong(self, name: str, da: str, en: str, value: Any) -> DefinitionError:
        shown = str(value)[:60]
        return self.error(
            "E04",
            f"»{name}« skal være {da}; der står »{shown}«.",
            f"'{name}' must be {en}; found '{shown}'.",
            "Ret værdien.",
            "Mend the value.",
            name,
        )


def _says_nothing(text: str) -> bool:
    letters = "".join(filter(str.isalpha, text)).casefold()
    return len(letters) < _FEWEST_LETTERS or len(set(letters)) == 1 or letters in _NOTHING_SAID


def _list(values: tuple[Any, ...]) -> str:
    return " | ".join(str(value) for value in values)
