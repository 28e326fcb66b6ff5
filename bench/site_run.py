"""The site as its readers meet it: how long a page takes, how many a second, and how much is sent.

A release of sixty indicators, published in an installation of its own and served with the settings of
production; `make bench` leaves nothing behind.
"""

import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench.readers import READERS, Load, load

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from support.many_cards import MANY, make_release_of_many
from support.sample_pattern import make_pattern_release
from support.served import fetch, publishing, serving

NORTH = "enhed=region-nordjylland"
INDICATOR = "/indikator/opfoelgende-hjemmebesoeg-7-dage"
TIMED = {f"Overblik, {MANY} tiles": f"/?{NORTH}", "Indikator": f"{INDICATOR}?{NORTH}"}
SENT = {
    **TIMED,
    "Udforsk": f"/udforsk?indikator=opfoelgende-hjemmebesoeg-7-dage&{NORTH}&gruppe=kommuner",
    "Profil": "/region/region-nordjylland",
    "Beregning": f"{INDICATOR}/beregning?{NORTH}",
    "Data": "/data",
    "Forklaring": "/forklaring/seriediagrammer",
}
PATTERN = {"Kontaktmønster": f"/kontaktmoenster/akut-indlaeggelse?{NORTH}"}
STARTS, ANEW, AGAIN = 3, 15, 200
SECONDS, ROUNDS = 2.0, 3
AIM = 120  # KB of a first view
BROWSER = {"Accept_Encoding": "br, gzip"}


def measure() -> str:
    with tempfile.TemporaryDirectory(prefix="bench-site-") as folder:
        home = Path(folder) / "home"
        with publishing(home) as publisher:
            publisher.publish(make_release_of_many(Path(folder) / "many"))
            times, rates, sent = list(_times(home)), list(_rates(home)), list(_sent(home, SENT))
            publisher.publish(make_pattern_release(Path(folder) / "patterns"))
            sent += _sent(home, PATTERN)
    return "\n".join(
        [*_heading(), *times, "", *_heading_of_rates(), *rates, "", *_heading_of_sent(), *sent]
    )


def _heading() -> list[str]:
    return [
        "## The site",
        "",
        f"One process, brotli, over loopback. Median milliseconds until a page has come: of {STARTS} new processes, of {ANEW}",
        f"pages built anew, of {AGAIN} taken from memory and of {AGAIN} that the reader has (304).",
        "",
        "| page | new process | built anew | from memory | 304 |",
        "|---|---|---|---|---|",
    ]


def _heading_of_rates() -> list[str]:
    return [
        f"{READERS} readers with a connection each, best of {ROUNDS} interleaved rounds. The ratios are to a static file of the same",
        "size from the same server; the processor's time is the server's own and does not depend on what else runs.",
        "",
        "| what | bytes | requests a second | ratio | processor, ms a request | ratio |",
        "|---|---|---|---|---|---|",
    ]


def _heading_of_sent() -> list[str]:
    return [
        f"What a first view sends, in KB, packed, with style sheets, scripts and typefaces (aim: {AIM}).",
        "",
        "| page | page | all |",
        "|---|---|---|",
    ]


# Times ---------------------------------------------------------------------------------------------


def _times(home: Path) -> Iterator[str]:
    for name, address in TIMED.items():
        shown = (f"{one:.1f}" for one in (_cold(home, address), *_warm(home, address)))
        yield f"| {name} | {' | '.join(shown)} |"


def _cold(home: Path, address: str) -> float:
    took = []
    for _ in range(STARTS):
        with serving(home, workers=1) as (port, _):
            took.append(_milliseconds(port, address))
    return statistics.median(took)


def _warm(home: Path, address: str) -> tuple[float, float, float]:
    with serving(home, workers=1) as (port, _):
        mark = fetch(port, address, **BROWSER)[0].headers["ETag"]
        # An address of its own is a page of its own
        anew = [_milliseconds(port, f"{address}&n={number}") for number in range(ANEW)]
        again = [_milliseconds(port, address) for _ in range(AGAIN)]
        same = [_milliseconds(port, address, If_None_Match=mark) for _ in range(AGAIN)]
    return statistics.median(anew), statistics.median(again), statistics.median(same)


def _milliseconds(port: int, address: str, **headers: str) -> float:
    start = time.perf_counter()
    answer, _ = fetch(port, address, **BROWSER, **headers)
    took = 1000 * (time.perf_counter() - start)
    assert answer.status == (304 if headers else 200), (address, answer.status)
    return took


# Rates ---------------------------------------------------------------------------------------------


def _rates(home: Path) -> Iterator[str]:
    for name, address in TIMED.items():
        size = _put_file_of_same_size(home, address)
        found = _rates_of(home, address)
        for what, one in found.items():
            yield _rate(f"{name}: {what}", 0 if what == "304" else size, one, found["static file"])


def _rates_of(home: Path, address: str) -> dict[str, Load]:
    with serving(home, workers=1) as (port, pid):
        mark = fetch(port, address, **BROWSER)[0].headers["ETag"]
        asked = {
            "static file": partial(load, port, pid, "/static/bench.bin"),
            "page from memory": partial(load, port, pid, address, **BROWSER),
            "304": partial(load, port, pid, address, If_None_Match=mark, **BROWSER),
        }
        return _best_of_rounds(asked)


def _best_of_rounds(asked: dict[str, Callable[..., Load]]) -> dict[str, Load]:
    rounds = [{name: once(seconds=SECONDS) for name, once in asked.items()} for _ in range(ROUNDS)]
    return {
        name: Load(
            max(one[name].per_second for one in rounds), min(one[name].seconds for one in rounds)
        )
        for name in asked
    }


def _rate(name: str, size: int, found: Load, static: Load) -> str:
    shown = (
        f"{size:,}",
        f"{found.per_second:,.0f}",
        f"{found.per_second / static.per_second:.2f}",
        f"{1000 * found.seconds:.2f}",
        f"{static.seconds / found.seconds:.2f}",
    )
    return f"| {name} | {' | '.join(shown)} |"


def _put_file_of_same_size(home: Path, address: str) -> int:
    """The server reads the list of its files once, when it starts."""
    with serving(home, workers=1) as (port, _):
        content = fetch(port, address, **BROWSER)[1]
    (home / "static" / "bench.bin").write_bytes(content)
    return len(content)


# Sent ----------------------------------------------------------------------------------------------


def _sent(home: Path, pages: dict[str, str]) -> Iterator[str]:
    with serving(home, workers=1) as (port, _):
        for name, address in pages.items():
            answer, content = fetch(port, address, **BROWSER)
            assert answer.status == 200, (address, answer.status)
            html = fetch(port, address)[1].decode()
            files = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', html))
            files |= {font for file in files for font in _fonts_in(port, file)}
            everything = len(content) + sum(len(fetch(port, one, **BROWSER)[1]) for one in files)
            yield f"| {name} | {len(content) / 1000:.1f} | {everything / 1000:.1f} |"


def _fonts_in(port: int, file: str) -> Iterator[str]:
    """All that a style sheet names, though a page may need fewer."""
    if file.endswith(".css"):
        text = fetch(port, file)[1].decode()
        for name in re.findall(r'url\("?([^")]+\.woff2)', text):
            yield f"/static/tvaerblik/{name.removeprefix('./')}"


if __name__ == "__main__":
    print(measure())
