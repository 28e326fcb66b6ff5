"""A definition on its way to approval: three people, two organisations, one digest, and its reviews."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from tvaerblik.catalogue.differences import differences
from tvaerblik.catalogue.digest import digest_of
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.cli.commands import worker
from tvaerblik.core.errors import BadInput, Blocked, NotAllowed, NotKnown
from tvaerblik.core.permit import Permit
from tvaerblik.governance import definitions as definitions_of_site
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions import remind_of_reviews as remind_of_reviews_of_site
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.open_case import open_case
from tvaerblik.governance.actions.remind_of_reviews import remind_of_reviews
from tvaerblik.governance.actions.review_definition import review_definition
from tvaerblik.governance.actions.sign_definition import (
    approve_definition,
    check_definition,
    send_back_definition,
)
from tvaerblik.governance.actions.submit_definition import submit_definition
from tvaerblik.governance.approvals.kept import catalogue_then
from tvaerblik.governance.approvals.models import Approval, KeptFolder, Reminder, Signature
from tvaerblik.governance.approvals.standing import NOWHERE, approval_of
from tvaerblik.governance.approvals.steps import (
    APPROVAL_MOVES,
    REVIEW_REMINDERS,
    REVIEW_TASK_DAYS,
    Act,
    Step,
)
from tvaerblik.governance.audit.chain import verify_audit
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.notifications.models import Notification
from tvaerblik.governance.notifications.rights import has_rule, may_be_told
from tvaerblik.governance.requests.models import DraftDefinition
from tvaerblik.governance.tasks.models import Task, TaskState
from tvaerblik.presentation.numbers import date_text

OPERATOR = Permit("drift", "operator", "test")
PASSWORD = "lang adgangskode"
# One owner; and two: the municipalities today, the region from 2027
ALONE, SHARED = "forebyggelige-indlaeggelser-65", "iv-behandling-kommunal"
TODAY, LATER = timezone.localdate(), timezone.localdate() + timedelta(days=200)
REGION, AALBORG, HJOERRING = "region-nordjylland", "kommune-0851", "kommune-0860"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def folder(own_definitions, tmp_path_factory) -> Path:
    """Two definitions, and one that is told of and not shown."""
    folder = tmp_path_factory.mktemp("to-approve") / "definitions"
    shutil.copytree(own_definitions, folder)
    for file in (folder / "indicators").iterdir():
        if file.name.split(".")[0] not in (ALONE, SHARED, "overbelaegning"):
            file.unlink()
    (folder / "front.yaml").unlink()
    shutil.rmtree(folder / "phases")
    return folder


@pytest.fixture(scope="module")
def catalogue(folder: Path) -> Catalogue:
    return load_catalogue(folder)


@pytest.fixture
def changed(folder: Path, tmp_path: Path) -> Catalogue:
    """The same folder after somebody has counted from 70 years on."""
    other = tmp_path / "definitions"
    shutil.copytree(folder, other)
    file = other / "indicators" / f"{ALONE}.yaml"
    (other / "indicators" / f"{ALONE}.cases.yaml").unlink()
    file.write_text(file.read_text("utf-8").replace("at_least: 65", "at_least: 70"), "utf-8")
    return load_catalogue(other)


def person(name: str, *roles: Role, unit: str = REGION) -> User:
    return create_account(name, PASSWORD, roles=(Role.BRUGER, *roles), unit=unit, by=OPERATOR)


@pytest.fixture
def author(db) -> User:
    """Also has every other role, so that it is the person and not the role that is refused."""
    return person("ida", Role.INDIKATORANSVARLIG, Role.FAGLIG_KONTROL, Role.GODKENDER)


@pytest.fixture
def checker(db) -> User:
    return person("kaj", Role.FAGLIG_KONTROL, Role.GODKENDER)


@pytest.fixture
def approver(db) -> User:
    return person("gry", Role.GODKENDER)


@pytest.fixture
def sent(author: User, catalogue: Catalogue, folder: Path):
    def send(indicator: str = ALONE) -> Approval:
        return submit_definition(indicator, catalogue=catalogue, folder=folder, by=author)

    return send


@pytest.fixture
def checked(sent, checker: User, catalogue: Catalogue):
    def check(indicator: str = ALONE) -> Approval:
        one = sent(indicator)
        return check_definition(one.pk, seen=one.serial, catalogue=catalogue, by=checker)

    return check


def approve(one: Approval, catalogue: Catalogue, by: User, **more) -> Approval:
    more.setdefault("next_review", LATER)
    return approve_definition(one.pk, seen=one.serial, catalogue=catalogue, by=by, **more)


def standing(indicator: str, catalogue: Catalogue):
    return approval_of(indicator, digest_of(catalogue.get(indicator), catalogue))


def test_three_people_approve_a_digest_and_both_logs_know(checked, catalogue, approver) -> None:
    assert standing(ALONE, catalogue) == NOWHERE
    one = checked()
    assert not standing(ALONE, catalogue).is_approved
    approve(one, catalogue, approver)
    told = standing(ALONE, catalogue)
    assert told.is_approved and (told.approved_on, told.next_review) == (TODAY, LATER)
    assert [(sign.act, sign.role, sign.organisation) for sign in told.signed] == [
        (Act.SKREV, "indikatoransvarlig", REGION),
        (Act.KONTROLLEREDE, "faglig_kontrol", REGION),
        (Act.GODKENDTE, "godkender", REGION),
    ]
    entries = AuditEntry.objects.filter(subject=ALONE).order_by("number")
    acts = [(entry.action, entry.by) for entry in entries]
    assert acts == [
        ("definition.skrev", "ida"),
        ("definition.kontrollerede", "kaj"),
        ("definition.godkendte", "gry"),
    ]
    assert all(entry.detail["digest"] == one.digest for entry in entries)
    assert verify_audit().is_whole


def test_what_the_public_is_told_names_nobody(checked, catalogue, approver) -> None:
    approve(checked(), catalogue, approver)
    told = str(standing(ALONE, catalogue))
    assert not [user.username for user in User.objects.all() if user.username in told]


def test_the_author_neither_checks_nor_approves(sent, checked, author, catalogue) -> None:
    one = sent()
    with pytest.raises(Blocked, match="G-SAME-PERSON"):
        check_definition(one.pk, seen=one.serial, catalogue=catalogue, by=author)
    one = checked(SHARED)
    with pytest.raises(Blocked, match="You wrote the definition yourself"):
        approve(one, catalogue, author)


def test_the_checker_does_not_approve(checked, checker, catalogue) -> None:
    with pytest.raises(Blocked, match="G-SAME-PERSON"):
        approve(checked(), catalogue, checker)


def test_who_drafted_it_is_its_author_whoever_sent_it(checked, approver, catalogue) -> None:
    one = checked()
    case = open_case("Fald", by=OPERATOR)
    DraftDefinition.objects.create(
        case=case, version=1, text="…", indicator=ALONE, digest=one.digest, by=approver.username
    )
    with pytest.raises(Blocked, match="G-SAME-PERSON"):
        approve(one, catalogue, approver)


def test_the_database_too_lets_nobody_sign_twice(checked, checker) -> None:
    one = checked()
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.create(
            approval=one, act=Act.GODKENDTE, by=checker.username, role="godkender"
        )


def test_a_shared_indicator_takes_two_of_its_organisations(checked, approver, catalogue) -> None:
    one = checked(SHARED)
    assert set(one.parties) == {"kommunerne", REGION}
    one = approve(one, catalogue, approver)
    assert one.step == Step.KONTROLLERET and not standing(SHARED, catalogue).is_approved
    of_region = person("bo", Role.GODKENDER)
    with pytest.raises(Blocked, match="Your organisation has approved it already"):
        approve(one, catalogue, of_region)
    of_cluster = person("liv", Role.GODKENDER, unit="sundhedsklynge-nordjylland-midt")
    with pytest.raises(Blocked, match=r"G-TWO-ORGANISATIONS.*none of its parties"):
        approve(one, catalogue, of_cluster)
    one = approve(one, catalogue, person("mie", Role.GODKENDER, unit=AALBORG))
    assert one.step == Step.GODKENDT and standing(SHARED, catalogue).is_approved


def test_two_municipalities_are_one_organisation(checked, catalogue) -> None:
    one = approve(checked(SHARED), catalogue, person("mie", Role.GODKENDER, unit=AALBORG))
    with pytest.raises(Blocked, match="G-TWO-ORGANISATIONS"):
        approve(one, catalogue, person("eva", Role.GODKENDER, unit=HJOERRING))


def test_any_change_that_moves_the_number_clears_it(
    checked, catalogue, changed, approver, folder
) -> None:
    approve(checked(), catalogue, approver)
    assert standing(ALONE, catalogue).is_approved
    assert standing(ALONE, changed) == NOWHERE
    then = catalogue_then(KeptFolder.objects.get().sha256)
    assert then is not None
    found = differences(then.get(ALONE), changed.get(ALONE), then, changed)
    assert any("70" in one.what.da and one.moves for one in found)


def test_nobody_signs_what_has_changed_since_it_was_sent(
    sent, checker, approver, catalogue, changed
) -> None:
    one = sent()
    with pytest.raises(Blocked, match="G-DIGEST"):
        check_definition(one.pk, seen=one.serial, catalogue=changed, by=checker)
    one = check_definition(one.pk, seen=one.serial, catalogue=catalogue, by=checker)
    with pytest.raises(Blocked, match="G-DIGEST"):
        approve(one, changed, approver)
    assert Approval.objects.get().step == Step.KONTROLLERET


def test_it_cannot_be_approved_before_it_is_checked(sent, approver, catalogue) -> None:
    with pytest.raises(Blocked, match="G-MOVE"):
        approve(sent(), catalogue, approver)


def test_what_is_under_way_is_not_sent_twice_but_what_was_sent_back_is(
    sent, approver, catalogue
) -> None:
    one = sent()
    with pytest.raises(Blocked, match="G-UNDER-WAY"):
        sent()
    with pytest.raises(BadInput, match="G-REASON"):
        send_back_definition(one.pk, seen=one.serial, reason=" ", by=approver)
    send_back_definition(one.pk, seen=one.serial, reason="Nævneren er uklar.", by=approver)
    assert standing(ALONE, catalogue) == NOWHERE
    assert sent().step == Step.SKREVET


def test_two_at_once_and_the_other_is_told(checked, approver, catalogue) -> None:
    one = checked()
    approve(one, catalogue, approver)
    with pytest.raises(Blocked, match=r"G-SERIAL.*Another has signed"):
        approve(one, catalogue, person("bo", Role.GODKENDER))


def test_roles_and_a_permit_that_is_no_person(sent, checked, catalogue, folder) -> None:
    reader = person("laeser")
    for by in (reader, OPERATOR):
        with pytest.raises(NotAllowed):
            submit_definition(ALONE, catalogue=catalogue, folder=folder, by=by)
    one = checked()
    for by in (reader, OPERATOR):
        with pytest.raises(NotAllowed):
            approve(one, catalogue, by)
    with pytest.raises(NotKnown):
        approve_definition(9999, seen=1, catalogue=catalogue, by=reader)


@pytest.mark.parametrize("days", [0, -1, 800])
def test_the_next_review_is_ahead_and_not_too_far(checked, approver, catalogue, days) -> None:
    with pytest.raises(BadInput, match="G-REVIEW-DAY"):
        approve(checked(), catalogue, approver, next_review=TODAY + timedelta(days=days))


def test_G_CPR_a_remark_with_a_cpr_number_is_refused(checked, approver, catalogue) -> None:
    with pytest.raises(BadInput, match="G-CPR") as refused:
        approve(checked(), catalogue, approver, text="Som aftalt med 610190-1234")
    assert "610190" not in str(refused.value)


def test_a_review_moves_the_day_and_is_signed(checked, approver, catalogue) -> None:
    one = checked()
    with pytest.raises(Blocked, match="Only an approved definition"):
        reviewed(one, catalogue, approver)
    one = approve(one, catalogue, approver, next_review=TODAY + timedelta(days=1))
    one = reviewed(one, catalogue, approver)
    told = standing(ALONE, catalogue)
    assert told.next_review == LATER and told.is_approved
    assert [sign.act for sign in told.signed][-1] == Act.GENBESOEGTE


def reviewed(one: Approval, catalogue: Catalogue, by: User) -> Approval:
    return review_definition(
        one.pk,
        seen=one.serial,
        catalogue=catalogue,
        next_review=LATER,
        text="Set efter: uændret.",
        by=by,
    )


def test_reminders_go_up_from_the_author_to_the_chair_and_none_goes_twice(
    catalogue, author
) -> None:
    chair = person("for", Role.FORMANDSKAB)
    due = catalogue.get(ALONE).next_review
    start = due - timedelta(days=29)
    early = remind_of_reviews(catalogue=catalogue, on=start, by=OPERATOR)
    assert ALONE not in {one.indicator for one in early}
    told = []
    for days, _ in REVIEW_REMINDERS:
        for _ in range(2):
            made = remind_of_reviews(
                catalogue=catalogue, on=due + timedelta(days=days), by=OPERATOR
            )
            told += [(one.days, one.role) for one in made if one.indicator == ALONE]
    assert told == [
        (-28, "indikatoransvarlig"),
        (0, "indikatoransvarlig"),
        (14, "sekretariat"),
        (28, "formandskab"),
    ]
    assert not Reminder.objects.filter(indicator="overbelaegning").exists()
    assert AuditEntry.objects.filter(action="definition.remind", subject=ALONE).count() == 4
    told = Notification.objects.filter(link=f"/definitioner/{ALONE}")
    assert (told.filter(recipient=author).count(), told.filter(recipient=chair).count()) == (2, 1)
    assert all(may_be_told(one) and has_rule(one) for one in told)
    assert f"senest {date_text(due, 'da')}." in told[0].body_da


def test_who_is_reminded_late_is_told_once_and_of_how_late_it_is(catalogue, author) -> None:
    due = catalogue.get(ALONE).next_review
    remind_of_reviews(catalogue=catalogue, on=due + timedelta(days=3), by=OPERATOR)
    told = Notification.objects.filter(kind="genbesoeg", recipient=author)
    assert ["skulle" in one.body_da for one in told.filter(link=f"/definitioner/{ALONE}")] == [True]
    assert Reminder.objects.filter(indicator=ALONE).count() == 2


def test_a_review_that_falls_due_is_one_person_s_task_once(
    sent, catalogue, author, checker, approver
) -> None:
    due, other = catalogue.get(ALONE).next_review, person("anna", Role.INDIKATORANSVARLIG)
    assert Task.objects.count() == 0
    for days, _ in REVIEW_REMINDERS:
        remind_of_reviews(catalogue=catalogue, on=due + timedelta(days=days), by=OPERATOR)
    task = Task.objects.get(subject_id=ALONE)
    # Nobody has sent it to be checked: the first by name of those whose organisation it is
    assert (task.owner, task.deadline, task.state) == (other, due, TaskState.AABEN)
    assert "Forebyggelige indlæggelser" in task.title
    assert Notification.objects.filter(kind="opgave", recipient=other).exists()
    page = Client()
    page.force_login(other)
    assert f'href="/definitioner/{ALONE}"' in page.get("/min-side").content.decode()


def test_who_wrote_it_last_gets_its_task_and_a_review_ends_it(
    checked, catalogue, author, approver
) -> None:
    person("anna", Role.INDIKATORANSVARLIG)
    one = approve(checked(), catalogue, approver, next_review=TODAY + timedelta(days=1))
    late = TODAY + timedelta(days=40)
    remind_of_reviews(catalogue=catalogue, on=late, by=OPERATOR)
    task = Task.objects.get(subject_id=ALONE)
    assert (task.owner, task.deadline) == (author, late + timedelta(days=REVIEW_TASK_DAYS))
    reviewed(one, catalogue, approver)
    task.refresh_from_db()
    assert (task.state, task.note) == (TaskState.UDFOERT, "Definitionen er genbesøgt.")
    remind_of_reviews(catalogue=catalogue, on=LATER, by=OPERATOR)
    assert Task.objects.filter(subject_id=ALONE).count() == 2


def test_a_review_that_nobody_answers_for_is_a_task_as_soon_as_somebody_does(catalogue) -> None:
    due = catalogue.get(ALONE).next_review
    remind_of_reviews(catalogue=catalogue, on=due, by=OPERATOR)
    assert Task.objects.count() == 0
    secretary = person("sekretaer", Role.SEKRETARIAT)
    remind_of_reviews(catalogue=catalogue, on=due + timedelta(days=14), by=OPERATOR)
    assert Task.objects.get(subject_id=ALONE).owner == secretary


def test_the_worker_asks_for_it_itself(checked, catalogue, approver, folder, settings) -> None:
    approve(checked(), catalogue, approver, next_review=TODAY + timedelta(days=1))
    settings.DEFINITIONS = folder
    worker._remind(remind_of_reviews_of_site, definitions_of_site)
    assert Task.objects.get(subject_id=ALONE).given_by == "worker"


def test_an_approval_s_own_day_counts_before_the_file_s(checked, approver, catalogue) -> None:
    soon = TODAY + timedelta(days=1)
    approve(checked(), catalogue, approver, next_review=soon)
    made = remind_of_reviews(catalogue=catalogue, on=soon, by=OPERATOR)
    assert {one.due for one in made if one.indicator == ALONE} == {soon}
    assert date.max not in {one.due for one in made}


def test_every_step_is_in_the_table_of_moves() -> None:
    assert set(APPROVAL_MOVES) == set(Step)
    assert all(to in Step for moves in APPROVAL_MOVES.values() for to in moves)
