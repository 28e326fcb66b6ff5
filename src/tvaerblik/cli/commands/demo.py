"""tvaerblik demo: an invented region from its deliveries to its pages, in one command."""

import argparse
import os
import shutil
import tempfile
from pathlib import Path

from tvaerblik.cli.commands.release import compute, package_of, publish
from tvaerblik.cli.commands.synth import no_such_region
from tvaerblik.cli.installation import Installation, set_up_home
from tvaerblik.cli.output import progress, say
from tvaerblik.cli.releases import current_id
from tvaerblik.config.serving import serve
from tvaerblik.config.setup import init_home
from tvaerblik.core.errors import ConfigError, Problem
from tvaerblik.core.texts import Text
from tvaerblik.flows.compute_catalogue import Computed
from tvaerblik.flows.receive_delivery import load_world, receive_deliveries
from tvaerblik.store.store import Store
from tvaerblik.synthetic import write_deliveries
from tvaerblik.synthetic.corrections import CORRECTED, write_correction

SCOPE = "region-nordjylland"
# In this order, so that the population is there when the others are looked at.
SOURCES = (
    "population",
    "cpr",
    "praksis",
    "plejehjem",
    "lpr_a",
    "gateway",
    "ssr",
    "lsr",
    "genoptraening",
    "boernedatabasen",
    "indberettet",
)
FIRST, LAST = "2023-01", "2026-10"
PUBLISHED = "Demonstration med syntetiske tal"
CORRECTION = (
    "Regionen har rettet de indberettede opkald inden for 72 timer for borgere i Aalborg: nogle var talt med to gange. "
    "(Opdigtet eksempel med syntetiske tal.)"
)
WEEKLY = Path("ssi-covid", "weekly")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--persons", type=int, default=100_000)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument(
        "--no-serve", action="store_true", help="stop når alt er udgivet / stop once published"
    )
    parser.add_argument(
        "--real-data",
        type=Path,
        default=os.environ.get("TVAERBLIK_REAL_DATA"),
        help="mappe med ssi-covid/weekly: de historiske serier / folder with the historical series",
    )


def run(options: argparse.Namespace) -> int:
    installation = Installation(options.home)
    _check_is_demo(installation)
    if options.persons < 1:
        raise no_such_region()
    prepare(installation, persons=options.persons, real_data=options.real_data)
    _tell_accounts(installation)
    if options.no_serve:
        return 0
    say(f"→ http://localhost:{options.port}")
    serve(options.home, "127.0.0.1", options.port, workers=2)
    return 0


def _tell_accounts(installation: Installation) -> None:
    """One for each role, so that the work of each can be tried."""
    accounts = installation.worker.demo_accounts()
    widest = max(len(name) for name, _ in accounts)
    password = installation.worker.DEMO_PASSWORD
    say(f"Konti, alle med adgangskoden / accounts, all with the password {password}:")
    for name, roles in accounts:
        say(f"  {name:<{widest}}  {roles}")


def prepare(installation: Installation, *, persons: int, real_data: Path | None = None) -> None:
    """Everything up to a published release. An installation that has one is left as it is.

    The institute's publications are public and not ours to hand on: they are read where they lie."""
    set_up_home(installation.home, scope=SCOPE, demo=True)
    init_home(installation.home)
    Store.create(installation.home)
    installation.worker.seed_demo()
    if current_id(installation) is not None:
        return
    with tempfile.TemporaryDirectory(prefix="rettelse-", dir=installation.home) as corrected:
        _take_in(installation, persons, Path(corrected))
        _release(installation, real_data, Path(corrected))
    # Once more: what is said of figures needs figures
    installation.worker.seed_demo()


def _release(installation: Installation, real_data: Path | None, corrected: Path) -> None:
    """What was delivered is shown; what was put right afterwards is proposed, and waits for its parties."""
    if real_data is not None and (real_data / WEEKLY).is_dir():
        _receive(installation, real_data / WEEKLY, "ssi_covid")
    installation.report_deliveries(installation.permit("demo"))
    computed = compute(installation)
    package = package_of(installation, computed)
    publish(installation, package.id, PUBLISHED)
    _propose_correction(installation, computed, corrected)


def _propose_correction(installation: Installation, before: Computed, corrected: Path) -> None:
    """Only what stands on the corrected source is computed anew."""
    _receive(installation, corrected / CORRECTED, CORRECTED)
    installation.report_deliveries(installation.permit("demo"))
    tables = set(installation.catalogue.sources[CORRECTED].tables)
    touched = [
        indicator.id
        for indicator in installation.catalogue.indicators.values()
        if indicator.id in before.results
        and tables & set(installation.catalogue.tables_behind(indicator))
    ]
    package = package_of(installation, _joined(before, compute(installation, only=touched)))
    installation.worker.propose_built_release(
        package.id, note=CORRECTION, code="fejl", by=installation.permit("demo")
    )


def _joined(before: Computed, after: Computed) -> Computed:
    """All that was computed, with what was computed anew in its place."""
    return Computed(
        after.snapshot,
        {**before.results, **after.results},
        {**before.steps, **after.steps},
        {**before.diagnostics, **after.diagnostics},
        {**before.warnings, **after.warnings},
    )


def _take_in(installation: Installation, persons: int, corrected: Path) -> None:
    """The invented files hold invented CPR numbers; they are removed once they are taken in. What one
    supplier will send again holds none, and is left in `corrected`."""
    folder = Path(tempfile.mkdtemp(prefix="synth-", dir=installation.home))
    try:
        with progress("Opdigter en region") as report:
            write_deliveries(
                folder,
                persons=persons,
                first=FIRST,
                last=LAST,
                seed=1,
                sources=SOURCES,
                progress=report,
            )
        for source in SOURCES:
            _receive(installation, folder / source, source)
        write_correction(folder, corrected)
    finally:
        shutil.rmtree(folder)


def _receive(installation: Installation, folder: Path, source: str) -> None:
    with progress(f"Tager {source} ind") as report:
        reports = receive_deliveries(
            installation.store,
            [folder],
            source=source,
            world=load_world(installation.definitions),
            permit=installation.permit("demo"),
            progress=report,
        )
    for refused in (report.refusal for report in reports if report.refusal is not None):
        raise refused


def _check_is_demo(installation: Installation) -> None:
    """A home with real figures must not get invented ones among them."""
    there = (installation.home / "tvaerblik.toml").exists()
    if there and not installation.is_demo:
        raise ConfigError(
            Problem(
                "K-DEMO",
                Text(
                    f"»{installation.home}« er ikke en demonstration.",
                    f"'{installation.home}' is not a demo.",
                ),
                Text("Vælg en anden mappe med --home.", "Choose another folder with --home."),
            )
        )
