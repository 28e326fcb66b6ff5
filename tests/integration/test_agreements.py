"""Samarbejdsaftaler: versions that count from a day, both logs, who may, and two at once."""

from dataclasses import replace
from datetime import date

import pytest

from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.core.errors import BadInput, Blocked, NotAllowed, NotKnown
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.change_organisation import set_up_body
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.keep_agreement import (
    change_agreement,
    make_agreement,
    note_in_agreement,
    tie_case,
)
from tvaerblik.governance.actions.open_case import open_case
from tvaerblik.governance.agreements.asking import agreement, version_on
from tvaerblik.governance.agreements.content import Content, Goal, Party
from tvaerblik.governance.agreements.models import AgreementEntry, AgreementVersion
from tvaerblik.governance.audit.chain import verify_audit
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.demo_agreements import ADMISSION_ID, seed_agreements
from tvaerblik.governance.organisation.kinds import BodyKind

OPERATOR = Permit("drift", "operator", "test")
PASSWORD = "lang adgangskode"
ADMISSIONS, AALBORG = "forebyggelige-indlaeggelser-65", "kommune-0851"
ID = "aftale-om-foelgeskab"
FULL = Content(
    title="Aftale om følgeskab",
    parties=(Party("Aalborg", AALBORG), Party("PLO")),
    valid_from=date(2026, 1, 1),
    valid_to=date(2027, 1, 1),
    target_group="Borgere på 65 år og derover",
    goals=(Goal("Færre indlægges", (ADMISSIONS,), "ned over to år"), Goal("Alle får besøg")),
    unit=AALBORG,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def catalogue(definitions) -> Catalogue:
    return load_catalogue(definitions)


@pytest.fixture
def secretary(db) -> User:
    return create_account("sigrid", PASSWORD, roles=(Role.BRUGER, Role.SEKRETARIAT), by=OPERATOR)


@pytest.fixture
def made(secretary, catalogue):
    return make_agreement(FULL, catalogue=catalogue, on=date(2026, 1, 1), by=secretary)


def changed(content: Content, seen: int, catalogue: Catalogue, by: User, **more):
    more.setdefault("reason", "Forum besluttede det.")
    return change_agreement(ID, content, seen=seen, catalogue=catalogue, by=by, **more)


def test_it_says_what_was_said_and_both_logs_know(made, secretary) -> None:
    assert made.id == ID
    assert made.versions.get().content == FULL
    assert [(entry.kind, entry.by) for entry in made.log.all()] == [("oprettet", "sigrid")]
    entry = AuditEntry.objects.get(action="agreement.oprettet")
    assert (entry.subject, entry.by) == (ID, "sigrid")
    assert entry.detail["facts"]["goals"][0]["indicators"] == [ADMISSIONS]
    assert verify_audit().is_whole


def test_new_goals_are_a_new_version_and_the_old_counted_until_then(
    made, secretary, catalogue
) -> None:
    fewer = replace(FULL, goals=(Goal("Ingen falder mellem to stole"),))
    changed(fewer, made.serial, catalogue, secretary, counts_from=date(2026, 6, 1))
    of = agreement(ID)
    assert version_on(of, date(2025, 12, 31)) is None
    assert version_on(of, date(2026, 5, 31)).content == FULL
    assert version_on(of, date(2026, 6, 1)).content == fewer
    assert [entry.kind for entry in of.log.all()] == ["oprettet", "udgave"]


def test_a_version_and_what_the_log_says_are_never_changed(made) -> None:
    version, entry = AgreementVersion.objects.get(), AgreementEntry.objects.get()
    for kept in (version, entry):
        with pytest.raises(TypeError, match="never changed"):
            kept.save()
        with pytest.raises(TypeError, match="never removed"):
            kept.delete()
    with pytest.raises(TypeError):
        AgreementVersion.objects.update(number=7)


def test_two_at_once_and_the_other_is_told(made, secretary, catalogue) -> None:
    changed(replace(FULL, target_group="Alle"), made.serial, catalogue, secretary)
    with pytest.raises(Blocked, match="G-SERIAL"):
        changed(FULL, made.serial, catalogue, secretary)
    assert AgreementVersion.objects.count() == 2


def test_only_the_secretariat(made, catalogue) -> None:
    other = create_account("per", PASSWORD, roles=(Role.BRUGER, Role.GODKENDER), by=OPERATOR)
    with pytest.raises(NotAllowed):
        make_agreement(replace(FULL, title="En anden"), catalogue=catalogue, by=other)
    with pytest.raises(NotAllowed):
        changed(FULL, made.serial, catalogue, other)
    with pytest.raises(NotAllowed):
        note_in_agreement(ID, "Set", by=other)
    with pytest.raises(NotAllowed):
        tie_case(ID, "2026-0001", by=other)


@pytest.mark.parametrize(
    ("wrong", "id_"),
    [
        ({"title": " "}, "G-AGREEMENT-TITLE"),
        ({"title": "x" * 201}, "G-AGREEMENT-TITLE"),
        ({"valid_to": date(2025, 1, 1)}, "G-AGREEMENT-VALIDITY"),
        ({"goals": (Goal(" ", (ADMISSIONS,)),)}, "G-AGREEMENT-GOAL"),
        ({"target_group": "Fru 610190-1234"}, "G-CPR"),
        ({"goals": (Goal("x", (), "610190-1234"),)}, "G-CPR"),
    ],
)
def test_what_makes_no_sense_is_refused(secretary, catalogue, wrong, id_) -> None:
    with pytest.raises(BadInput, match=id_):
        make_agreement(replace(FULL, **wrong), catalogue=catalogue, by=secretary)
    assert not AgreementVersion.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"goals": (Goal("x", ("findes-ikke",)),)}, {"unit": "kommune-9999"}]
)
def test_an_indicator_or_a_unit_that_is_not_there(secretary, catalogue, wrong) -> None:
    with pytest.raises(NotKnown):
        make_agreement(replace(FULL, **wrong), catalogue=catalogue, by=secretary)


