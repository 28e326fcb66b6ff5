"""From a built package to everybody: its checklist, two people, a moment to come, previews, withdrawal."""

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import pytest
from django.utils import timezone

from support.proposed import LONG_AGO, OPERATOR, PASSWORD, make_next_package, make_people, propose
from tvaerblik.cli.commands import worker
from tvaerblik.core.errors import BadInput, Blocked, NotAllowed, NotKnown
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions import make_preview as previews
from tvaerblik.governance.actions import propose_release as proposing
from tvaerblik.governance.actions import publish_proposal as publishing
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.propose_release import give_up, say_incomplete
from tvaerblik.governance.actions.publish_proposal import (
    check_proposal,
    publish_due,
    publish_proposal,
    schedule_proposal,
)
from tvaerblik.governance.actions.record_deliveries import record_deliveries
from tvaerblik.governance.actions.withdraw_release import withdraw_release
from tvaerblik.governance.approvals.models import Approval, KeptFolder
from tvaerblik.governance.approvals.standing import unapproved
from tvaerblik.governance.approvals.steps import Step
from tvaerblik.governance.audit.chain import verify_audit
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.cases.working_days import after_working_days
from tvaerblik.governance.figures.models import FigureReport
from tvaerblik.governance.notifications.models import Notification
from tvaerblik.governance.proposals import checklist
from tvaerblik.governance.proposals.checklist import checklist_of
from tvaerblik.governance.proposals.kinds import PROPOSAL_MOVES, ChangeCode, ProposalState
from tvaerblik.governance.proposals.models import PreviewLink, Proposal, Withdrawal
from tvaerblik.governance.releases.pointer import current_record
from tvaerblik.governance.sources.models import SourceStatus
from tvaerblik.governance.sources.reports import DeliveryReport, SourceReport
from tvaerblik.governance.statuses import DeliveryState
from tvaerblik.release.diff import ReleaseDiff, diff_releases
from tvaerblik.release.policy import PLATFORM_POLICY
from tvaerblik.release.reader import open_release
from tvaerblik.worker import propose_built_release, publish_built_release, withdraw


@pytest.fixture(scope="session")
def next_package(package: Path) -> Path:
    """Built upon the sample release, with other figures."""
    return make_next_package(package)


@pytest.fixture(autouse=True)
def compared_once(monkeypatch) -> None:
    """The same two packages are the same different in every test."""
    monkeypatch.setattr(proposing, "diff_releases", _compared)


@lru_cache
def _compared(before: Path, after: Path) -> ReleaseDiff:
    return diff_releases(before, after)


@pytest.fixture
def people(db):
    return make_people("analytiker", "godkender", "laeser")


@pytest.fixture
def proposal(published, next_package, people) -> Proposal:
    return propose(next_package, people["analytiker"])


def _blocking(proposal: Proposal, today: date | None = None) -> set[str]:
    proposal.refresh_from_db()
    with open_release(proposal.path) as release:
        points = checklist_of(proposal, release, today=today or timezone.localdate())
    return {point.id for point in points if not point.passed}


def _warning(proposal: Proposal) -> set[str]:
    proposal.refresh_from_db()
    with open_release(proposal.path) as release:
        points = checklist_of(proposal, release, today=timezone.localdate())
    return {point.id for point in points if point.is_warning}


def _held() -> SourceReport:
    delivery = DeliveryReport(
        delivery="lpr_a-2026-11-10",
        published=timezone.localdate(),
        received=timezone.now(),
        state=DeliveryState.HELD,
        rows={},
        set_aside={},
        covers={},
    )
    title = Text("Landspatientregisteret", "National Patient Register")
    return SourceReport("lpr_a", title, False, True, True, (delivery,))


