"""Each role does its main tasks in a browser, clicks and pages counted: docs/how-to/the-work-of-each-role.md.

One installation for all, with the demonstration's first content: each test has things of its own there.
A click is one on a link, a button, a heading that unfolds, a tick box or a choice of a list; what is
written is not counted. A page is one that is loaded, the first one included.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from functional.visit import PHONE, Visit
from support.proposed import make_next_package, propose
from tvaerblik.core.permit import Permit
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.answer_figures import Cell, report_figure
from tvaerblik.governance.actions.answer_hearing import answer_hearing
from tvaerblik.governance.actions.ask_requester import ask_requester
from tvaerblik.governance.actions.change_organisation import appoint
from tvaerblik.governance.actions.close_hearing import close_hearing
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.open_case import open_case
from tvaerblik.governance.actions.publish_release import publish_release
from tvaerblik.governance.actions.start_hearing import start_hearing
from tvaerblik.governance.approvals.models import Approval
from tvaerblik.governance.approvals.steps import Step
from tvaerblik.governance.cases.kinds import CaseKind, Colour, EntryKind
from tvaerblik.governance.cases.models import Case, CaseEntry
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.demo import seed_demo
from tvaerblik.governance.figures.models import FigureReport
from tvaerblik.governance.hearings.models import Hearing, Position
from tvaerblik.governance.organisation.kinds import Capacity
from tvaerblik.governance.organisation.models import Body, Membership
from tvaerblik.governance.requests.models import DraftDefinition
from tvaerblik.release.files import sha256_of
from tvaerblik.release.manifest import MANIFEST
from tvaerblik.release.reader import open_release

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

OPERATOR = Permit("drift", "operator", "test")
TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=14)
DOCUMENT = Path(__file__).parents[2] / "docs" / "how-to" / "the-work-of-each-role.md"
ROW = re.compile(
    r"^\| ([^|]+) \| ([^|]+) \| (\d+) \| (\d+) \| `(\w+)\.py::(\w+)` \|$", re.MULTILINE
)
GROUP = "projektgruppen-ledelsesinformation"


def stated() -> dict[str, tuple[int, int]]:
    """Pages and clicks by the name of the test."""
    rows = ROW.findall(DOCUMENT.read_text(encoding="utf-8"))
    return {test: (int(pages), int(clicks)) for _, _, pages, clicks, _, test in rows}


class Walk:
    """Somebody at work, who begins on *Min side*."""

    def __init__(self, visit: Visit) -> None:
        self.page: Page = visit.page
        self.clicks = self.pages = 0
        self.page.on("load", lambda _: self._count_page())

    def _count_page(self) -> None:
        self.pages += 1

    def click(self, what: Locator) -> None:
        what.click()
        self.clicks += 1

    def choose(self, field: Locator, value: str) -> None:
        field.select_option(value)
        self.clicks += 1

    def link(self, name: str | re.Pattern[str]) -> None:
        self.click(self.page.get_by_role("main").get_by_role("link", name=name).first)

    def button(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name, exact=True))

    def unfold(self, name: str) -> None:
        self.click(self.page.get_by_role("heading", name=name, exact=True))


class Site:
    def __init__(self, address: str, browser: Browser) -> None:
        self.address, self.browser = address, browser

    @contextmanager
    def work(self, username: str, test: str, *, width: int = 0) -> Iterator[Walk]:
        """The walk costs what the document says of it, and the browser has nothing to complain of."""
        with Visit(self.browser, self.address) as visit:
            client = Client()
            client.force_login(User.objects.get(username=username))
            name = settings.SESSION_COOKIE_NAME
            cookie = {"name": name, "value": client.cookies[name].value, "url": self.address}
            visit.context.add_cookies([cookie])
            if width:
                visit.resize(width)
            walk = Walk(visit)
            visit.go("/min-side")
            yield walk
            visit.page.wait_for_load_state("load")
            assert (visit.complaints, visit.strangers) == ([], [])
            assert (walk.pages, walk.clicks) == stated().get(test)


@pytest.fixture
def _django_db_helper() -> None:
    """Instead of pytest-django's: what one test does is there for the others, until the module ends."""


@pytest.fixture(scope="module")
def site(browser: Browser, package: Path, django_db_setup, django_db_blocker) -> Iterator[Site]:
    with django_db_blocker.unblock():
        server = LiveServer("localhost")
        try:
            publish_release(package.name, sha256_of(package / MANIFEST), package, by=OPERATOR)
            seed_demo()
            for role in set(Role) - {Role.LEVERANDOER}:
                _account(f"en-{role}", role)
            yield Site(server.url, browser)
        finally:
            server.stop()
            call_command("flush", verbosity=0, interactive=False)


