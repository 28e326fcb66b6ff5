"""What a file is, by its bytes: its name is believed only where it agrees with them."""

import codecs
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from pathlib import PurePath

from tvaerblik.core.cpr import has_cpr, has_cpr_in_name
from tvaerblik.governance.attachments import refusals
from tvaerblik.governance.attachments.kinds import MAX_MB, MB, SUFFIXES, FileKind

# An Office file packs its XML about ten times; what swells far beyond it was made to fill a disk
MOST_UNPACKED = 300 * MB
MOST_MEMBERS = 5_000
# What Office packs with. The others swell thousands of times in one piece, before anybody can count
_PACKED_BY = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# A mail with many lists and seals before it has 30 KB of heads; a long thread of forwarded mails ten of
# parts within parts. Reading heads takes the square of their length, and each line is held against
# every part that it could end
MOST_OF_HEADS = 64 * 1024
MOST_BOUNDARIES, MOST_LINES = 40, 300_000
_TYPES = "[Content_Types].xml"
_OFFICE_MAIN = {
    b"spreadsheetml.sheet.main+xml": FileKind.XLSX,
    b"wordprocessingml.document.main+xml": FileKind.DOCX,
    b"presentationml.presentation.main+xml": FileKind.PPTX,
}
# What `zipfile` says of a place, a length or a name in the directory that cannot be
_NOT_WHOLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
)
_MACRO = re.compile(rb"macroEnabled|vnd\.ms-office\.vbaProject", re.IGNORECASE)
_MACRO_PART = re.compile(r"vbaproject|macrosheets/|activex/", re.IGNORECASE)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PNG = b"\x89PNG\r\n\x1a\n"
_PDF_LOCKED = re.compile(rb"/Encrypt\s*(<<|\d+\s+\d+\s+R)")
_PDF_RUNS = re.compile(rb"/(JavaScript|Launch)\b")
_HEADER = re.compile(rb"^[A-Za-z][A-Za-z0-9-]*:[ \t]?\S?", re.MULTILINE)
_OF_MAIL = ("From", "Date", "Subject", "Received", "Message-ID")


def kind_of_file(content: bytes, name: str) -> FileKind:
    """Raises BadInput, with the sentence for whoever sent it."""
    if not content:
        raise refusals.empty()
    if len(content) > MAX_MB * MB:
        raise refusals.too_large()
    if has_cpr_in_name(name):
        raise refusals.person_in("name")
    kind = _kind(content, name)
    if PurePath(name).suffix.lower() not in SUFFIXES[kind]:
        raise refusals.named_otherwise(kind)
    return kind