def test_two_people_bring_it_to_everybody(proposal, people) -> None:
    assert _blocking(proposal) == {"two_people"}
    with pytest.raises(Blocked, match="cannot approve it"):
        check_proposal(proposal.id, seen=1, by=people["analytiker"])
    check_proposal(proposal.id, seen=1, by=people["godkender"])
    record = publish_proposal(proposal.id, seen=2, by=people["godkender"])
    assert (current_record(), record.note, record.by) == (record, "Oktober er med.", "godkender")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.approved_by) == (ProposalState.UDGIVET, "godkender")
    assert [*AuditEntry.objects.filter(subject=proposal.id).values_list("action", flat=True)] == [
        "release.propose",
        "release.check",
        "release.publish",
        "release.switch",
    ]
    assert verify_audit().is_whole
    with pytest.raises(Blocked, match="already been published"):
        give_up(proposal.id, "x", seen=4, by=people["analytiker"])


def test_what_is_not_passed_stops_it_and_every_reason_is_told(proposal, people, published) -> None:
    with pytest.raises(Blocked) as refused:
        publish_proposal(proposal.id, seen=1, by=people["godkender"])
    assert [problem.code for problem in refused.value.problems] == ["G-CHECK-TWO-PEOPLE"]
    assert current_record() == published
    assert _blocking(proposal, LONG_AGO) == {"two_people", "review"}


def test_the_operator_cannot_pass_a_proposal_by(proposal, published) -> None:
    """Nor by the command that publishes without a checklist."""
    with pytest.raises(Blocked, match="Only the one who proposed"):
        publish_built_release(
            proposal.id, proposal.manifest_sha256, proposal.path, by=OPERATOR, note="x"
        )
    assert current_record() == published


def test_who_proposed_does_not_publish_though_another_has_looked(
    published, next_package, people
) -> None:
    proposal = propose(next_package, people["godkender"])
    check_proposal(proposal.id, seen=1, by=people["analytiker"])
    with pytest.raises(Blocked, match="cannot approve it"):
        publish_proposal(proposal.id, seen=2, by=people["godkender"])


def test_deliveries_are_complete_or_said_not_to_be(proposal, people, monkeypatch) -> None:
    record_deliveries([_held()], by=OPERATOR)
    monkeypatch.setattr(checklist, "_names_of_sources", lambda release: {"lpr_a"})
    assert "deliveries" in _blocking(proposal)
    say_incomplete(proposal.id, "LPR_A for oktober mangler.", seen=1, by=people["analytiker"])
    assert "deliveries" not in _blocking(proposal)


def test_a_source_that_nobody_has_reported_is_not_complete(proposal) -> None:
    """What cannot be asked is not passed."""
    SourceStatus.objects.filter(source="lpr_a").delete()
    assert "deliveries" in _blocking(proposal)


def test_what_was_delivered_since_it_was_built_is_told_and_stops_nothing(proposal) -> None:
    assert "deliveries" not in _warning(proposal)
    newer = replace(_held().deliveries[0], state=DeliveryState.ACCEPTED)
    record_deliveries([replace(_held(), deliveries=(newer,))], by=OPERATOR)
    assert "deliveries" in _warning(proposal) - _blocking(proposal)


def test_differences_that_nobody_has_found_stop_it(proposal) -> None:
    assert "differences" not in _blocking(proposal)
    Proposal.objects.update(differences={})
    assert "differences" in _blocking(proposal)
    Proposal.objects.update(differences={"before": "another", "after": proposal.id})
    assert "differences" in _blocking(proposal)


def test_another_policy_than_the_platforms_stops_it(proposal, monkeypatch) -> None:
    other = replace(PLATFORM_POLICY, minimum_persons=6)
    monkeypatch.setattr(checklist, "PLATFORM_POLICY", other)
    assert "disclosure" in _blocking(proposal)


def _approve(proposal: Proposal, *, digest: str = "", step: Step = Step.GODKENDT) -> str:
    """The first indicator of it; by signatures that other tests are about."""
    with open_release(proposal.path) as release:
        card = release.indicators()[0]
    folder, _ = KeptFolder.objects.get_or_create(sha256="0" * 64, packed=b"")
    Approval.objects.create(
        indicator=card.id,
        version=card.version,
        digest=digest or card.digest,
        step=step,
        folder=folder,
        approved_on=LONG_AGO,
        next_review=LONG_AGO,
    )
    return card.id


