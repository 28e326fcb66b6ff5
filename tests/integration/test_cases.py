"""A case from the request to the Dash Board: who may move it, what its log says of any day."""

from datetime import date

import pytest
from django.db import transaction

from tvaerblik.core.errors import BadInput, Blocked, NotAllowed, NotKnown
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.change_organisation import (
    appoint,
    end_membership,
    set_up_body,
)
from tvaerblik.governance.actions.colour_case import colour_case, log_in_case, prioritise_case
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.move_case import move_case
from tvaerblik.governance.actions.open_case import open_case
from tvaerblik.governance.audit.chain import verify_audit
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.cases.history import state_on
from tvaerblik.governance.cases.kinds import CaseKind, Colour, EntryKind
from tvaerblik.governance.cases.models import Case, CaseEntry
from tvaerblik.governance.cases.stages import CASE_MOVES, SHORT_MOVES, STAGE_OWNERS, Stage
from tvaerblik.governance.organisation.asking import bodies_of, bodies_on, members_on
from tvaerblik.governance.organisation.kinds import BodyKind, Capacity

OPERATOR = Permit("drift", "operator", "test")
PASSWORD = "lang adgangskode"

pytestmark = pytest.mark.django_db


def person(name, *roles, unit=""):
    return create_account(name, PASSWORD, roles=(Role.BRUGER, *roles), unit=unit, by=OPERATOR)


def faelles_fu():
    return set_up_body(
        "faelles-fu", Text("Fælles FU", "Joint committee"), BodyKind.FORUM, by=OPERATOR
    )


def test_every_stage_has_moves_and_an_owner_and_every_move_leads_somewhere() -> None:
    assert set(CASE_MOVES) == set(SHORT_MOVES) == set(STAGE_OWNERS) == set(Stage)
    reached = {Stage.KLADDE}
    for _ in Stage:
        reached |= {to for stage in reached for to in CASE_MOVES[stage]}
    assert reached == set(Stage)


def test_a_request_becomes_a_case_with_a_number_and_a_deadline() -> None:
    asker, secretary = person("spoerger"), person("sekretaer", Role.SEKRETARIAT)
    draft = open_case("Faldulykker", answers={"hvorfor": "til Chefforum"}, by=asker)
    assert (draft.stage, draft.number[5:], draft.received_on) == (Stage.KLADDE, "0001", None)
    sent = move_case(draft.number, Stage.MODTAGET, seen=1, on=date(2026, 12, 23), by=asker)
    # Not 24, 25, 26, 31 December or 1 January, nor weekends
    assert (sent.received_on, sent.deadline) == (date(2026, 12, 23), date(2027, 1, 5))
    moved = move_case(draft.number, Stage.AFKLARING, seen=2, by=secretary)
    assert moved.first_answer_at is not None
    assert [entry.kind for entry in moved.log.all()].count("trin") == 2
    assert open_case("Mere", by=asker).number[5:] == "0002"
    assert verify_audit().is_whole


def test_a_draft_is_the_requesters_alone() -> None:
    asker, secretary = person("spoerger"), person("sekretaer", Role.SEKRETARIAT)
    draft = open_case("Faldulykker", by=asker)
    with pytest.raises(NotAllowed):
        move_case(draft.number, Stage.MODTAGET, seen=1, by=secretary)
    assert Case.objects.get().stage == Stage.KLADDE


def test_a_move_that_the_table_does_not_have_is_blocked_with_those_it_has() -> None:
    case = open_case("Fald", stage=Stage.MODTAGET, asked_by="Klynge Midt", by=OPERATOR)
    with pytest.raises(Blocked, match="It can go to: afklaring, afvist, bero, trukket"):
        move_case(case.number, Stage.KLAR, seen=1, by=OPERATOR)


@pytest.mark.parametrize("to", [Stage.AFVIST, Stage.BERO, Stage.TRUKKET])
def test_a_refusal_needs_a_reason(to) -> None:
    case = open_case("Fald", stage=Stage.MODTAGET, asked_by="Klynge Midt", by=OPERATOR)
    with pytest.raises(BadInput):
        move_case(case.number, to, seen=1, reason=" ", by=OPERATOR)
    assert move_case(case.number, to, seen=1, reason="Findes nationalt.", by=OPERATOR).stage == to


def test_of_two_who_act_at_once_one_wins_and_the_other_is_told() -> None:
    case = open_case("Fald", stage=Stage.MODTAGET, asked_by="Klynge Midt", by=OPERATOR)
    colour_case(case.number, Colour.GUL, reason="Data mangler.", seen=1, by=OPERATOR)
    with pytest.raises(Blocked, match="changed by 'drift'"):
        colour_case(case.number, Colour.GROEN, reason="Data er der.", seen=1, by=OPERATOR)
    again = Case.objects.get()
    assert (again.colour, again.serial) == (Colour.GUL, 2)


