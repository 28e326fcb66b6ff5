"""Samarbejdsaftaler, from the database's rows to what pages are built from, and from a form to content."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from tvaerblik.catalogue.units import UnitRegister
from tvaerblik.core.errors import BadInput, Problem
from tvaerblik.governance.agreements.asking import newest_version, version_on
from tvaerblik.governance.agreements.content import Content, Goal, Party
from tvaerblik.governance.agreements.models import Agreement, AgreementVersion
from tvaerblik.governance.viewing_of_cases import visible_cases
from tvaerblik.presentation.numbers import Lang
from tvaerblik.presentation.pages.agreement_form import TypedAgreement
from tvaerblik.presentation.pages.agreement_texts import TEXTS
from tvaerblik.presentation.pages.agreements import AgreementFacts, GoalFacts, HappenedFacts

# How people write a municipality's name
SAYINGS = ("kommune", "municipality")


def read_agreements(day: date) -> tuple[AgreementFacts, ...]:
    return tuple(facts_of(current(one, day)) for one in Agreement.objects.all())


def current(agreement: Agreement, day: date) -> AgreementVersion:
    """The one that counts; of an agreement that does not count yet, the newest."""
    return version_on(agreement, day) or newest_version(agreement)


def facts_of(version: AgreementVersion) -> AgreementFacts:
    said = version.content
    return AgreementFacts(
        id=version.agreement_id,
        number=version.number,
        counts_from=version.counts_from,
        title=said.title,
        parties=tuple((party.name, party.unit) for party in said.parties),
        valid_from=said.valid_from,
        valid_to=said.valid_to,
        target_group=said.target_group,
        goals=tuple(GoalFacts(goal.text, goal.indicators, goal.target) for goal in said.goals),
        unit=said.unit,
        theme=said.theme,
    )


def read_happened(agreement: Agreement, lang: Lang) -> Iterator[HappenedFacts]:
    """The newest first."""
    for entry in agreement.log.select_related("body").order_by("-on", "-id"):
        yield HappenedFacts(
            kind=entry.kind,
            on=entry.on,
            text=entry.text,
            body=entry.body.name.in_(lang) if entry.body else "",
            body_id=entry.body_id or "",
            case=entry.facts.get("case", ""),
        )


def read_cases_of(agreement: Agreement, by: Any) -> tuple[tuple[str, str], ...]:
    """Number and title of those that the reader may see."""
    seen = visible_cases(by).filter(agreements=agreement)
    return tuple(seen.order_by("number").values_list("number", "title"))


def content_of(typed: TypedAgreement, units: UnitRegister) -> Content:
    """Raises BadInput for a day that cannot be read."""
    names = {_plain(unit.name.da): unit.id for unit in units.units.values()}
    names |= {_plain(unit.name.en): unit.id for unit in units.units.values()}
    return Content(
        title=typed.title,
        parties=tuple(Party(name, names.get(_plain(name), "")) for name in typed.parties),
        valid_from=day_of(typed.valid_from),
        valid_to=day_of(typed.valid_to),
        target_group=typed.target_group,
        goals=tuple(Goal(goal.text, goal.indicators, goal.target) for goal in typed.goals),
        unit=typed.unit,
        theme=typed.theme,
    )


def day_of(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        problem = Problem("G-AGREEMENT-VALIDITY", TEXTS["bad_day"], TEXTS["bad_day_do"])
        raise BadInput(problem) from None


def _plain(name: str) -> str:
    words = name.casefold().split()
    return " ".join(word for word in words if word not in SAYINGS)