def test_definitions_that_nobody_has_approved_yet_are_told_and_stop_nothing(proposal) -> None:
    assert "approved" in _warning(proposal) - _blocking(proposal)
    with open_release(proposal.path) as release:
        digests = {card.id: card.digest for card in release.indicators()}
    one = _approve(proposal)
    was, never = unapproved(digests)
    assert (was, one in never, len(never)) == ((), False, len(digests) - 1)


@pytest.mark.parametrize(
    "said", [{"digest": "of the version before"}, {"step": Step.TRUKKET_TILBAGE}]
)
def test_a_definition_changed_since_it_was_approved_stops_it(proposal, said) -> None:
    """Or one whose approval was taken back."""
    indicator = _approve(proposal, **said)
    assert "approved" in _blocking(proposal)
    with open_release(proposal.path) as release:
        points = checklist_of(proposal, release, today=timezone.localdate())
        title = release.indicator(indicator).title.da
    (told,) = (point.problem.what.da for point in points if point.id == "approved")
    assert told.endswith(f"eller godkendelsen er trukket tilbage: {title}.")
    if "digest" in said:
        _approve(proposal)  # the new version too
        assert "approved" not in _blocking(proposal)


def test_a_placeholder_or_a_sentence_in_one_language_only_is_no_text(published) -> None:
    with open_release(published.path) as release:
        cards = release.indicators()
    assert all(map(checklist._is_written, cards))
    same = Text("Kun på dansk.", "Kun på dansk.")
    for wrong in ({"purpose": same}, {"caveats": Text("TODO", "To be written")}):
        assert not checklist._is_written(replace(cards[0], **wrong))


def test_a_reported_figure_without_an_answer_is_told_and_stops_nothing(proposal) -> None:
    assert "reports" not in _warning(proposal)
    FigureReport.objects.create(
        release=proposal.id, indicator="x", unit="y", period="2026-06", shown="1", party="z"
    )
    assert "reports" in _warning(proposal) - _blocking(proposal)


def test_cells_that_tell_too_much_are_found_and_not_believed(proposal, monkeypatch) -> None:
    assert "disclosure" not in _blocking(proposal)
    monkeypatch.setattr(checklist, "_told", {})
    # As if the threshold had been lower when it was built
    monkeypatch.setattr(checklist, "FEW", "indicator = ? AND numerator < 10 * ?")
    assert "disclosure" in _blocking(proposal)


def test_an_indicator_without_its_texts_or_its_national_answer_stops_it(published) -> None:
    with open_release(published.path) as release:
        cards = release.indicators()
        digests = {card.id: card.digest for card in cards}
        assert checklist._without_texts(release, digests) == []
        changed = {**digests, cards[0].id: "of another definition"}
        assert checklist._without_texts(release, changed) == [cards[0].id]
    assert all(map(checklist._is_answered, cards))
    silent = replace(cards[0].national, status="deviates", deviation=None)
    assert not checklist._is_answered(replace(cards[0], national=silent))


def test_one_built_upon_another_than_the_one_shown_is_told(proposal, published) -> None:
    withdraw_release(published.id, by=OPERATOR, reason="Fejl", code=ChangeCode.FORAELDET)
    assert published.withdrawal.code == "foraeldet"
    assert {"follows"} <= _blocking(proposal)


def test_fewer_days_for_the_parties_take_a_reason(published, next_package, people) -> None:
    with pytest.raises(BadInput, match="at least 5 working days"):
        propose(next_package, people["analytiker"], review_days=2)
    proposal = propose(
        next_package, people["analytiker"], review_days=0, hurried_because="Tallene er forkerte."
    )
    assert proposal.review_until == LONG_AGO
    assert "review" not in _blocking(proposal, LONG_AGO)
    with pytest.raises(Blocked, match="already been proposed"):
        propose(next_package, people["analytiker"])


