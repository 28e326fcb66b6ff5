"""Pictures of every kind of page into build/screenshots: desktop, phone, dark and paper.

HOME_DIR names a demo home to show; without it a small one is invented in build/screenshots/home. Words
choose pages by their names; the word `docs` takes the few pictures of docs/screenshots instead."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "screenshots"
DEMO_PASSWORD = "ikke-hemmelig-demo"  # as `tvaerblik demo` prints it
COMMAND = Path(sys.executable).with_name("tvaerblik")
PERSONS = "4000"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
HERE = "enhed=sundhedsklynge-nordjylland-midt"
EXPLORED = "indikator=forebyggelige-indlaeggelser-65"
EXAMPLE = "det-opfoelgende-hjemmebesoeg-aftales-foer-udskrivelsen"

# One of each kind. Which indicator is of which kind is the definitions' business: see definitions/
PAGES = {
    "overblik": "/",
    "overblik-laesoe": "/?enhed=kommune-0825",
    "overblik-maal": f"/?{HERE}&gruppe=maal",
    "overblik-valg": f"/?{HERE}&gruppe=samlet&kilde=lpr_a&signal=ingen",
    "overblik-2027": "/?enhed=sundhedsraad-limfjorden",
    "andel": f"/indikator/opfoelgende-hjemmebesoeg-7-dage?{HERE}",
    "andel-med-tragt": "/indikator/videokonsultationer-hospital?enhed=kommune-0851",
    "rate": f"/indikator/forebyggelige-indlaeggelser-65?{HERE}",
    "antal": f"/indikator/henvisning-kommunal-rehabilitering?{HERE}",
    "beholdning": f"/indikator/faerdigmeldte-ikke-udskrevet?{HERE}",
    "median": f"/indikator/ventetid-genoptraening?{HERE}",
    "profil": f"/indikator/kontaktmoenster-sygepleje?{HERE}",
    "kontaktmoenster": f"/kontaktmoenster/akut-indlaeggelse?{HERE}",
    "beregning": f"/indikator/faerdigbehandlingsdage-somatik/beregning?{HERE}",
    "faser": "/indikator/videokonsultationer-almen-praksis?enhed=sundhedsklynge-nordjylland-nord",
    "indberettet-aar": f"/indikator/nationale-maal-genindlaeggelser?{HERE}",
    "skjulte-maaneder": "/indikator/genindlaeggelse-30-dage-psykiatri?enhed=kommune-0825",
    "et-koen": f"/indikator/opfoelgende-hjemmebesoeg-7-dage?{HERE}&koen=k",
    "profil-klynge": "/klynge/sundhedsklynge-nordjylland-midt",
    "profil-region": "/region/region-nordjylland",
    "profil-laesoe": "/kommune/kommune-0825",
    "udforsk": "/udforsk",
    "udforsk-tabel": f"/udforsk?{EXPLORED}&indikator=faerdigbehandlingsdage-somatik&gruppe=kommuner",
    "udforsk-smaa": f"/udforsk?{EXPLORED}&gruppe=kommuner&periodetype=quarter&vis=smaa",
    "udforsk-diagram": f"/udforsk?{EXPLORED}&gruppe=sundhedsklynger&periodetype=quarter&vis=diagram",
    "udforsk-organisationer": f"/udforsk?{EXPLORED}&gruppe=sundhedsklynger&gruppe=sundhedsraad"
    "&periodetype=year&organisation=begge",
    "data": "/data",
    "droeftelse": "/indikator/faerdigbehandlingsdage-somatik/droeftelse",
    "problemer": "/data/problemer",
    "problem-nyt": "/data/problemer/nyt",
    "udgivelser": "/udgivelser",
    "mine-tal": "/mine-tal",
    "medbragte-tal": "/medbragte-tal",
    "definitioner": "/definitioner",
    "definition": "/definitioner/iv-behandling-kommunal",
    "definition-udkast": "/definitioner/ventetid-avanceret-genoptraening",
    "samarbejdsaftaler": "/samarbejdsaftaler",
    "samarbejdsaftale": "/samarbejdsaftaler/samarbejdsaftale-om-indlaeggelse-og-udskrivelse",
    "data-mangler": "/data?kilde=gateway",
    "data-aeldre": "/data?kilde=gateway&til=2024-10",
    "forklaring": "/forklaring",
    "forklaring-seriediagrammer": "/forklaring/seriediagrammer",
    "forklaring-tragtdiagrammer": "/forklaring/tragtdiagrammer",
    "forklaring-standardisering": "/forklaring/standardisering",
    "om": "/om",
    "tilgaengelighed": "/tilgaengelighed",
    "bruttoliste": "/bruttoliste",
    "bruttoliste-2020": "/bruttoliste?dato=2020-12-11",
    "beslutningslog": "/bruttoliste/log",
    "beslutning-ny": "/bruttoliste/log/ny",
    "min-side": "/min-side",
    "arbejde": "/arbejde",
    "hoering": "/hoeringer/1",
    "hoering-ny": "/hoeringer/ny",
    "fora": "/fora",
    "forum": "/fora/chefforum-midt",
    "henvendelser": "/henvendelser",
    "henvendelse": "/henvendelser/2020-0011",
    # The demonstration counts its days, and numbers its cases, back from the day it is made
    "dokumenter": f"/henvendelser/{date.today().year}-0002/dokumenter",
    "henvendelse-ny": "/henvendelser/ny",
    "henvendelse-mail": "/henvendelser/mail",
    "login": "/konto/login/",
    "konti": "/konti",
    "konto": "/konti/1",
    "log": "/log",
    "levering": "/data/levering",
    "gode-eksempler": "/gode-eksempler",
    "godt-eksempel": f"/gode-eksempler/{EXAMPLE}",
    "eksempel-nyt": "/gode-eksempler/nyt",
    "henvendelser-udefra": "/henvendelser-udefra",
    "henvendelse-udefra": "/henvendelser-udefra/2",
    "henvendelse-udefra-ny": "/henvendelser-udefra/ny",
    "arbejdsro": "/henvendelser-udefra/klynger",
    "kommunikationsplan": "/kommunikationsplan",
    "plan-punkt": "/kommunikationsplan/5",
    "plan-nyt": "/kommunikationsplan/nyt",
    "forsendelser": "/forsendelser",
    "findes-ikke": "/findes-ikke",
}
NOT_FOUND = "findes-ikke"
# Only somebody who is logged in sees it; the accounts of a demonstration are no secret
LOGGED_IN = {
    "min-side": "klyngekoordinator-midt",
    "hoering": "klyngekoordinator-midt",
    "hoering-ny": "sekretariat",
    "levering": "analytiker",
    **dict.fromkeys(("droeftelse", "problem-nyt"), "analytiker"),
    "mine-tal": "enhedsansvarlig-aalborg",
    "medbragte-tal": "analytiker",
    **dict.fromkeys(("definitioner", "definition", "definition-udkast"), "godkender"),
    **dict.fromkeys(("samarbejdsaftaler", "samarbejdsaftale"), "sekretariat"),
    "dokumenter": "sekretariat",
    **dict.fromkeys(("konti", "konto"), "systemadministrator"),
    "log": "auditor",
    **dict.fromkeys(("eksempel-nyt", "henvendelser-udefra", "henvendelse-udefra"), "sekretariat"),
    **dict.fromkeys(
        ("henvendelse-udefra-ny", "arbejdsro", "plan-punkt", "plan-nyt"), "sekretariat"
    ),
    **dict.fromkeys(("kommunikationsplan", "forsendelser"), "sekretariat"),
    **dict.fromkeys(("bruttoliste", "bruttoliste-2020", "beslutningslog"), "sekretariat"),
    **dict.fromkeys(("beslutning-ny", "fora", "forum"), "sekretariat"),
    **dict.fromkeys(
        ("henvendelser", "henvendelse", "henvendelse-ny", "henvendelse-mail"), "sekretariat"
    ),
}
DOCS = ROOT / "docs" / "screenshots"
IN_ENGLISH_TOO = ("overblik", "andel-med-tragt")


@dataclass(frozen=True, slots=True)
class Way:
    """A way to see a page. `width`: of the window, or of what a sheet of A4 leaves between margins."""

    name: str
    width: int
    scheme: Literal["light", "dark"] = "light"
    medium: Literal["screen", "print"] = "screen"


PHONE = Way("telefon", 390)
PAPER = Way("papir", 688, medium="print")
DESKTOP, DARK = Way("skrivebord", 1440), Way("moerk", 1440, "dark")
WAYS = (DESKTOP, PHONE, DARK, PAPER)
IN_DOCS = (
    ("overblik", DESKTOP),
    ("faser", DESKTOP),
    ("andel-med-tragt", PHONE),
    ("andel", DARK),
    ("profil-klynge", DESKTOP),
    ("udforsk-diagram", DESKTOP),
    ("kontaktmoenster", DESKTOP),
    ("data-mangler", DESKTOP),
)


def main() -> int:
    home = home_to_show()
    wanted = {name: path for name, path in PAGES.items() if is_wanted(name, sys.argv[1:])}
    OUT.mkdir(parents=True, exist_ok=True)
    with serving(home) as address, _chromium() as browser:
        if sys.argv[1:] == ["docs"]:
            return _take_for_docs(browser, address)
        for language, names in (("da", tuple(wanted)), ("en", IN_ENGLISH_TOO)):
            for way in WAYS:
                chosen = {name: wanted[name] for name in names if name in wanted}
                _take(browser, address, chosen, way, language)
    _write_index()
    print(OUT / "index.html")
    return 0


def is_wanted(name: str, words: Sequence[str]) -> bool:
    return not words or any(word in name for word in words)


def home_to_show() -> Path:
    return Path(os.environ["HOME_DIR"]) if os.environ.get("HOME_DIR") else _invent()


def _invent() -> Path:
    home = OUT / "home"
    if not home.exists():
        command = [str(COMMAND), "demo", "--no-serve", "--home", str(home), "--persons", PERSONS]
        subprocess.run(command, check=True)
    return home


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """The site on a port that is free, for as long as the pictures take."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(COMMAND), "serve", "--home", str(home), "--port", str(port), "--workers", "1"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(120):
        if server.poll() is not None:
            sys.exit("Siderne kunne ikke vises / the site could not be served: see above")
        try:
            urllib.request.urlopen(f"{address}/om").close()
            return
        except urllib.error.URLError:
            time.sleep(0.5)
    sys.exit("Siderne svarer ikke / the site does not answer")


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        yield started
        started.close()


