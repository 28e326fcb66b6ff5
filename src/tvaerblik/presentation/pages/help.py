"""*Sådan læses tallene*: an index and a page a topic, with the product's own charts.

The same texts are printed into docs/explanation by tools/explanation.py.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tvaerblik.presentation.numbers import (
    NO_BREAK_SPACE,
    Lang,
    number_text,
    percent_sign,
    share_text,
)
from tvaerblik.presentation.pages import help_examples as examples
from tvaerblik.presentation.pages.help_charts import (
    Figure,
    draw_funnel,
    draw_infections,
    draw_lots,
    draw_same_share,
    draw_standardised,
)
from tvaerblik.presentation.pages.help_tables import HelpTable, build_tables
from tvaerblik.presentation.pages.help_texts import HEADINGS, LEAD, MORE, TITLE, Topic
from tvaerblik.presentation.pages.help_texts_of_units import TOPICS
from tvaerblik.presentation.pages.query import unknown_choice
from tvaerblik.statistics import chance_of_signal

DRAW: Mapping[str, Callable[[Lang], tuple[Figure, ...]]] = {
    "seriediagrammer": draw_infections,
    "tragtdiagrammer": draw_funnel,
    "sikkerhedsintervaller": draw_same_share,
    "standardisering": draw_standardised,
    "ingen-ranglister": draw_lots,
}


@dataclass(frozen=True, slots=True)
class TopicLink:
    slug: str
    title: str
    summary: str


@dataclass(frozen=True, slots=True)
class HelpIndex:
    title: str
    lead: str
    topics: tuple[TopicLink, ...]


@dataclass(frozen=True, slots=True)
class HelpChapter:
    id: str
    heading: str
    paragraphs: tuple[str, ...]
    figures: tuple[Figure, ...] = ()
    tables: tuple[HelpTable, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpPage:
    """`back`: the name of the index. `more`: the heading over `others`."""

    slug: str
    title: str
    lead: str
    chapters: tuple[HelpChapter, ...]
    back: str
    more: str
    others: tuple[TopicLink, ...]


def build_help_index(lang: Lang) -> HelpIndex:
    return HelpIndex(TITLE.in_(lang), LEAD.in_(lang), _links(TOPICS, lang))


@cache
def build_help(slug: str, lang: Lang) -> HelpPage:
    """NotKnown for a topic that is not there."""
    topic = next((one for one in TOPICS if one.slug == slug), None)
    if topic is None:
        raise unknown_choice(slug, tuple(one.slug for one in TOPICS))
    return HelpPage(
        slug=slug,
        title=topic.title.in_(lang),
        lead=topic.lead.in_(lang),
        chapters=_chapters(topic, lang),
        back=TITLE.in_(lang),
        more=MORE.in_(lang),
        others=_links([one for one in TOPICS if one is not topic], lang),
    )


def _chapters(topic: Topic, lang: Lang) -> tuple[HelpChapter, ...]:
    parts = {"see": topic.see, "do": topic.do, "silent": topic.silent, "mistake": topic.mistake}
    facts = _facts(lang)
    tables = build_tables(lang)
    return tuple(
        HelpChapter(
            id=part,
            heading=HEADINGS[part].in_(lang),
            paragraphs=tuple(_told(text.in_(lang).format(**facts)) for text in paragraphs),
            figures=DRAW[topic.slug](lang) if part == "see" else (),
            tables=tables.get((topic.slug, part), ()),
        )
        for part, paragraphs in parts.items()
    )


def _told(text: str) -> str:
    """A number and its per cent sign stay on one line."""
    return text.replace(" %", NO_BREAK_SPACE + "%")


def _links(topics: Sequence[Topic], lang: Lang) -> tuple[TopicLink, ...]:
    return tuple(TopicLink(one.slug, one.title.in_(lang), one.summary.in_(lang)) for one in topics)


def _facts(lang: Lang) -> Mapping[str, str]:
    """What the texts say of the figures, told from the figures."""
    chance = chance_of_signal(examples.TILE_MONTHS, limits=True)
    return {
        "tiles": str(examples.TILES),
        "months": str(examples.TILE_MONTHS),
        "signs": number_text(examples.TILES * chance, lang),
        **_facts_of_funnel(lang),
        **_facts_of_sizes(lang),
        **_facts_of_ranks(lang),
    }


def _facts_of_funnel(lang: Lang) -> dict[str, str]:
    units = examples.readmissions().units
    shares = [unit.value or 0.0 for unit in units]
    highest = shares.index(max(shares))
    [outside] = [place for place, unit in enumerate(units) if unit.flag == "above"]
    return {
        "highest": examples.name_of(highest, lang),
        "highest_share": share_text(shares[highest], lang),
        "outside": examples.name_of(outside, lang),
        "outside_share": share_text(shares[outside], lang),
    }


def _facts_of_sizes(lang: Lang) -> dict[str, str]:
    events, n = examples.SAME_SHARE[0]
    crude = [number_text(examples.crude(place), lang) for place in range(len(examples.PERSONS))]
    standardised = examples.standardised(0).rate
    assert standardised is not None
    return {
        "share": number_text(100 * events / n, lang) + percent_sign(lang),
        "a": examples.name_of(0, lang),
        "b": examples.name_of(1, lang),
        "crude_a": crude[0],
        "crude_b": crude[1],
        "standardised": number_text(standardised, lang),
    }


def _facts_of_ranks(lang: Lang) -> dict[str, str]:
    before, after = examples.ranks(0), examples.ranks(1)
    first, last = before.index(1), before.index(max(before))
    return {
        "n": str(len(before)),
        "first": examples.name_of(first, lang),
        "then": str(after[first]),
        "last": examples.name_of(last, lang),
        "was": str(before[last]),
        "became": str(after[last]),
    }
