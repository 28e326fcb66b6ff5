"""The forums as they answer: of a day, one of them, and what the secretariat changes there."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils import timezone

from support.seeded import client_of as client
from support.seeded import seeded_once
from support.seeded import text_of as text
from tvaerblik.core.errors import BadInput, Blocked
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actions.change_organisation import appoint, end_membership, set_up_body
from tvaerblik.governance.organisation.kinds import BodyKind, Capacity
from tvaerblik.governance.organisation.models import Body, Membership
from tvaerblik.governance.policies_of_organisation import stamp_of

OPERATOR = Permit("drift", "operator", "test")
GROUP = "projektgruppen-ledelsesinformation"
TYPED = {
    "id": "chefforum-nord",
    "navn": "Chefforum Nord",
    "navn-en": "Managers' forum Nord",
    "art": "forum",
    "niveau": "chef",
    "over": "strategisk-sundhedsforum",
    "enheder": "sundhedsklynge-nordjylland-nord",
    "fra": "2022-07-01",
    "til": "2027-01-01",
}


@pytest.fixture(scope="module")
def first_content(django_db_setup, django_db_blocker) -> Iterator[None]:
    with seeded_once(django_db_blocker):
        yield


@pytest.fixture
def seeded(first_content: None, db: None) -> None:
    pass


def member(name: str) -> Membership:
    return Membership.objects.get(body=GROUP, user__username=name)


def test_the_forums_of_a_day(seeded) -> None:
    reader = client("laeser")
    now, then = text(reader.get("/fora?dato=2026-11-22")), text(reader.get("/fora?dato=2027-01-01"))
    assert "24 fora, udvalg og råd" in now and "Klyngestyregruppe Vest" in now
    assert "Sundhedskoordinationsudvalget" in now.split("Ophørt", 1)[1]
    assert "Sundhedsråd Limfjorden" in now.split("Kommer senere", 1)[1]
    assert "Sundhedsråd Limfjorden" in then.split("Ophørt")[0]
    assert "Chefforum, Sundhedsklynge Midt" in then.split("Ophørt", 1)[1]
    assert (
        "Sundhedskoordinationsudvalget"
        in text(reader.get("/fora?dato=2021-06-01")).split("Ophørt")[0]
    )
    assert "»juni« er ikke en dato" in text(reader.get("/fora?dato=juni"))


def test_a_shared_forum_stands_under_each_of_its_clusters(seeded) -> None:
    shown = client("laeser").get("/fora").content.decode()
    # A page without a release names places by their ids
    for cluster in ("nord", "midt", "syd", "vest"):
        part = shown.split(f'id="sted-sundhedsklynge-nordjylland-{cluster}"')[1].split("</table>")[
            0
        ]
        assert "Driftsforum Børn og Unge Psykiatri (fælles)" in part


def test_a_forum_tells_its_levels_members_substitutes_and_decisions(seeded) -> None:
    reader = client("laeser")
    shown = text(reader.get("/fora/chefforum-midt"))
    assert "Niveauet over Direktørforum, Sundhedsklynge Midt" in shown
    assert shown.count("Driftsforum") == 4
    group = text(reader.get(f"/fora/{GROUP}"))
    assert "laeser Stedfortræder analytiker" in group
    assert "Stedfortrædere: 1." in group
    assert "undtagen overbelægning" in text(reader.get("/fora/faelles-fu"))
    assert "Forummet fandtes ikke 1. juni 2020" in text(
        reader.get("/fora/chefforum-midt?dato=2020-06-01")
    )
    assert "Udpeg et medlem" not in group and "Ret forummet" not in group
    assert reader.get("/fora/findes-ikke").status_code == 404


def test_the_secretariat_appoints_and_ends(seeded) -> None:
    secretary = client("sekretariat")
    typed = {"konto": "godkender", "rolle": "medlem", "fra": "2026-01-01", "til": ""}
    shown = text(secretary.post("/fora/chefforum-midt/udpeg", typed, follow=True))
    assert "godkender er udpeget." in shown
    again = secretary.post("/fora/chefforum-midt/udpeg", typed)
    assert "»godkender« sidder der allerede i den tid." in text(again, status=409)
    seat = Membership.objects.get(body="chefforum-midt", user__username="godkender")
    address = f"/fora/chefforum-midt/{seat.pk}/afslut"
    early = secretary.post(address, {"dato": "2025-12-31"})
    assert "begynder først 2026-01-01" in text(early, status=400)
    shown = text(secretary.post(address, {"dato": "2026-11-01"}, follow=True))
    assert "Medlemskabet for godkender er afsluttet." in shown
    assert "allerede afsluttet" in text(secretary.post(address, {"dato": "2026-11-02"}), status=409)


def test_others_change_nothing(seeded) -> None:
    reader, seats = client("laeser"), Membership.objects.count()
    typed = {"konto": "godkender", "rolle": "medlem"}
    assert reader.post("/fora/chefforum-midt/udpeg", typed).status_code == 403
    assert reader.post(f"/fora/{GROUP}/{member('godkender').pk}/afslut").status_code == 403
    assert reader.get("/fora/nyt").status_code == 404
    assert reader.post("/fora/nyt", TYPED).status_code == 404
    assert Membership.objects.count() == seats
    assert member("godkender").valid_to is None


def test_a_body_is_set_up_once_and_changed_by_who_saw_it(seeded) -> None:
    secretary = client("sekretariat")
    shown = text(secretary.post("/fora/nyt", TYPED, follow=True))
    assert "Chefforum Nord er gemt." in shown and "Strategisk Sundhedsforum" in shown
    twice = secretary.post("/fora/nyt", TYPED)
    assert "Der er allerede et forum »chefforum-nord«." in text(twice, status=409)
    assert 'value="Chefforum Nord"' in twice.content.decode()
    seen = stamp_of(Body.objects.get(id="chefforum-nord"))
    changed = {**TYPED, "navn": "Chefforum, Klynge Nord", "stempel": seen}
    secretary.post("/fora/chefforum-nord/ret", changed)
    assert Body.objects.get(id="chefforum-nord").name_da == "Chefforum, Klynge Nord"
    late = secretary.post("/fora/chefforum-nord/ret", {**changed, "navn": "Noget andet"})
    assert "er ændret af en anden" in text(late, status=409)
    assert Body.objects.get(id="chefforum-nord").name_da == "Chefforum, Klynge Nord"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"id": "Chefforum Nord"}, "Id'et må kun have små bogstaver"),
        ({"navn-en": " "}, "Navnet mangler"),
        ({"navn": "Forum 610190-1234"}, "Teksten indeholder et CPR-nummer."),
        ({"art": "klub"}, "Der er ikke valgt en art."),
        ({"fra": "1/7"}, "»1/7« er ikke en dato."),
        ({"til": "2022-07-01"}, "Det slutter 2022-07-01 og begynder først 2022-07-01."),
    ],
)
def test_what_is_wrong_with_a_body_is_told_beside_it(seeded, wrong, told) -> None:
    response = client("sekretariat").post("/fora/nyt", {**TYPED, **wrong})
    assert told in text(response, status=400)
    assert "610190" not in response.content.decode()
    assert not Body.objects.filter(id=TYPED["id"]).exists()


def test_nobody_sits_twice_at_the_same_time_and_an_end_is_an_end(db) -> None:
    body = set_up_body("forum", Text("Forum", "Forum"), BodyKind.FORUM, by=OPERATOR)
    user = User.objects.create(username="leder")
    day = date(2026, 1, 1)
    first = appoint(user, body, Capacity.MEDLEM, valid_to=day, by=OPERATOR)
    appoint(user, body, Capacity.FORMAND, valid_from=day, by=OPERATOR)
    with pytest.raises(Blocked, match="already sits"):
        appoint(user, body, Capacity.OBSERVATOER, valid_from=date(2025, 12, 31), by=OPERATOR)
    with pytest.raises(Blocked, match="already ended"):
        end_membership(first, on=timezone.localdate(), by=OPERATOR)
    with pytest.raises(BadInput, match="ends on"):
        appoint(user, body, Capacity.MEDLEM, valid_from=day, valid_to=day, by=OPERATOR)
    ahead = timezone.localdate() + timedelta(days=9)
    second = Membership.objects.get(user=user, capacity=Capacity.FORMAND)
    assert end_membership(second, on=ahead, by=OPERATOR).valid_to == ahead
