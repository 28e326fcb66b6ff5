"""The page of a discussion: what was typed comes back safely, and the figure then beside the one now."""

from dataclasses import replace

import pytest

from support.proposed import make_next_package
from tvaerblik.core.permit import Permit
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.discuss_figure import answer_thread, begin_thread
from tvaerblik.governance.actions.withdraw_release import withdraw_release
from tvaerblik.governance.discussions.frozen import Spot
from tvaerblik.governance.discussions.models import Contribution
from tvaerblik.governance.notifications.models import Notification
from tvaerblik.governance.releases.current import get_current_release

OPERATOR = Permit("drift", "operator", "test")
VISITS, LAESOE = "opfoelgende-hjemmebesoeg-7-dage", "forebyggelige-indlaeggelser-65"
ADDRESS = f"/indikator/{VISITS}/droeftelse"
FIGURE = f"{ADDRESS}?enhed=kommune-0851&periode=2026-05"
MAY = Spot(VISITS, "kommune-0851", "2026-05")


@pytest.fixture
def people(db):
    roles = {
        "laeser": (Role.BRUGER,),
        "analytiker": (Role.BRUGER, Role.ANALYTIKER),
        "sekretariat": (Role.BRUGER, Role.SEKRETARIAT),
        "uden-rolle": (),
    }
    return {
        name: create_account(name, "lang adgangskode", roles=of, unit="kommune-0851", by=OPERATOR)
        for name, of in roles.items()
    }


@pytest.fixture
def reader(client, published, people):
    client.force_login(people["laeser"])
    return client


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def send(client, goer="skriv", address=FIGURE, **more):
    return client.post(address, {"goer": goer, **more})


def test_the_public_page_says_nothing_of_it(client, published, people) -> None:
    begin_thread(get_current_release(), MAY, "Er det rigtigt?", by=people["laeser"])
    public = client.get(f"/indikator/{VISITS}").content.decode()
    assert "droeftelse" not in public and "Drøft" not in public
    assert client.get(ADDRESS).status_code == 302
    client.force_login(people["laeser"])
    page = client.get(f"/indikator/{VISITS}?enhed=kommune-0851").content.decode()
    assert f'href="{ADDRESS}?enhed=kommune-0851&amp;periode=' in page
    assert "Er det rigtigt?" not in page


def test_without_a_role_there_is_nothing_to_read_or_write(client, published, people) -> None:
    begin_thread(get_current_release(), MAY, "Er det rigtigt?", by=people["laeser"])
    client.force_login(people["uden-rolle"])
    page = text_of(client.get(ADDRESS))
    assert "Er det rigtigt?" not in page and "<textarea" not in page
    assert send(client, tekst="Hej").status_code == 403
    assert Contribution.objects.count() == 1


def test_a_question_is_asked_and_stands_with_its_figure(reader) -> None:
    sent = send(reader, tekst="Hvorfor?", naevn="analytiker")
    one = Contribution.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, f"{FIGURE}#indlaeg-{one.pk}")
    assert one.text == "@analytiker Hvorfor?" and Notification.objects.count() == 1
    response = reader.get(FIGURE)
    page = text_of(response)
    assert "<strong>@analytiker</strong> Hvorfor?" in page
    assert f"Tallet i udgivelse {one.release}: " in page and "Aalborg, maj 2026" in page
    assert "no-store" in response["Cache-Control"]
    # On the page of another month it is counted, on that of the indicator it stands with its place
    assert "Der er 1 spørgsmål mere" in text_of(
        reader.get(f"{ADDRESS}?enhed=kommune-0851&periode=2026-04")
    )
    assert 'href="?enhed=kommune-0851&amp;periode=2026-05">Aalborg, maj 2026' in text_of(
        reader.get(ADDRESS)
    )


def test_a_name_is_put_into_the_text_without_storing_anything(reader) -> None:
    page = text_of(send(reader, "indsaet", tekst="Se her", naevn="analytiker"))
    assert ">@analytiker Se her</textarea>" in page
    assert not Contribution.objects.exists()


def test_another_figure_today_is_said(reader, package, publish_package, people) -> None:
    written = begin_thread(get_current_release(), MAY, "Er det rigtigt?", by=people["laeser"])
    # The same in another release: nothing to say
    following = make_next_package(package)
    publish_package(following)
    new = get_current_release().value(VISITS, "kommune-0851", "2026-05")
    assert str(new.value) != written.figure["value"]
    page = text_of(reader.get(FIGURE))
    assert f"Tallet var {_share(written.figure['value'])}" in page
    assert f"i udgivelse {package.name}; det er {_share(new.value)}" in page


