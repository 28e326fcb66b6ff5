"""tvaerblik worker: shows releases whose moment has come, makes reminders, also of reviews once a day, and
sends the mail that is due, until stopped."""

import argparse
import time
from collections.abc import Mapping
from datetime import date
from importlib import import_module
from types import ModuleType

from tvaerblik.cli.installation import Installation
from tvaerblik.cli.output import say, say_json
from tvaerblik.config.setup import check_migrated, setup_django
from tvaerblik.core.errors import DefinitionError
from tvaerblik.core.permit import Permit

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
    reviews = import_module("tvaerblik.governance.actions.remind_of_reviews")
    definitions = import_module("tvaerblik.governance.definitions")
    publishing = import_module("tvaerblik.governance.actions.publish_proposal")
    reminded = None
    while True:
        _publish(publishing, as_json=options.json)
        if reminded != (reminded := date.today()):
            _remind(reviews, definitions)
        _tell(sending.send_due(), as_json=options.json)
        if options.once:
            return 0
        time.sleep(ROUND)


def _publish(publishing: ModuleType, *, as_json: bool) -> None:
    """What is approved for a moment that has come, before mail is sent: what stopped one is told in it."""
    by = Permit("worker", "operator", "planlagt udgivelse / scheduled release")
    for release, problem in publishing.publish_due(by=by):
        if as_json:
            say_json({"release": release, "stopped": problem.code if problem else None})
        elif problem is None:
            say(f"{release}: udgivet som planlagt / released as planned.")
        else:
            say(
                f"{release}: ikke udgivet / not released. {problem.in_('da')} / {problem.in_('en')}"
            )


def _remind(reviews: ModuleType, definitions: ModuleType) -> None:
    """Of definitions to be looked at again, once a day. A folder that cannot be read stops no mail."""
    by = Permit("worker", "operator", "påmindelser / reminders")
    try:
        reviews.remind_of_reviews(catalogue=definitions.catalogue_of_site(), by=by)
    except DefinitionError as error:
        say(str(error))


def _tell(outcomes: Mapping[str, int], *, as_json: bool) -> None:
    """How many mails went how; a round in which none was due says nothing."""
    if as_json:
        say_json(dict(outcomes))
    elif outcomes:
        say("Mail: " + ", ".join(f"{count} {outcome}" for outcome, count in outcomes.items()))
