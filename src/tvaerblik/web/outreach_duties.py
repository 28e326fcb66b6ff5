"""What waits for a person of good examples, approaches from outside and the communication plan."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.approaches.kinds import ANSWER_DAYS, ApproachState
from tvaerblik.governance.cases.working_days import after_working_days
from tvaerblik.governance.communication.kinds import PlanState
from tvaerblik.governance.communication.models import PlanItem
from tvaerblik.governance.examples.kinds import ExampleState
from tvaerblik.governance.examples.models import Example
from tvaerblik.governance.permissions_of_outreach import (
    user_may_answer_approach,
    user_may_keep_plan,
    user_may_publish_example,
)
from tvaerblik.governance.viewing_of_outreach import visible_approaches
from tvaerblik.presentation.pages.my_page import WaitingFact

# What is planned for later than this need not stand on anybody's page yet
SOON = timedelta(days=7)


def waiting_outreach(user: User, today: date) -> Iterator[WaitingFact]:
    yield from _examples(user)
    yield from _approaches(user)
    yield from _planned(user, today)


def _examples(user: User) -> Iterator[WaitingFact]:
    """Those that another has written."""
    if not user_may_publish_example(user):
        return
    for one in Example.objects.filter(state=ExampleState.FORESLAAET):
        newest = one.newest
        if newest.by != user.username:
            link = reverse("godt-eksempel", kwargs={"example": one.pk})
            yield WaitingFact("eksempel", newest.content.title, link, None)


def _approaches(user: User) -> Iterator[WaitingFact]:
    """Those without an answer that the person can give."""
    waiting = visible_approaches(user).exclude(state=ApproachState.BESVARET)
    for one in waiting:
        if user_may_answer_approach(user, one):
            link = reverse("henvendelse-udefra", kwargs={"approach": one.pk})
            due = after_working_days(one.received_on, ANSWER_DAYS)
            yield WaitingFact("udefra", one.title, link, due)


def _planned(user: User, today: date) -> Iterator[WaitingFact]:
    if not user_may_keep_plan(user):
        return
    near = PlanItem.objects.filter(state=PlanState.PLANLAGT, planned_on__lte=today + SOON)
    for one in near:
        link = reverse("plan-punkt", kwargs={"item": one.pk})
        yield WaitingFact("plan", one.title, link, one.planned_on)