def test_a_figure_that_was_taken_back_is_not_kept_alive_here(
    reader, package, publish_package, people
) -> None:
    written = begin_thread(get_current_release(), MAY, "Er det rigtigt?", by=people["laeser"])
    publish_package(make_next_package(package))
    withdraw_release(package.name, reason="Forkert tal.", by=OPERATOR)
    page = text_of(reader.get(FIGURE))
    assert "som er trukket tilbage. Tallet vises ikke mere." in page
    assert _share(written.figure["value"]) not in page


def test_a_figure_that_is_hidden_now_is_not_told_from_then(reader, people) -> None:
    laesoe = Spot(LAESOE, "kommune-0825", "2026-10")
    written = begin_thread(get_current_release(), laesoe, "Hvorfor?", by=people["laeser"])
    then = {**written.figure, "state": "ok", "value": "77.70", "decimals": 1}
    Contribution.objects.update(figure=then, release="2026-10-01-01-00000000")
    page = text_of(reader.get(f"/indikator/{LAESOE}/droeftelse?enhed=kommune-0825&periode=2026-10"))
    assert "Der stod et tal i udgivelse 2026-10-01-01-00000000; det er – (" in page
    assert "77,7" not in page


def _share(value: object) -> str:
    return f"{float(str(value)) * 100:.1f}".replace(".", ",")


def test_a_hidden_figure_is_a_dash_with_its_reason(reader) -> None:
    address = f"/indikator/{LAESOE}/droeftelse?enhed=kommune-0825&periode=2026-10"
    send(reader, tekst="Hvorfor en streg?", address=address)
    page = text_of(reader.get(address))
    assert "– (" in page and "Tallet i udgivelse" in page


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "javascript:alert(1) //evil.dk/x https://evil.dk/indikator/x",
        f"https://testserver.evil.dk{ADDRESS} http:///om",
        "</textarea><script>alert(1)</script>",
    ],
)
def test_X1_what_is_written_is_only_ever_text(reader, text) -> None:
    send(reader, tekst=text)
    assert Contribution.objects.get().text == text
    page = reader.get(FIGURE).content.decode()
    body = page.split('class="text">')[1].split("</p>")[0]
    assert "<" not in body, body
    refused = send(reader, tekst=f"{text} @nobody-here").content.decode()
    assert "<script>alert" not in refused and "<img" not in refused


def test_addresses_of_the_site_can_be_followed(reader) -> None:
    send(reader, tekst="Se /data?kilde=lpr_a, http://testserver/om og /findes-ikke.")
    page = reader.get(FIGURE).content.decode()
    body = page.split('class="text">')[1].split("</p>")[0]
    assert body == (
        'Se <a href="/data?kilde=lpr_a">/data?kilde=lpr_a</a>, '
        '<a href="/om">http://testserver/om</a> og /findes-ikke.'
    )


def test_D21_a_cpr_number_is_refused_and_not_handed_back(reader) -> None:
    response = send(reader, tekst="Se 610203-0000 i listen.")
    page = text_of(response)
    assert response.status_code == 400 and "Teksten indeholder et CPR-nummer" in page
    assert "Se ******-**** i listen." in page and "610203-0000" not in page


def test_a_name_that_is_nobody_s_is_told_with_what_was_typed(reader) -> None:
    response = send(reader, tekst="@analytikeren, se her")
    page = text_of(response)
    assert response.status_code == 400
    assert "Ingen person og intet forum hedder »@analytikeren«" in page
    assert ">@analytikeren, se her</textarea>" in page and not Contribution.objects.exists()


def test_the_analyst_answers_and_closes_and_the_secretariat_removes(reader, people) -> None:
    send(reader, tekst="Er det rigtigt?")
    one = Contribution.objects.get()
    reader.force_login(people["analytiker"])
    send(reader, "svar", indlaeg=one.pk, tekst="Ja.")
    empty = send(reader, "besvaret", indlaeg=one.pk, serial="1", begrundelse="")
    assert empty.status_code == 400 and "Der mangler en begrundelse" in text_of(empty)
    send(reader, "besvaret", indlaeg=one.pk, serial="1", begrundelse="Talt efter.")
    late = send(reader, "svar", indlaeg=one.pk, tekst="Og dog.")
    assert late.status_code == 409 and "Spørgsmålet er lukket" in text_of(late)
    page = text_of(reader.get(FIGURE))
    assert "Besvaret 22. november" in page or "Besvaret " in page
    assert "af analytiker: Talt efter." in page and "Åbn igen" in page
    reader.force_login(people["sekretariat"])
    send(reader, "fjern", indlaeg=one.pk, serial="2", begrundelse="Personoplysning")
    page = text_of(reader.get(FIGURE))
    assert "Fjernet af sekretariatet: Personoplysning" in page and "Er det rigtigt?" not in page


