"""Every kind of page, in both languages, is HTML that html-validate has nothing to say of."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import chain
from pathlib import Path

from django.test import Client
from django.urls import NoReverseMatch, Resolver404, get_resolver, resolve, reverse

from support.sample_measures import make_measures_release
from support.sample_pattern import make_pattern_release
from support.told_deliveries import gateway_of_every_state
from tvaerblik.core.permit import Permit
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.publish_release import publish_release
from tvaerblik.governance.actions.record_deliveries import record_deliveries
from tvaerblik.governance.demo import seed_demo
from tvaerblik.release.files import sha256_of
from tvaerblik.release.manifest import MANIFEST

OPERATOR = Permit("drift", "operator", "test")
ROOT = Path(__file__).parents[2]
VALIDATE = (
    ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs",
    "--config",
    ROOT / ".htmlvalidate.cjs",
)
VISITS, NORTH = "opfoelgende-hjemmebesoeg-7-dage", "enhed=region-nordjylland"
ADMISSION = "/kontaktmoenster/akut-indlaeggelse"
# By the names of web/urls.py, over the sample release
PAGES = {
    "overblik": (
        "/",
        "/?enhed=kommune-0825",
        "/?gruppe=maal&signal=steget",
        "/?tema=aeldre&sektor=national",
    ),
    "indikator": (
        f"/indikator/{VISITS}",
        f"/indikator/{VISITS}?periodetype=year&koen=k",
        "/indikator/forebyggelige-indlaeggelser-65?enhed=kommune-0825",
        "/indikator/covid-nyindlagte?enhed=danmark",
    ),
    "beregning": (f"/indikator/{VISITS}/beregning",),
    "profil": ("/klynge/sundhedsklynge-nordjylland-midt", "/kommune/kommune-0825"),
    "udforsk": (
        "/udforsk",
        f"/udforsk?indikator={VISITS}&{NORTH}&gruppe=kommuner&periodetype=year&koen=begge",
        f"/udforsk?indikator={VISITS}&{NORTH}&gruppe=kommuner&periodetype=quarter&vis=smaa",
    ),
    "data": ("/data", "/data?kilde=gateway&til=2024-10"),
    "forklaring": ("/forklaring",),
    "forklaring-emne": ("/forklaring/seriediagrammer", "/forklaring/tragtdiagrammer"),
    "om": ("/om",),
    "tilgaengelighed": ("/tilgaengelighed",),
}
# They answer with a file, change something, or lead on to a page
NO_PAGES = {"sql", "diagram", "was", "kontaktmoenstre", "kontaktmoenster-billede"} | {
    *("profil-valgt", "udforsk-csv", "udforsk-billede", "udforsk-slet", "bruttoliste-xlsx"),
    *("ny-farve", "forum-udpeg", "forum-afslut", "henvendelse-handling", "henvendelse-lignende"),
    *("sagens-pdf", "sagens-journalnummer", "sagens-nyt-bilag", "sagens-bilag"),
    "sagens-bilag-traek",
    *("hoering-svar", "hoering-afslut", "min-side-udfoert", "min-side-mail-bekraeft"),
    *("konto-link", "konto-adgangskode"),
    *("forhaandsvisning-indikator", "udgivelse-foreslaa", "mine-tal-ny"),
    *("udgivelse-handling", "forhaandsvisning", "mine-tal-svar", "medbragte-tal-afslut"),
    *("eksempel-handling", "henvendelse-udefra-handling", "forsendelse-igen"),
    "plan-handling",
}
# Over a release with the contact patterns
PATTERNS = {
    "kontaktmoenster": (ADMISSION, f"{ADMISSION}?{NORTH}"),
    "beregning": (f"/indikator/kontaktmoenster-almen-praksis/beregning?{NORTH}",),
}
# The indicators of a release with one of each measure
MEASURES = ("count", "median", "profile", "proportion", "rate-standardised", "reported", "stock")


def test_html_validate_finds_nothing(db: None, package: Path, tmp_path: Path) -> None:
    found = dict(_pages("no release", Client(), "/", status=503))
    _publish(package)
    record_deliveries([gateway_of_every_state()], by=OPERATOR)
    for address in chain(*PAGES.values(), ["/konto/login/"]):
        found |= _pages("sample", Client(), address)
    found |= _pages("unknown", Client(), "/findes-ikke", status=404)
    found["refused"] = Client(enforce_csrf_checks=True).post("/konto/login/").content
    reader = _who_may_everything()
    followed = _followed(reader)
    for address in filter(None, followed.values()):
        found |= _pages("logged in", reader, address)
    _publish(make_measures_release(tmp_path))
    for name in MEASURES:
        found |= _pages("measures", Client(), f"/indikator/{name}?enhed=kommune-0851")
    _publish(make_pattern_release(tmp_path))
    for address in chain(*PATTERNS.values()):
        found |= _pages("patterns", Client(), address)
    assert _remarks(found, tmp_path / "pages") == []
    assert _names() - NO_PAGES - {*PAGES, *PATTERNS, *followed} == set()


def _names() -> set[str]:
    """Of all addresses of the site."""
    known = get_resolver("tvaerblik.web.urls").reverse_dict
    return {name for name in known if isinstance(name, str)}


def _followed(reader: Client) -> dict[str, str]:
    """One address of each name that somebody meets who begins at those that hold no choice and goes
    wherever a link leads; empty where what answers is no page."""
    wanted = _names() - NO_PAGES
    waiting = [reverse(name) for name in sorted(wanted) if _holds_no_choice(name)]
    found: dict[str, str] = {}
    while waiting:
        address = waiting.pop(0)
        name = _name_of(address)
        if name in wanted and not found.get(name):
            content = _page_at(address, reader)
            found[name] = address if content else ""
            waiting += map(unescape, re.findall(r'href="(/[^"#]*)', content))
    return found


def _page_at(address: str, reader: Client) -> str:
    response = reader.get(address)
    if response.status_code != 200 or not response.headers["Content-Type"].startswith("text/html"):
        # It leads on, is a file, or only takes what is sent to it
        assert response.status_code in (200, 302, 405), address
        return ""
    return str(response.content.decode())


def _holds_no_choice(name: str) -> bool:
    try:
        return bool(reverse(name))
    except NoReverseMatch:
        return False


def _name_of(address: str) -> str:
    try:
        return resolve(address.partition("?")[0]).url_name or ""
    except Resolver404:
        return ""


def _publish(package: Path) -> None:
    publish_release(package.name, sha256_of(package / MANIFEST), package, by=OPERATOR)


def _who_may_everything() -> Client:
    """In an installation where something has been decided, with a view saved."""
    seed_demo()
    reader = Client()
    reader.force_login(
        create_account("leder", "en-lang-adgangskode", roles=tuple(Role), by=OPERATOR)
    )
    question = PAGES["udforsk"][-1].partition("?")[2]
    kept = reader.post("/udforsk/gemt", {"navn": "Besøg", "sporgsmaal": question})
    assert kept.status_code == 302, kept.content
    reader.post("/henvendelser/ny", {"titel": "Fald", "goer": "gem"})
    return reader


def _pages(
    name: str, client: Client, address: str, *, status: int = 200
) -> Iterator[tuple[str, bytes]]:
    for language in ("da", "en"):
        client.cookies["sprog"] = language
        response = client.get(address)
        assert response.status_code == status, address
        yield f"{name} {language} {address}", response.content


def _remarks(pages: Mapping[str, bytes], folder: Path) -> list[str]:
    """All pages in one process, which takes longer to start than to look."""
    names = list(pages)
    folder.mkdir()
    for number, content in enumerate(pages.values()):
        (folder / f"{number}.html").write_bytes(content)
    node = shutil.which("node")
    assert node and VALIDATE[0].exists(), "html-validate is not installed: make test-setup"
    # Into a file: what it writes into a pipe is cut off where the pipe is full
    told = folder.with_suffix(".json")
    command = [node, *map(str, VALIDATE), "--formatter", f"json={told}", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.exists(), done.stderr
    return [
        f"{names[int(Path(page['filePath']).stem)]}:{one['line']} {one['ruleId']}: {one['message']}"
        for page in json.loads(told.read_text(encoding="utf-8"))
        for one in page["messages"]
    ]
