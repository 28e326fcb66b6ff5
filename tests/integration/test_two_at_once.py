"""Two who act at the same moment, each in a thread with a connection of its own: on either database one
wins, the other is told, and the audit log stays whole."""

import shutil
import threading
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tvaerblik.catalogue.loader import load_catalogue
from tvaerblik.core.errors import Blocked, Problem
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions import publish_proposal as publishing
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.discuss_figure import answer_thread
from tvaerblik.governance.actions.draft_definition import draft_definition
from tvaerblik.governance.actions.end_discussion import end_thread
from tvaerblik.governance.actions.move_case import move_case
from tvaerblik.governance.actions.note_trouble import note_trouble
from tvaerblik.governance.actions.open_case import open_case
from tvaerblik.governance.actions.record_deliveries import record_deliveries
from tvaerblik.governance.actions.sign_definition import approve_definition, check_definition
from tvaerblik.governance.actions.submit_definition import submit_draft
from tvaerblik.governance.actors import Actor
from tvaerblik.governance.audit.chain import record, verify_audit
from tvaerblik.governance.audit.guards import guard_audit
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.discussions.kinds import ThreadState
from tvaerblik.governance.discussions.models import Contribution
from tvaerblik.governance.notifications.models import Notification
from tvaerblik.governance.notifications.rights import may_be_told
from tvaerblik.governance.proposals.kinds import ChangeCode, ProposalState
from tvaerblik.governance.proposals.models import Proposal
from tvaerblik.governance.sources.models import SourceStatus, TroubleEntry
from tvaerblik.governance.sources.reports import SourceReport
from tvaerblik.governance.unchanged import WhileUnchanged