def chromium_path() -> str:
    path = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if path is None:
        sys.exit("Chromium mangler / Chromium is missing: make test-setup")
    return path


def _take(browser: Browser, address: str, pages: dict[str, str], way: Way, language: str) -> None:
    context = _context(browser, address, way, language)
    page = context.new_page()
    page.emulate_media(media=way.medium, color_scheme=way.scheme)
    for name, path in sorted(pages.items(), key=lambda page: page[0] in LOGGED_IN):
        if name in LOGGED_IN:
            _log_in(page, address, LOGGED_IN[name])
        answer = page.goto(address + path, wait_until="networkidle")
        if answer is None or answer.status != (404 if name == NOT_FOUND else 200):
            sys.exit(f"{path} findes ikke i denne demo / is not in this demo home")
        _keep(page, f"{name}.{language}.{way.name}", on_paper=way is PAPER)
    context.close()


def _log_in(page: Page, address: str, username: str) -> None:
    page.goto(f"{address}/konto/login/")
    page.fill("#id_username", username)
    page.fill("#id_password", DEMO_PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_load_state("networkidle")


def _context(browser: Browser, address: str, way: Way, language: str) -> BrowserContext:
    window = ViewportSize(width=way.width, height=900)
    is_phone = way is PHONE
    context = browser.new_context(
        viewport=window, locale="da-DK", is_mobile=is_phone, has_touch=is_phone
    )
    context.add_cookies([{"name": "sprog", "value": language, "url": address}])
    return context


def _keep(page: Page, name: str, *, on_paper: bool) -> None:
    page.screenshot(path=OUT / f"{name}.png", full_page=True)
    if on_paper:
        page.pdf(path=OUT / f"{name}.pdf", prefer_css_page_size=True)


def _take_for_docs(browser: Browser, address: str) -> int:
    """What a window shows first, of the pages that a reader of the documents wants to see."""
    DOCS.mkdir(parents=True, exist_ok=True)
    for name, way in IN_DOCS:
        page = _context(browser, address, way, "da").new_page()
        page.emulate_media(color_scheme=way.scheme)
        page.goto(address + PAGES[name], wait_until="networkidle")
        page.screenshot(path=DOCS / f"{name}.{way.name}.png")
    return 0


def _write_index() -> None:
    """Everything in the folder, also what an earlier run of other pages left there."""
    rows = [_row(name, language) for name in PAGES for language in ("da", "en")]
    head = '<!DOCTYPE html><html lang="da"><meta charset="utf-8"><title>Skærmbilleder</title>'
    style = "<style>body{font-family:sans-serif}img{width:22vw;vertical-align:top;border:1px solid}</style>"
    (OUT / "index.html").write_text(f"{head}{style}{''.join(rows)}\n", encoding="utf-8")


def _row(name: str, language: str) -> str:
    shown = [_shown(f"{name}.{language}.{way.name}") for way in WAYS]
    return f"<h2>{escape(name)}, {language}</h2>{''.join(shown)}" if any(shown) else ""


def _shown(name: str) -> str:
    if not (OUT / f"{name}.png").exists():
        return ""
    pdf = f' <a href="{name}.pdf">PDF</a>' if (OUT / f"{name}.pdf").exists() else ""
    return f'<a href="{name}.png"><img loading="lazy" src="{name}.png" alt="{name}"></a>{pdf}'


if __name__ == "__main__":
    sys.exit(main())
