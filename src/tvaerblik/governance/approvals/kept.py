"""The definitions folder as it was when a definition was sent to be checked."""

import hashlib
import json
import zlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.core.errors import DefinitionError
from tvaerblik.governance.approvals.models import KeptFolder
from tvaerblik.release.versions import DefinitionFile, lay_out, read_definitions


def keep(folder: Path, drafted: Mapping[str, str] | None = None) -> KeptFolder:
    """The same files are kept once. `drafted`: texts that would be files of it, by their paths."""
    files = {file.path: file.text for file in read_definitions(folder)} | dict(drafted or {})
    plain = json.dumps(files, sort_keys=True, ensure_ascii=False).encode()
    sha256 = hashlib.sha256(plain).hexdigest()
    there = KeptFolder.objects.filter(sha256=sha256).first()
    return there or KeptFolder.objects.create(sha256=sha256, packed=zlib.compress(plain, 9))


@lru_cache(maxsize=4)
def catalogue_then(sha256: str) -> Catalogue | None:
    """None where the language has changed so that it is refused today."""
    packed = KeptFolder.objects.values_list("packed", flat=True).get(sha256=sha256)
    files = json.loads(zlib.decompress(bytes(packed)))
    with TemporaryDirectory() as folder:
        lay_out(tuple(DefinitionFile(*file) for file in files.items()), Path(folder))
        try:
            return load_catalogue(Path(folder))
        except DefinitionError:
            return None
