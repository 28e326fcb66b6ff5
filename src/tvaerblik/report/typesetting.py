"""A document typeset: PDF/A-3a (an archive's, with files inside) that is also PDF/UA-1 (read aloud).

The layout is ours and fixed; what people wrote reaches it as JSON and is only ever set as text. It sees one
folder, made for it, with the layout and the files to embed, our own type, and no network.
"""

import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC
from pathlib import Path
from typing import Any

import typst

from tvaerblik.presentation.charts.raster import FONTS
from tvaerblik.presentation.document import Document
from tvaerblik.report.characters import shown

LAYOUT = Path(__file__).with_name("layout.typ")
STANDARDS: list[Any] = ["a-3a", "ua-1"]


def make_pdf(document: Document, to: Path) -> None:
    """Writes it. The same document gives the same bytes, on every machine."""
    with tempfile.TemporaryDirectory(dir=to.parent, prefix=".report-") as made:
        root = Path(made)
        shutil.copyfile(LAYOUT, root / LAYOUT.name)
        for number, one in enumerate(document.files, start=1):
            (root / _place(number)).symlink_to(one.path.resolve(strict=True))
        typst.compile(
            root / LAYOUT.name,
            output=to,
            root=root,
            format="pdf",
            font_paths=[FONTS],
            ignore_system_fonts=True,
            package_path=root,  # nothing lies there: no package is looked for anywhere else
            package_cache_path=root,
            sys_inputs={"document": json.dumps(values_of(document), ensure_ascii=False)},
            pdf_standards=STANDARDS,
        )


def values_of(document: Document) -> Mapping[str, Any]:
    """As the layout reads it: every text shown, the moment in its parts."""
    values = _shown(asdict(document))
    at = document.moment.astimezone(UTC)
    values["moment"] = [at.year, at.month, at.day, at.hour, at.minute, at.second]
    for number, one in enumerate(values["files"], start=1):
        one["path"] = _place(number)
    return values  # type: ignore[no-any-return]  # of a dataclass: a mapping


def _shown(value: Any) -> Any:
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, dict):
        return {name: _shown(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_shown(inner) for inner in value]
    return value if isinstance(value, bool | int) else None


def _place(number: int) -> str:
    return f"fil-{number:02}"
