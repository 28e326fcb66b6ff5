"""Whether a definition is where it can be checked, approved or reviewed; who may is in
`permissions_of_approvals`."""

from datetime import date, timedelta
from typing import Any

from tvaerblik.core.errors import BadInput, Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.approvals.models import Approval
from tvaerblik.governance.approvals.parties import organisations_needed
from tvaerblik.governance.approvals.steps import APPROVAL_MOVES, LONGEST_REVIEW_DAYS, Act, Step
from tvaerblik.governance.requests.models import DraftDefinition

SIGNING = (Act.SKREV, Act.KONTROLLEREDE, Act.GODKENDTE)


def check_is_of_digest(approval: Approval, digest: str) -> None:
    """What was written is what is signed."""
    if approval.digest != digest:
        raise Blocked(
            Problem(
                "G-DIGEST",
                Text(
                    "Definitionen er ændret, siden den blev sendt til kontrol.",
                    "The definition has changed since it was sent for checks.",
                ),
                Text(
                    "Send den til kontrol igen: kontrol og godkendelse gælder én udgave.",
                    "Send it for checks again: check and approval hold for one version.",
                ),
            )
        )


def check_can_step(approval: Approval, to: Step) -> None:
    if to not in APPROVAL_MOVES[Step(approval.step)]:
        raise Blocked(
            Problem(
                "G-MOVE",
                Text(
                    f"Definitionen kan ikke gå fra »{Step(approval.step).label}« til »{to.label}«.",
                    f"The definition cannot go from '{approval.step}' to '{to}'.",
                ),
                Text("Se, hvad den venter på.", "See what it waits for."),
            )
        )


def check_is_approved(approval: Approval) -> None:
    if approval.step != Step.GODKENDT:
        raise Blocked(
            Problem(
                "G-MOVE",
                Text(
                    "Kun en godkendt definition genbesøges.",
                    "Only an approved definition is reviewed.",
                ),
                Text("Få den godkendt først.", "Have it approved first."),
            )
        )


def check_is_another(approval: Approval, by: Any) -> None:
    """Author, checker and approver are three persons, and a second approver is a fourth."""
    name = actor_of(by).name
    if name in authors_of(approval):
        raise Blocked(
            _same(
                Text("Du har selv skrevet definitionen.", "You wrote the definition yourself."),
                Text(
                    "En anden skal kontrollere og godkende den.",
                    "Another must check and approve it.",
                ),
            )
        )
    signed = approval.signatures.filter(by=name, act__in=SIGNING).first()
    if signed is not None:
        raise Blocked(
            _same(
                Text(
                    f"Du har allerede skrevet under: {Act(signed.act).label.lower()}.",
                    f"You have signed already, on {signed.on}.",
                ),
                Text(
                    "Den, der skriver, kontrollerer og godkender, er tre forskellige personer.",
                    "Who writes, checks and approves are three different persons.",
                ),
            )
        )


def authors_of(approval: Approval) -> frozenset[str]:
    """Who sent it, who drafted what has the same digest, and who wrote any draft of its case: sending on
    another's draft makes nobody its only author, nor does mending a line of it."""
    sent = approval.signatures.filter(act=Act.SKREV).values_list("by", flat=True)
    drafts = DraftDefinition.objects.filter(indicator=approval.indicator, digest=approval.digest)
    if approval.draft is not None:
        drafts = drafts | DraftDefinition.objects.filter(case=approval.draft.case_id)
    return frozenset(sent) | frozenset(drafts.values_list("by", flat=True))


def check_speaks_for_another(approval: Approval, organisation: str) -> None:
    """An indicator that several organisations answer for takes an approver from each of two of them."""
    parties = tuple(approval.parties)
    if organisations_needed(parties) == 1:
        return
    if organisation not in parties:
        raise Blocked(
            _organisations(
                Text(
                    "Indikatoren er fælles, og du repræsenterer ingen af dens parter.",
                    "The indicator is shared, and you represent none of its parties.",
                ),
                Text(
                    f"Den godkendes af to af parterne: {', '.join(parties)}.",
                    f"It is approved by two of its parties: {', '.join(parties)}.",
                ),
            )
        )
    approved = approval.signatures.filter(act=Act.GODKENDTE)
    if approved.filter(organisation=organisation).exists():
        raise Blocked(
            _organisations(
                Text(
                    "Din organisation har allerede godkendt den.",
                    "Your organisation has approved it already.",
                ),
                Text(
                    "Nu mangler en godkender fra en anden af parterne.",
                    "Now an approver from another of the parties is missing.",
                ),
            )
        )


def check_answers_for_it(approval: Approval, organisation: str, by: Any) -> None:
    """The secretariat takes any approval back; an approver one that is their own, or of their
    organisation's indicator."""
    actor = actor_of(by)
    if actor.has_one_of(Role.SEKRETARIAT) or organisation in approval.parties:
        return
    if not approval.signatures.filter(act=Act.GODKENDTE, by=actor.name).exists():
        raise Blocked(
            Problem(
                "G-PARTY",
                Text(
                    "Du har ikke godkendt definitionen og repræsenterer ingen af dens parter.",
                    "You did not approve the definition and represent none of its parties.",
                ),
                Text(
                    "Bed sekretariatet eller en godkender fra en af parterne.",
                    "Ask the secretariat or an approver from one of the parties.",
                ),
            )
        )


def check_review_day(day: date | None, today: date) -> None:
    """Ahead, and not so far that nobody will remember."""
    if day is None or not today < day <= today + timedelta(days=LONGEST_REVIEW_DAYS):
        raise BadInput(
            Problem(
                "G-REVIEW-DAY",
                Text(
                    "Næste genbesøg skal ligge efter i dag og højst to år ude.",
                    "The next review must lie after today and at most two years ahead.",
                ),
                Text("Vælg en anden dato.", "Choose another date."),
            )
        )


def _same(what: Text, remedy: Text) -> Problem:
    return Problem("G-SAME-PERSON", what, remedy)


def _organisations(what: Text, remedy: Text) -> Problem:
    return Problem("G-TWO-ORGANISATIONS", what, remedy)
