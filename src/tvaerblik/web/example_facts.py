"""Good examples, from the database's rows to what pages are built from, and from a form to content."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import F, QuerySet
from django.http import QueryDict

from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.governance.examples.content import ExampleContent
from tvaerblik.governance.examples.models import Example, ExampleVersion
from tvaerblik.governance.organisation.models import Body
from tvaerblik.governance.viewing_of_outreach import public_examples
from tvaerblik.presentation.pages.good_examples import ExampleFacts, HistoryFacts, Named
from tvaerblik.release.reader import Release
from tvaerblik.web.forms import day_in

# What everybody is told of: the drafts between are their writers'
TOLD_TO_ALL = ("udgivet", "trukket")


def example_facts(
    examples: Iterable[tuple[Example, ExampleVersion]],
    release: Release | None,
    catalogue: Catalogue,
    lang: str,
) -> tuple[ExampleFacts, ...]:
    bodies = {one.pk: one.name.in_(lang) for one in Body.objects.all()}
    titles = indicator_titles(release, lang)
    return tuple(
        _facts(example, version, bodies, titles, catalogue, lang) for example, version in examples
    )


def indicator_titles(release: Release | None, lang: str) -> dict[str, str]:
    """Of those that have a page."""
    cards = release.indicators() if release else ()
    return {card.id: card.short_title.in_(lang) for card in cards}


def _facts(
    example: Example,
    version: ExampleVersion,
    bodies: Mapping[str, str],
    titles: Mapping[str, str],
    catalogue: Catalogue,
    lang: str,
) -> ExampleFacts:
    said = version.content
    unit = catalogue.units.units.get(said.unit)
    to_come = [id_ for id_ in said.indicators if id_ not in titles]
    return ExampleFacts(
        id=example.pk,
        state=example.state,
        is_public=example.shown == version.number,
        title=said.title,
        done=said.done,
        sectors=said.sectors,
        professions=said.professions,
        bodies=tuple((id_, bodies.get(id_, id_)) for id_ in said.bodies),
        involved=said.involved,
        time=said.time,
        money=said.money,
        agreement=said.agreement,
        data=said.data,
        outcome=said.outcome,
        indicators=tuple((id_, titles[id_]) for id_ in said.indicators if id_ in titles),
        to_come=tuple(_title(catalogue, id_, lang) for id_ in to_come),
        theme=said.theme,
        unit=(unit.id, unit.name.in_(lang)) if unit else None,
        contact=(said.contact, bodies.get(said.contact, said.contact)) if said.contact else None,
        since=said.since,
        source=said.source,
        invented=said.invented,
        published_on=example.published_on,
    )


def _title(catalogue: Catalogue, indicator: str, lang: str) -> str:
    """Its id, where it is in the catalogue no more."""
    found = catalogue.indicators.get(indicator)
    return found.title.in_(lang) if found else indicator


def newest_of(examples: Iterable[Example]) -> list[tuple[Example, ExampleVersion]]:
    """Each as the one who works on it reads it."""
    return [(one, one.newest) for one in examples]


def public_versions() -> QuerySet[ExampleVersion]:
    """What the public reads, in one question however many there are."""
    found = ExampleVersion.objects.filter(number=F("example__shown"))
    return found.select_related("example").order_by("-example__published_on", "example")


def read_history(example: Example, *, with_all: bool) -> tuple[HistoryFacts, ...]:
    """The newest first; to the public without who did it."""
    entries = example.log.order_by("-id")
    if not with_all:
        entries = entries.filter(kind__in=TOLD_TO_ALL)
    return tuple(
        HistoryFacts(one.kind, one.on, one.text, one.by if with_all else "") for one in entries
    )


def examples_of(indicator: str) -> tuple[Named, ...]:
    """The published ones that belong to an indicator: address and title."""
    return tuple(
        (version.example_id, version.content.title)
        for version in public_versions()
        if indicator in version.content.indicators
    )


def stamp_of_examples() -> str:
    """Changes whenever a page that tells of published examples could change."""
    return str(list(public_examples().values_list("pk", "shown")))


def typed_of(said: ExampleContent) -> QueryDict:
    """The form of an example as it is now."""
    typed = QueryDict(mutable=True)
    for field, name in TEXT_FIELDS.items():
        typed[field] = getattr(said, name)
    for field, name in LIST_FIELDS.items():
        typed.setlist(field, list(getattr(said, name)))
    typed["siden"] = said.since.isoformat() if said.since else ""
    typed["opdigtet"] = "1" if said.invented else ""
    return typed


def content_of(typed: QueryDict) -> ExampleContent:
    """Raises BadInput for a day that cannot be read."""
    words = {name: typed.get(field, "").strip() for field, name in TEXT_FIELDS.items()}
    lists = {name: tuple(typed.getlist(field)) for field, name in LIST_FIELDS.items()}
    since: date | None = day_in(typed.get("siden", ""))
    return ExampleContent(
        **words,
        **{name: tuple(filter(None, dict.fromkeys(chosen))) for name, chosen in lists.items()},
        since=since,
        invented=bool(typed.get("opdigtet")),
    )


# The form's names of what an example says
TEXT_FIELDS = {
    "titel": "title",
    "gjort": "done",
    "hvem": "involved",
    "tid": "time",
    "penge": "money",
    "aftale": "agreement",
    "data": "data",
    "resultat": "outcome",
    "tema": "theme",
    "sted": "unit",
    "kontakt": "contact",
    "kilde": "source",
}
LIST_FIELDS = {
    "sektor": "sectors",
    "fag": "professions",
    "forum": "bodies",
    "indikator": "indicators",
}