def test_its_writer_withdraws_it(reader) -> None:
    send(reader, tekst="Er det rigtigt?")
    one = Contribution.objects.get()
    send(reader, "traek", indlaeg=one.pk, serial="1")
    page = text_of(reader.get(FIGURE))
    assert "Trukket tilbage af skribenten." in page and "Er det rigtigt?" not in page
    assert send(reader, "traek", indlaeg=one.pk, serial="1").status_code == 409


@pytest.mark.parametrize(
    "address",
    [
        "/indikator/findes-ikke/droeftelse",
        f"{ADDRESS}?enhed=findes-ikke",
        f"{ADDRESS}?enhed=kommune-0851&periode=maj",
        f"{ADDRESS}?enhed=kommune-0851&periode=2026-05&alder=x&koen=%00",
    ],
)
def test_what_is_not_there_is_not_found(reader, address) -> None:
    assert reader.get(address).status_code == 404


def test_a_button_that_is_none_does_nothing(reader) -> None:
    assert send(reader, "slet-alt", tekst="x").status_code == 404
    gone = send(reader, "svar", indlaeg="999999", tekst="Hvem er jeg?")
    assert gone.status_code == 400 and "intet sådant indlæg" in text_of(gone)


def test_what_was_said_of_an_indicator_outlives_it(reader, people) -> None:
    begin_thread(get_current_release(), replace(MAY), "Er det rigtigt?", by=people["laeser"])
    Contribution.objects.update(indicator="gammel-indikator")
    page = text_of(reader.get("/indikator/gammel-indikator/droeftelse"))
    assert "Er det rigtigt?" in page and "ikke med i den udgivelse" in page
    assert "<textarea" not in page


def test_a_question_becomes_a_request_or_a_task(reader, people) -> None:
    reader.force_login(people["sekretariat"])
    page = reader.get(FIGURE).content.decode()
    links = [one.split('"')[0] for one in page.split('href="')[1:] if "titel=" in one.split('"')[0]]
    request, task = (one.replace("&amp;", "&") for one in links)
    assert 'value="Fra drøftelsen af ' in reader.get(request).content.decode()
    assert 'value="Drøftelse af ' in reader.get(task).content.decode()


def test_numbers_of_the_form_are_written_as_machines_read_them(reader, people) -> None:
    """In Danish text 4000 is 4.000, which a browser takes for four signs."""
    written = begin_thread(get_current_release(), MAY, "Er det rigtigt?", by=people["laeser"])
    Contribution.objects.filter(pk=written.pk).update(serial=1234)
    Contribution.objects.filter(pk=written.pk).update(id=56789)
    page = reader.get(FIGURE).content.decode()
    assert 'maxlength="4000"' in page and 'value="1234"' in page
    assert 'name="indlaeg" value="56789"' in page and 'id="traad-56789"' in page


def test_a_long_discussion_asks_the_database_no_more_than_a_short_one(
    reader, people, django_assert_max_num_queries
) -> None:
    release = get_current_release()
    for number in range(12):
        thread = begin_thread(release, MAY, f"Spørgsmål {number}", by=people["laeser"])
        answer_thread(release, thread.pk, "Svar", by=people["analytiker"])
    with django_assert_max_num_queries(25):
        assert reader.get(FIGURE).status_code == 200


def test_what_one_was_told_is_seen_when_the_thread_is_read(reader, people) -> None:
    asked = begin_thread(get_current_release(), MAY, "Er det rigtigt?", by=people["laeser"])
    answer_thread(get_current_release(), asked.pk, "Ja.", by=people["analytiker"])
    unseen = people["laeser"].notifications.filter(seen_at__isnull=True)
    reader.get(f"{ADDRESS}?enhed=kommune-0851&periode=2026-04")
    assert unseen.count() == 1, "the thread was not on that page"
    reader.get(FIGURE)
    assert unseen.count() == 0
    answer_thread(get_current_release(), asked.pk, "Og dog.", by=people["analytiker"])
    assert unseen.count() == 1, "told again, having looked"