def _kind(content: bytes, name: str) -> FileKind:
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    if content.startswith(_OLD_OFFICE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise refusals.locked() if locked else refusals.unknown()
    if content.startswith(_PNG):
        return _png(content)
    if content.startswith(b"\xff\xd8\xff"):
        return _jpeg(content)
    return _text(content, name)


def _pdf(content: bytes) -> FileKind:
    if b"%%EOF" not in content[-2048:] or b"startxref" not in content:
        raise refusals.broken()
    if _PDF_LOCKED.search(content):
        raise refusals.locked()
    if _PDF_RUNS.search(content):
        raise refusals.runs()
    return FileKind.PDF


def _office(content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return _office_kind(packed)
    except _NOT_WHOLE:
        raise refusals.broken() from None


def _office_kind(packed: zipfile.ZipFile) -> FileKind:
    members = packed.infolist()
    if len(members) > MOST_MEMBERS or sum(one.file_size for one in members) > MOST_UNPACKED:
        raise refusals.bomb()
    if any(one.flag_bits & 1 for one in members):
        raise refusals.locked()
    if any(one.compress_type not in _PACKED_BY for one in members):
        raise refusals.unknown()
    if _TYPES not in packed.namelist():
        raise refusals.unknown()
    types = packed.open(_TYPES).read(MB)
    if _MACRO.search(types) or any(_MACRO_PART.search(one.filename) for one in members):
        raise refusals.runs()
    _check_members(packed)
    found = {kind for mark, kind in _OFFICE_MAIN.items() if mark in types}
    if len(found) != 1:
        raise refusals.unknown()
    return found.pop()


def _check_members(packed: zipfile.ZipFile) -> None:
    """Reads each whole, so that its checksum is looked at; no further than what it says of its length."""
    unpacked = 0
    for one in packed.infolist():
        with packed.open(one) as member:
            while piece := member.read(MB):
                unpacked += len(piece)
                if unpacked > MOST_UNPACKED:
                    raise refusals.bomb()


def _png(content: bytes) -> FileKind:
    at, kind = len(_PNG), b""
    while at + 12 <= len(content) and kind != b"IEND":
        length = int.from_bytes(content[at : at + 4], "big")
        checked = content[at + 4 : at + 8 + length]
        if content[at + 8 + length : at + 12 + length] != zlib.crc32(checked).to_bytes(4, "big"):
            raise refusals.broken()
        kind, at = checked[:4], at + 12 + length
    if kind != b"IEND":
        raise refusals.broken()
    return FileKind.PNG


def _jpeg(content: bytes) -> FileKind:
    if b"\xff\xd9" not in content[-1024:]:
        raise refusals.broken()
    return FileKind.JPEG


# Text is the one kind in which a CPR number can be looked for ------------------------------------


def _text(content: bytes, name: str) -> FileKind:
    text = _decoded(content)
    suffix = PurePath(name).suffix.lower()
    if suffix == ".eml":
        return _mail(content)
    if has_cpr(text):
        raise refusals.person_in("content")
    return FileKind.CSV if suffix == ".csv" else FileKind.TXT


def _decoded(content: bytes) -> str:
    """As Danish office programs write it. Raises BadInput for what is no text."""
    for mark, coding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _plain(content, coding)
    try:
        return _plain(content, "utf-8-sig")
    except UnicodeDecodeError:
        return _plain(content, "cp1252")


def _plain(content: bytes, coding: str) -> str:
    try:
        text = content.decode(coding)
    except UnicodeDecodeError:
        if coding == "utf-8-sig":
            raise
        raise refusals.unknown() from None
    if any(sign < " " and sign not in "\t\n\r\f" for sign in text):
        raise refusals.unknown()
    return text


def _mail(content: bytes) -> FileKind:
    _check_is_simple(content)
    try:
        mail = message_from_bytes(content)
        _check_heads(mail)
        heads = [name for name in _OF_MAIL if mail[name]]
        texts = list(_texts_of(mail))
    except (MessageError, ValueError, LookupError, AttributeError, RecursionError):
        raise refusals.broken() from None
    if len(heads) < 2 or not _HEADER.match(content.lstrip()):
        raise refusals.unknown()
    if any(map(has_cpr, texts)):
        raise refusals.person_in("content")
    return FileKind.EML


def _check_is_simple(content: bytes) -> None:
    """Before it is read at all."""
    lines = content.count(b"\n") + content.count(b"\r")
    if lines > MOST_LINES or content.lower().count(b"boundary") > MOST_BOUNDARIES:
        raise refusals.tangled()


def _check_heads(mail: Message) -> None:
    heads = (value for part in mail.walk() for _, value in part.raw_items())
    if sum(map(len, heads)) > MOST_OF_HEADS:
        raise refusals.tangled()


def _texts_of(mail: Message) -> Iterator[str]:
    for _, value in mail.raw_items():
        unfolded = re.sub(r"[\r\n]+", "", value)
        yield unfolded
        pieces = decode_header(unfolded)
        yield "".join(_spelled(one, charset or "ascii") for one, charset in pieces)
    for part in mail.walk():
        if part.get_content_maintype() == "text":
            said = part.get_payload(decode=True)
            charset = part.get_content_charset("utf-8")
            yield _spelled(said, charset) if isinstance(said, bytes) else ""


def _spelled(said: bytes | str, charset: str) -> str:
    """Raises LookupError for a charset that is none."""
    if isinstance(said, str):
        return said
    # Both are for names of domains, and take the square of what they are given
    if codecs.lookup(charset).name in ("punycode", "idna"):
        raise LookupError(charset)
    return said.decode(charset, errors="replace")
