"""A municipality answers for its figures in a browser, its clicks counted; axe and widths of the pages."""

import pytest

from functional.visit import Visit
from support.proposed import PASSWORD, make_next_package, make_people, propose
from tvaerblik.governance.actions.bring_figure import bring_figure
from tvaerblik.governance.actions.make_preview import make_preview
from tvaerblik.governance.figures.models import Answer, FigureReport
from tvaerblik.release.reader import open_release

VISITS = "opfoelgende-hjemmebesoeg-7-dage"


@pytest.fixture(scope="module")
def following(package):
    return make_next_package(package)


@pytest.fixture
def proposal(address, following):
    people = make_people("analytiker", "aalborg")
    made = propose(following, people["analytiker"])
    _, made.token = make_preview(made.id, "Mødet", days=3, by=people["analytiker"])
    with open_release(following) as release:
        asked = (VISITS, "kommune-0851", "2026-06")
        told = {"value": "75 %", "source": "Oplæg", "source_date": made.proposed_at.date()}
        bring_figure(release, *asked, **told, by=people["aalborg"])
    return made


def log_in(visit: Visit, username: str, then: str) -> None:
    visit.go(f"/konto/login/?next={then}")
    visit.page.fill("input[name=username]", username)
    visit.page.fill("input[name=password]", PASSWORD)
    visit.page.click("main button[type=submit]")


def test_a_municipality_confirms_its_figures_and_reports_one_in_two_clicks(visit, proposal) -> None:
    log_in(visit, "aalborg", "/mine-tal")
    page = visit.page
    page.get_by_role("button", name="Enig i alle").click()  # 1
    page.get_by_role("button", name="Ser forkert ud").first.click()  # 2
    assert page.get_by_role("status").inner_text() == "Tallet er meldt til analytikerne."
    shown = page.locator(".owned > article").count()
    assert Answer.objects.filter(release=proposal.id).count() >= shown > 0
    assert FigureReport.objects.get().unit == "kommune-0851"


def test_the_pages_are_accessible_and_no_wider_than_the_window(visit, proposal) -> None:
    log_in(visit, "analytiker", "/om")
    preview = f"/forhaandsvisning/{proposal.token}"
    pages = [f"/udgivelser/{proposal.id}", preview, "/medbragte-tal"]
    assert [found for path in pages for found in visit.violations_in_every_way(path)] == []
    pages.append(
        f"{preview}/{VISITS}"
    )  # its parts are those of the indicator's page, seen elsewhere
    assert [visit.widths_that_scroll_sideways(path) for path in pages] == [[]] * 4


def test_own_figures_are_accessible_and_no_wider_than_the_window(visit, proposal) -> None:
    log_in(visit, "aalborg", "/mine-tal")
    assert visit.violations_in_every_way("/mine-tal") == []
    assert visit.widths_that_scroll_sideways("/mine-tal") == []
    assert visit.widths_that_scroll_sideways("/udgivelser") == []
