"""A request from its draft to the filter: the template, a mail, questions, judgements, drafts, and who may."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.core.errors import BadInput, Blocked, NotAllowed, NotKnown
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.ask_requester import answer_question, ask_requester
from tvaerblik.governance.actions.change_organisation import set_up_body
from tvaerblik.governance.actions.classify_case import assign_case, classify_case
from tvaerblik.governance.actions.colour_case import log_in_case
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.draft_definition import draft_definition
from tvaerblik.governance.actions.judge_case import judge_case, say_data
from tvaerblik.governance.actions.move_case import move_case
from tvaerblik.governance.actions.open_case import open_case
from tvaerblik.governance.actions.record_covers import record_covers
from tvaerblik.governance.actions.take_in_mail import take_in_mail
from tvaerblik.governance.actions.write_request import save_request, send_request
from tvaerblik.governance.audit.chain import verify_audit
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.cases.kinds import CaseKind, EntryKind
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import STAGE_OWNERS, Stage
from tvaerblik.governance.cases.working_days import working_days_after
from tvaerblik.governance.demo import seed_demo
from tvaerblik.governance.notifications.models import Notification
from tvaerblik.governance.organisation.kinds import BodyKind
from tvaerblik.governance.policies_of_requests import STRATEGIC
from tvaerblik.governance.requests.filtering import (
    DataAnswer,
    Judgement,
    Verdict,
    data_answers_of,
    judgements_of,
    questions_of,
)
from tvaerblik.governance.requests.found_data import Cover, find_data
from tvaerblik.governance.requests.measuring import measure_first_answers
from tvaerblik.governance.requests.models import DraftDefinition, TableCover
from tvaerblik.governance.requests.template import KNOWN, QUESTIONS, required_of
from tvaerblik.governance.viewing_of_cases import visible_case, visible_cases, visible_log
from tvaerblik.presentation.pages.request_case_texts import TEXTS as OF_ONE

OPERATOR = Permit("drift", "operator", "test")
PASSWORD = "lang adgangskode"
HOME_VISIT = "opfoelgende-hjemmebesoeg-7-dage"
AALBORG, HJOERRING = "kommune-0851", "kommune-0860"
FULL = dict.fromkeys(QUESTIONS, "Svar nok")

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def catalogue(definitions) -> Catalogue:
    return load_catalogue(definitions)


@pytest.fixture
def drafted(definitions) -> str:
    return (definitions / "indicators" / f"{HOME_VISIT}.yaml").read_text("utf-8")


def person(name, *roles, unit=""):
    return create_account(name, PASSWORD, roles=(Role.BRUGER, *roles), unit=unit, by=OPERATOR)


def received(**more) -> Case:
    """One that came by mail today, or on a day."""
    return open_case("Fald", stage=Stage.MODTAGET, asked_by="Klynge Midt", by=OPERATOR, **more)


def at(stage: Stage, **fields) -> Case:
    case = received()
    Case.objects.filter(pk=case.pk).update(stage=stage, **fields)
    return Case.objects.get(pk=case.pk)


# The template ------------------------------------------------------------------------------------


def test_a_draft_is_saved_many_times_and_sent_once() -> None:
    asker = person("spoerger")
    case = save_request(None, "Fald", kind=CaseKind.INDIKATOR, answers={"vises": "Fald"}, by=asker)
    with pytest.raises(Blocked, match="lack an answer"):
        send_request(case.number, seen=case.serial, by=asker)
    case = save_request(
        case.number, "Faldulykker", kind=CaseKind.INDIKATOR, answers=FULL, seen=1, by=asker
    )
    assert (case.title, case.stage, case.serial) == ("Faldulykker", Stage.KLADDE, 2)
    sent = send_request(case.number, seen=2, by=asker)
    assert (sent.stage, sent.received_on) == (Stage.MODTAGET, timezone.localdate())
    with pytest.raises(Blocked, match="cannot be changed"):
        save_request(case.number, "X", kind=CaseKind.INDIKATOR, answers={}, seen=3, by=asker)
    assert verify_audit().is_whole


def test_a_draft_that_another_window_changed_is_not_overwritten() -> None:
    asker = person("spoerger")
    case = save_request(None, "Fald", kind=CaseKind.INDIKATOR, answers={}, by=asker)
    save_request(case.number, "Fald 1", kind=CaseKind.INDIKATOR, answers={}, seen=1, by=asker)
    with pytest.raises(Blocked, match="changed by 'spoerger'"):
        save_request(case.number, "Fald 2", kind=CaseKind.INDIKATOR, answers={}, seen=1, by=asker)
    assert Case.objects.get().title == "Fald 1"


@pytest.mark.parametrize(
    ("title", "answers", "said"),
    [
        (" ", {}, "no title"),
        ("x" * 201, {}, "room for 200"),
        ("Fald", {"vises": "x" * 4_001}, "room for 4000"),
        ("Fald", {"andet": "x"}, "No question 'andet'"),
        ("Fald", {"vises": "om 610190-" + "0001"}, "CPR"),
    ],
)
def test_D21_what_a_draft_cannot_hold_is_told_and_not_stored(title, answers, said) -> None:
    with pytest.raises(BadInput, match=said):
        save_request(None, title, kind=CaseKind.INDIKATOR, answers=answers, by=person("spoerger"))
    assert not Case.objects.exists()


def test_a_draft_is_seen_by_its_writer_alone() -> None:
    asker, secretary = person("spoerger"), person("sekretaer", Role.SEKRETARIAT)
    case = save_request(None, "Fald", kind=CaseKind.INDIKATOR, answers=FULL, by=asker)
    for act in (
        lambda: save_request(
            case.number, "X", kind=CaseKind.INDIKATOR, answers={}, seen=1, by=secretary
        ),
        lambda: send_request(case.number, seen=1, by=secretary),
    ):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(NotKnown):
        visible_case(case.number, secretary)
    assert not visible_cases(OPERATOR).exists() and not visible_cases(None).exists()
    assert visible_case(case.number, asker) == case


def test_a_small_matter_is_asked_less_of() -> None:
    assert set(required_of(CaseKind.TEKST)) < set(required_of(CaseKind.INDIKATOR)) <= set(QUESTIONS)
    asker = person("spoerger")
    answers = {"vises": "»inlæggelser« på Overblik", "hvorfor": "Stavefejl"}
    case = save_request(None, "Stavefejl", kind=CaseKind.TEKST, answers=answers, by=asker)
    assert send_request(case.number, seen=1, by=asker).stage == Stage.MODTAGET


# A mail ------------------------------------------------------------------------------------------

MAIL = """Fra: Hanne Eksempel <hanne@eksempel.dk>
Til: Sekretariatet
Sendt: 3. november 2026 10:12
Emne: SV: VS: Ventetid på genoptræning