def test_five_working_days_are_five_working_days(published, next_package, people) -> None:
    friday = date(2026, 11, 20)
    proposal = propose(next_package, people["analytiker"], today=friday)
    assert proposal.review_until == date(2026, 11, 27) == after_working_days(friday, 5)
    assert "review" in _blocking(proposal, date(2026, 11, 26))
    assert "review" not in _blocking(proposal, date(2026, 11, 27))


def test_at_its_moment_it_is_asked_again_and_stays_when_it_fails(
    proposal, people, published
) -> None:
    at = timezone.now() + timedelta(hours=1)
    schedule_proposal(proposal.id, at, seen=1, by=people["godkender"])
    assert publish_due(by=OPERATOR) == (), "its moment has not come"
    later = at + timedelta(minutes=1)
    ((id_, problem),) = publish_due(now=later, by=OPERATOR)
    assert (id_, problem.code) == (proposal.id, "G-CHECK-TWO-PEOPLE")
    assert current_record() == published
    proposal.refresh_from_db()
    assert proposal.stopped_because
    assert AuditEntry.objects.get(action="release.stopped").detail == {"codes": [problem.code]}
    assert publish_due(now=later, by=OPERATOR) == (), "a person looks at it first"


def test_at_its_moment_it_is_switched_by_the_operator_and_approved_by_a_person(
    proposal, people
) -> None:
    at = timezone.now() + timedelta(hours=1)
    check_proposal(proposal.id, seen=1, by=people["godkender"])
    schedule_proposal(proposal.id, at, seen=2, by=people["godkender"])
    assert publish_due(now=at, by=OPERATOR) == ((proposal.id, None),)
    proposal.refresh_from_db()
    assert (proposal.approved_by, current_record().by) == ("godkender", "drift")


@pytest.mark.parametrize("hours", [-1, 0])
def test_a_moment_that_has_passed_is_refused(proposal, people, hours) -> None:
    at = timezone.now() + timedelta(hours=hours)
    with pytest.raises(Blocked, match="has passed"):
        schedule_proposal(proposal.id, at, seen=1, by=people["godkender"])


def test_of_two_who_act_at_once_one_is_told(proposal, people) -> None:
    say_incomplete(proposal.id, "SSR mangler.", seen=1, by=people["analytiker"])
    with pytest.raises(Blocked, match="was changed since you opened it"):
        check_proposal(proposal.id, seen=1, by=people["godkender"])