def test_a_name_is_taken_once(made, secretary, catalogue) -> None:
    with pytest.raises(Blocked, match="There is an agreement of that name"):
        make_agreement(FULL, catalogue=catalogue, by=secretary)


def test_what_happened_is_noted_with_the_forum_and_needs_words(made, secretary) -> None:
    body = set_up_body("forum", Text("Forum", "Forum"), BodyKind.FORUM, by=OPERATOR)
    note_in_agreement(ID, "Drøftet.", body=body, on=date(2026, 3, 1), by=secretary)
    assert agreement(ID).log.get(kind="behandlet").body == body
    with pytest.raises(BadInput, match="G-REASON"):
        note_in_agreement(ID, " ", by=secretary)


def test_a_request_is_tied_once_and_a_draft_not_at_all(made, secretary) -> None:
    case = open_case("Fald", stage=Stage.MODTAGET, asked_by="Projektgruppen", by=OPERATOR)
    tie_case(ID, case.number, by=secretary)
    assert [one.number for one in agreement(ID).cases.all()] == [case.number]
    with pytest.raises(Blocked, match="G-AGREEMENT-CASE"):
        tie_case(ID, case.number, by=secretary)
    draft = open_case("Kladde", by=OPERATOR)
    with pytest.raises(NotKnown):
        tie_case(ID, draft.number, by=secretary)
    with pytest.raises(NotKnown):
        agreement("findes-ikke")


def test_the_first_of_the_demonstration_invents_nothing(catalogue) -> None:
    for _ in range(2):
        seed_agreements(catalogue, OPERATOR)
    said = agreement(ADMISSION_ID).versions.get().content
    assert not said.parties and not said.goals and not said.target_group
    assert said.valid_from is said.valid_to is None
