"""What waits for a person by their role: definitions to sign, figures to confirm and to answer; and, for
those who look after the whole, what is overdue with others."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from tvaerblik.core.errors import DefinitionError
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.approvals.models import Approval
from tvaerblik.governance.approvals.steps import STEP_OWNERS
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import STAGE_OWNERS, Stage
from tvaerblik.governance.definitions import catalogue_of_site
from tvaerblik.governance.figures.kinds import ReportState
from tvaerblik.governance.figures.models import Answer, FigureReport
from tvaerblik.governance.figures.parties import UNIT
from tvaerblik.governance.hearings.models import Hearing, HearingState
from tvaerblik.governance.permissions_of_proposals import (
    user_may_answer_figures,
    user_may_answer_reports,
)
from tvaerblik.governance.proposals.kinds import ProposalState
from tvaerblik.governance.proposals.models import Proposal
from tvaerblik.governance.tasks.models import Task, TaskState
from tvaerblik.presentation.numbers import period_text
from tvaerblik.presentation.pages.my_page import OverdueFact, WaitingFact

LOOK_AFTER_ALL = frozenset({Role.SEKRETARIAT, Role.FORMANDSKAB})
# Where nobody has to act: it stands there, or it has ended
AT_REST = frozenset({Stage.PAA_DASH, Stage.UDGAAET, Stage.AFVIST, Stage.TRUKKET, Stage.BERO})


def waiting_by_role(user: User) -> Iterator[WaitingFact]:
    yield from _definitions(user)
    yield from _own_figures(user)
    yield from _reports(user)


def overdue_with_others(user: User, today: date) -> tuple[OverdueFact, ...]:
    """Nothing for who does not look after the whole; what is the person's own stands above."""
    if not user.roles & LOOK_AFTER_ALL:
        return ()
    return (
        *_overdue_cases(user, today),
        *_overdue_tasks(user, today),
        *_overdue_hearings(user, today),
    )


def _definitions(user: User) -> Iterator[WaitingFact]:
    """Those whose turn a role of the person's is, and that the person has not signed already."""
    mine = [str(step) for step, role in STEP_OWNERS.items() if role in user.roles]
    waiting = Approval.objects.filter(step__in=mine).select_related("draft__case")
    for one in waiting.exclude(signatures__by=user.username):
        if one.draft:
            case = one.draft.case
            link = reverse("henvendelse-definition", kwargs={"number": case.number})
            title = f"{case.number} {case.title}"
        else:
            link = reverse("definition", kwargs={"indicator": one.indicator})
            title = _title_of(one.indicator)
        yield WaitingFact(str(one.step), title, link, None)


def _title_of(indicator: str) -> str:
    """Its id while the folder cannot be read, or where it has gone from it."""
    try:
        found = catalogue_of_site().indicators.get(indicator)
    except DefinitionError:
        return indicator
    return found.title.da if found else indicator


def _own_figures(user: User) -> Iterator[WaitingFact]:
    """Of the account's unit, until it has said something of any of them."""
    if not user.unit or not user_may_answer_figures(user):
        return
    party = f"{UNIT}{user.unit}"
    for one in Proposal.objects.filter(state=ProposalState.FORESLAAET):
        if not Answer.objects.filter(release=one.id, party=party).exists():
            link = f"{reverse('mine-tal')}?udgivelse={one.id}"
            yield WaitingFact("egne_tal", one.note, link, one.review_until)


def _reports(user: User) -> Iterator[WaitingFact]:
    if not user_may_answer_reports(user):
        return
    for one in FigureReport.objects.filter(state=ReportState.AABEN):
        title = f"{_title_of(one.indicator)}, {period_text(one.period, 'da')}: {one.shown}"
        yield WaitingFact("meldt_tal", title, reverse("mine-tal"), None)


def _overdue_cases(user: User, today: date) -> Iterator[OverdueFact]:
    over = Case.objects.exclude(stage__in=map(str, AT_REST)).filter(deadline__lt=today)
    for case in over.exclude(stage=Stage.KLADDE).exclude(owner=user).select_related("owner"):
        owner = STAGE_OWNERS[Stage(case.stage)]
        if case.owner is None and owner in user.roles:
            continue
        link = reverse("henvendelse", kwargs={"number": case.number})
        who = case.owner.username if case.owner else str(owner.label)
        title = f"{case.number} {case.title} – {Stage(case.stage).label}"
        yield OverdueFact("sag", title, link, case.deadline, who)


def _overdue_tasks(user: User, today: date) -> Iterator[OverdueFact]:
    over = Task.objects.filter(state=TaskState.AABEN, deadline__lt=today).exclude(owner=user)
    for task in over.select_related("owner"):
        yield OverdueFact("opgave", task.title, "", task.deadline, task.owner.username)


def _overdue_hearings(user: User, today: date) -> Iterator[OverdueFact]:
    over = Hearing.objects.filter(state=HearingState.AABEN, deadline__lt=today)
    for hearing in over.exclude(owner=user).select_related("owner"):
        link = reverse("hoering", kwargs={"hearing": hearing.pk})
        yield OverdueFact(
            "sammenfat", hearing.title, link, hearing.deadline, hearing.owner.username
        )
