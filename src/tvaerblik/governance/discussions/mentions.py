"""`@somebody` in a text: who is meant. Nothing is guessed: a name that is nobody's is told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tvaerblik.core.errors import BadInput, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.organisation.models import Body, valid_on
from tvaerblik.governance.viewing_of_discussions import user_may_see_discussions

# A name can hold full stops and dashes, but not end with them; an address of mail is no mention
MENTION = re.compile(r"(?<![\w.+@-])@(\w(?:[\w.+-]*\w)?)")
# More than are ever meant by one text; a hearing is the way to ask many
MOST_MENTIONS = 10


@dataclass(frozen=True, slots=True)
class Mentioned:
    """`names`: as written, each once. `people`: those who are told, members of bodies among them."""

    names: tuple[str, ...]
    people: tuple[User, ...]


def names_in(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(MENTION.findall(text)))


def mentioned_in(text: str, day: date) -> Mentioned:
    """Raises BadInput for a name that is no account and no body, or where nobody can read it."""
    names = names_in(text)
    if len(names) > MOST_MENTIONS:
        raise BadInput(_too_many())
    found = {name: _meant_by(name, day) for name in names}
    unknown = [name for name, meant in found.items() if meant is None]
    if unknown:
        raise BadInput(_unknown(unknown))
    readers = {name: [one for one in meant or () if _reads(one)] for name, meant in found.items()}
    unread = [name for name, people in readers.items() if not people]
    if unread:
        raise BadInput(_unread(unread))
    people = {one.pk: one for meant in readers.values() for one in meant}
    return Mentioned(names, tuple(people.values()))


def _meant_by(name: str, day: date) -> list[User] | None:
    """An account and a body of one name are both meant."""
    accounts = list(User.objects.filter(username=name, is_active=True))
    bodies = Body.objects.filter(valid_on(day), id=name)
    members = User.objects.filter(memberships__in=_seats(bodies, day)).distinct()
    return [*accounts, *members] if accounts or bodies.exists() else None


def _seats(bodies: Iterable[Body], day: date) -> list[int]:
    return [
        seat.pk for body in bodies for seat in body.memberships.filter(valid_on(day)).only("pk")
    ]


def _reads(user: User) -> bool:
    return user_may_see_discussions(user)


def _quoted(names: Iterable[str]) -> Text:
    cut = [name[:60] for name in names]
    da = ", ".join(f"»@{name}«" for name in cut)
    en = ", ".join(f"'@{name}'" for name in cut)
    return Text(da, en)


def _unknown(names: Iterable[str]) -> Problem:
    told = _quoted(names)
    return Problem(
        "G-MENTION",
        Text(
            f"Ingen person og intet forum hedder {told.da}. Indlægget er ikke gemt.",
            f"No person and no body is called {told.en}. The contribution is not stored.",
        ),
        Text(
            "Vælg en fra listen, eller ret navnet.", "Choose one from the list, or mend the name."
        ),
    )


def _unread(names: Iterable[str]) -> Problem:
    told = _quoted(names)
    return Problem(
        "G-MENTION-UNREAD",
        Text(
            f"Ingen, der hører til {told.da}, har adgang til drøftelser. Indlægget er ikke gemt.",
            f"Nobody who belongs to {told.en} can read discussions. The contribution is not stored.",
        ),
        Text("Nævn en anden.", "Mention somebody else."),
    )


def _too_many() -> Problem:
    return Problem(
        "G-MENTION-MANY",
        Text(
            f"Indlægget nævner flere end {MOST_MENTIONS}.",
            f"The contribution mentions more than {MOST_MENTIONS}.",
        ),
        Text("Nævn et forum, eller send en høring.", "Mention a body, or start a hearing."),
    )
