"""What a workbook may not carry besides its figures: programs, links, embedded files, persons' numbers."""

import re

from tvaerblik.core.cpr import has_cpr, has_cpr_in_name
from tvaerblik.core.errors import Where
from tvaerblik.core.texts import Text
from tvaerblik.sources.trouble import Trouble
from tvaerblik.sources.xlsx_container import Container
from tvaerblik.sources.xlsx_xml import Attributes, Handler, read_part, relations

# Part names in small letters begin so.
PROGRAMS = ("xl/vbaproject", "xl/macrosheets/", "xl/activex/", "xl/ctrlprops/", "xl/dialogsheets/")
EMBEDDED = ("xl/embeddings/",)
LINKED = ("xl/externallinks/", "xl/connections", "xl/querytables/", "xl/model/")
# Looks and measures, where long decimals are no numbers of persons. Cells are looked through one by one.
NOT_SEARCHED = ("xl/styles", "xl/theme/", "xl/worksheets/sheet", "xl/sharedstrings")
SEARCHED = (".xml", ".rels")
DRAWN = ".vml"  # the boxes of comments; Excel itself writes some that are not well-formed
_DECIMAL = re.compile(r"-?[0-9]*\.[0-9]+(?:[eE][-+]?[0-9]+)?")


def check_foreign(container: Container, trouble: Trouble) -> None:
    _check_parts(container, trouble)
    _check_links(container, trouble)
    for name in container.entries:
        small = name.casefold()
        if has_cpr_in_name(name):
            tell_cpr(trouble, Where(), Text("Navnet på en del af filen", "The name of a part"))
        if small.endswith(SEARCHED):
            _search(container, name, trouble)
        elif small.endswith(DRAWN) and has_cpr(b"".join(container.chunks(name)).decode("latin-1")):
            tell_cpr(trouble, Where(path=name), Text("Projektmappen", "The workbook"))


def _check_parts(container: Container, trouble: Trouble) -> None:
    names = [name.casefold() for name in container.entries]
    if any(name.startswith(PROGRAMS) for name in names) or _has_macro_type(container):
        trouble.add(
            "D04",
            Text("Projektmappen har makroer.", "The workbook has macros."),
            Text(
                "Gem den som »Excel-projektmappe (.xlsx)« uden makroer.",
                "Save it as 'Excel workbook (.xlsx)' without macros.",
            ),
            Where(),
        )
    if any(name.startswith(EMBEDDED) for name in names):
        trouble.add(
            "D04",
            Text("Projektmappen har indlejrede filer.", "The workbook has embedded files."),
            Text("Fjern dem, og gem den igen.", "Remove them and save it again."),
            Where(),
        )


def _has_macro_type(container: Container) -> bool:
    found: list[bool] = []

    def start(tag: str, attributes: Attributes) -> None:
        kind = attributes.get("ContentType", "").casefold()
        found.append("macroenabled" in kind or "vbaproject" in kind)

    name = container.named("[Content_Types].xml")
    assert name is not None, "the container has been opened"
    read_part(container, name, Handler(start))
    return any(found)


def _check_links(container: Container, trouble: Trouble) -> None:
    """A web address in a cell is a text that nobody follows here; everything else fetches."""
    linked = any(name.casefold().startswith(LINKED) for name in container.entries)
    for name in container.entries:
        folder, _, file = name.rpartition("_rels/")
        if file.endswith(".rels"):
            part = folder + file.removesuffix(".rels")
            outside = [found for found in relations(container, part) if found.is_outside]
            linked = linked or any(found.kind != "hyperlink" for found in outside)
    if linked:
        trouble.add(
            "D02",
            Text(
                "Projektmappen henter noget fra andre filer eller fra nettet.",
                "The workbook fetches something from other files or the net.",
            ),
            Text(
                "Bryd kæderne (Data, Rediger kæder, Bryd kæde), og gem den igen.",
                "Break the links (Data, Edit links, Break link) and save it again.",
            ),
            Where(),
        )


def _search(container: Container, name: str, trouble: Trouble) -> None:
    """Properties, comments, sheet names, hidden names: read through even where nothing of it is used."""
    hits: list[bool] = []
    is_measured = name.casefold().startswith(NOT_SEARCHED)

    def start(tag: str, attributes: Attributes) -> None:
        hits.extend(has_number(value) for value in attributes.values())

    def text(found: str) -> None:
        hits.append(has_cpr(found))

    read_part(container, name, Handler() if is_measured else Handler(start, text=text))
    if any(hits):
        tell_cpr(trouble, Where(path=name), Text("Projektmappen", "The workbook"))


def has_number(text: str) -> bool:
    return has_cpr(text) and _DECIMAL.fullmatch(text) is None


def tell_cpr(trouble: Trouble, where: Where, what: Text) -> None:
    trouble.add(
        "D21",
        Text(
            f"{what.da} indeholder noget, der ligner et CPR-nummer (vises ikke).",
            f"{what.en} contains what looks like a CPR number (not shown).",
        ),
        Text(
            "Fjern nummeret ved kilden, og slet kopier af filen.",
            "Remove the number at its source and delete copies of the file.",
        ),
        where,
    )
