"""Has a delivery received by a process of its own: the site reads no row about a person itself."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from tvaerblik.core.errors import Problem, Where
from tvaerblik.core.texts import Text
from tvaerblik.presentation.pages.delivery import Answer
from tvaerblik.web.uploads import Upload

# -I: neither the environment nor the folder we stand in says what is imported.
COMMAND = (sys.executable, "-I", "-m", "tvaerblik.cli.upload")
# The largest delivery that is taken here needs a minute; what takes five has gone wrong.
LONGEST_SECONDS = 300


def receive_upload(
    upload: Upload, *, home: Path, source: str, published: str, by: str, unit: str | None
) -> Answer:
    request = {
        "home": str(home),
        "folder": str(upload.files),
        "source": source,
        "published": published or None,
        "by": by,
        "unit": unit,
        "parent": os.getpid(),
    }
    output = _output(json.dumps(request).encode(), upload)
    return _answer(json.loads(output)) if output else Answer("failed", problems=(_stopped(),))


def _output(request: bytes, upload: Upload) -> bytes:
    """Empty when it failed. It holds the folder's lock too: should we end before it does, nobody removes
    the files while it reads them. What it writes for a while lies in the folder, and goes with it."""
    with subprocess.Popen(  # noqa: S603 - our own module; what was sent is in its input
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=_environment(upload),
        pass_fds=(upload.lock,),
        start_new_session=True,
    ) as process:
        try:
            output, _ = process.communicate(request, timeout=LONGEST_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # and the readers of files that it started
            process.communicate()
            return b""
    return output if process.returncode == 0 else b""


def _environment(upload: Upload) -> dict[str, str]:
    """Ours, which may name the database; but it chooses its settings by the home it is given."""
    ours = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return {**ours, "TMPDIR": str(upload.folder)}


def _answer(fields: dict[str, Any]) -> Answer:
    problems = tuple(_problem(one) for one in fields["problems"])
    return Answer(
        outcome=fields["outcome"],
        delivery=fields.get("id") or "",
        published=fields.get("published") or "",
        rows=fields.get("rows", {}),
        set_aside=tuple((reason, rows) for _, reason, rows in fields.get("set_aside", ())),
        remarks=tuple(
            (one["code"], Text(*one["text"]))
            for kind in ("reasons", "warnings")
            for one in fields.get(kind, ())
        ),
        problems=problems,
        total=fields["total"],
    )


def _problem(fields: dict[str, Any]) -> Problem:
    where = {name: place for name, place in fields["where"].items() if place is not None}
    return Problem(fields["code"], Text(*fields["what"]), Text(*fields["remedy"]), Where(**where))


def _stopped() -> Problem:
    return Problem(
        "K-UPLOAD-STOPPED",
        Text(
            "Modtagelsen gik i stå eller tog for lang tid og er stoppet.",
            "Receiving failed or took too long, and was stopped.",
        ),
        Text(
            "Se på siden Data, om leverancen er der. Er den ikke, så send igen eller bed om hjælp.",
            "See on the page Data whether the delivery is there. If not, send again or ask for help.",
        ),
    )