def _account(name: str, *roles: Role, unit: str = "region-nordjylland") -> User:
    more = () if Role.AUDITOR in roles else (Role.BRUGER,)
    return create_account(name, "lang adgangskode", roles={*more, *roles}, unit=unit, by=OPERATOR)


def _user(name: str) -> User:
    return User.objects.get(username=name)


def _case(title: str, stage: Stage, **facts: object) -> Case:
    return open_case(
        title, kind=CaseKind.INDIKATOR, stage=stage, asked_by="Klynge Midt", by=OPERATOR, **facts
    )


# Who uses the figures ----------------------------------------------------------------------------


def test_bruger_sends_a_request(site: Site) -> None:
    with site.work("en-bruger", "test_bruger_sends_a_request", width=PHONE) as at:
        at.click(at.page.get_by_role("navigation").get_by_role("link", name="Henvendelser"))
        at.link("Skriv en henvendelse")
        at.page.get_by_label("Titel").fill("Fald på trapper")
        for number, question in enumerate(
            ("Hvad skal vises?", "Hvorfor?", "Hvilken beslutning", "Hvem er", "Hvilke data")
        ):
            at.page.get_by_label(question).fill(f"Svar {number}")
        at.button("Send henvendelsen")
        expect(at.page.get_by_role("status")).to_contain_text("Du får et første svar senest")
    assert Case.objects.get(title="Fald på trapper").stage == Stage.MODTAGET


def test_bruger_answers_a_question(site: Site) -> None:
    case = _case("Ventetid på briller", Stage.AFKLARING)
    case.requester = _user("en-bruger")
    case.save()
    ask_requester(case.number, "Alle aldre?", by=_user("sekretariat"))
    with site.work("en-bruger", "test_bruger_answers_a_question", width=PHONE) as at:
        at.link(re.compile("Ventetid på briller"))
        at.page.get_by_label("Dit svar").fill("Ja, alle.")
        at.button("Send svaret")
        expect(at.page.get_by_role("status")).to_have_text("Gemt.")
    assert CaseEntry.objects.get(case=case, kind=EntryKind.SVAR).text == "Ja, alle."


def test_patientrepraesentant_reads_and_answers_a_hearing(site: Site) -> None:
    appoint(
        _user("en-patientrepraesentant"),
        Body.objects.get(pk="patientinddragelsesudvalget"),
        Capacity.MEDLEM,
        by=OPERATOR,
    )
    hearing = start_hearing(
        "Ord om ventetid",
        "Er teksten til at forstå?",
        LATER,
        bodies=[Body.objects.get(pk="patientinddragelsesudvalget")],
        by=_user("sekretariat"),
    )
    with site.work(
        "en-patientrepraesentant",
        "test_patientrepraesentant_reads_and_answers_a_hearing",
        width=PHONE,
    ) as at:
        at.link("Ord om ventetid")
        expect(at.page.get_by_text("Er teksten til at forstå?")).to_be_visible()
        at.click(at.page.get_by_role("radio", name="Enig med bemærkninger"))
        at.page.get_by_role("textbox", name=re.compile("^Bemærkninger")).fill("Skriv »dage« ud.")
        at.button("Send svar")
        expect(at.page.get_by_text("Skriv »dage« ud.").first).to_be_visible()
    assert hearing.seats.get(member__username="en-patientrepraesentant").answers.count() == 1


def test_klyngekoordinator_answers_a_hearing_as_substitute(site: Site) -> None:
    seat = Membership.objects.get(body=GROUP, user__username="godkender")
    substitute, group = _user("en-klyngekoordinator"), Body.objects.get(pk=GROUP)
    appoint(substitute, group, Capacity.STEDFORTRAEDER, instead_of=seat, by=OPERATOR)
    hearing = start_hearing("Infotekst", "God?", LATER, bodies=[group], by=_user("sekretariat"))
    with site.work(
        "en-klyngekoordinator", "test_klyngekoordinator_answers_a_hearing_as_substitute"
    ) as at:
        expect(at.page.get_by_text("Høring, som stedfortræder")).to_be_visible()
        at.link("Infotekst")
        at.click(at.page.get_by_role("radio", name="Enig", exact=True))
        at.button("Send svar")
        expect(at.page.get_by_text("svaret af en-klyngekoordinator")).to_be_visible()
    (answer,) = hearing.seats.get(member__username="godkender").answers.all()
    assert (answer.by.username, answer.position) == ("en-klyngekoordinator", Position.ENIG)


