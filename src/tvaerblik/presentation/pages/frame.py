"""What stands around every page: names, navigation, the release spoken of."""

from dataclasses import dataclass

from tvaerblik.presentation.numbers import Lang, date_text
from tvaerblik.presentation.pages.frame_texts import TEXTS
from tvaerblik.presentation.pages.source import newest_delivery
from tvaerblik.presentation.pages.words_of_pages import Words, words_in
from tvaerblik.release.reader import Release


@dataclass(frozen=True, slots=True)
class Frame:
    t: Words
    lang: Lang
    other_lang: Lang
    release: str
    newest: str


def build_frame(release: Release | None, lang: Lang) -> Frame:
    t = words_in(TEXTS, lang)
    day = newest_delivery(release) if release else None
    return Frame(
        t=t,
        lang=lang,
        other_lang="en" if lang == "da" else "da",
        release=t["release"].format(id=release.id) if release else "",
        newest=t["newest"].format(day=date_text(day, lang)) if day else "",
    )
