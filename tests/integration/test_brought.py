"""Another figure, brought to the meeting: beside the agreed one, then an item or closed with a reason."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from support.proposed import OPERATOR, make_people
from tvaerblik.core.errors import BadInput, Blocked, NotAllowed
from tvaerblik.governance.actions.bring_figure import bring_figure, close_brought, make_item_of
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.demo_figures import seed_brought
from tvaerblik.governance.figures.kinds import BROUGHT_MOVES, BroughtState
from tvaerblik.governance.figures.models import BroughtFigure
from tvaerblik.release.reader import open_release

VISITS = "opfoelgende-hjemmebesoeg-7-dage"
SENT = {
    "indikator": VISITS,
    "enhed": "kommune-0851",
    "periode": "2026-06",
    "tal": "75 %",
    "kilde": "Kommunens egen opgørelse",
    "dato": "2026-11-01",
    "forskel": ["population", "periode"],
    "ord": "Kun over 65 år.",
}
NUMBER = "-".join(("010203", "1234"))


@pytest.fixture
def people(db):
    return make_people("analytiker", "laeser")


@pytest.fixture
def brought(published, people):
    with open_release(published.path) as release:
        yield bring_figure(
            release,
            VISITS,
            "kommune-0851",
            "2026-06",
            value="75 %",
            source="Oplæg",
            source_date=timezone.localdate(),
            by=people["laeser"],
        )


def test_it_stands_beside_the_agreed_figure_with_what_differs(client, published, people) -> None:
    client.force_login(people["laeser"])
    assert client.post("/medbragte-tal", SENT).status_code == 302
    page = client.get("/medbragte-tal").content.decode()
    with open_release(published.path) as release:
        agreed = release.value(VISITS, "kommune-0851", "2026-06")
    article = re.search(r"<article.*?</article>", page, re.DOTALL).group()
    told = f"{float(agreed.value) * 100:.1f}".replace(".", ",")
    assert "<strong>75 %</strong>" in article and f"<strong>{told}" in article
    assert "Forskelligt: perioden og hvem der tælles med. »Kun over 65 år.«" in article
    assert "laeser" not in article and "Gør det til en sag" not in article


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("periode", "juni", "er ikke en periode"),
        ("tal", " ", "mangler"),
        ("dato", "1. november", "ikke en dato"),
        ("dato", "2999-01-01", "fremtiden"),
        ("enhed", "kommune-9999", "kommune-9999"),
        ("ord", f"Borgeren {NUMBER}", "CPR-nummer"),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_kept(client, published, people, field, typed, said):
    client.force_login(people["laeser"])
    refused = client.post("/medbragte-tal", {**SENT, field: typed})
    page = refused.content.decode()
    assert refused.status_code == 400 and said in page
    assert 'value="Kommunens egen opgørelse"' in page
    assert not BroughtFigure.objects.exists()


def test_no_indicator_is_chosen_for_the_reader(client, published, people) -> None:
    client.force_login(people["laeser"])
    asked = '<option value="" selected>Vælg indikator</option>'
    assert asked in client.get("/medbragte-tal").content.decode()
    chosen = client.get(f"/medbragte-tal?indikator={SENT['indikator']}").content.decode()
    assert asked not in chosen and f'value="{SENT["indikator"]}" selected' in chosen


def test_it_becomes_an_item_once(client, brought, people) -> None:
    client.force_login(people["analytiker"])
    sent = {"serial": "1", "bliver": "sag", "titel": "Hvem tælles med i hjemmebesøg?"}
    assert client.post(f"/medbragte-tal/{brought.pk}", sent).status_code == 302
    case = Case.objects.get()
    assert (case.title, case.indicator) == ("Hvem tælles med i hjemmebesøg?", VISITS)
    assert f"Blevet til sag {case.number}" in client.get("/medbragte-tal").content.decode()
    late = client.post(f"/medbragte-tal/{brought.pk}", sent)
    assert late.status_code == 409 and Case.objects.count() == 1


def test_it_is_closed_with_a_reason(brought, people) -> None:
    with pytest.raises(BadInput, match="reason is missing"):
        close_brought(brought.pk, " ", seen=1, by=people["analytiker"])
    close_brought(brought.pk, "Samme tal, anden måned.", seen=1, by=people["analytiker"])
    with pytest.raises(Blocked, match="Somebody else has settled it"):
        make_item_of(brought.pk, "x", seen=2, by=people["analytiker"])
    assert list(AuditEntry.objects.filter(action__startswith="brought.").values_list("action")) == [
        ("brought.enter",),
        ("brought.lukket",),
    ]


def test_who_only_reads_does_not_settle(client, brought, people) -> None:
    client.force_login(people["laeser"])
    sent = {"serial": "1", "bliver": "lukket", "hvorfor": "x"}
    assert client.post(f"/medbragte-tal/{brought.pk}", sent).status_code == 403
    with pytest.raises(NotAllowed):
        make_item_of(brought.pk, "x", seen=1, by=people["laeser"])
    client.logout()
    assert client.get("/medbragte-tal").status_code == 302


def test_every_state_has_its_moves_and_a_source_is_not_of_tomorrow(published, people) -> None:
    assert set(BROUGHT_MOVES) == set(BroughtState)
    with open_release(published.path) as release, pytest.raises(BadInput, match="in the future"):
        bring_figure(
            release,
            VISITS,
            "kommune-0851",
            "2026",
            value="1",
            source="x",
            source_date=timezone.localdate() + timedelta(days=1),
            by=people["laeser"],
        )


def test_a_demonstration_lays_an_invented_figure_beside_the_agreed_one(published) -> None:
    """Four points apart, of a share that its release has; doing it again brings no other."""
    for _ in range(2):
        seed_brought(OPERATOR)
    brought = BroughtFigure.objects.get()
    with open_release(published.path) as release:
        agreed = release.value(brought.indicator, brought.unit, brought.period).value
    assert brought.value == f"ca. {round(agreed * 100) + 4} %"
    assert brought.source.startswith("Opdigtet")


def test_a_demonstration_without_a_release_brings_no_figure(db) -> None:
    seed_brought(OPERATOR)
    assert not BroughtFigure.objects.exists()