# Who makes them ----------------------------------------------------------------------------------


def test_indikatoransvarlig_takes_a_request_into_clarification_and_drafts(site: Site) -> None:
    case = _case("Fald i bad", Stage.AFKLARING)
    with site.work(
        "en-indikatoransvarlig",
        "test_indikatoransvarlig_takes_a_request_into_clarification_and_drafts",
    ) as at:
        at.link(re.compile("Fald i bad"))
        at.unfold("Skriv udkast til definition")
        at.page.get_by_label("Definitionen (YAML)").fill("id: fald-i-bad\n")
        at.button("Gem udkast")
        expect(at.page.get_by_role("status")).to_have_text("Gemt.")
        at.button("Flyt")
        expect(at.page.get_by_text("Nyt trin: Findes data?")).to_be_visible()
    assert DraftDefinition.objects.get(case=case).by == "en-indikatoransvarlig"


def test_faglig_kontrol_checks_a_definition(site: Site) -> None:
    waiting = Approval.objects.filter(step=Step.SKREVET).first()
    assert waiting is not None
    with site.work("en-faglig_kontrol", "test_faglig_kontrol_checks_a_definition") as at:
        line = at.page.get_by_role("listitem").filter(has_text="Definition, kontrollér")
        at.click(line.get_by_role("link").first)
        at.button("Kontrolleret: send til godkendelse")
        expect(at.page.get_by_role("status")).to_be_visible()
    waiting.refresh_from_db()
    assert waiting.step == Step.KONTROLLERET


def test_analytiker_answers_whether_data_exist(site: Site) -> None:
    case = _case("Ventetid på kørestole", Stage.FINDES_DATA)
    with site.work("en-analytiker", "test_analytiker_answers_whether_data_exist") as at:
        at.link(re.compile("Ventetid på kørestole"))
        at.unfold("Svar for en enhed: findes data?")
        at.choose(at.page.get_by_label("Enhed", exact=True), "kommune-0851")
        form = at.page.locator("form[action$='/data']")
        at.choose(form.get_by_label("Svar", exact=True), "nej")
        at.button("Gem svaret")
        expect(at.page.get_by_role("status")).to_have_text("Gemt.")
    assert CaseEntry.objects.filter(case=case).count() > 1


def test_analytiker_answers_a_reported_figure(site: Site, package: Path) -> None:
    following = make_next_package(package)
    propose(following, _user("godkender"))
    with open_release(following) as release:
        cell = Cell("opfoelgende-hjemmebesoeg-7-dage", "kommune-0851", "2026-06", "71 %")
        by = _user("enhedsansvarlig-aalborg")
        report_figure(release, "enhed:kommune-0851", cell, text="For lavt.", by=by)
    with site.work("en-analytiker", "test_analytiker_answers_a_reported_figure") as at:
        at.link(re.compile("71 %"))
        at.page.get_by_label("Svar", exact=True).fill("Maj manglede; rettet.")
        at.click(at.page.get_by_role("button", name=re.compile("^Svar")))
        expect(at.page.get_by_role("status")).to_be_visible()
    assert FigureReport.objects.get(shown="71 %").answer == "Maj manglede; rettet."


# Who runs the project group ----------------------------------------------------------------------


def test_sekretariat_gives_the_first_answer(site: Site) -> None:
    case = _case("Fald i have", Stage.MODTAGET)
    with site.work("en-sekretariat", "test_sekretariat_gives_the_first_answer") as at:
        expect(at.page.get_by_text("Henvendelse, første svar").first).to_be_visible()
        at.link(re.compile("Fald i have"))
        at.button("Flyt")
        expect(at.page.get_by_text("Nyt trin: Afklaring")).to_be_visible()
        expect(at.page.locator(".of-request")).to_contain_text("samme dag")
    case.refresh_from_db()
    assert case.stage == Stage.AFKLARING


def test_sekretariat_gives_a_colour(site: Site) -> None:
    case = _case("Fald på gaden", Stage.AFKLARING)
    with site.work("en-sekretariat", "test_sekretariat_gives_a_colour") as at:
        at.click(at.page.get_by_role("navigation").get_by_role("link", name="Bruttolisten"))
        row = at.page.locator(f"#sag-{case.number}")
        row.get_by_label(re.compile("Begrundelse")).fill("Kilden er ukendt.")
        at.click(row.get_by_role("button", name=re.compile("^Gul")))
        expect(at.page.get_by_role("status")).to_contain_text("er nu Gul")
    case.refresh_from_db()
    assert case.colour == Colour.GUL


