"""Small pieces that sentences in both languages are put together of."""

from collections.abc import Sequence

from tvaerblik.core.texts import Language, Text


class Part(Text):
    """A text that may be empty: only ever a part of a sentence."""

    def __post_init__(self) -> None:
        pass


NOTHING: Text = Part("", "")


def fill(da: str, en: str, **parts: Text) -> Text:
    """Both templates with their parts: {row} is the part called so, {Row} the same with a capital."""
    return Part(da.format(**_in("da", parts)), en.format(**_in("en", parts)))


def filled(template: Text, **parts: Text) -> Text:
    return fill(template.da, template.en, **parts)


def _in(language: Language, parts: dict[str, Text]) -> dict[str, str]:
    plain = {name: text.in_(language) for name, text in parts.items()}
    return plain | {name.capitalize(): capital(text) for name, text in plain.items()}


def sentences(*parts: Text) -> Text:
    """Sentences after one another; an empty one is left out."""
    said = [part for part in parts if part.da]
    return Text(" ".join(part.da for part in said), " ".join(part.en for part in said))


def joined(said: Sequence[Text], da: str, en: str) -> Text:
    """'a, b og c' with the last word of each language; a comma more where a part holds one itself."""
    return Text(_joined([part.da for part in said], da), _joined([part.en for part in said], en))


def _joined(parts: list[str], last: str) -> str:
    if len(parts) == 1:
        return parts[0]
    composed = any(f" {word} " in part for part in parts for word in ("og", "eller", "and", "or"))
    return f"{', '.join(parts[:-1])}{',' * composed} {last} {parts[-1]}"


def number(value: int) -> Text:
    """Thousands as each language writes them."""
    return Text(f"{value:,}".replace(",", "."), f"{value:,}")


def days(count: int) -> Text:
    return Text("1 dag", "1 day") if count == 1 else Text(f"{count} dage", f"{count} days")


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """Lower the first letter, but leave an abbreviation such as FSIII alone."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