def test_a_reader_does_none_of_it(proposal, people) -> None:
    reader = people["laeser"]
    for act in (
        lambda: check_proposal(proposal.id, seen=1, by=reader),
        lambda: publish_proposal(proposal.id, seen=1, by=reader),
        lambda: schedule_proposal(proposal.id, timezone.now(), seen=1, by=reader),
        lambda: say_incomplete(proposal.id, "x", seen=1, by=reader),
        lambda: give_up(proposal.id, "x", seen=1, by=reader),
        lambda: previews.make_preview(proposal.id, "x", days=1, by=reader),
        lambda: publish_due(by=reader),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_preview_opens_until_it_expires_is_revoked_or_the_release_is_out(
    proposal, people, monkeypatch
) -> None:
    link, token = previews.make_preview(proposal.id, "Mødet", days=5, by=people["analytiker"])
    assert token not in str(PreviewLink.objects.values()), "only what tells it again is kept"
    assert previews.open_preview(token, by=None).pk == link.pk
    assert AuditEntry.objects.get(action="preview.open").by == "anonymous"
    later = timezone.now() + timedelta(days=5, minutes=1)
    with monkeypatch.context() as patched:
        patched.setattr(previews.timezone, "now", lambda: later)
        with pytest.raises(NotKnown, match="no longer works"):
            previews.open_preview(token, by=None)
    previews.revoke_preview(link.pk, by=people["analytiker"])
    for one in (token, "et-andet"):
        with pytest.raises(NotKnown, match="no longer works"):
            previews.open_preview(one, by=None)
    _, other = previews.make_preview(proposal.id, "Mødet", days=5, by=people["analytiker"])
    give_up(proposal.id, "Bygget på forkerte data.", seen=1, by=people["analytiker"])
    with pytest.raises(NotKnown, match="no longer works"):
        previews.open_preview(other, by=None)
    link.refresh_from_db()
    assert link.opened == 1


@pytest.mark.parametrize("days", [0, 15])
def test_a_preview_lasts_a_fortnight_at_most(proposal, people, days) -> None:
    with pytest.raises(Blocked, match="1 to 14 days"):
        previews.make_preview(proposal.id, "Mødet", days=days, by=people["analytiker"])


def test_every_state_has_its_moves() -> None:
    assert set(PROPOSAL_MOVES) == set(ProposalState)


def test_the_command_proposes_by_a_known_code_and_withdraws_by_one(
    published, next_package, settings
) -> None:
    settings.RELEASES_FOLDER = next_package.parent
    asked = (next_package.name,)
    with pytest.raises(BadInput, match="is no reason code"):
        propose_built_release(*asked, note="x", code="andet", by=OPERATOR)
    made = propose_built_release(*asked, note="Rettet.", code="fejl", by=OPERATOR)
    assert (made.code, made.proposed_by, made.previous) == ("fejl", "drift", published.id)
    with pytest.raises(BadInput, match="is no reason code"):
        withdraw(published.id, "x", "andet", by=OPERATOR)
    assert withdraw(published.id, "Nævneren er forkert.", "fejl", by=OPERATOR) is None
    assert withdrawn_code(published.id) == "fejl"


def withdrawn_code(release: str) -> str:
    return Withdrawal.objects.get(release=release).code


def test_an_approval_for_later_lets_nobody_in_before(published, next_package, people) -> None:
    """Else who proposed it could show it early under another's name."""
    proposal = propose(next_package, people["godkender"])
    check_proposal(proposal.id, seen=1, by=people["analytiker"])
    other = create_account("godkender-2", PASSWORD, roles=(Role.GODKENDER,), by=OPERATOR)
    schedule_proposal(proposal.id, timezone.now() + timedelta(hours=1), seen=2, by=other)
    with pytest.raises(Blocked, match="cannot approve it"):
        publish_proposal(proposal.id, seen=3, by=people["godkender"])
    assert current_record() == published


def test_the_worker_shows_it_at_its_moment_and_says_so_once(proposal, people, capsys) -> None:
    check_proposal(proposal.id, seen=1, by=people["godkender"])
    at = timezone.now() + timedelta(hours=1)
    schedule_proposal(proposal.id, at, seen=2, by=people["godkender"])
    worker._publish(publishing, as_json=False)
    assert capsys.readouterr().out == "", "its moment has not come"
    Proposal.objects.update(publish_at=timezone.now() - timedelta(seconds=1))
    worker._publish(publishing, as_json=False)
    worker._publish(publishing, as_json=False)
    told = f"{proposal.id}: udgivet som planlagt / released as planned.\n"
    assert capsys.readouterr().out == told
    assert current_record().id == proposal.id


def test_the_worker_says_which_point_stopped_it(proposal, people, capsys) -> None:
    at = timezone.now() + timedelta(hours=1)
    schedule_proposal(proposal.id, at, seen=1, by=people["godkender"])
    Proposal.objects.update(publish_at=timezone.now() - timedelta(seconds=1))
    for _ in range(2):
        worker._publish(publishing, as_json=False)
    said = capsys.readouterr().out
    assert said.count(proposal.id) == 1 and "G-CHECK-TWO-PEOPLE" in said
    told = Notification.objects.get(recipient=people["analytiker"])
    assert "Kun den, der foreslog udgivelsen" in told.body_da
    assert not Notification.objects.filter(recipient=people["laeser"]).exists()
    at = timezone.now() + timedelta(hours=1)
    schedule_proposal(proposal.id, at, seen=3, by=people["godkender"])
    Proposal.objects.update(publish_at=timezone.now() - timedelta(seconds=1))
    worker._publish(publishing, as_json=False)
    assert Notification.objects.filter(recipient=people["analytiker"]).count() == 2, "planned anew"
