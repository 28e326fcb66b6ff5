"""*Dokumenter*: a case's journal number, its files, and the one document for the archive."""

from collections.abc import Sequence
from dataclasses import dataclass

from tvaerblik.presentation.numbers import Lang, date_text, number_text
from tvaerblik.presentation.pages.document_facts import FileFacts
from tvaerblik.presentation.pages.documents_texts import TEXTS
from tvaerblik.presentation.pages.words_of_pages import Words, join_words, words_in

KB, MB = 1024, 1024**2


@dataclass(frozen=True, slots=True)
class FileLine:
    """`told`: kind, size, who and when. `gone`: why and by whom it was withdrawn, empty while it is there."""

    number: int
    form: str
    heading: str
    name: str
    told: str
    sha256: str
    internal: bool
    gone: str
    why: str
    can_withdraw: bool


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    t: Words
    title: str
    files: tuple[FileLine, ...]
    shared: str  # other cases under the same journal number
    rule: str
    limits: str


def build_documents(
    number: str,
    files: Sequence[FileFacts],
    *,
    shared: Sequence[str],
    why_marked: Sequence[str],
    limits: tuple[int, int],
    kinds: Sequence[str],
    lang: Lang,
) -> DocumentsPage:
    """`limits`: MB a file and files a case."""
    t = words_in(TEXTS, lang)
    most_mb, most_files = limits
    accepted = join_words(list(kinds), lang)
    return DocumentsPage(
        t=t,
        title=t["title"].format(number=number),
        files=tuple(_line(one, t, lang) for one in files),
        shared=t["shared"].format(cases=join_words(list(shared), lang)) if shared else "",
        rule=t["is_marked" if why_marked else "is_finished"],
        limits=t["file_hint"].format(kinds=accepted, mb=most_mb, n=most_files),
    )


def size_text(size: int, lang: Lang) -> str:
    if size < MB:
        return f"{number_text(max(1, round(size / KB)), lang)} kB"
    return f"{number_text(size / MB, lang, decimals=1)} MB"


def _line(one: FileFacts, t: Words, lang: Lang) -> FileLine:
    day = date_text(one.on, lang)
    return FileLine(
        number=one.number,
        form=f"traek-{one.number}",
        heading=one.title or t["nameless"].format(n=one.number),
        name=one.name,
        told=t["file_told"].format(
            kind=one.kind.upper(), size=size_text(one.size, lang), by=one.by, day=day
        ),
        sha256=one.sha256,
        internal=one.internal,
        gone=_gone(one, t, lang),
        why=one.withdrawn_why,
        can_withdraw=one.can_withdraw,
    )


def _gone(one: FileFacts, t: Words, lang: Lang) -> str:
    if one.withdrawn_on is None:
        return ""
    key = "file_removed" if one.removed else "file_withdrawn"
    return t[key].format(day=date_text(one.withdrawn_on, lang), by=one.withdrawn_by)
