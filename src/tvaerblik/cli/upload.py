"""The process that the page for deliveries starts: takes one delivery in as `tvaerblik intake` does.

The site's own process reads no row about a person. It starts this one, hands it a request as JSON, and gets an
answer as JSON: what became of the delivery, in counts and sentences. See docs/adr/0021.
"""

import json
import os
import shutil
import sys
import traceback
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tvaerblik.cli.commands.intake import take_in
from tvaerblik.cli.installation import Installation
from tvaerblik.cli.outside import is_of_a_database, unusable_database, unusable_place
from tvaerblik.core.cpr import masked_name
from tvaerblik.core.errors import TvaerblikError, Where
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.flows.receive_delivery import DeliveryReport
from tvaerblik.sources.child import fields_of
from tvaerblik.sources.files import DATA_SUFFIXES, NOTE
from tvaerblik.sources.trouble import Trouble

# A delivery of a month is taken in within seconds; a reader who waits longer is told instead.
PATIENCE = 20.0
FAILED = 42


@dataclass(frozen=True, slots=True)
class Request:
    """`unit`: the only one the sender speaks for; None: all. `parent`: the process that asks."""

    home: str
    folder: str
    source: str
    published: str | None
    by: str
    unit: str | None
    parent: int


def main() -> int:
    try:
        request = Request(**json.load(sys.stdin))
        answer = _answered(request)
        _leave_nothing(request)
    except Exception as error:  # the entry of a process: told by kind and place, never by its text
        sys.stderr.write(_place(error))
        return FAILED
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False, default=str).encode())
    return 0


def _leave_nothing(request: Request) -> None:
    """Who asked removes the files when it has the answer; if it is gone, nobody else does so today."""
    if os.getppid() != request.parent:
        shutil.rmtree(Path(request.folder).parent)


def _answered(request: Request) -> dict[str, Any]:
    try:
        return _fields(_received(request))
    except TvaerblikError as error:
        return _refused(error)
    except OSError as error:
        return _refused(unusable_place(error))
    except Exception as error:  # a database error of Django has no name here: it is imported late
        if not is_of_a_database(error):
            raise
        return _refused(unusable_database())


def _received(request: Request) -> DeliveryReport:
    folder = Path(request.folder)
    _check_kinds(folder)
    (report,) = take_in(
        Installation(Path(request.home)),
        [folder],
        source=request.source,
        published=date.fromisoformat(request.published) if request.published else None,
        permit=Permit(request.by, "operator", "levering på siden"),
        only_for=request.unit,
        patience=PATIENCE,
    )
    return report


def _check_kinds(folder: Path) -> None:
    """In a folder of one's own a file of another kind is passed over; one that was sent is not."""
    trouble = Trouble()
    for path in sorted(folder.iterdir()):
        if path.name != NOTE and path.suffix.lower() not in DATA_SUFFIXES:
            kinds = ", ".join(DATA_SUFFIXES)
            trouble.add(
                "K-FILE",
                Text(
                    "Filer af den slags er ikke en del af en leverance.",
                    "Files of that kind are no part of a delivery.",
                ),
                Text(
                    f"Send {kinds} og følgesedlen {NOTE}; pak et arkiv ud først.",
                    f"Send {kinds} and the delivery note {NOTE}; unpack an archive first.",
                ),
                Where(file=masked_name(path.name)),
            )
    trouble.check()


def _fields(report: DeliveryReport) -> dict[str, Any]:
    problems = fields_of(report.refusal) if report.refusal else {"problems": [], "total": 0}
    return {
        "outcome": report.outcome,
        "id": report.id,
        "published": report.published,
        "rows": report.rows or {},
        "set_aside": [[aside.table, aside.reason, aside.rows] for aside in report.asides],
        "reasons": [{"code": one.code, "text": _pair(one.text)} for one in report.reasons],
        "warnings": [{"code": one.code, "text": _pair(one.text)} for one in report.warnings],
        **problems,
    }


def _refused(error: TvaerblikError) -> dict[str, Any]:
    return {"outcome": "refused", **fields_of(error)}


def _pair(text: Text) -> tuple[str, str]:
    return text.da, text.en


def _place(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}, {Path(frame.filename).name}:{frame.lineno}\n"


if __name__ == "__main__":
    sys.exit(main())
