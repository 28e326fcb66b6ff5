"""A reader with a window of some width, a language and perhaps no script."""

from functools import cache
from importlib.resources import files
from itertools import product
from types import TracebackType
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Request

DESKTOP, PHONE, SMALLEST = 1440, 390, 320
# Twice the size of everything in a window of 1,280 px
ZOOMED = 640


class Visit:
    """`complaints`: errors of scripts and of the console, those of the content policy among them.
    `strangers`: addresses on other hosts that a page asked for."""

    def __init__(self, browser: Browser, address: str, *, javascript: bool = True) -> None:
        self.address = address
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        self.context = browser.new_context(
            viewport={"width": DESKTOP, "height": 900},
            locale="da-DK",
            timezone_id="Europe/Copenhagen",
            java_script_enabled=javascript,
        )
        self.page = self.context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._see)

    def __enter__(self) -> "Visit":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.context.close()

    def _hear(self, message: ConsoleMessage) -> None:
        # A page that is not there is meant to answer 404, and the browser says so aloud
        if message.type in ("error", "warning") and "404 (Not Found)" not in message.text:
            self.complaints.append(message.text)

    def _see(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.strangers.append(request.url)

    def read_in(self, language: str) -> None:
        self.context.add_cookies([{"name": "sprog", "value": language, "url": self.address}])

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)

    def resize(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": 900})

    def open_everything(self) -> None:
        self.page.evaluate(
            "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
        )

    def violations_in_every_way(self, path: str) -> list[str]:
        """What axe finds wrong in either language, at either width, in light and dark. Dark changes
        colours and nothing else, so only the rules about colour are asked again."""
        found = []
        for language in ("da", "en"):
            self.read_in(language)
            self.go(path)
            self.open_everything()
            # Its source is evaluated, for the page allows no foreign script
            self.page.evaluate(_axe_source())
            for width, scheme in product((DESKTOP, PHONE), ("light", "dark")):
                self.resize(width)
                self.page.emulate_media(color_scheme=scheme)
                found += [f"{language} {width} {scheme}: {one}" for one in self._violations(scheme)]
        return found

    def widths_that_scroll_sideways(self, path: str) -> list[int]:
        self.go(path)
        self.open_everything()
        return [width for width in (SMALLEST, PHONE, ZOOMED, DESKTOP) if self._is_too_narrow(width)]

    def _is_too_narrow(self, width: int) -> bool:
        self.resize(width)
        seen: int = self.page.evaluate("document.documentElement.scrollWidth")
        return seen > width

    def _violations(self, scheme: str) -> list[str]:
        asked: dict[str, Any] = {"resultTypes": ["violations"]}
        if scheme == "dark":
            asked["runOnly"] = ["cat.color"]
        found: dict[str, Any] = self.page.evaluate("asked => axe.run(asked)", asked)
        return [
            f"{one['id']}: {node['html'][:200]} {node['failureSummary']}"
            for one in found["violations"]
            for node in one["nodes"]
        ]


@cache
def _axe_source() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