def test_the_list_as_it_was_on_any_day() -> None:
    forum, met = faelles_fu(), date(2020, 12, 1)
    case = open_case(
        "IV", stage=Stage.MODTAGET, asked_by="Klynge Midt", on=date(2020, 9, 1), by=OPERATOR
    )
    colour_case(
        case.number, Colour.GUL, reason="Uens tælling.", seen=1, on=date(2020, 9, 15), by=OPERATOR
    )
    # Written down later than another entry, counting from before it
    prioritise_case(
        case.number, 1, wording="Først.", seen=2, body=forum, meeting_on=met, by=OPERATOR
    )
    log_in_case(
        case.number,
        EntryKind.AFLYST,
        "Mødet blev aflyst (covid-19); Fælles FU blev spurgt.",
        on=date(2020, 11, 20),
        by=OPERATOR,
    )
    log = case.log.all()
    assert state_on(log, date(2020, 8, 31)) == {}
    assert state_on(log, date(2020, 9, 30))["colour"] == "gul"
    assert "priority" not in state_on(log, date(2020, 11, 30))
    told = state_on(log, met)
    assert (told["priority"], told["deciding_body"], told["wording"]) == (1, "faelles-fu", "Først.")
    assert [entry.kind for entry in log][-2:] == ["aflyst", "prioritet"]


def test_the_short_track_takes_two_people() -> None:
    first, second = person("en", Role.SEKRETARIAT), person("to", Role.SEKRETARIAT)
    case = open_case(
        "Stavefejl", kind=CaseKind.TEKST, stage=Stage.MODTAGET, asked_by="Klynge Midt", by=first
    )
    Case.objects.filter(pk=case.pk).update(short_track=True)
    for to in (Stage.AFKLARING, Stage.OPSAETNING):
        case = move_case(case.number, to, seen=case.serial, by=first)
    with pytest.raises(Blocked, match="takes two"):
        move_case(case.number, Stage.KLAR, seen=case.serial, by=first)
    assert move_case(case.number, Stage.KLAR, seen=case.serial, by=second).stage == Stage.KLAR


def test_the_log_is_never_changed_or_shortened() -> None:
    case = open_case("Fald", stage=Stage.MODTAGET, asked_by="Klynge Midt", by=OPERATOR)
    entry = case.log.get()
    for change in (entry.save, entry.delete, CaseEntry.objects.all().delete):
        with pytest.raises(TypeError):
            change()
    with pytest.raises(TypeError), transaction.atomic():
        CaseEntry.objects.update(text="andet")
    with pytest.raises(NotKnown):
        move_case("2026-9999", Stage.AFKLARING, seen=None, by=OPERATOR)


def test_a_reason_with_a_cpr_number_is_refused_and_stored_nowhere() -> None:
    case = open_case("Fald", stage=Stage.MODTAGET, asked_by="Klynge Midt", by=OPERATOR)
    with pytest.raises(BadInput, match="CPR"):
        colour_case(case.number, Colour.ROED, reason="om 610190-" + "0001", seen=1, by=OPERATOR)
    assert not AuditEntry.objects.filter(action="case.farve").exists()


def test_who_sits_where_on_a_day() -> None:
    forum, member, stand_in = faelles_fu(), person("medlem"), person("stedfortraeder")
    sits = appoint(member, forum, Capacity.MEDLEM, valid_from=date(2024, 1, 1), by=OPERATOR)
    appoint(stand_in, forum, Capacity.STEDFORTRAEDER, instead_of=sits, by=OPERATOR)
    with pytest.raises(Blocked):
        appoint(member, forum, Capacity.MEDLEM, instead_of=sits, by=OPERATOR)
    end_membership(sits, on=date(2026, 1, 1), by=OPERATOR)
    assert bodies_of(member, date(2025, 12, 31)) == (forum,)
    assert bodies_of(member, date(2026, 1, 1)) == ()
    assert [one.user for one in members_on(forum, date(2023, 1, 1))] == [stand_in]
    with pytest.raises(NotAllowed):
        set_up_body("x", Text("X", "X"), BodyKind.FORUM, by=member)


def test_a_body_that_ends_is_not_there_from_that_day() -> None:
    set_up_body(
        "klyngestyregruppe-midt",
        Text("Klyngestyregruppe Midt", "Cluster steering group Midt"),
        BodyKind.KLYNGESTYREGRUPPE,
        units=["sundhedsklynge-nordjylland-midt"],
        valid_to=date(2027, 1, 1),
        by=OPERATOR,
    )
    assert [body.id for body in bodies_on(date(2026, 12, 31))] == ["klyngestyregruppe-midt"]
    assert bodies_on(date(2027, 1, 1)) == ()
