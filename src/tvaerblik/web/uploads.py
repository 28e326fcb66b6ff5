"""Files that somebody sends, in a private folder for exactly as long as they are being received.

They hold rows about persons. They never lie in a system-wide folder for temporary files, nothing of them
outlives the request, and what a crash leaves is removed before the next request looks.
"""

import fcntl
import hashlib
import os
import secrets
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any, BinaryIO

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParser

from tvaerblik.core.cpr import masked_name
from tvaerblik.core.errors import Problem, Where
from tvaerblik.core.texts import Text

MB = 1024**2
# A region's month of hospital contacts has some 100 MB, a municipality's services 3; larger ones, a
# first delivery of many years for instance, are taken in by the command line.
MAX_FILE_MB = 200
MAX_ALL_MB = 400
# Of the form's own fields and the lines between files
MARGIN = MB
MAX_FILES = 60
# File systems take 255 bytes; no source's file has half as long a name as this.
LONGEST_NAME = 120
NOTE_FIELD, NOTE = "foelgeseddel", "LEVERANCE.json"


@dataclass(frozen=True, slots=True)
class Upload:
    """`files`: the folder that is handed over; its name is what a refusal calls the delivery."""

    folder: Path
    lock: int

    @property
    def files(self) -> Path:
        return self.folder / "leverance"


@contextmanager
def upload_folder(root: Path) -> Iterator[Upload]:
    """Gone when the request is answered, whatever became of it."""
    sweep_uploads(root)
    upload = _make(root)
    try:
        upload.files.mkdir(mode=0o700)
        yield upload
    finally:
        shutil.rmtree(upload.folder)
        os.close(upload.lock)


