"""tvaerblik verify: walks everything stored and names what does not fit."""

import argparse

from tvaerblik.cli.installation import Installation
from tvaerblik.cli.output import progress, say
from tvaerblik.core.errors import IntegrityError, Problem
from tvaerblik.release.package import finished_releases
from tvaerblik.release.verify import verify_release


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser  # nothing beyond --home


def run(options: argparse.Namespace) -> int:
    installation = Installation(options.home)
    problems: list[Problem] = []
    releases = finished_releases(installation.releases)
    with progress("Efterser") as report:
        problems += [problem for error in installation.store.verify() for problem in error.problems]
        for done, release in enumerate(releases, start=1):
            problems += verify_release(installation.releases / release)
            report(done, len(releases), release)
        problems += installation.worker.audit_problems()
        problems += installation.worker.attachment_problems()
        problems += installation.worker.definition_problems()
    if problems:
        raise IntegrityError(*problems)
    say(
        f"I orden / in order: {len(installation.store.deliveries())} leverancer / deliveries, "
        f"{len(releases)} udgivelser / releases, loggen / the audit log, bilag / files of cases."
    )
    return 0
