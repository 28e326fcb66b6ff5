"""A good example is sent to the secretariat, published by a second person, sent back or withdrawn."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.notify import notify
from tvaerblik.governance.actions.write_example import unknown_example
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.examples.kinds import ExampleState
from tvaerblik.governance.examples.models import Example
from tvaerblik.governance.freetext import check_prose
from tvaerblik.governance.logged import change, locked
from tvaerblik.governance.outreach import people_with
from tvaerblik.governance.permissions_of_outreach import (
    check_may_change_example,
    check_may_publish_example,
)
from tvaerblik.governance.policies_of_outreach import (
    check_can_become,
    check_is_complete,
    check_is_second_person,
)

SENT_BACK = "sendt_tilbage"


def propose_example(id_: str, *, seen: int, by: Any) -> Example:
    """The secretariat is told that it waits."""
    with transaction.atomic():
        example = _locked(id_, seen)
        check_may_change_example(by, example)
        check_can_become(example, ExampleState.FORESLAAET)
        check_is_complete(example.newest.content)
        _become(example, ExampleState.FORESLAAET, by=by)
        said = Text("Et godt eksempel venter på jer.", "A good example waits for you.")
        _tell(example, people_with(Role.SEKRETARIAT, timezone.localdate()), said, by)
    return example


def publish_example(id_: str, *, seen: int, by: Any) -> Example:
    """The public reads the newest version from now on."""
    check_may_publish_example(by)
    with transaction.atomic():
        example = _locked(id_, seen)
        check_can_become(example, ExampleState.UDGIVET)
        check_is_second_person(example, actor_of(by).name)
        check_is_complete(example.newest.content)
        example.shown = example.newest.number
        example.published_on = example.published_on or timezone.localdate()
        _become(example, ExampleState.UDGIVET, by=by)
        _tell_author(example, Text("Dit eksempel er udgivet.", "Your example is published."), by)
    return example


def send_back_example(id_: str, reason: str, *, seen: int, by: Any) -> Example:
    check_may_publish_example(by)
    told = check_prose(reason, needed=True)
    with transaction.atomic():
        example = _locked(id_, seen)
        # Only what waits to be published is sent back
        check_can_become(example, ExampleState.UDGIVET)
        example.state = ExampleState.KLADDE
        change(example, SENT_BACK, {"version": example.newest.number}, text=told, by=by)
        _tell_author(example, Text("Der er noget at rette.", "There is something to change."), by)
    return example


def withdraw_example(id_: str, reason: str, *, seen: int, by: Any) -> Example:
    """Its author withdraws a draft; what has been published, the secretariat."""
    told = check_prose(reason, needed=True)
    with transaction.atomic():
        example = _locked(id_, seen)
        if example.shown:
            check_may_publish_example(by)
        check_may_change_example(by, example)
        check_can_become(example, ExampleState.TRUKKET)
        example.shown = None
        _become(example, ExampleState.TRUKKET, text=told, by=by)
        _tell_author(example, Text("Det er trukket tilbage.", "It is withdrawn."), by)
    return example


def _locked(id_: str, seen: int) -> Example:
    return locked(Example.objects.filter(pk=id_), seen=seen, unknown=unknown_example(id_))


def _become(example: Example, state: ExampleState, *, text: str = "", by: Any) -> None:
    example.state = state
    change(example, state, {"version": example.newest.number}, text=text, by=by)


def _tell_author(example: Example, said: Text, by: Any) -> None:
    _tell(example, User.objects.filter(username=example.author), said, by)


def _tell(example: Example, people: Iterable[User], said: Text, by: Any) -> None:
    title = example.newest.content.title
    subject = Text(f"Godt eksempel: {title}", f"Good example: {title}")
    notify("eksempel", people, subject, said, f"/gode-eksempler/{example.pk}", by=by)