def test_sekretariat_starts_a_hearing(site: Site) -> None:
    with site.work("en-sekretariat", "test_sekretariat_starts_a_hearing") as at:
        at.link("Alle høringer")
        at.link("Ny høring")
        at.page.get_by_label("Titel").fill("Mål for 2027")
        at.page.get_by_label(re.compile("^Spørgsmål|^Hvad")).first.fill("Er målene rigtige?")
        at.page.get_by_label(re.compile("frist", re.IGNORECASE)).fill(str(LATER))
        at.click(at.page.get_by_role("checkbox", name="Projektgruppen for Ledelsesinformation"))
        at.button("Send i høring")
        expect(at.page.get_by_text(re.compile(r"0 af \d har svaret"))).to_be_visible()
    assert Hearing.objects.get(title="Mål for 2027").owner.username == "en-sekretariat"


def test_sekretariat_logs_a_cancelled_meeting(site: Site) -> None:
    case = _case("Fald på arbejdet", Stage.PRIORITERING)
    with site.work("en-sekretariat", "test_sekretariat_logs_a_cancelled_meeting") as at:
        at.click(at.page.get_by_role("navigation").get_by_role("link", name="Bruttolisten"))
        at.link("Skriv i beslutningsloggen")
        at.click(at.page.get_by_role("radio", name="Mødet blev aflyst"))
        at.choose(at.page.get_by_label("Forum", exact=True), "strategisk-sundhedsforum")
        at.page.get_by_label("Ordlyd").fill("Aflyst på grund af sygdom.")
        at.choose(at.page.get_by_label(re.compile("^Spurgt i stedet")), "faelles-fu")
        at.click(at.page.get_by_role("checkbox", name="Fald på arbejdet", exact=True))
        at.button("Gem i loggen")
        expect(at.page.get_by_role("status")).to_contain_text("Gemt i loggen")
    assert CaseEntry.objects.filter(case=case, kind=EntryKind.AFLYST).count() == 1


def test_formandskab_prioritises_with_forum_wording_and_exception(site: Site) -> None:
    first = _case("Fald på plejehjem", Stage.PRIORITERING)
    other = _case("Fald i trafikken", Stage.PRIORITERING)
    with site.work(
        "en-formandskab", "test_formandskab_prioritises_with_forum_wording_and_exception"
    ) as at:
        at.link(re.compile("Fald på plejehjem"))
        at.link("Skriv i beslutningsloggen")
        at.choose(at.page.get_by_label("Forum", exact=True), "strategisk-sundhedsforum")
        at.page.get_by_label("Mødets dato").fill(str(TODAY))
        at.page.get_by_label("Ordlyd").fill("De to tages først, undtagen trafik.")
        at.page.get_by_label(re.compile("^Prioritet")).fill("1")
        at.click(at.page.get_by_role("checkbox", name="Fald i trafikken", exact=True))
        at.click(at.page.get_by_role("checkbox", name="undtaget Fald i trafikken"))
        at.button("Gem i loggen")
        expect(at.page.get_by_role("status")).to_contain_text("Gemt i loggen for 2 sager")
    first.refresh_from_db()
    other.refresh_from_db()
    assert first.priority == 1 and other.priority is None


def test_formandskab_sees_what_is_overdue(site: Site) -> None:
    case = _case("Fald fra stige", Stage.FINDES_DATA)
    case.deadline = TODAY - timedelta(days=4)
    case.save()
    with site.work("en-formandskab", "test_formandskab_sees_what_is_overdue") as at:
        expect(at.page.get_by_role("heading", name="Over fristen hos andre")).to_be_visible()
        line = at.page.get_by_role("listitem").filter(has_text="Fald fra stige")
        expect(line).to_contain_text("overskredet 4 dage")
        at.click(line.get_by_role("link"))
        at.unfold("Ansvarlig og frist")
        at.choose(at.page.get_by_label("Ansvarlig"), "analytiker")
        at.click(at.page.locator("form[action$='/ansvar']").get_by_role("button"))
        expect(at.page.get_by_role("status")).to_have_text("Gemt.")
    case.refresh_from_db()
    assert case.owner == _user("analytiker")


# Who looks after the installation ------------------------------------------------------------------


