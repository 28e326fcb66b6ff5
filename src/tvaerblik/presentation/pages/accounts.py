"""*Konti*: who can log in and what they may, and the form of one account."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tvaerblik.core.texts import Text
from tvaerblik.presentation.numbers import Lang, date_text
from tvaerblik.presentation.pages.accounts_texts import TEXTS
from tvaerblik.presentation.pages.places import Choice, alphabetical
from tvaerblik.presentation.pages.words_of_pages import Words, words_in


@dataclass(frozen=True, slots=True)
class GrantFacts:
    role: str
    valid_from: date
    valid_to: date | None

    def has_ended(self, today: date) -> bool:
        return self.valid_to is not None and self.valid_to <= today


@dataclass(frozen=True, slots=True)
class AccountFacts:
    key: int
    name: str
    unit: str
    grants: tuple[GrantFacts, ...]
    is_open: bool
    has_password: bool


@dataclass(frozen=True, slots=True)
class AccountLine:
    key: int
    name: str
    unit: str
    roles: tuple[str, ...]
    state: str
    is_closed: bool


@dataclass(frozen=True, slots=True)
class AccountsPage:
    t: Words
    sentence: str
    lines: tuple[AccountLine, ...]


@dataclass(frozen=True, slots=True)
class RoleChoice:
    id: str
    name: str
    may: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class AccountForm:
    t: Words
    units: tuple[Choice, ...]
    roles: tuple[RoleChoice, ...]


def build_accounts(
    accounts: Sequence[AccountFacts],
    roles: Mapping[str, str],
    units: Mapping[str, Text],
    today: date,
    lang: Lang,
) -> AccountsPage:
    """`roles`: the names of the roles by their ids."""
    t = words_in(TEXTS, lang)
    ordered = sorted(accounts, key=lambda one: (not one.is_open, alphabetical(one.name)))
    states = [_state(one) for one in ordered]
    sentence = t["sentence"].format(
        n=len(ordered),
        open=states.count("is_open"),
        waiting=states.count("is_waiting"),
        closed=states.count("is_closed"),
    )
    lines = tuple(
        AccountLine(
            key=one.key,
            name=one.name,
            unit=units[one.unit].in_(lang) if one.unit in units else one.unit,
            roles=tuple(_role(grant, roles, today, t, lang) for grant in _standing(one, today)),
            state=t[state],
            is_closed=not one.is_open,
        )
        for one, state in zip(ordered, states, strict=True)
    )
    return AccountsPage(t, sentence, lines)


def build_account_form(
    roles: Mapping[str, str],
    units: Mapping[str, Text],
    chosen_roles: Collection[str],
    unit: str,
    lang: Lang,
) -> AccountForm:
    t = words_in(TEXTS, lang)
    # One that is no more in the register stays until another is chosen
    named = {id_: name.in_(lang) for id_, name in units.items()}
    if unit and unit not in named:
        named[unit] = unit
    ordered = sorted(named.items(), key=lambda one: alphabetical(one[1]))
    return AccountForm(
        t=t,
        units=(
            Choice("", t["no_unit"], not unit),
            *(Choice(id_, name, id_ == unit) for id_, name in ordered),
        ),
        roles=tuple(
            RoleChoice(id_, name, t[f"role_{id_}"], id_ in chosen_roles)
            for id_, name in roles.items()
        ),
    )


def _state(one: AccountFacts) -> str:
    if not one.is_open:
        return "is_closed"
    return "is_open" if one.has_password else "is_waiting"


def _standing(one: AccountFacts, today: date) -> tuple[GrantFacts, ...]:
    return tuple(grant for grant in one.grants if not grant.has_ended(today))


def _role(grant: GrantFacts, roles: Mapping[str, str], today: date, t: Words, lang: Lang) -> str:
    name = roles.get(grant.role, grant.role)
    if grant.valid_from > today:
        return f"{name} ({t['later'].format(day=date_text(grant.valid_from, lang, short=True))})"
    if grant.valid_to is not None:
        return f"{name} ({t['until'].format(day=date_text(grant.valid_to, lang, short=True))})"
    return name
