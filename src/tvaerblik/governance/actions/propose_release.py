from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.core.errors import BadInput, Blocked, IntegrityError, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actions.notify import notify
from tvaerblik.governance.actions.publish_release import kept_folder
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.cases.working_days import after_working_days
from tvaerblik.governance.days import day_text
from tvaerblik.governance.figures.parties import parties_of
from tvaerblik.governance.freetext import check_reason, check_words
from tvaerblik.governance.permissions_of_proposals import (
    check_may_propose,
    user_may_answer_figures,
)
from tvaerblik.governance.proposals.changing import change_proposal, locked_proposal
from tvaerblik.governance.proposals.kinds import (
    MOST_REVIEW_DAYS,
    REVIEW_DAYS,
    ChangeCode,
    ProposalState,
)
from tvaerblik.governance.proposals.models import Proposal
from tvaerblik.governance.proposals.packages import folder_of_package
from tvaerblik.governance.releases.models import ReleaseRecord
from tvaerblik.governance.releases.pointer import current_record
from tvaerblik.release.diff import ReleaseDiff, diff_releases
from tvaerblik.release.files import sha256_of
from tvaerblik.release.manifest import MANIFEST
from tvaerblik.release.reader import open_release
from tvaerblik.release.verify import verify_release


def propose_package(
    package_id: str,
    *,
    note: str,
    code: ChangeCode,
    review_days: int = REVIEW_DAYS,
    hurried_because: str = "",
    today: date | None = None,
    by: Any,
) -> Proposal:
    """Every byte of a package in the releases folder is checked before anything else is done with it.
    Some seconds: all its cells are read and compared with those that are shown."""
    check_may_propose(by)
    folder = folder_of_package(package_id)
    _check_words(note, review_days, hurried_because)
    _check_is_new(package_id)
    problems = verify_release(folder)
    if problems:
        raise IntegrityError(*problems)
    return propose_release(
        package_id,
        sha256_of(folder / MANIFEST),
        folder,
        note=note,
        code=code,
        review_days=review_days,
        hurried_because=hurried_because,
        today=today,
        by=by,
    )


def propose_release(
    package_id: str,
    manifest_sha256: str,
    folder: Path,
    *,
    note: str,
    code: ChangeCode,
    review_days: int = REVIEW_DAYS,
    hurried_because: str = "",
    today: date | None = None,
    by: Any,
) -> Proposal:
    """Compares a finished package with what is shown, and opens it to its parties.

    Fewer days than the parties are promised take a reason, which everybody can read."""
    check_may_propose(by)
    _check_words(note, review_days, hurried_because)
    shown = current_record()
    parties = _people_of_parties(folder)
    differences = told_of(diff_releases(shown.path, folder)) if shown else _first(package_id)
    with transaction.atomic():
        _check_is_new(package_id)
        proposal = Proposal.objects.create(
            id=package_id,
            manifest_sha256=manifest_sha256,
            folder=kept_folder(folder),
            previous=shown.id if shown else "",
            note=note,
            code=code,
            differences=differences,
            proposed_by=actor_of(by).name,
            review_until=after_working_days(today or timezone.localdate(), review_days),
            hurried_because=hurried_because,
        )
        detail = {
            "manifest_sha256": manifest_sha256,
            "note": note,
            "code": str(code),
            "review_until": proposal.review_until.isoformat(),
            "hurried_because": hurried_because,
        }
        record(actor_of(by), "release.propose", package_id, detail)
        _tell_parties(proposal, parties, by)
    return proposal


def _people_of_parties(folder: Path) -> list[User]:
    """Those who answer for a unit or an organisation that has figures in the package."""
    day = timezone.localdate()
    people = [user for user in User.objects.filter(is_active=True) if user_may_answer_figures(user)]
    with open_release(folder) as release:
        return [user for user in people if parties_of(user, release, day)]


def _tell_parties(proposal: Proposal, people: list[User], by: Any) -> None:
    until = day_text(proposal.review_until)
    subject = Text(
        f"Se jeres egne nye tal senest {until.da}", f"Look at your own new figures by {until.en}"
    )
    body = Text(
        "Nye tal er foreslået og endnu ikke udgivet. Sig til, hvis et af jeres ser forkert ud.",
        "New figures are proposed and not released yet. Say so if one of yours looks wrong.",
    )
    notify("gennemsyn", people, subject, body, f"/mine-tal/ny/{proposal.id}", by=by)


def say_incomplete(id_: str, why: str, *, seen: int, by: Any) -> Proposal:
    """Deliveries are missing, and readers are told so."""
    check_may_propose(by)
    check_reason(why)
    with transaction.atomic():
        proposal = locked_proposal(id_, seen=seen)
        proposal.incomplete_because = why
        change_proposal(proposal, "say_incomplete", {"why": why}, by=by)
    return proposal


def give_up(id_: str, why: str, *, seen: int, by: Any) -> Proposal:
    check_may_propose(by)
    check_reason(why)
    with transaction.atomic():
        proposal = locked_proposal(id_, seen=seen)
        proposal.state, proposal.given_up_because = ProposalState.OPGIVET, why
        change_proposal(proposal, "give_up", {"why": why}, by=by)
    return proposal


def told_of(found: ReleaseDiff) -> dict[str, Any]:
    """In counts by indicator, with the first changed cells as they were released."""
    return {
        "before": found.before,
        "after": found.after,
        "changed": found.changed,
        "new": found.new,
        "gone": found.gone,
        "indicators": [
            [one.indicator, one.changed, one.new, one.gone]
            for one in found.indicators
            if one.changed or one.new or one.gone
        ],
        "warnings": [[one.indicator, one.fate, one.text.da, one.text.en] for one in found.warnings],
    }


def _first(package_id: str) -> dict[str, Any]:
    """Nothing was shown before, so that nothing is different."""
    return {"before": "", "after": package_id, "changed": 0, "new": 0, "gone": 0}


def _check_words(note: str, days: int, hurried_because: str) -> None:
    check_reason(note)
    check_words(hurried_because)
    _check_days(days, hurried_because)


def _check_days(days: int, hurried_because: str) -> None:
    if days > MOST_REVIEW_DAYS:
        raise BadInput(
            Problem(
                "G-REVIEW-LONG",
                Text(
                    f"Parterne kan højst få {MOST_REVIEW_DAYS} arbejdsdage.",
                    f"The parties can have {MOST_REVIEW_DAYS} working days at most.",
                ),
                Text("Giv færre dage.", "Give fewer days."),
            )
        )
    if days < 0 or (days < REVIEW_DAYS and not hurried_because.strip()):
        raise BadInput(
            Problem(
                "G-REVIEW-DAYS",
                Text(
                    f"Parterne skal have mindst {REVIEW_DAYS} arbejdsdage til at se deres tal.",
                    f"The parties must have at least {REVIEW_DAYS} working days with their figures.",
                ),
                Text("Giv flere dage, eller skriv, hvorfor det haster.", "Give more, or say why."),
            )
        )


def _check_is_new(package_id: str) -> None:
    is_known = Proposal.objects.filter(id=package_id).exists()
    if is_known or ReleaseRecord.objects.filter(id=package_id).exists():
        raise Blocked(
            Problem(
                "G-PROPOSED",
                Text(
                    f"Udgivelsen »{package_id}« er allerede foreslået eller udgivet.",
                    f"The release '{package_id}' has already been proposed or published.",
                ),
                Text("Se den på listen over udgivelser.", "See it in the list of releases."),
            )
        )
