"""Saved views: who may, what is kept, what is refused, and that the log knows of each."""

import re

import pytest
from django.test import Client

from tvaerblik.core.errors import BadInput, Blocked, NotAllowed
from tvaerblik.core.permit import Permit
from tvaerblik.governance import policies
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.save_view import delete_view, save_view
from tvaerblik.governance.actors import ANONYMOUS
from tvaerblik.governance.audit.chain import check_audit
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.saved_views import questions
from tvaerblik.governance.saved_views.models import SavedView
from tvaerblik.presentation.pages import explore_saved
from tvaerblik.presentation.pages.explore_query import PARAMETERS

OPERATOR = Permit("drift", "operator", "test")
PASSWORD = "lang adgangskode"
QUESTION = "indikator=indlaeggelser-pr-1000&enhed=kommune-0851&periodetype=quarter&alder=90%2B"
DEFINITIONS = {
    "indlaeggelser-pr-1000": {"version": "1.0.0", "da": "Indlæggelser", "en": "Admissions"}
}


@pytest.fixture
def reader(db) -> User:
    return create_account("laeser", PASSWORD, roles=(Role.BRUGER,), by=OPERATOR)


@pytest.fixture
def other(db) -> User:
    return create_account("en-anden", PASSWORD, roles=(Role.BRUGER,), by=OPERATOR)


def _save(by: object, name: str = "Indlæggelser i Aalborg", question: str = QUESTION) -> SavedView:
    return save_view(name, question, release="r1", definitions=DEFINITIONS, by=by)


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_view_keeps_the_question_and_its_definitions_and_the_log_knows(reader: User) -> None:
    view = _save(reader, "  Indlæggelser   i Aalborg ")
    kept = SavedView.objects.get(pk=view.id)
    assert (kept.owner, kept.name, kept.question) == ("laeser", "Indlæggelser i Aalborg", QUESTION)
    assert kept.definitions == DEFINITIONS and re.fullmatch("[2-9a-z]{8}", kept.id)
    entry = AuditEntry.objects.last()
    assert (entry.action, entry.subject, entry.by) == ("view.save", view.id, "laeser")
    assert entry.detail == {"name": "Indlæggelser i Aalborg", "question": QUESTION}
    delete_view(kept, by=reader)
    entry = AuditEntry.objects.last()
    assert (entry.action, entry.subject) == ("view.delete", view.id)
    assert not SavedView.objects.exists()
    check_audit()


@pytest.mark.parametrize(
    ("name", "question", "code"),
    [
        ("", QUESTION, "G-NAME"),
        ("   ", QUESTION, "G-NAME"),
        ("x" * 81, QUESTION, "G-NAME"),
        ("Borger 610190-1234", QUESTION, "G-CPR"),
        ("Navn", "", "G-QUESTION"),
        ("Navn", "enhed=kommune-0851&utm_source=x", "G-QUESTION"),
        ("Navn", "enhed=<script>", "G-QUESTION"),
        ("Navn", "enhed=../../etc", "G-QUESTION"),
        ("Navn", "enhed=610190-1234", "G-QUESTION"),
        ("Navn", "enhed", "G-QUESTION"),
        ("Navn", "&".join(["enhed=kommune-0851"] * 300), "G-QUESTION"),
    ],
)
def test_D21_what_is_not_a_plain_question_under_a_plain_name_is_not_kept(
    reader: User, name: str, question: str, code: str
) -> None:
    entries = AuditEntry.objects.count()
    with pytest.raises(BadInput) as caught:
        _save(reader, name, question)
    assert caught.value.problems[0].code == code
    assert not SavedView.objects.exists() and AuditEntry.objects.count() == entries


def test_who_has_no_role_saves_nothing(db) -> None:
    for somebody in (None, ANONYMOUS, create_account("ingen", PASSWORD, by=OPERATOR)):
        with pytest.raises(NotAllowed):
            _save(somebody)


def test_a_name_is_used_once_by_each(reader: User, other: User) -> None:
    _save(reader)
    _save(other)
    with pytest.raises(Blocked, match="already have a view"):
        _save(reader)


