"""Two gates on a wish's way: judged before it is prioritised, its definition approved before it is ready."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tvaerblik.core.errors import Blocked
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.change_organisation import set_up_body
from tvaerblik.governance.actions.colour_case import log_in_case
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.draft_definition import draft_definition
from tvaerblik.governance.actions.judge_case import judge_case, say_data
from tvaerblik.governance.actions.move_case import move_case
from tvaerblik.governance.actions.open_case import open_case
from tvaerblik.governance.actions.record_covers import record_covers
from tvaerblik.governance.actions.sign_definition import approve_definition, check_definition
from tvaerblik.governance.actions.submit_definition import submit_definition, submit_draft
from tvaerblik.governance.actions.withdraw_approval import withdraw_approval
from tvaerblik.governance.approvals.models import Approval
from tvaerblik.governance.cases.kinds import CaseKind, EntryKind
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.definitions import catalogue_of_site
from tvaerblik.governance.organisation.kinds import BodyKind
from tvaerblik.governance.policies_of_requests import STRATEGIC
from tvaerblik.governance.requests.filtering import DataAnswer, Judgement, Verdict
from tvaerblik.governance.requests.found_data import Cover
from tvaerblik.web.request_offers import offers_of

OPERATOR = Permit("drift", "operator", "test")
ALONE, REGION, AALBORG = "forebyggelige-indlaeggelser-65", "region-nordjylland", "kommune-0851"
LATER = timezone.localdate() + timedelta(days=200)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, definitions, tmp_path: Path) -> Path:
    folder = tmp_path / "definitions"
    shutil.copytree(definitions, folder)
    settings.DEFINITIONS = folder
    return folder


@pytest.fixture
def text(folder: Path) -> str:
    return (folder / "indicators" / f"{ALONE}.yaml").read_text("utf-8")


@pytest.fixture
def people(db) -> tuple[User, User, User]:
    """Who writes, who checks and who approves."""
    given = (Role.INDIKATORANSVARLIG, Role.FAGLIG_KONTROL, Role.GODKENDER)
    return tuple(
        create_account(
            role, "lang adgangskode", roles=(Role.BRUGER, role), unit=REGION, by=OPERATOR
        )
        for role in given
    )


def at(stage: Stage, **fields) -> Case:
    case = open_case("Fald", stage=Stage.MODTAGET, asked_by="Klynge Midt", by=OPERATOR)
    Case.objects.filter(pk=case.pk).update(stage=stage, **fields)
    return Case.objects.get(pk=case.pk)


def judged(case: Case, *judgements: Judgement) -> None:
    for one in judgements:
        judge_case(case.number, one, Verdict.DELVIST, reason="Drøftet.", seen=None, by=OPERATOR)


def says(case: Case, answer: DataAnswer) -> None:
    units = catalogue_of_site().units
    say_data(case.number, AALBORG, answer, units=units, by=OPERATOR)


def draft(case: Case, text: str, by: User) -> None:
    case.refresh_from_db()
    draft_definition(case.number, text, seen=case.serial, catalogue=catalogue_of_site(), by=by)


def move(case: Case, to: Stage, **more) -> Case:
    return move_case(case.number, to, seen=None, by=more.pop("by", OPERATOR), **more)


# Before it is prioritised --------------------------------------------------------------------------


def test_each_thing_that_is_missing_is_named() -> None:
    case = at(Stage.FREMSTILLING)
    with pytest.raises(Blocked) as refused:
        move(case, Stage.PRIORITERING)
    said = refused.value.problems[0].what
    for word in ("Er det tværsektorielt?", "Egner det sig til Dash Boardet?", "Findes data?"):
        assert f"»{word}«" in said.da
    judged(case, Judgement.EGNET)
    with pytest.raises(Blocked, match="G-NOT-JUDGED") as refused:
        move(case, Stage.PRIORITERING)
    said = refused.value.problems[0].what
    assert "Egner det sig" not in said.da and "Does it suit" not in said.en
    assert "the judgement 'Is it cross-sector?' and an answer to 'Do the data exist?'" in said.en
    assert case.stage == Stage.FREMSTILLING


def test_judged_and_answered_it_goes_on_whatever_the_answers_are() -> None:
    case = at(Stage.HOERING)
    judged(case, *Judgement)
    says(case, DataAnswer.VED_IKKE)
    with pytest.raises(Blocked, match="G-NOT-JUDGED"):
        move(case, Stage.PRIORITERING)
    says(case, DataAnswer.NEJ)
    assert move(case, Stage.PRIORITERING).stage == Stage.PRIORITERING


def test_the_machine_answers_of_a_draft_that_can_be_read(text, people) -> None:
    case = at(Stage.FREMSTILLING)
    judged(case, *Judgement)
    draft(case, "id: fald\n", people[0])
    record_covers([Cover("hospital_stay", None, date(2026, 1, 1), date(2026, 3, 1))], by=OPERATOR)
    with pytest.raises(Blocked, match="an answer to 'Do the data exist"):
        move(case, Stage.PRIORITERING)
    draft(case, text, people[0])
    assert move(case, Stage.PRIORITERING).stage == Stage.PRIORITERING


def test_of_an_indicator_that_is_there_the_machine_answers_once_it_was_told() -> None:
    case = at(Stage.FREMSTILLING, indicator=ALONE)
    judged(case, *Judgement)
    with pytest.raises(Blocked, match="an answer to 'Do the data exist"):
        move(case, Stage.PRIORITERING)
    record_covers([Cover("hospital_stay", None, date(2026, 1, 1), date(2026, 3, 1))], by=OPERATOR)
    assert move(case, Stage.PRIORITERING).stage == Stage.PRIORITERING


def test_the_page_says_why_the_move_is_not_offered() -> None:
    case = at(Stage.FREMSTILLING)
    told = dict(offers_of(case, OPERATOR, "da").not_now)
    assert "der mangler vurderingen" in told["Flyt sagen: Prioritering"]


def test_what_the_operator_writes_down_of_days_gone_by_is_not_asked(people) -> None:
    case = at(Stage.FREMSTILLING)
    past = timezone.localdate() - timedelta(days=2000)
    with pytest.raises(Blocked, match="G-NOT-JUDGED"):
        move(case, Stage.PRIORITERING, on=timezone.localdate())
    assert move(case, Stage.PRIORITERING, on=past).stage == Stage.PRIORITERING
    again = at(Stage.FREMSTILLING)
    with pytest.raises(Blocked, match="G-NOT-JUDGED"):
        move(again, Stage.PRIORITERING, on=past, by=people[0])


def test_small_matters_and_larger_tasks_have_gates_of_their_own() -> None:
    small = at(Stage.AFKLARING, kind=CaseKind.TEKST, short_track=True)
    assert move(small, Stage.OPSAETNING).stage == Stage.OPSAETNING
    larger = at(Stage.FREMSTILLING, kind=CaseKind.STOERRE_OPGAVE)
    assert move(larger, Stage.PRIORITERING).stage == Stage.PRIORITERING
    forum = set_up_body(STRATEGIC, Text("Forum", "Forum"), BodyKind.FORUM, by=OPERATOR)
    log_in_case(
        larger.number,
        EntryKind.BESLUTNING,
        "Sættes i gang.",
        body=forum,
        meeting_on=date(2026, 11, 12),
        by=OPERATOR,
    )
    move(larger, Stage.OPSAETNING)
    assert move(larger, Stage.KLAR).stage == Stage.KLAR


# Before it is ready --------------------------------------------------------------------------------


def approve(one: Approval, people: tuple[User, User, User], folder: Path) -> Approval:
    catalogue = catalogue_of_site()
    one = check_definition(one.pk, seen=one.serial, catalogue=catalogue, by=people[1])
    return approve_definition(
        one.pk,
        seen=one.serial,
        catalogue=catalogue,
        folder=folder,
        next_review=LATER,
        by=people[2],
    )


def test_it_is_ready_only_with_its_newest_draft_approved(text, people, folder) -> None:
    case, more = at(Stage.OPSAETNING), {"folder": folder, "by": people[0]}
    with pytest.raises(Blocked, match="G-NOT-APPROVED"):
        move(case, Stage.KLAR)
    draft(case, text.replace("at_least: 65", "at_least: 70"), people[0])
    one = submit_draft(case.number, 1, catalogue=catalogue_of_site(), **more)
    with pytest.raises(Blocked, match="G-NOT-APPROVED"):
        move(case, Stage.KLAR)
    approve(one, people, folder)
    draft(case, text.replace("at_least: 65", "at_least: 75"), people[0])
    with pytest.raises(Blocked, match="G-NOT-APPROVED"):
        move(case, Stage.KLAR)
    draft(case, text.replace("at_least: 65", "at_least: 70"), people[0])
    assert move(case, Stage.KLAR).stage == Stage.KLAR


def test_an_approval_without_its_file_or_taken_back_is_none(text, people, folder) -> None:
    case, more = at(Stage.OPSAETNING), {"folder": folder, "by": people[0]}
    draft(case, text.replace("at_least: 65", "at_least: 70"), people[0])
    one = approve(
        submit_draft(case.number, 1, catalogue=catalogue_of_site(), **more), people, folder
    )
    (folder / "indicators" / f"{ALONE}.yaml").write_text(text, "utf-8")
    with pytest.raises(Blocked, match="G-NOT-APPROVED"):
        move(case, Stage.KLAR)
    mended = text.replace("at_least: 65", "at_least: 70")
    (folder / "indicators" / f"{ALONE}.yaml").write_text(mended, "utf-8")
    withdraw_approval(
        one.pk, seen=one.serial, catalogue=catalogue_of_site(), reason="Forkert.", by=people[2]
    )
    with pytest.raises(Blocked, match="G-NOT-APPROVED"):
        move(case, Stage.KLAR)


def test_without_a_draft_the_folder_s_definition_has_to_be_approved(people, folder) -> None:
    case = at(Stage.OPSAETNING, indicator=ALONE)
    with pytest.raises(Blocked, match="G-NOT-APPROVED"):
        move(case, Stage.KLAR)
    one = submit_definition(ALONE, catalogue=catalogue_of_site(), folder=folder, by=people[0])
    approve(one, people, folder)
    assert move(case, Stage.KLAR).stage == Stage.KLAR
