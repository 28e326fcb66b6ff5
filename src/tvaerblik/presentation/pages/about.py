"""*Om tallene*: what the figures are, where they come from and who answers for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from tvaerblik.catalogue.language import Annotation, Phase
from tvaerblik.catalogue.owners import owners_coming, owners_on
from tvaerblik.presentation.numbers import EN_DASH, Lang, date_text, number_text
from tvaerblik.presentation.pages.about_texts import TEXTS
from tvaerblik.presentation.pages.measure_words import grid_text, measure_text
from tvaerblik.presentation.pages.names import (
    BODIES,
    COUNTERPARTS,
    GOALS,
    PERIOD_KINDS,
    name_in,
    party_in,
)
from tvaerblik.presentation.pages.words_of_pages import Words, join_words, words_in
from tvaerblik.release.cards import CodelistCard, Coverage, DeliveryCard, IndicatorCard, SourceRef
from tvaerblik.release.reader import Release

Fact = tuple[str, str]

# A page names the newest; the page Data has them all
NEWEST_DELIVERIES = 10


@dataclass(frozen=True, slots=True)
class CodelistView:
    summary: str
    provisional: bool
    status: str
    owner: str
    codes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One of the headings, with running text and a list of terms and facts."""

    id: str
    heading: str
    paragraphs: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A version of the definition. `clauses`: what differs from the one before, each with its clause and
    whether the number can become another."""

    version: str
    day: str
    text: str
    clauses: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class About:
    t: Words
    sections: tuple[Section, ...]
    codelists: tuple[CodelistView, ...]
    deliveries: tuple[tuple[str, str, str], ...]
    history: tuple[HistoryLine, ...]


def build_about(release: Release, card: IndicatorCard, lang: Lang) -> About:
    t = words_in(TEXTS, lang)
    return About(
        t=t,
        sections=(
            Section("formaal", t["purpose"], (card.purpose.in_(lang),), _goals(card, t, lang)),
            Section("indhold", t["content"], (), _content(card, t, lang)),
            Section("indikatorer", t["indicators"], (), _indicator(card, t, lang)),
            Section("forbehold", t["caveats"], _caveats(release, card, t, lang)),
            Section("data-fejl", t["seen"], _seen(card, t, lang), _not_counted(card, t, lang)),
            Section("datakilde", t["source"], (), _sources(card, lang, t)),
            Section(
                "offentliggoerelse", t["publication"], (), _publication(release, card, t, lang)
            ),
            Section("ord", t["terms"], (), _terms(release, card, t, lang)),
        ),
        codelists=tuple(_codelist(one, t, lang) for one in card.codelists),
        deliveries=_deliveries(release.deliveries(), card, lang),
        history=_history(release, card, t, lang),
    )


def _history(
    release: Release, card: IndicatorCard, t: Words, lang: Lang
) -> tuple[HistoryLine, ...]:
    """Newest first. Clauses are known of what changed between two releases."""
    steps = [one for one in release.version_steps() if one.indicator == card.id]
    return tuple(
        HistoryLine(
            version=change.version,
            day=date_text(change.date, lang),
            text=change.text.in_(lang),
            clauses=tuple(
                (
                    t["moves" if one.moves else "words_only"],
                    one.clause.in_(lang),
                    one.what.in_(lang),
                )
                for step in steps
                if step.after == change.version
                for one in step.clauses
            ),
        )
        for change in sorted(card.changes, key=lambda change: change.date, reverse=True)
    )


def _goals(card: IndicatorCard, t: Words, lang: Lang) -> tuple[Fact, ...]:
    goals = [name_in(GOALS, goal, lang) for goal in card.goals]
    return ((t["goals"], "; ".join(goals)),) if goals else ()


def _content(card: IndicatorCard, t: Words, lang: Lang) -> tuple[Fact, ...]:
    periods = [name_in(PERIOD_KINDS, kind, lang).lower() for kind in card.periods]
    parts = [t[f"breakdown_{one}"] for one in card.breakdowns]
    facts = [
        (t["periods"], join_words(periods, lang)),
        (t["grain"], t[f"grain_{card.grain}"]),
        (t["breakdowns"], join_words(parts, lang) if parts else t["no_breakdowns"]),
    ]
    if card.settle_days:
        facts.append((t["settle"], t["settle_days"].format(n=card.settle_days)))
    if card.lag_days:
        facts.append((t["lag"], t["lag_days"].format(n=card.lag_days)))
    return tuple(facts)


def _indicator(card: IndicatorCard, t: Words, lang: Lang) -> tuple[Fact, ...]:
    return (
        (t["measure"], measure_text(card, lang)),
        (t["numerator"], card.numerator.in_(lang)),
        (t["denominator"], card.denominator.in_(lang)),
        (t["unit"], f"{'%' if card.is_share else ''} {card.unit_text.in_(lang)}".strip()),
        (t["interval"], _interval(card, t)),
        (t["direction"], t[card.polarity]),
    )


def _interval(card: IndicatorCard, t: Words) -> str:
    is_delivered = card.measure == "reported" or card.interval != "none"
    return t[f"interval_{card.interval}"] if is_delivered else t["interval_no_method"]


def _seen(card: IndicatorCard, t: Words, lang: Lang) -> tuple[str, ...]:
    """What was seen in the data when the figures were computed."""
    told = [warning.text.in_(lang) for warning in card.warnings]
    return tuple(told) or (t["seen_nothing"],)


def _not_counted(card: IndicatorCard, t: Words, lang: Lang) -> tuple[Fact, ...]:
    """Rows that are in no figure, by cause; a few of them are told as few."""
    return tuple(
        (t[f"cause_{one.cause}"], t["few"] if one.rows is None else number_text(one.rows, lang))
        for one in card.not_counted
    )


def _caveats(release: Release, card: IndicatorCard, t: Words, lang: Lang) -> tuple[str, ...]:
    own = tuple(text for text in (card.caveats.in_(lang), grid_text(card, lang)) if text)
    return (*own, t["synthetic"]) if release.is_synthetic(card.id) else own


def _sources(card: IndicatorCard, lang: Lang, t: Words) -> tuple[Fact, ...]:
    return (
        *((one.title.in_(lang), _source(one, lang, t)) for one in card.sources),
        *(
            (t["linkage"], f"{one.title.in_(lang)}. {one.legal_basis or t['linkage_lawless']}")
            for one in card.linkages
        ),
    )


def _source(one: SourceRef, lang: Lang, t: Words) -> str:
    told = f"{one.attribution.in_(lang)}. {t['supplier']}: {party_in(one.supplier, lang)}."
    return f"{told} {t['lawless']}" if one.lawless else told


def _publication(release: Release, card: IndicatorCard, t: Words, lang: Lang) -> tuple[Fact, ...]:
    return (
        (t["owner"], _owners(release, card, t, lang)),
        (t["written"], party_in(card.authored_by, lang)),
        (t["checked"], party_in(card.checked_by, lang)),
        (t["reviewed"], date_text(card.reviewed, lang)),
        (t["next_review"], date_text(card.next_review, lang)),
        (t["version"], card.version),
        (t["release"], release.id),
    )


def _owners(release: Release, card: IndicatorCard, t: Words, lang: Lang) -> str:
    """Whose it is on the day of the release, the latest of each sector; and whose it is to be."""
    day = release.manifest.made_at.date()
    now, coming = owners_on(card.owners, day), owners_coming(card.owners, day)
    parts = [join_words([name_in(BODIES, one.body, lang) for one in now], lang)] if now else []
    parts += [
        t["owner_from"].format(
            day=date_text(owner.from_, lang), body=name_in(BODIES, owner.body, lang)
        )
        for owner in coming
    ]
    return "; ".join(parts)


def _when(note: Annotation | Phase, release: Release, lang: Lang) -> str:
    """The day, and whose series it is about where that is not everybody's."""
    day = date_text(note.from_ if isinstance(note, Phase) else note.date, lang)
    return day if note.unit is None else f"{day}, {release.unit(note.unit).name.in_(lang)}"


