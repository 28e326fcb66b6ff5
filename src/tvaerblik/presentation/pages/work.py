"""The work of those who are logged in: one line above every page, and a page with all of it in groups."""

from collections.abc import Collection
from dataclasses import dataclass

from tvaerblik.presentation.numbers import Lang
from tvaerblik.presentation.pages.words_of_pages import Words, words_in
from tvaerblik.presentation.pages.work_texts import TEXTS

# By the names of the addresses
GROUPS: dict[str, tuple[str, ...]] = {
    "oensker": ("henvendelser", "hoeringer", "bruttoliste", "fora", "henvendelser-udefra"),
    "tal": ("definitioner", "mine-tal", "medbragte-tal", "udgivelser", "levering", "problemer"),
    "aftaler": ("samarbejdsaftaler", "gode-eksempler", "kommunikationsplan"),
    "drift": ("konti", "forsendelser", "log"),
}
ENTRIES = tuple(name for names in GROUPS.values() for name in names)
MY_PAGE, ALL_WORK = "min-side", "arbejde"
# What people open every week. On a phone only the first stands in the line, so that it stays one line
LINE = ("henvendelser", "bruttoliste", "definitioner", "samarbejdsaftaler")
ON_A_PHONE = 1


@dataclass(frozen=True, slots=True)
class Entry:
    name: str
    text: str
    # As `aria-current` says it: `page`, `true` on the pages below it, or nothing
    current: str = ""
    is_for_wide: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class WorkGroup:
    id: str
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class WorkPage:
    t: Words
    groups: tuple[WorkGroup, ...]


def build_line(here: str, current: str, lang: Lang) -> tuple[Entry, ...]:
    """`here`: the entry that the page belongs to, `current`: how. What is not in the line is within *Alt
    arbejde*."""
    t = words_in(TEXTS, lang)
    names = (MY_PAGE, *LINE, ALL_WORK)
    marked = {here: current} if here in names else {ALL_WORK: "true" if here else ""}
    for_wide = set(LINE[ON_A_PHONE:])
    return tuple(
        Entry(name, t[f"name_{name}"], marked.get(name, ""), is_for_wide=name in for_wide)
        for name in names
    )


def build_work(shown: Collection[str], lang: Lang) -> WorkPage:
    """`shown`: the entries at which the reader's roles have something."""
    t = words_in(TEXTS, lang)
    groups = (
        WorkGroup(
            group,
            t[f"group_{group}"],
            tuple(
                Entry(name, t[f"name_{name}"], why=t[f"why_{name}"])
                for name in names
                if name in shown
            ),
        )
        for group, names in GROUPS.items()
    )
    return WorkPage(t, tuple(group for group in groups if group.entries))
