"""What readers are told of an indicator's approval: by which roles of which organisations, and when it is
to be looked at again. No person is named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tvaerblik.presentation.numbers import Lang, date_text
from tvaerblik.presentation.pages.approval_texts import TEXTS
from tvaerblik.presentation.pages.names import BODIES, name_in
from tvaerblik.presentation.pages.words_of_pages import Words, join_words, words_in

APPROVED, APPROVING = "godkendt", "godkendte"


@dataclass(frozen=True, slots=True)
class SignedFacts:
    """`act` and `role` are keys of the words; `organisation` an id of a body, or empty."""

    act: str
    role: str
    organisation: str
    on: date
    text: str = ""


@dataclass(frozen=True, slots=True)
class ApprovalFacts:
    """`step` is empty where nobody has sent that version to be checked. `next_review`: the day of the
    approval where there is one, else the definition's own."""

    step: str
    signed: tuple[SignedFacts, ...]
    approved_on: date | None
    next_review: date
    demo: bool
    withdrawn_on: date | None = None

    @property
    def is_approved(self) -> bool:
        return self.step == APPROVED

    def is_overdue(self, today: date) -> bool:
        return self.next_review < today


@dataclass(frozen=True, slots=True)
class ApprovalNote:
    """`badge` is empty while the review is not overdue; `review` where the page tells it already."""

    t: Words
    said: str
    review: str
    badge: str


def build_approval(facts: ApprovalFacts, own_review: date, today: date, lang: Lang) -> ApprovalNote:
    """`own_review`: the day that the definition itself names and the page tells; another is told here."""
    t = words_in(TEXTS, lang)
    said = [said_of(facts, t, lang)]
    if facts.demo:
        said.append(t["demo"])
    day = date_text(facts.next_review, lang)
    badge = t["overdue"].format(day=day) if facts.is_overdue(today) else ""
    review = "" if facts.next_review == own_review else t["due"].format(day=day)
    return ApprovalNote(t, " ".join(said), review, badge)


def said_of(facts: ApprovalFacts, t: Words, lang: Lang) -> str:
    approvers = [one for one in facts.signed if one.act == APPROVING]
    who = signers(approvers, t, lang)
    if facts.is_approved and facts.approved_on:
        return t["approved"].format(who=who, day=date_text(facts.approved_on, lang))
    if facts.withdrawn_on:
        return t["withdrawn"].format(day=date_text(facts.withdrawn_on, lang))
    if not facts.step or not facts.signed:
        return t["not_approved"]
    last = next(one for one in reversed(facts.signed) if one.act != APPROVING)
    waits = t[f"not_approved_{facts.step}"].format(day=date_text(last.on, lang))
    return f"{waits} {t['by_so_far'].format(who=who)}" if who else waits


def signers(signed: Sequence[SignedFacts], t: Words, lang: Lang) -> str:
    return join_words([signer(one, t, lang) for one in signed], lang)


def signer(one: SignedFacts, t: Words, lang: Lang) -> str:
    role = t.get(f"role_{one.role}", one.role)
    if not one.organisation:
        return role
    return t["signer"].format(role=role, organisation=name_in(BODIES, one.organisation, lang))