def _terms(release: Release, card: IndicatorCard, t: Words, lang: Lang) -> tuple[Fact, ...]:
    national = card.national
    facts = [(t["national"], t[f"national_{national.status}"])]
    if national.counterpart:
        facts.append((t["counterpart"], name_in(COUNTERPARTS, national.counterpart, lang)))
    if national.deviation:
        facts.append((t["deviation"], national.deviation.in_(lang)))
    facts += [(_when(note, release, lang), note.text.in_(lang)) for note in card.annotations]
    facts += [
        (
            t["phase"].format(when=_when(phase, release, lang)),
            t["phase_text"].format(
                reason=phase.reason.in_(lang), by=phase.by, day=date_text(phase.on, lang)
            ),
        )
        for phase in card.phases
    ]
    terms = [
        "centre",
        f"limits_{card.chart.kind.replace('-', '_')}",
        "interval",
        "signal",
        "partial",
    ]
    if card.is_profile:
        terms = ["partial"]
    elif card.interval == "none" and card.measure != "reported":
        terms.remove("interval")
    if card.measure in ("median", "percentile"):
        terms.append(card.measure)
    if card.standardised is not None:
        terms.append("directly" if card.standardised.directly else "indirectly")
    if card.per and card.interval != "none":
        terms.append("person_years")
    said = ((t[f"term_{term}"], t[f"term_{term}_text"]) for term in terms)
    return (*facts, *((term, text.format(p=card.percentile)) for term, text in said))


def _codelist(one: CodelistCard, t: Words, lang: Lang) -> CodelistView:
    n = len(one.codes)
    summary = t["codelist_open_one" if n == 1 else "codelist_open"]
    return CodelistView(
        summary=summary.format(title=one.title.in_(lang), n=n),
        provisional=one.provisional,
        status=one.status.in_(lang),
        owner=t["codelist_owner"].format(owner=party_in(one.owner, lang), version=one.version),
        codes=tuple((code.code, code.text, code.group) for code in one.codes),
    )


def _deliveries(
    deliveries: Iterable[DeliveryCard], card: IndicatorCard, lang: Lang
) -> tuple[tuple[str, str, str], ...]:
    """The newest of the deliveries that the indicator's figures rest on."""
    names = {one.name for one in card.sources}
    own = [one for one in deliveries if one.source in names and one.used]
    newest = sorted(own, key=lambda one: (one.published, one.id), reverse=True)
    return tuple(
        (one.title.in_(lang), date_text(one.published, lang), span_text(one.covers, lang))
        for one in newest[:NEWEST_DELIVERIES]
    )


def span_text(covers: Sequence[Coverage], lang: Lang) -> str:
    """From the first day any table covers to the last, both included."""
    if not covers:
        return ""
    first = min(one.start for one in covers)
    last = max(one.end for one in covers) - timedelta(days=1)
    return f"{date_text(first, lang)} {EN_DASH} {date_text(last, lang)}"