Hej

Vi savner ventetiden delt på kommuner. Hanne har set den i en rapport; ring 99 12 34 56.

Venlig hilsen
Hanne Eksempel
Konsulent, afdelingen
"""


def test_a_mail_becomes_a_case_without_who_sent_it() -> None:
    secretary = person("sekretaer", Role.SEKRETARIAT)
    taken = take_in_mail(MAIL, asked_by="Klynge Midt", on=date(2026, 11, 3), by=secretary)
    case = Case.objects.get()
    assert (case.title, case.asked_by) == ("Ventetid på genoptræning", "Klynge Midt")
    assert (case.received_on, case.deadline) == (date(2026, 11, 3), date(2026, 11, 10))
    assert case.requester is None and taken.left_out >= 8
    text = case.answers["mail"]
    assert text.startswith("Hej") and "ventetiden delt på kommuner" in text
    kept = f"{text} {case.title} {list(AuditEntry.objects.values_list('detail', flat=True))}"
    for gone in ("Hanne", "Eksempel", "hanne@", "99 12 34 56", "Konsulent", "hilsen"):
        assert gone not in kept


def test_what_stands_above_and_below_an_earlier_mail_is_kept_without_its_people() -> None:
    secretary = person("sekretaer", Role.SEKRETARIAT)
    text = f"Til orientering.\n\nMvh\nPer Prøve\n\n-----Oprindelig meddelelse-----\n{MAIL}"
    take_in_mail(text, asked_by="Klynge Midt", by=secretary)
    kept = Case.objects.get().answers["mail"]
    assert kept.startswith("Til orientering.") and "savner ventetiden" in kept
    assert "Prøve" not in kept and "Hanne" not in kept


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Hej\n\nBorgeren 610190-" + "0001 faldt",
            r"Line 3 contains a CPR number \(character 10\)",
        ),
        ("", "no text"),
        ("<html><body>Hej</body></html>", "HTML"),
        ("x" * 20_001, "room for 20000"),
        ("Hej uden emne", "no title"),
    ],
)
def test_D21_a_mail_that_cannot_be_taken_in_is_refused_with_its_place(text, said) -> None:
    secretary = person("sekretaer", Role.SEKRETARIAT)
    with pytest.raises(BadInput, match=said) as told:
        take_in_mail(text, asked_by="Klynge Midt", by=secretary)
    assert "610190" not in str(told.value) and not Case.objects.exists()


def test_a_mail_is_from_a_body_or_place_and_came_no_later_than_today() -> None:
    secretary = person("sekretaer", Role.SEKRETARIAT)
    for asked_by in (" ", "hanne@eksempel.dk"):
        with pytest.raises(BadInput, match="Who asks"):
            take_in_mail(MAIL, asked_by=asked_by, by=secretary)
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(BadInput, match="cannot have come"):
        take_in_mail(MAIL, asked_by="Klynge Midt", on=tomorrow, by=secretary)
    with pytest.raises(NotAllowed):
        take_in_mail(MAIL, asked_by="Klynge Midt", by=person("spoerger"))


# Questions and the first answer ------------------------------------------------------------------


def test_a_question_is_a_first_answer_and_is_answered_once() -> None:
    asker, secretary = person("spoerger"), person("sekretaer", Role.SEKRETARIAT)
    case = save_request(None, "Fald", kind=CaseKind.INDIKATOR, answers=FULL, by=asker)
    send_request(case.number, seen=1, by=asker)
    case = ask_requester(case.number, "Hvilke aldre?", by=secretary)
    assert case.first_answer_at is not None and case.stage == Stage.MODTAGET
    (asked,) = questions_of(case.log.all())
    assert asked.answer is None
    with pytest.raises(NotAllowed, match="put to another"):
        answer_question(case.number, asked.id, "65+", by=person("anden"))
    answer_question(case.number, asked.id, "65+", by=asker)
    (asked,) = questions_of(case.log.all())
    assert asked.answer is not None and (asked.answer.text, asked.answer.by) == ("65+", "spoerger")
    with pytest.raises(Blocked, match="'spoerger' has answered"):
        answer_question(case.number, asked.id, "70+", by=secretary)
    with pytest.raises(NotKnown):
        answer_question(case.number, asked.id + 1000, "70+", by=secretary)


def test_first_answers_are_measured_in_working_days() -> None:
    today = timezone.localdate()
    for age in (2, 5, 6, 12):
        day = today - timedelta(days=age + 40)
        case = received(on=day)
        later = [one for one, _ in zip(working_days_after(day), range(age), strict=False)][-1]
        answered = timezone.make_aware(timezone.datetime(later.year, later.month, later.day, 12))
        Case.objects.filter(pk=case.pk).update(first_answer_at=answered)
    oldest = received(on=today - timedelta(days=30))
    received(on=today)
    gone = received(on=today - timedelta(days=60))
    Case.objects.filter(pk=gone.pk).update(stage=Stage.TRUKKET)
    found = measure_first_answers(Case.objects.all(), today)
    assert (found.answered, found.within, found.late, found.waiting) == (4, 2, 3, 1)
    assert found.share == 2 / 5 and found.median_days == 5.5
    assert found.longest_open is not None and found.longest_open[0] == oldest.number


def test_nothing_received_is_no_share() -> None:
    found = measure_first_answers([], date(2026, 11, 22))
    assert (found.share, found.median_days, found.longest_open) == (None, None, None)


# The filter --------------------------------------------------------------------------------------


def test_judgements_are_recorded_with_reason_and_the_newest_counts() -> None:
    checker = person("kontrol", Role.FAGLIG_KONTROL)
    case = at(Stage.AFKLARING)
    for verdict, reason in ((Verdict.NEJ, "Kun region."), (Verdict.DELVIST, "Også kommunen.")):
        case = judge_case(
            case.number,
            Judgement.TVAERSEKTORIEL,
            verdict,
            reason=reason,
            seen=case.serial,
            by=checker,
        )
    judged = judgements_of(case.log.all())
    assert set(judged) == {Judgement.TVAERSEKTORIEL}
    said = judged[Judgement.TVAERSEKTORIEL]
    assert (said.answer, said.text, said.by) == ("delvist", "Også kommunen.", "kontrol")
    assert case.log.filter(kind=EntryKind.VURDERING).count() == 2
    with pytest.raises(BadInput):
        judge_case(case.number, Judgement.EGNET, Verdict.JA, reason=" ", seen=3, by=checker)
    with pytest.raises(Blocked, match="changed by 'kontrol'"):
        judge_case(case.number, Judgement.EGNET, Verdict.JA, reason="Ja.", seen=1, by=checker)


def test_a_unit_s_own_people_say_whether_it_has_the_data(catalogue: Catalogue) -> None:
    case, units = at(Stage.FINDES_DATA), catalogue.units
    local = person("aalborg", Role.ENHEDSANSVARLIG, unit=AALBORG)
    over = person("midt", Role.KLYNGEKOORDINATOR, unit="sundhedsklynge-nordjylland-midt")
    say_data(case.number, AALBORG, DataAnswer.NEJ, note="Ikke i Cura.", units=units, by=local)
    with pytest.raises(NotAllowed, match="Hjørring"):
        say_data(case.number, HJOERRING, DataAnswer.JA, units=units, by=local)
    say_data(case.number, AALBORG, DataAnswer.VED_IKKE, units=units, by=over)
    with pytest.raises(NotAllowed):
        say_data(case.number, AALBORG, DataAnswer.JA, units=units, by=person("menig", unit=AALBORG))
    with pytest.raises(NotKnown):
        say_data(case.number, "kommune-9999", DataAnswer.JA, units=units, by=local)
    said = data_answers_of(case.log.all())
    assert {unit: (one.answer, one.by) for unit, one in said.items()} == {
        AALBORG: ("ved_ikke", "midt")
    }


def test_the_machine_says_where_a_draft_s_data_are(catalogue: Catalogue) -> None:
    half = (date(2024, 1, 1), date(2024, 7, 1))
    covers = (
        Cover("hospital_contact", None, *half),
        Cover("municipal_service", AALBORG, *half),
    )
    record_covers(covers, by=OPERATOR)
    record_covers(covers, by=OPERATOR)
    assert TableCover.objects.count() == 2, "what was told before is replaced"
    answer = find_data(catalogue.get(HOME_VISIT), catalogue, scope="region-nordjylland")
    said = {data.unit.id: data.answer for data in answer.found.units}
    assert (said[AALBORG], said[HJOERRING]) == ("yes", "no") and answer.told_at is not None
    with pytest.raises(NotAllowed):
        record_covers(covers, by=person("laeser"))


def test_a_draft_is_kept_in_versions_with_its_digest_or_what_is_wrong(catalogue, drafted) -> None:
    author = person("ansvarlig", Role.INDIKATORANSVARLIG)
    case = at(Stage.AFKLARING)
    wrong = drafted.replace("polarity: higher", "polarity: op")
    first = draft_definition(case.number, wrong, seen=1, catalogue=catalogue, by=author)
    assert (first.version, first.digest) == (1, "") and "polarity" in first.problems[0]["da"]
    second = draft_definition(case.number, drafted, seen=2, catalogue=catalogue, by=author)
    assert (second.version, len(second.digest), second.problems) == (2, 64, [])
    case.refresh_from_db()
    assert (case.indicator, case.serial) == (HOME_VISIT, 3)
    with pytest.raises(Blocked):
        draft_definition(case.number, drafted, seen=1, catalogue=catalogue, by=author)
    for change in (second.save, second.delete, DraftDefinition.objects.all().delete):
        with pytest.raises(TypeError):
            change()
    with pytest.raises(NotAllowed):
        draft_definition(case.number, drafted, seen=3, catalogue=catalogue, by=person("menig"))


@pytest.mark.parametrize("stage", [Stage.KLADDE, Stage.AFVIST, Stage.PAA_DASH])
def test_nothing_is_drafted_where_nothing_is_being_found_out(stage, catalogue, drafted) -> None:
    case = at(stage)
    with pytest.raises(Blocked, match="No definition is drafted"):
        draft_definition(case.number, drafted, seen=1, catalogue=catalogue, by=OPERATOR)


def test_the_short_track_is_for_small_matters() -> None:
    secretary = person("sekretaer", Role.SEKRETARIAT)
    case = received()
    with pytest.raises(Blocked, match="small matters"):
        classify_case(
            case.number, CaseKind.INDIKATOR, short_track=True, reason="x", seen=1, by=secretary
        )
    case = classify_case(
        case.number, CaseKind.MAALTAL, short_track=True, reason="Ét tal.", seen=1, by=secretary
    )
    assert (case.kind, case.short_track) == (CaseKind.MAALTAL, True)
    with pytest.raises(BadInput):
        classify_case(
            case.number, CaseKind.TEKST, short_track=True, reason="", seen=2, by=secretary
        )


def test_a_larger_task_goes_by_strategisk_sundhedsforum() -> None:
    forum = set_up_body(
        STRATEGIC, Text("Strategisk Sundhedsforum", "Strategic forum"), BodyKind.FORUM, by=OPERATOR
    )
    met = date(2026, 11, 12)
    case = at(Stage.PRIORITERING, kind=CaseKind.STOERRE_OPGAVE)
    for kind in (EntryKind.UDEN_BESLUTNING, EntryKind.NOTE):
        log_in_case(case.number, kind, "Drøftet.", body=forum, meeting_on=met, by=OPERATOR)
    with pytest.raises(Blocked, match="Strategisk Sundhedsforum has decided"):
        move_case(case.number, Stage.OPSAETNING, seen=None, by=OPERATOR)
    log_in_case(
        case.number, EntryKind.BESLUTNING, "Sættes i gang.", body=forum, meeting_on=met, by=OPERATOR
    )
    assert move_case(case.number, Stage.OPSAETNING, seen=None, by=OPERATOR).stage == "opsaetning"


def test_a_pause_is_no_way_past_a_stage() -> None:
    case = received()
    move_case(case.number, Stage.AFKLARING, seen=None, by=OPERATOR)
    move_case(case.number, Stage.BERO, reason="Venter.", seen=None, by=OPERATOR)
    with pytest.raises(Blocked, match="on hold at the stage 'afklaring'"):
        move_case(case.number, Stage.OPSAETNING, seen=None, by=OPERATOR)
    assert move_case(case.number, Stage.AFKLARING, seen=None, by=OPERATOR).stage == "afklaring"


def test_people_are_told_of_what_concerns_them_and_not_of_what_they_did() -> None:
    asker, secretary = person("spoerger"), person("sekretaer", Role.SEKRETARIAT)
    analyst = person("analytiker", Role.ANALYTIKER)
    case = save_request(None, "Fald", kind=CaseKind.INDIKATOR, answers=FULL, by=asker)
    send_request(case.number, seen=1, by=asker)
    assert not Notification.objects.exists()
    case = ask_requester(case.number, "Hvilke aldre?", by=secretary)
    answer_question(case.number, questions_of(case.log.all())[0].id, "65+", by=asker)
    assign_case(case.number, "analytiker", None, seen=4, by=secretary)
    move_case(case.number, Stage.AFKLARING, seen=5, by=secretary)
    told = Notification.objects.order_by("pk").values_list("recipient__username", "body_en", "link")
    link = f"/henvendelser/{case.number}"
    assert list(told) == [
        ("spoerger", "There is a question for you.", link),
        ("sekretaer", "Your question has been answered.", link),
        ("analytiker", "You are its owner.", link),
        ("spoerger", f"It is now at the stage '{Stage.AFKLARING.label}'.", link),
    ]
    assert analyst.username == "analytiker"


def test_a_case_is_given_an_owner_and_a_deadline() -> None:
    secretary, analyst = person("sekretaer", Role.SEKRETARIAT), person("a", Role.ANALYTIKER)
    case = received()
    case = assign_case(case.number, "a", date(2026, 12, 1), seen=1, by=secretary)
    assert (case.owner, case.deadline) == (analyst, date(2026, 12, 1))
    assert case.log.last().facts == {"owner": "a", "deadline": "2026-12-01"}
    with pytest.raises(NotKnown):
        assign_case(case.number, "ingen", None, seen=2, by=secretary)
    assert assign_case(case.number, "", None, seen=2, by=secretary).owner is None


def test_what_is_internal_is_read_by_those_at_work_alone() -> None:
    case = received()
    log_in_case(case.number, EntryKind.NOTE, "Internt.", internal=True, by=OPERATOR)
    reader, worker = person("laeser"), person("sekretaer", Role.SEKRETARIAT)
    assert [one.text for one in visible_log(case, reader)] == [""]
    assert [one.text for one in visible_log(case, worker)] == ["", "Internt."]


def test_a_mail_is_known_to_the_template() -> None:
    assert set(KNOWN) == {*QUESTIONS, "mail"}


def test_the_demonstration_has_requests_on_their_way_and_only_once() -> None:
    for _ in range(2):
        seed_demo()
    today = timezone.localdate()
    new = Case.objects.filter(created_at__date=today).exclude(number__startswith="2020-")
    stages = set(new.values_list("stage", flat=True))
    assert stages == {"kladde", "modtaget", "afklaring", "findes_data", "opsaetning"}
    assert new.count() == 5 and DraftDefinition.objects.get().digest
    assert measure_first_answers(new, today).late == 0


def test_everybody_who_owns_a_stage_is_called_something() -> None:
    assert {f"role_{role}" for role in STAGE_OWNERS.values()} <= set(OF_ONE)
