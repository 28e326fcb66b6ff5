"""Meetings in the log, the bruttoliste of the demonstration, and what it said on a day."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tvaerblik.core.errors import BadInput, Blocked, NotAllowed
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.change_organisation import set_up_body
from tvaerblik.governance.actions.colour_case import colour_case
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.open_case import open_case
from tvaerblik.governance.actions.record_meeting import record_meeting
from tvaerblik.governance.audit.chain import verify_audit
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.cases.history import state_on
from tvaerblik.governance.cases.kinds import Colour, EntryKind
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.demo import seed_demo
from tvaerblik.governance.organisation.kinds import BodyKind

OPERATOR = Permit("drift", "operator", "test")
MET = date(2020, 12, 1)

pytestmark = pytest.mark.django_db


def forum(id_="faelles-fu", da="Fælles FU"):
    return set_up_body(id_, Text(da, f"{da} (en)"), BodyKind.FORUM, by=OPERATOR)


def wish(title):
    case = open_case(
        title, stage=Stage.MODTAGET, asked_by="Klynge Midt", on=date(2020, 9, 1), by=OPERATOR
    )
    return case.number


def test_green_except_one_is_a_decision_on_each() -> None:
    iv, beds = wish("IV"), wish("Overbelægning")
    record_meeting(
        EntryKind.BESLUTNING,
        forum(),
        "De grønne, undtagen overbelægning.",
        cases={iv: 1, beds: 1},
        excepted=[beds],
        priority=2,
        meeting_on=MET,
        by=OPERATOR,
    )
    told = {case.title: state_on(case.log.all(), MET) for case in Case.objects.all()}
    assert told["IV"]["excepted"] is False and told["IV"]["priority"] == 2
    assert told["Overbelægning"]["excepted"] is True and "priority" not in told["Overbelægning"]
    assert {one["wording"] for one in told.values()} == {"De grønne, undtagen overbelægning."}
    assert not state_on(Case.objects.get(number=iv).log.all(), MET - timedelta(days=1)).get(
        "wording"
    )
    assert AuditEntry.objects.filter(action="case.beslutning").count() == 2
    assert verify_audit().is_whole


def test_a_cancelled_meeting_says_who_was_asked_instead_and_changes_nothing() -> None:
    number, before = wish("IV"), Case.objects.get
    record_meeting(
        EntryKind.AFLYST,
        forum("ssf", "Strategisk Sundhedsforum"),
        "Aflyst (Covid-19); Fælles FU blev spurgt.",
        cases={number: None},
        meeting_on=date(2020, 11, 20),
        asked_instead=forum(),
        by=OPERATOR,
    )
    entry = before(number=number).log.get(kind=EntryKind.AFLYST)
    assert (entry.body_id, entry.facts) == ("ssf", {"asked_instead": "faelles-fu"})
    assert state_on([entry], MET) == {}
    assert before(number=number).deciding_body is None


def test_a_meeting_to_come_can_be_cancelled_today_and_has_not_decided() -> None:
    number, ahead = wish("IV"), timezone.localdate() + timedelta(days=30)
    body = forum()
    record_meeting(
        EntryKind.AFLYST, body, "Aflyst.", cases={number: None}, meeting_on=ahead, by=OPERATOR
    )
    entry = Case.objects.get(number=number).log.get(kind=EntryKind.AFLYST)
    assert (entry.on, entry.meeting_on) == (timezone.localdate(), ahead)
    for kind in (EntryKind.BESLUTNING, EntryKind.UDEN_BESLUTNING):
        with pytest.raises(Blocked, match="has not been held"):
            record_meeting(kind, body, "Ja.", cases={number: None}, meeting_on=ahead, by=OPERATOR)


def test_all_of_a_decision_is_written_or_nothing() -> None:
    first, second = wish("IV"), wish("Fald")
    colour_case(second, Colour.GUL, reason="Data mangler.", seen=1, by=OPERATOR)
    with pytest.raises(Blocked, match="changed by 'drift'"):
        record_meeting(
            EntryKind.BESLUTNING,
            forum(),
            "Begge.",
            cases={first: 1, second: 1},
            meeting_on=MET,
            by=OPERATOR,
        )
    assert Case.objects.get(number=first).log.count() == 1


def test_nobody_writes_of_no_case_without_words_or_without_the_role() -> None:
    number, body = wish("IV"), forum()
    reader = create_account("laeser", "lang adgangskode", roles=(Role.BRUGER,), by=OPERATOR)
    said = {"meeting_on": MET}
    with pytest.raises(BadInput, match="No cases"):
        record_meeting(EntryKind.BESLUTNING, body, "Ja.", cases={}, by=OPERATOR, **said)
    with pytest.raises(BadInput, match="reason is missing"):
        record_meeting(EntryKind.BESLUTNING, body, " ", cases={number: 1}, by=OPERATOR, **said)
    with pytest.raises(NotAllowed, match="decision log"):
        record_meeting(EntryKind.BESLUTNING, body, "Ja.", cases={number: 1}, by=reader, **said)


def test_the_demonstration_s_list_of_11_december_2020_is_that_of_the_minutes() -> None:
    seed_demo()
    told = {case.title: state_on(case.log.all(), date(2020, 12, 11)) for case in Case.objects.all()}
    green = {title for title, one in told.items() if one.get("colour") == "groen"}
    yellow = {title for title, one in told.items() if one.get("colour") == "gul"}
    assert green - {"Overbelægning"} == {
        "Forebyggende børneundersøgelser",
        "Videokonsultationer (hospital)",
        "FMK (hospital)",
        "Henvisning til kommunal rehabilitering",
        "IV-aktivitet",
    }
    assert {told[title]["stage"] for title in green} == {"opsaetning", "bero"}
    assert (told["Overbelægning"]["stage"], told["Overbelægning"]["excepted"]) == ("bero", True)
    assert len(yellow) == 4 and {told[title]["priority"] for title in yellow} == {1}
    assert {told[title]["deciding_body"] for title in green | yellow} == {"faelles-fu"}
    before = state_on(Case.objects.get(title="FMK (hospital)").log.all(), date(2020, 11, 30))
    assert (before["stage"], before.get("deciding_body")) == ("prioritering", None)
    entries = AuditEntry.objects.count()
    seed_demo()
    assert AuditEntry.objects.count() == entries
