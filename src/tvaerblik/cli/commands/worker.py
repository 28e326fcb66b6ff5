"""tvaerblik worker: makes reminders and sends the mail that is due, until stopped."""

import argparse
import time
from collections.abc import Mapping
from importlib import import_module

from tvaerblik.cli.installation import Installation
from tvaerblik.cli.output import say, say_json
from tvaerblik.config.setup import check_migrated, setup_django

# Seconds between rounds: nobody waits for a mail more than this
ROUND = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--once", action="store_true", help="én runde, fx fra cron / one round, as from cron"
    )


def run(options: argparse.Namespace) -> int:
    assert Installation(options.home).settings is not None
    setup_django(options.home)
    check_migrated()
    # Django's models can be imported only once it is set up
    sending = import_module("tvaerblik.governance.notifications.sending")
    while True:
        _tell(sending.send_due(), as_json=options.json)
        if options.once:
            return 0
        time.sleep(ROUND)


def _tell(outcomes: Mapping[str, int], *, as_json: bool) -> None:
    """How many mails went how; a round in which none was due says nothing."""
    if as_json:
        say_json(dict(outcomes))
    elif outcomes:
        say("Mail: " + ", ".join(f"{count} {outcome}" for outcome, count in outcomes.items()))