def test_there_is_an_end_to_how_many_one_keeps(reader: User, monkeypatch) -> None:
    monkeypatch.setattr(policies, "MOST_VIEWS", 1)
    _save(reader)
    with pytest.raises(Blocked, match="saved views already"):
        _save(reader, "En til")


def test_only_one_s_own_can_be_deleted_but_by_who_looks_after_the_site(
    reader: User, other: User
) -> None:
    view = _save(reader)
    with pytest.raises(NotAllowed, match="Somebody else"):
        delete_view(view, by=other)
    admin = create_account("adm", PASSWORD, roles=(Role.SYSTEMADMINISTRATOR,), by=OPERATOR)
    delete_view(view, by=admin)
    assert AuditEntry.objects.last().detail["owner"] == "laeser"


def test_the_page_and_the_row_know_the_same_words_and_lengths() -> None:
    assert set(PARAMETERS.values()) == questions.PARAMETERS
    assert explore_saved.LONGEST_NAME == questions.LONGEST_NAME


# The pages -------------------------------------------------------------------------------------------


def test_saving_leads_to_a_short_address_that_everybody_can_read(published, reader: User) -> None:
    form = _client(reader).get(f"/udforsk/gemt?{QUESTION}").content.decode()
    assert 'value="Indlæggelser: Aalborg"' in form
    answer = _client(reader).post("/udforsk/gemt", {"navn": "Mit valg", "sporgsmaal": QUESTION})
    assert answer.status_code == 302
    address = answer.headers["Location"]
    text = Client().get(address).content.decode()
    assert "Mit valg" in text and 'scope="row"' in text and "som stadig vises" in text
    assert "laeser" not in text and "Slet" not in text
    own = _client(reader).get(address).content.decode()
    assert "Slet" in own and "csrfmiddlewaretoken" in own
    assert "Mit valg" in _client(reader).get("/udforsk/gemt").content.decode()


def test_a_saved_view_answers_from_the_release_of_today_and_says_what_changed(
    published, reader: User
) -> None:
    gone = {"borte": {"version": "1.0.0", "da": "Den gamle", "en": "The old one"}}
    view = save_view(
        "Gammelt", f"{QUESTION}&indikator=borte", release="r-old", definitions=gone, by=reader
    )
    text = Client().get(f"/udforsk/gemt/{view.id}").content.decode()
    assert "fra udgivelse r-old; viser nu tallene fra udgivelse" in text
    assert "»Den gamle« er ikke længere i udgivelsen." in text


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({"navn": "", "sporgsmaal": QUESTION}, 400, "Navnet mangler"),
        ({"navn": "610190-1234", "sporgsmaal": QUESTION}, 400, "CPR-nummer"),
        ({"navn": "Navn", "sporgsmaal": "utm_source=x"}, 400, "ikke et valg"),
        ({"navn": "Taget", "sporgsmaal": QUESTION}, 409, "hedder »Taget«"),
    ],
)
def test_D21_a_refusal_is_told_on_the_form_and_nothing_is_kept(
    published, reader: User, sent: dict[str, str], status: int, said: str
) -> None:
    _save(reader, "Taget")
    answer = _client(reader).post("/udforsk/gemt", sent)
    assert answer.status_code == status and said in answer.content.decode()
    assert SavedView.objects.count() == 1


def test_what_is_deleted_or_somebody_else_s_is_not_there(
    published, reader: User, other: User
) -> None:
    view = _save(reader)
    assert _client(other).post(f"/udforsk/gemt/{view.id}/slet").status_code == 404
    assert Client().post(f"/udforsk/gemt/{view.id}/slet").status_code == 302  # to the login
    assert SavedView.objects.filter(pk=view.id).exists()
    assert _client(reader).post(f"/udforsk/gemt/{view.id}/slet").status_code == 302
    assert Client().get(f"/udforsk/gemt/{view.id}").status_code == 404


def test_G04_saving_without_a_token_is_refused(published, reader: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(reader)
    answer = strict.post("/udforsk/gemt", {"navn": "Navn", "sporgsmaal": QUESTION})
    assert answer.status_code == 403 and not SavedView.objects.exists()
