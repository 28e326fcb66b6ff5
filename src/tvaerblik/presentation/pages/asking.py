"""Whom to ask about an indicator: who answers for it today, for its definition and for its data."""

from dataclasses import dataclass

from tvaerblik.catalogue.owners import owners_coming, owners_on
from tvaerblik.presentation.numbers import Lang, date_text
from tvaerblik.presentation.pages.asking_texts import TEXTS
from tvaerblik.presentation.pages.names import BODIES, name_in, party_in
from tvaerblik.presentation.pages.words_of_pages import Words, join_words, words_in
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.release.reader import Release


@dataclass(frozen=True, slots=True)
class Asking:
    """`line` stands at the top of the page; `who` is a list of what about and whom."""

    t: Words
    line: str
    who: tuple[tuple[str, str], ...]


def build_asking(release: Release, card: IndicatorCard, lang: Lang) -> Asking:
    """On the day of the release: a task may have an owner to come."""
    t, day = words_in(TEXTS, lang), release.manifest.made_at.date()
    now = join_words([name_in(BODIES, one.body, lang) for one in owners_on(card.owners, day)], lang)
    coming = [
        t["owner_coming"].format(
            day=date_text(one.from_, lang), body=name_in(BODIES, one.body, lang)
        )
        for one in owners_coming(card.owners, day)
    ]
    definition = t["definition_text"].format(
        author=party_in(card.authored_by, lang),
        checker=_small(party_in(card.checked_by, lang)),
        day=date_text(card.next_review, lang),
    )
    return Asking(
        t=t,
        line=t["line"].format(owner=now) if now else "",
        who=(
            (t["owner"], " ".join([f"{now}.", *coming]) if now else " ".join(coming)),
            (t["definition"], definition),
            *(
                (t["data"].format(source=one.title.in_(lang)), party_in(one.supplier, lang))
                for one in card.sources
            ),
            (t["figure"], t["figure_text"].format(id=card.id, release=release.id)),
        ),
    )


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]