OPERATOR = Permit("drift", "operator", "test")
WRITERS, TURNS = 4, 10

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Each act's answer, or what it raised, in their order. They start together."""
    start = threading.Barrier(len(acts))
    answers: list[object] = [None] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        try:
            connection.ensure_connection()
            start.wait(30)
            answers[number] = act()
        except Exception as error:  # told to the test, whatever it is
            answers[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def sorted_by_kind(answers: Sequence[object]) -> list[str]:
    return sorted(type(answer).__name__ for answer in answers)


def test_of_two_who_move_a_case_one_wins_and_the_other_is_told() -> None:
    case = open_case("Fald", stage=Stage.MODTAGET, asked_by="Klynge Midt", by=OPERATOR)
    others = (Stage.AFKLARING, Stage.BERO)
    answers = at_once(
        *(
            lambda to=to: move_case(case.number, to, reason="Aftalt.", seen=1, by=OPERATOR)
            for to in others
        )
    )
    assert sorted_by_kind(answers) == ["Blocked", "Case"]
    told = next(answer for answer in answers if isinstance(answer, Blocked))
    assert told.problems[0].code == "G-SERIAL"
    won = next(answer for answer in answers if isinstance(answer, Case))
    assert Case.objects.get().stage == won.stage
    assert Case.objects.get().serial == 2
    assert verify_audit().is_whole


def test_those_who_open_a_case_at_once_get_each_a_number() -> None:
    answers = at_once(
        *(lambda name=name: open_case(name, by=OPERATOR).number for name in ("en", "to", "tre"))
    )
    assert sorted(str(answer)[5:] for answer in answers) == ["0001", "0002", "0003"]


def test_writers_at_once_never_break_the_chain() -> None:
    def write(name: str) -> None:
        for number in range(TURNS):
            with transaction.atomic():
                record(Actor(name, frozenset({"operator"})), "note", f"{name}-{number}")

    answers = at_once(*(lambda name=name: write(name) for name in "abcd"[:WRITERS]))
    assert answers == [None] * WRITERS
    verdict = verify_audit()
    assert (verdict.entries, verdict.problem) == (WRITERS * TURNS, None)


def test_the_log_is_whole_while_it_is_written_to() -> None:
    def write() -> None:
        for number in range(TURNS):
            with transaction.atomic():
                record(Actor("a", frozenset({"operator"})), "note", str(number))

    def read() -> list[object]:
        return [verify_audit().problem for _ in range(TURNS)]

    assert at_once(write, read) == [None, [None] * TURNS]


def test_two_who_report_a_source_at_once_leave_one_report() -> None:
    report = SourceReport("lpr_a", Text("Et", "One"), False, True, True, ())
    answers = at_once(*(lambda: record_deliveries([report], by=OPERATOR) for _ in range(3)))
    assert answers == [None] * 3
    assert SourceStatus.objects.count() == 1


def test_the_guarded_log_cannot_be_emptied_at_once() -> None:
    """PostgreSQL alone has a statement for it; SQLite's DELETE of all rows is one of every row."""
    with transaction.atomic():
        record(Actor("a", frozenset({"operator"})), "note", "1")
    empty = {"postgresql": "TRUNCATE audit_auditentry", "sqlite": "DELETE FROM audit_auditentry"}
    with transaction.atomic():
        guard_audit(connection)
        with (
            pytest.raises(DatabaseError, match="never changed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(empty[connection.vendor])
        transaction.set_rollback(True)  # the guards would stop the emptying between tests
    assert AuditEntry.objects.count() == 1


def test_what_is_written_is_seen_by_the_next_who_asks() -> None:
    asked = WhileUnchanged(Case.objects.count)
    before = asked()
    open_case("Fald", by=OPERATOR)
    assert (before, asked()) == (0, 1)


@pytest.fixture
def due(tmp_path, monkeypatch) -> Proposal:
    """Approved for a moment that has come. What is in the package is not asked: that is the same on
    either database, and building one takes longer than all of these."""
    monkeypatch.setattr(publishing, "open_release", lambda *_, **__: nullcontext())
    monkeypatch.setattr(publishing, "verify_release", lambda folder: ())
    monkeypatch.setattr(publishing, "checklist_of", lambda *_, **__: ())
    return Proposal.objects.create(
        id="2026-11-22-02-to",
        manifest_sha256="0" * 64,
        folder=str(tmp_path),
        note="Oktober er med.",
        code=ChangeCode.NYE_DATA,
        proposed_by="analytiker",
        review_until=date(2026, 11, 20),
        approved_by="godkender",
        publish_at=timezone.now() - timedelta(minutes=1),
    )


def test_of_two_workers_one_shows_the_release_and_the_other_nothing(due) -> None:
    answers = at_once(*(lambda: publishing.publish_due(by=OPERATOR) for _ in range(2)))
    assert sorted(map(len, answers)) == [0, 1], answers
    assert sum(answers, ()) == ((due.id, None),)
    due.refresh_from_db()
    assert (due.state, due.stopped_because) == (ProposalState.UDGIVET, "")
    actions = AuditEntry.objects.filter(subject=due.id).values_list("action", flat=True)
    assert [*actions] == ["release.publish", "release.switch"]
    assert verify_audit().is_whole


def test_of_two_workers_that_are_refused_one_tells_it_once(due, monkeypatch) -> None:
    problem = Problem("G-CHECK", Text("Data mangler.", "No data."), Text("Få dem.", "Get them."))
    monkeypatch.setattr(publishing, "failed", lambda points: (problem,))
    for name, role in (("sekretariat", Role.SEKRETARIAT), ("laeser", Role.BRUGER)):
        create_account(name, "lang adgangskode", roles=(role,), by=OPERATOR)
    answers = at_once(*(lambda: publishing.publish_due(by=OPERATOR) for _ in range(2)))
    assert sum(answers, ()) == ((due.id, problem),)
    due.refresh_from_db()
    assert (due.state, due.stopped_because) == (ProposalState.FORESLAAET, "Data mangler.")
    told = Notification.objects.get()
    assert (told.recipient.username, told.link) == ("sekretariat", f"/udgivelser/{due.id}")
    assert told.body_da == "Data mangler. Få dem." and may_be_told(told)


def test_a_question_is_not_answered_and_closed_at_once_without_one_being_told() -> None:
    """Whichever comes first: an answer before it is closed stands; one after it is refused."""
    asker = create_account("laeser", "lang adgangskode", roles=(Role.BRUGER,), by=OPERATOR)
    thread = Contribution.objects.create(
        indicator="x", release="r", writer=asker, role="bruger", text="Er det rigtigt?", salt="s"
    )
    # No more of a release than an answer about a whole indicator asks for, so that either database is met
    card = SimpleNamespace(short_title=Text("x", "x"))
    release: Any = SimpleNamespace(id="r", indicator=lambda _: card)
    answers = at_once(
        lambda: end_thread(thread.pk, ThreadState.LUKKET, "Forældet.", seen=1, by=asker),
        lambda: end_thread(thread.pk, ThreadState.BESVARET, "Se svaret.", seen=1, by=asker),
        lambda: answer_thread(release, thread.pk, "Ja.", by=asker),
    )
    kinds = [type(answer).__name__ for answer in answers]
    assert sorted(kinds[:2]) == ["Blocked", "Contribution"]
    assert (kinds[2] == "Contribution") == thread.answers.exists()
    assert verify_audit().is_whole


def test_of_two_approvers_of_a_draft_one_writes_its_file(definitions, settings, tmp_path) -> None:
    folder = tmp_path / "definitions"
    shutil.copytree(definitions, folder)
    settings.DEFINITIONS = folder
    catalogue, name = load_catalogue(folder), "forebyggelige-indlaeggelser-65"
    given = (Role.INDIKATORANSVARLIG, Role.FAGLIG_KONTROL, Role.GODKENDER, Role.GODKENDER)
    author, checker, *approvers = (
        create_account(f"p{number}", "en-lang-adgangskode", roles=(role,), by=OPERATOR)
        for number, role in enumerate(given)
    )
    file = folder / "indicators" / f"{name}.yaml"
    text = file.read_text("utf-8").replace("at_least: 65", "at_least: 70")
    case = open_case("Fald", stage=Stage.MODTAGET, asked_by="Klynge Midt", by=OPERATOR)
    draft_definition(case.number, text, seen=1, catalogue=catalogue, by=author)
    sent = submit_draft(case.number, 1, catalogue=catalogue, folder=folder, by=author)
    sent = check_definition(sent.pk, seen=sent.serial, catalogue=catalogue, by=checker)
    told = at_once(
        *(
            lambda by=by: approve_definition(
                sent.pk, seen=sent.serial, catalogue=catalogue, folder=folder, by=by
            )
            for by in approvers
        )
    )
    assert sorted_by_kind(told) == ["Approval", "Blocked"]
    assert file.read_text("utf-8") == text
    assert AuditEntry.objects.filter(action="definition.fil").count() == 1
    assert verify_audit().is_whole


def test_of_two_who_tell_of_trouble_one_is_told() -> None:
    since = date(2026, 9, 1)
    answers = at_once(
        *(
            lambda name=name: note_trouble(
                "lpr_a", Text(name, name), since=since, seen=0, by=OPERATOR
            )
            for name in ("en", "to")
        )
    )
    assert sorted_by_kind(answers) == ["Blocked", "KnownTrouble"]
    assert TroubleEntry.objects.count() == 1
    assert verify_audit().is_whole
