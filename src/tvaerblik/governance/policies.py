"""Whether a thing is in a state where something can be done to it; who may is in `permissions`."""

from django.db.models import QuerySet

from tvaerblik.core.errors import Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.releases.models import ReleaseRecord
from tvaerblik.governance.saved_views.models import SavedView
from tvaerblik.governance.statuses import RELEASE_MOVES, ReleaseState

# More than anybody keeps in order, and few enough to list on a page
MOST_VIEWS = 200


def check_can_publish(package_id: str, record: ReleaseRecord | None) -> None:
    if ReleaseState.PUBLISHED not in _moves(record):
        raise Blocked(
            Problem(
                "G-KNOWN",
                Text(
                    f"Udgivelsen »{package_id}« har været udgivet før.",
                    f"The release '{package_id}' has been published before.",
                ),
                Text(
                    "Byg en ny udgivelse; en udgivelse ændres ikke og genbruges ikke.",
                    "Build a new release; a release is not changed and not used again.",
                ),
            )
        )


def can_withdraw(record: ReleaseRecord) -> bool:
    return ReleaseState.WITHDRAWN in _moves(record)


def check_can_withdraw(record: ReleaseRecord) -> None:
    if not can_withdraw(record):
        raise Blocked(
            Problem(
                "G-WITHDRAWN",
                Text(
                    f"Udgivelsen »{record.id}« er allerede trukket tilbage.",
                    f"The release '{record.id}' is withdrawn already.",
                ),
                Text("Der skal ikke gøres mere.", "Nothing more needs doing."),
            )
        )


def check_same_release(shown: str | None, expected: str | None) -> None:
    """A release is built and agreed against the one it follows; if another came between, its
    differences have been read by nobody."""
    if shown != expected:
        raise Blocked(
            Problem(
                "G-MOVED",
                Text(
                    f"En anden har udgivet imens: nu vises »{shown or 'ingen'}«, ikke "
                    f"»{expected or 'ingen'}«.",
                    f"Somebody else has published meanwhile: '{shown or 'none'}' is shown, not "
                    f"'{expected or 'none'}'.",
                ),
                Text(
                    "Byg udgivelsen igen på den, der vises nu, og se forskellene efter.",
                    "Build the release again upon the one shown now, and look at the differences.",
                ),
            )
        )


def check_can_save_view(name: str, own: QuerySet[SavedView]) -> None:
    """`own`: what the same person has saved."""
    if own.filter(name=name).exists():
        raise Blocked(
            Problem(
                "G-TAKEN",
                Text(
                    f"Du har allerede en visning, der hedder »{name}«.",
                    f"You already have a view named '{name}'.",
                ),
                Text(
                    "Vælg et andet navn, eller slet den gamle først.",
                    "Choose another name, or delete the old one first.",
                ),
            )
        )
    if own.count() >= MOST_VIEWS:
        raise Blocked(
            Problem(
                "G-MANY",
                Text(
                    f"Du har allerede {MOST_VIEWS} gemte visninger.",
                    f"You have {MOST_VIEWS} saved views already.",
                ),
                Text("Slet en, du ikke bruger.", "Delete one that you do not use."),
            )
        )


def _moves(record: ReleaseRecord | None) -> frozenset[ReleaseState]:
    return RELEASE_MOVES[None if record is None else ReleaseState(record.state)]