def sweep_uploads(root: Path) -> None:
    """Removes what nobody is receiving any more: its lock went with the process that held it."""
    if not root.exists():
        return
    for left in root.iterdir():
        lock = _locked(left, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if lock is not None:
            shutil.rmtree(left, ignore_errors=True)
            os.close(lock)


def _make(root: Path) -> Upload:
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    root.chmod(0o700)
    while True:
        folder = root / secrets.token_hex(8)
        folder.mkdir(mode=0o700)
        lock = _locked(folder, fcntl.LOCK_EX)
        if lock is not None and folder.exists():  # else swept between being made and being locked
            return Upload(folder, lock)
        if lock is not None:
            os.close(lock)


def _locked(folder: Path, how: int) -> int | None:
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return None
    try:
        fcntl.flock(handle, how)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


# -- reading the request -----------------------------------------------------------------------------


@dataclass(slots=True)
class Kept:
    """What came: SHA-256 by name, names that were cleaned, and what is wrong with the sending itself."""

    files: dict[str, str] = field(default_factory=dict)
    renamed: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    is_cut: bool = False


class KeptFiles(FileUploadHandler):
    """Writes each file into the folder as it comes; of one that is refused no byte is kept."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.kept = Kept()
        self._all = 0
        self._open: BinaryIO | None = None

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        super().new_file(field_name, file_name, *args, **kwargs)
        self._name = self._named(field_name, file_name)
        self._size, self._digest = 0, hashlib.sha256()
        self._open = (self.folder / self._name).open("xb", buffering=0)

    def _named(self, field_name: str, sent: str) -> str:
        name = NOTE if field_name == NOTE_FIELD else cleaned_name(sent)
        known = {one.casefold() for one in self.kept.files}
        if not name:
            self._refuse(_nameless())
        if name.casefold() in known:
            self._refuse(_twice(name))
        if len(known) == MAX_FILES:
            self._refuse(_too_many())
        if field_name != NOTE_FIELD and name != sent:
            self.kept.renamed.append((masked_name(_shown(sent)), masked_name(name)))
        return name

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        assert self._open is not None, self._name
        self._size += len(raw_data)
        self._all += len(raw_data)
        if self._size > MAX_FILE_MB * MB or self._all > MAX_ALL_MB * MB:
            self._close()
            (self.folder / self._name).unlink()
            self._refuse(_too_large(self._name))
        self._digest.update(raw_data)
        self._open.write(raw_data)

    def file_complete(self, file_size: int) -> None:
        self._close()
        self.kept.files[self._name] = self._digest.hexdigest()

    def upload_interrupted(self) -> None:
        self._close()
        self.kept.is_cut = True

    def _close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def _refuse(self, problem: Problem) -> None:
        """The rest of the file is read and dropped, so that the answer reaches the browser."""
        if problem not in self.kept.problems:
            self.kept.problems.append(problem)
        raise SkipFile


def read_upload(request: HttpRequest, folder: Path) -> Kept:
    """Reads the form; its fields are in `request.POST` afterwards, its files in the folder."""
    handler = KeptFiles(folder)
    request.upload_handlers = [handler]
    stream = _Counted(request)

    def parse(meta: dict[str, Any], _: Any) -> Any:
        return _RawNames(meta, stream, request.upload_handlers, request.encoding).parse()

    request.parse_file_upload = parse
    try:
        assert request.POST is not None
    finally:
        handler._close()
    # A connection that breaks between two files looks like a form with fewer of them
    if stream.count < declared_bytes(request):
        handler.kept.is_cut = True
    return handler.kept


def declared_bytes(request: HttpRequest) -> int:
    said = request.headers.get("Content-Length", "")
    return int(said) if said.isdecimal() else 0


class _RawNames(MultiPartParser):
    """Hands names on as they were sent, so that what is cleaned can be said."""

    def sanitize_file_name(self, file_name: str) -> str:
        return file_name


class _Counted:
    def __init__(self, request: HttpRequest) -> None:
        self.request, self.count = request, 0

    def read(self, *size: int) -> bytes:
        data: bytes = self.request.read(*size)
        self.count += len(data)
        return data


def cleaned_name(sent: str) -> str:
    """The last part of a path, without signs that cannot be seen, no longer than a file may be called."""
    last = unicodedata.normalize("NFC", sent).replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(sign for sign in last if sign.isprintable()).strip().lstrip(".")
    suffix = PurePath(plain).suffix[:10]
    while len(plain.encode()) > LONGEST_NAME:
        plain = f"{plain.removesuffix(suffix)[:-1]}{suffix}"
    return plain


def _shown(sent: str) -> str:
    seen = "".join(sign if sign.isprintable() else "�" for sign in sent)
    return seen if len(seen) <= LONGEST_NAME else f"{seen[:LONGEST_NAME]}…"


# -- what can be wrong with it -----------------------------------------------------------------------


def too_large_in_all() -> Problem:
    return Problem(
        "K-UPLOAD-SIZE",
        Text(
            f"Det sendte fylder mere end {MAX_ALL_MB} MB og er ikke læst.",
            f"What was sent is larger than {MAX_ALL_MB} MB and has not been read.",
        ),
        _SMALLER,
    )


def cut_short() -> Problem:
    return Problem(
        "K-UPLOAD-CUT",
        Text(
            "Forbindelsen blev afbrudt, før alt var sendt.",
            "The connection was cut before everything had been sent.",
        ),
        Text("Intet er gemt. Send igen.", "Nothing has been kept. Send again."),
    )


_SMALLER = Text(
    "Del leverancen i kortere perioder, eller få den taget ind på kommandolinjen.",
    "Split the delivery into shorter periods, or have it taken in on the command line.",
)


def _too_large(name: str) -> Problem:
    return Problem(
        "K-UPLOAD-SIZE",
        Text(
            f"Filen fylder mere end {MAX_FILE_MB} MB, eller filerne tilsammen mere end {MAX_ALL_MB} MB.",
            f"The file is larger than {MAX_FILE_MB} MB, or the files together than {MAX_ALL_MB} MB.",
        ),
        _SMALLER,
        Where(file=masked_name(name)),
    )


def _too_many() -> Problem:
    return Problem(
        "K-UPLOAD-SIZE",
        Text(
            f"Der er sendt mere end {MAX_FILES} filer.", f"More than {MAX_FILES} files were sent."
        ),
        _SMALLER,
    )


def _nameless() -> Problem:
    return Problem(
        "K-UPLOAD-NAME",
        Text("En fil har intet navn, der kan bruges.", "A file has no name that can be used."),
        Text("Giv den et navn, og send igen.", "Give it a name, and send again."),
    )


def _twice(name: str) -> Problem:
    return Problem(
        "K-UPLOAD-NAME",
        Text("To filer har samme navn.", "Two files have the same name."),
        Text("Behold den ene, og send igen.", "Keep one of them, and send again."),
        Where(file=masked_name(name)),
    )
