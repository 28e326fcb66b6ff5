from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.freetext import check_no_cpr
from tvaerblik.governance.permissions import (
    check_may_save_views,
    check_owns,
    user_may_remove_views,
)
from tvaerblik.governance.policies import check_can_save_view
from tvaerblik.governance.saved_views.models import SavedView
from tvaerblik.governance.saved_views.questions import check_name, check_question

# An indicator's version and its title in both languages
Definition = Mapping[str, str]


def save_view(
    name: str, question: str, *, release: str, definitions: Mapping[str, Definition], by: Any
) -> SavedView:
    """Keeps a question under a name that everybody with its address can read."""
    check_may_save_views(by)
    actor = actor_of(by)
    tidy = " ".join(name.split())
    check_no_cpr(tidy)
    check_name(tidy)
    check_question(question)
    with transaction.atomic():
        check_can_save_view(tidy, SavedView.objects.filter(owner=actor.name))
        view = SavedView.objects.create(
            owner=actor.name,
            name=tidy,
            question=question,
            release=release,
            definitions={one: dict(facts) for one, facts in definitions.items()},
        )
        record(actor, "view.save", view.id, {"name": tidy, "question": question})
    return view


def delete_view(view: SavedView, *, by: Any) -> None:
    """One's own; whoever looks after the installation can remove any, since its name is public."""
    if not user_may_remove_views(by):
        check_owns(by, view.owner)
    with transaction.atomic():
        kept = {"name": view.name, "question": view.question, "owner": view.owner}
        record(actor_of(by), "view.delete", view.id, kept)
        view.delete()
