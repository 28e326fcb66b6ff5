"""What must be true of a package before everybody sees it: each point with its sentence, or its problem.

The same list is shown while a release is proposed and asked again when it is switched. What cannot be
asked is not passed.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tvaerblik.core.cells import State
from tvaerblik.core.errors import Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.approvals.standing import unapproved
from tvaerblik.governance.days import day_text
from tvaerblik.governance.figures.kinds import ReportState
from tvaerblik.governance.figures.models import Answer, FigureReport
from tvaerblik.governance.figures.parties import party_name
from tvaerblik.governance.figures.standing import wrong_data_of
from tvaerblik.governance.proposals.models import Proposal
from tvaerblik.governance.releases.pointer import current_record
from tvaerblik.governance.sources.models import DeliveryStatus, SourceStatus
from tvaerblik.governance.statuses import DeliveryState
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.release.policy import PLATFORM_POLICY
from tvaerblik.release.reader import Release

# A number that may not be seen stands in a cell that says it is hidden, or counts 1 to 4 rows, behind
# which there are no more persons than that
NUMBERS = (
    "value IS NOT NULL OR numerator IS NOT NULL OR denominator IS NOT NULL OR lower IS NOT NULL"
)
HIDDEN_WITH_NUMBER = f"state NOT IN ('{State.OK}', '{State.ZERO}') AND ({NUMBERS})"
FEW = "indicator = ? AND state = 'ok' AND numerator > 0 AND numerator < ?"
PLACEHOLDER = re.compile(r"\b(TODO|TBD|XXX)\b")
OF_PERSONS = frozenset({"proportion", "rate", "persons"})


@dataclass(frozen=True, slots=True)
class Point:
    """`problem`: why it has not been passed; None when it has. `is_warning`: passed, and somebody should
    know all the same."""

    id: str
    told: Text
    problem: Problem | None = None
    is_warning: bool = False

    @property
    def passed(self) -> bool:
        return self.problem is None


@dataclass(frozen=True, slots=True)
class _Asked:
    proposal: Proposal
    release: Release
    today: date


def checklist_of(proposal: Proposal, release: Release, *, today: date) -> tuple[Point, ...]:
    """In the order in which they are worked through."""
    asked = _Asked(proposal, release, today)
    return tuple(point(asked) for point in _POINTS)


def failed(points: tuple[Point, ...]) -> tuple[Problem, ...]:
    return tuple(point.problem for point in points if point.problem is not None)


# Each point ------------------------------------------------------------------------------------------


def _follows(asked: _Asked) -> Point:
    shown = current_record()
    now, then = (shown.id if shown else ""), asked.proposal.previous
    told = Text("Bygget på den udgivelse, der vises.", "Built upon the release that is shown.")
    if now == then and (asked.release.manifest.previous or "") == then:
        return Point("follows", told)
    return Point(
        "follows",
        told,
        Problem(
            "G-CHECK-FOLLOWS",
            Text(
                f"Den er sammenlignet med »{then or 'ingen'}«, men nu vises »{now or 'ingen'}«.",
                f"It was compared with '{then or 'none'}', but '{now or 'none'}' is shown now.",
            ),
            Text("Byg og foreslå den igen.", "Build and propose it again."),
        ),
    )


def _deliveries(asked: _Asked) -> Point:
    """A source that is late, whose newest delivery is held, or of which nothing is known makes it
    incomplete; that can be said. What came after it was built waits for the next one, and is told."""
    missing = tuple(_late_sources(asked))
    if not missing:
        return _with_newer(asked)
    names = (", ".join(one.da for one in missing), ", ".join(one.en for one in missing))
    told = Text(
        f"Leverancer mangler eller er holdt tilbage: {names[0]}.",
        f"Deliveries are missing or held back: {names[1]}.",
    )
    said = asked.proposal.incomplete_because
    if said:
        return Point("deliveries", Text(f"{told.da} Sagt: {said}", f"{told.en} Said: {said}"))
    remedy = Text("Få dem, eller skriv, at de mangler og hvorfor.", "Get them, or say so and why.")
    return Point("deliveries", told, Problem("G-CHECK-DELIVERIES", told, remedy))


def _with_newer(asked: _Asked) -> Point:
    newer = DeliveryStatus.objects.filter(
        source__in=_names_of_sources(asked.release),
        state=DeliveryState.ACCEPTED,
        received__gt=asked.release.manifest.made_at,
    ).count()
    if not newer:
        return Point("deliveries", Text("Leverancerne er komplette.", "Deliveries are complete."))
    told = Text(
        f"Leverancerne var komplette, da den blev bygget. Siden er der kommet {newer}, som ikke er med.",
        f"Deliveries were complete when it was built. {newer} came since and are not in it.",
    )
    return Point("deliveries", told, is_warning=True)


def _late_sources(asked: _Asked) -> Iterator[Text]:
    used = _names_of_sources(asked.release)
    reported = SourceStatus.objects.filter(source__in=used).prefetch_related("deliveries")
    for name in sorted(used - {status.source for status in reported}):
        yield Text(name, name)
    for status in reported:
        newest = status.deliveries.first()  # they come newest first
        is_held = newest is not None and newest.state == DeliveryState.HELD
        if is_held or _is_late(status, asked.today):
            yield Text(status.title_da, status.title_en)


def _names_of_sources(release: Release) -> set[str]:
    return {source.name for source in release.manifest.sources}


def _is_late(status: SourceStatus, today: date) -> bool:
    if status.promise_days is None:
        return False
    newest = status.newest_published
    return newest is None or (today - newest).days > status.promise_days


def _disclosure(asked: _Asked) -> Point:
    """The policy it was made under, and what lies in it: the cells are looked at, not believed."""
    told = Text(
        "Reglerne om beskyttelse af personer er overholdt i alle celler.",
        "The rules that protect persons hold in every cell.",
    )
    made_under = asked.release.manifest.policy
    cells = _cells_that_tell(asked.release) if made_under.digest == PLATFORM_POLICY.digest else 0
    if made_under.digest == PLATFORM_POLICY.digest and not cells:
        return Point("disclosure", told)
    return Point(
        "disclosure",
        told,
        Problem(
            "G-CHECK-DISCLOSURE",
            Text(
                f"{cells} celler viser tal, der ikke må ses."
                if cells
                else f"Den er lavet under en anden politik ({made_under.version}).",
                f"{cells} cells show figures that may not be seen."
                if cells
                else f"It was made under another policy ({made_under.version}).",
            ),
            Text("Byg den igen; den må ikke udgives.", "Build it again; it must not be published."),
        ),
    )


def _cells_that_tell(release: Release) -> int:
    """Of each package once: its bytes are those of its manifest for ever."""
    if release.manifest_sha256 not in _told:
        _told[release.manifest_sha256] = _count_cells_that_tell(release)
    return _told[release.manifest_sha256]


_told: dict[str, int] = {}


def _count_cells_that_tell(release: Release) -> int:
    hidden = sum(len(batch) for batch in release.select("by_series", HIDDEN_WITH_NUMBER, []))
    return hidden + sum(_few(release, card) for card in release.indicators() if _counts(card))


def _counts(card: IndicatorCard) -> bool:
    is_public = any(source.already_public for source in card.sources)
    return card.measure in OF_PERSONS and card.adds_up and not is_public


def _few(release: Release, card: IndicatorCard) -> int:
    policy = release.manifest.policy
    is_sensitive = card.sensitivity == "sensitive"
    fewest = policy.sensitive_persons if is_sensitive else policy.minimum_persons
    return sum(len(batch) for batch in release.select("by_series", FEW, [card.id, fewest]))


def _differences(asked: _Asked) -> Point:
    found = asked.proposal.differences
    changed, new = found.get("changed", 0), found.get("new", 0)
    told = Text(
        f"Forskellene er opgjort: {_dotted(changed)} ændrede og {_dotted(new)} nye tal.",
        f"The differences are listed: {changed:,} changed and {new:,} new figures.",
    )
    if found.get("before", "") == asked.proposal.previous and found.get("after"):
        return Point("differences", told)
    return Point(
        "differences",
        told,
        Problem(
            "G-CHECK-DIFFERENCES",
            Text("Forskellene er ikke opgjort.", "The differences are not listed."),
            Text("Foreslå udgivelsen igen.", "Propose the release again."),
        ),
    )


def _dotted(n: int) -> str:
    return f"{n:,}".replace(",", ".")


def _texts(asked: _Asked) -> Point:
    """No text can be made in one language only; each definition that was computed has its own."""
    told = Text(
        "Alle tekster er på plads på dansk og engelsk.", "All texts stand in both languages."
    )
    digests = {card.id: card.digest for card in asked.release.indicators()}
    wanting = _without_texts(asked.release, digests)
    return _of_indicators("texts", "G-CHECK-TEXTS", told, asked.release, wanting)


def _without_texts(release: Release, digests: Mapping[str, str]) -> list[str]:
    computed = release.manifest.definitions
    apart = {one.indicator for one in computed if digests.get(one.indicator) != one.digest}
    unwritten = {card.id for card in release.indicators() if not _is_written(card)}
    return sorted(apart | unwritten)


def _is_written(card: IndicatorCard) -> bool:
    """A whole sentence that is the same in both languages was not translated; a placeholder is no text."""
    sentences = (card.purpose, card.caveats)
    everything = (*sentences, card.title, card.unit_text, card.numerator, card.denominator)
    is_translated = all(text.da.strip() != text.en.strip() for text in sentences)
    return is_translated and not any(
        PLACEHOLDER.search(word) for text in everything for word in (text.da, text.en)
    )


def _approved(asked: _Asked) -> Point:
    """An approval is of one version. A definition that was approved and has been changed since, or whose
    approval was taken back, stops it; one that nobody has approved yet is told of, as readers are."""
    told = Text(
        "Alle definitioner er godkendt i den version, tallene er beregnet efter.",
        "Every definition is approved in the version that the figures were computed by.",
    )
    digests = {card.id: card.digest for card in asked.release.indicators()}
    was, never = unapproved(digests)
    if was:
        names = _titles(asked.release, was)
        what = Text(
            f"Ændret siden godkendelsen, eller godkendelsen er trukket tilbage: {names.da}.",
            f"Changed since the approval, or the approval was taken back: {names.en}.",
        )
        remedy = Text("Få definitionen godkendt igen.", "Have the definition approved again.")
        return Point("approved", told, Problem("G-CHECK-APPROVED", what, remedy))
    if not never:
        return Point("approved", told)
    n, of = len(never), len(digests)
    some = Text(
        f"{n} af {of} definitioner er endnu ikke godkendt. Det står på indikatorernes sider.",
        f"{n} of {of} definitions are not approved yet. The indicators' pages say so.",
    )
    return Point("approved", some, is_warning=True)


def _national(asked: _Asked) -> Point:
    told = Text(
        "Sammenligningen med nationale tal er besvaret for alle indikatorer.",
        "The comparison with national figures is answered for every indicator.",
    )
    wanting = [card.id for card in asked.release.indicators() if not _is_answered(card)]
    return _of_indicators("national", "G-CHECK-NATIONAL", told, asked.release, wanting)


def _is_answered(card: IndicatorCard) -> bool:
    """Each answer may be published; one that says it deviates says how."""
    said = card.national.deviation
    if card.national.status == "deviates":
        return said is not None
    return bool(card.national.status)


def _of_indicators(
    id_: str, code: str, told: Text, release: Release, wanting: Sequence[str]
) -> Point:
    if not wanting:
        return Point(id_, told)
    names = _titles(release, wanting)
    what = Text(f"Det mangler for: {names.da}.", f"It is missing for: {names.en}.")
    remedy = Text(
        "Skriv det i definitionen, og byg igen.", "Write it in the definition, and build again."
    )
    return Point(id_, told, Problem(code, what, remedy))


def _titles(release: Release, indicators: Iterable[str]) -> Text:
    """The id of one that was computed and has no card."""
    cards = {card.id: card.title for card in release.indicators()}
    found = [cards.get(id_, Text(id_, id_)) for id_ in indicators]
    return Text("; ".join(one.da for one in found), "; ".join(one.en for one in found))


def _two_people(asked: _Asked) -> Point:
    one = asked.proposal
    told = Text("Set efter af en anden end den, der foreslog.", "Looked over by another person.")
    if one.checked_by and one.checked_by != one.proposed_by:
        return Point("two_people", told)
    return Point(
        "two_people",
        told,
        Problem(
            "G-CHECK-TWO-PEOPLE",
            Text(
                "Kun den, der foreslog udgivelsen, har set den.",
                "Only the one who proposed the release has looked at it.",
            ),
            Text("Bed en anden om at se den efter.", "Ask another to look it over."),
        ),
    )


def _review(asked: _Asked) -> Point:
    """An error that everybody can see does not wait; that it was hurried, and why, is said."""
    one, until = asked.proposal, day_text(asked.proposal.review_until)
    told = Text(
        "Parterne har haft tid til at se deres egne tal.", "The parties have had their time."
    )
    if one.hurried_because:
        why = one.hurried_because
        told = Text(f"{told.da} Forkortet: {why}", f"{told.en} Shortened: {why}")
    if asked.today >= one.review_until:
        return Point("review", told)
    return Point(
        "review",
        told,
        Problem(
            "G-CHECK-REVIEW",
            Text(
                f"Parterne har til og med {until.da} til at se deres egne tal.",
                f"The parties have until {until.en} to look at their own figures.",
            ),
            Text("Vent, eller planlæg den til derefter.", "Wait, or schedule it for after that."),
        ),
    )


def _answer_text(answer: Answer, release: Release) -> Text:
    """By the names that the page below uses, not by ids."""
    title, who = release.indicator(answer.indicator).title, party_name(answer.party, release)
    return Text(f"{title.da} ({who.da})", f"{title.en} ({who.en})")


def _owners(asked: _Asked) -> Point:
    """An objection is shown and stops nothing; that the owner calls its own data wrong does."""
    told = Text(
        "Ingen dataejer siger, at data er forkerte.", "No owner says that its data are wrong."
    )
    wrong = wrong_data_of(asked.proposal.id)
    if not wrong:
        return Point("owners", told)
    names = [_answer_text(one, asked.release) for one in wrong]
    return Point(
        "owners",
        told,
        Problem(
            "G-CHECK-OWNERS",
            Text(
                f"Dataejeren siger, at data er forkerte: {'; '.join(one.da for one in names)}.",
                f"The owner says that its data are wrong: {'; '.join(one.en for one in names)}.",
            ),
            Text(
                "Få data rettet, og byg igen, eller få ejeren til at svare på ny.",
                "Have the data mended and build again, or have the owner answer anew.",
            ),
        ),
    )


def _reports(asked: _Asked) -> Point:
    """A figure that looks wrong to a party and that nobody has answered for: whoever approves decides."""
    waiting = FigureReport.objects.filter(
        release=asked.proposal.id, state=ReportState.AABEN
    ).count()
    if not waiting:
        return Point("reports", Text("Alle meldte tal er besvaret.", "All reports are answered."))
    told = Text(
        f"{waiting} tal er meldt som forkerte og ikke besvaret. Svar på siden Egne tal.",
        f"{waiting} figures are reported as wrong and not answered. Answer on the page of own figures.",
    )
    return Point("reports", told, is_warning=True)


_POINTS: tuple[Callable[[_Asked], Point], ...] = (
    _follows,
    _deliveries,
    _disclosure,
    _differences,
    _texts,
    _national,
    _approved,
    _two_people,
    _review,
    _owners,
    _reports,
)