def test_systemadministrator_gives_a_role(site: Site) -> None:
    user = _account("ny-medarbejder")
    with site.work("en-systemadministrator", "test_systemadministrator_gives_a_role") as at:
        at.click(at.page.get_by_text("Konto", exact=True))
        at.click(at.page.get_by_role("link", name="Konti og roller"))
        at.link("ny-medarbejder")
        at.click(at.page.get_by_role("checkbox", name=re.compile("^Analytiker")))
        at.button("Gem")
        expect(at.page.get_by_role("status")).to_have_text("Kontoen ny-medarbejder er gemt.")
    assert User.objects.get(pk=user.pk).roles == {Role.BRUGER, Role.ANALYTIKER}


def test_systemadministrator_makes_an_account_whose_owner_chooses_the_password(site: Site) -> None:
    with site.work(
        "en-systemadministrator",
        "test_systemadministrator_makes_an_account_whose_owner_chooses_the_password",
    ) as at:
        at.click(at.page.get_by_text("Konto", exact=True))
        at.click(at.page.get_by_role("link", name="Konti og roller"))
        at.link("Opret en konto")
        at.page.get_by_label("Brugernavn").fill("nyansat")
        at.choose(at.page.get_by_label("Enhed", exact=True), "kommune-0851")
        at.click(at.page.get_by_role("checkbox", name=re.compile("^Enhedsansvarlig")))
        at.button("Opret kontoen")
        link = at.page.locator(".link code").inner_text()
    with Visit(site.browser, site.address) as owner:
        owner.page.goto(link)
        owner.page.get_by_label("Adgangskode").fill("min helt egen kode")
        owner.page.get_by_label("Den samme igen").fill("min helt egen kode")
        owner.page.get_by_role("button", name="Gem adgangskoden").click()
        owner.page.get_by_role("main").get_by_role("link", name="Log ind").click()
        owner.page.get_by_label("Brugernavn").fill("nyansat")
        owner.page.get_by_label("Adgangskode").fill("min helt egen kode")
        owner.page.get_by_role("main").get_by_role("button").click()
        expect(owner.page.get_by_role("link", name="Min side")).to_be_visible()


def test_auditor_reads_the_log_and_a_closed_hearing_and_sees_no_buttons(site: Site) -> None:
    secretary, member = _user("sekretariat"), _user("analytiker")
    hearing = start_hearing("Tal for 2026", "Ja?", LATER, people=[member], by=secretary)
    seat = hearing.seats.get()
    answer_hearing(seat.pk, Position.ENIG, seen=0, by=member)
    close_hearing(hearing.pk, "Alle er enige.", seen=1, by=secretary)
    with site.work(
        "en-auditor", "test_auditor_reads_the_log_and_a_closed_hearing_and_sees_no_buttons"
    ) as at:
        at.click(at.page.get_by_text("Konto", exact=True))
        at.click(at.page.get_by_role("link", name="Loggen"))
        expect(at.page.get_by_text("hearing.close").first).to_be_visible()
        at.link("Efterse, om loggen er hel")
        expect(at.page.get_by_role("status")).to_contain_text("Loggen er hel")
        row = at.page.get_by_role("row").filter(has_text="hearing.close").first
        at.click(row.get_by_role("link", name=str(hearing.pk)))
        expect(at.page.get_by_text("Alle er enige.")).to_be_visible()
        assert at.page.get_by_role("main").get_by_role("button").count() == 0


def test_accounts_and_the_log_are_accessible_and_no_wider_than_the_window(site: Site) -> None:
    user = _user("en-systemadministrator")
    with Visit(site.browser, site.address) as visit:
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": site.address}
        visit.context.add_cookies([cookie])
        paths = (f"/konti/{user.pk}", "/log?omraade=account")
        found = [one for path in paths for one in visit.violations_in_every_way(path)]
        assert found == []
        assert [visit.widths_that_scroll_sideways(path) for path in paths] == [[]] * 2


# What the document says ---------------------------------------------------------------------------


def test_the_document_tells_of_every_role_and_of_tests_that_there_are() -> None:
    rows = ROW.findall(DOCUMENT.read_text(encoding="utf-8"))
    assert {role for role, *_ in rows} == {str(role) for role in Role}
    for *_, module, test in rows:
        assert hasattr(import_module(f"functional.{module}"), test), test
    here = {name for name in globals() if name.startswith("test_")}
    of_roles = {
        name for name in here if name.split("_")[1] in {str(role).split("_")[0] for role in Role}
    }
    assert of_roles <= {test for *_, test in rows}
