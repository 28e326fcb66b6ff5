"""What an .xlsx file really is, and its parts inflated under a bound. Nothing is ever written to a disk.

Runs in the limited process. A file that is no workbook says here what it is instead.
"""

import encodings.cp437  # zipfile and `_ole` ask for these when no file can be opened any more
import encodings.utf_16_le  # noqa: F401 - for what it registers
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from tvaerblik.core.errors import BadInput, Where
from tvaerblik.core.texts import Text
from tvaerblik.sources.trouble import Trouble, refuse

# A workbook of a municipality has some 15 parts; one with a thousand is made to tire its reader.
MAX_ENTRIES = 1_000
# Forty thousand rows of five cells are some 12 MB of XML and half a million elements; a municipality
# sends some hundred rows. The bounds keep the worst file within about two seconds of computing.
MAX_INFLATED = 32 * 1024**2
MAX_ELEMENTS = 600_000
# Sheets shrink ten to forty times. What is small may shrink more: a part of blanks and nothing else.
MAX_RATIO, RATIO_FROM = 200, 4 * 1024**2
CHUNK = 64 * 1024
# Compressed bytes handed over at a time: what is left of them is copied at every step.
PIECE = 16 * 1024

ENTRY_SIGN = b"PK\x01\x02"
LOCAL_HEADER = 30
IS_ENCRYPTED = 0x1

ANEW = Text(
    "Gem filen igen fra Excel som »Excel-projektmappe (.xlsx)«.",
    "Save the file again from Excel as 'Excel workbook (.xlsx)'.",
)


@dataclass
class Container:
    data: bytes = field(repr=False)
    entries: dict[str, zipfile.ZipInfo]
    elements: int = 0  # read so far, in all parts

    def count_element(self) -> None:
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            raise _bomb(
                f"Filen har over {MAX_ELEMENTS} XML-elementer.",
                f"The file has over {MAX_ELEMENTS} XML elements.",
                SPLIT,
            )

    def chunks(self, name: str) -> Iterator[bytes]:
        """The part's bytes, inflated here and counted: what the directory claims is not believed."""
        info, found, check = self.entries[name], 0, 0
        for chunk in _inflated(_packed(self.data, info), info):
            found += len(chunk)
            if found > info.file_size:
                raise _bomb(
                    f"»{name}« er større, end filen selv siger.",
                    f"'{name}' is larger than the file itself says.",
                )
            check = zlib.crc32(chunk, check)
            yield chunk
        if found != info.file_size or check != info.CRC:
            raise damaged(name)

    def named(self, name: str) -> str | None:
        """Part names are compared without case."""
        return next((entry for entry in self.entries if entry.casefold() == name.casefold()), None)


def open_container(data: bytes, trouble: Trouble) -> Container:
    """Raises BadInput for what is no workbook, is locked, is damaged or unpacks without end."""
    if not data.startswith(b"PK\x03\x04"):
        raise _not_a_workbook(data)
    if data.count(ENTRY_SIGN) > MAX_ENTRIES:
        raise _bomb("Filen har over tusind dele.", "The file has more than a thousand parts.")
    try:
        infos = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error):
        raise damaged(None) from None
    _check_sizes(infos, len(data))
    if any(info.flag_bits & IS_ENCRYPTED for info in infos):
        raise _locked()
    _check_names(infos, trouble)
    found = Container(data, {info.filename: info for info in infos})
    if found.named("[Content_Types].xml") is None or not _has_sheets(found):
        raise _other_archive(found)
    return found


def _has_sheets(container: Container) -> bool:
    return container.named("xl/workbook.xml") is not None


# -- sizes -------------------------------------------------------------------------------------------


def _check_sizes(infos: list[zipfile.ZipInfo], size: int) -> None:
    inflated = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if inflated > MAX_INFLATED:
        raise _bomb(
            f"Filen fylder {inflated // 1024**2} MB pakket ud; højst {MAX_INFLATED // 1024**2} MB læses.",
            f"The file unpacks to {inflated // 1024**2} MB; at most {MAX_INFLATED // 1024**2} MB are read.",
        )
    if inflated > RATIO_FROM and inflated > MAX_RATIO * packed:
        raise _bomb(
            f"Filen bliver {inflated // max(packed, 1)} gange større, når den pakkes ud.",
            f"The file grows {inflated // max(packed, 1)} times when it is unpacked.",
        )
    if packed > size:
        raise _bomb(
            "Filens dele ligger oven i hinanden.", "The parts of the file lie on top of each other."
        )


AS_VALUES = Text(
    "Kopiér tallene som værdier til en ny projektmappe, og gem den.",
    "Copy the figures as values to a new workbook and save it.",
)
SPLIT = Text(
    "Del tallene i flere filer, eller gem dem som »CSV UTF-8«.",
    "Split the figures into several files, or save them as 'CSV UTF-8'.",
)


def _bomb(da: str, en: str, remedy: Text = AS_VALUES) -> BadInput:
    return refuse("D01", Text(da, en), remedy, Where())


def _packed(data: bytes, info: zipfile.ZipInfo) -> memoryview:
    head = data[info.header_offset : info.header_offset + LOCAL_HEADER]
    if len(head) < LOCAL_HEADER or not head.startswith(b"PK\x03\x04"):
        raise damaged(info.filename)
    name, extra = struct.unpack("<HH", head[26:30])
    begin = info.header_offset + LOCAL_HEADER + name + extra
    packed = memoryview(data)[begin : begin + info.compress_size]
    if len(packed) < info.compress_size:
        raise damaged(info.filename)
    return packed


def _inflated(packed: memoryview, info: zipfile.ZipInfo) -> Iterator[bytes]:
    if info.compress_type == zipfile.ZIP_STORED:
        yield from (bytes(packed[at : at + CHUNK]) for at in range(0, len(packed), CHUNK))
        return
    if info.compress_type != zipfile.ZIP_DEFLATED:
        raise damaged(info.filename)
    machine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for at in range(0, len(packed), PIECE):
            rest = bytes(packed[at : at + PIECE])
            while rest:
                yield machine.decompress(rest, CHUNK)
                rest = machine.unconsumed_tail
        yield machine.flush()
    except zlib.error:
        raise damaged(info.filename) from None


def damaged(name: str | None) -> BadInput:
    part = ("", "") if name is None else (f" (delen »{name}«)", f" (the part '{name}')")
    return refuse(
        "D05",
        Text(
            f"Filen er beskadiget eller afkortet{part[0]}.",
            f"The file is damaged or cut short{part[1]}.",
        ),
        Text(
            "Åbn den i Excel, gem den, og overfør den igen.",
            "Open it in Excel, save it and transfer it again.",
        ),
        Where(),
    )


# -- names -------------------------------------------------------------------------------------------


def _check_names(infos: list[zipfile.ZipInfo], trouble: Trouble) -> None:
    """Nothing is unpacked to a disk, but such a name is never Excel's."""
    seen: set[str] = set()
    for info in infos:
        name = info.filename
        climbs = ".." in name.replace("\\", "/").split("/")
        if climbs or name.startswith(("/", "\\")) or ":" in name or name.casefold() in seen:
            trouble.add(
                "D19",
                Text(
                    f"Delen »{name[:60]}« har et navn, Excel ikke giver.",
                    f"The part '{name[:60]}' has a name that Excel does not give.",
                ),
                ANEW,
                Where(),
            )
        seen.add(name.casefold())


# -- what it is instead ------------------------------------------------------------------------------

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BEGINNINGS = (
    (b"MZ", Text("et Windows-program (.exe)", "a Windows program (.exe)")),
    (b"\x7fELF", Text("et program", "a program")),
    (b"%PDF", Text("en PDF-fil", "a PDF file")),
    (b"\x1f\x8b", Text("en gzip-fil", "a gzip file")),
    (b"Rar!", Text("et RAR-arkiv", "a RAR archive")),
    (b"7z\xbc\xaf", Text("et 7-Zip-arkiv", "a 7-Zip archive")),
    (b"PAR1", Text("en Parquet-fil", "a Parquet file")),
    (b"\x89PNG", Text("et billede", "a picture")),
    (b"\xff\xd8\xff", Text("et billede", "a picture")),
)
HTML = Text("en HTML-side", "an HTML page")


def _not_a_workbook(data: bytes) -> BadInput:
    if data.startswith(OLE):
        return _ole(data)
    for beginning, what in BEGINNINGS:
        if data.startswith(beginning):
            return _is_really(what)
    return _is_really(_kind_of_text(data[:4096]))


def _ole(data: bytes) -> BadInput:
    """Excel's old format, or the wrapping of a locked new one. Its streams are named in UTF-16."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("DRMEncrypted") or has("DRMContent"):
        return _refuse_locked(
            "Filen er beskyttet med rettighedsstyring (IRM).",
            "The file is protected by rights management (IRM).",
        )
    if has("EncryptedPackage"):
        return _locked()
    what = Text("Excels gamle format (.xls)", "Excel's old format (.xls)")
    other = Text("en gammel Office-fil", "an old Office file")
    return _is_really(what if has("Workbook") or has("Book") else other)


def _locked() -> BadInput:
    return _refuse_locked(
        "Filen er beskyttet med en adgangskode.", "The file is protected by a password."
    )


def _refuse_locked(da: str, en: str) -> BadInput:
    remedy = Text(
        "Fjern beskyttelsen i Excel (Filer, Oplysninger, Beskyt projektmappe), og gem filen igen.",
        "Remove the protection in Excel (File, Info, Protect workbook) and save the file again.",
    )
    return refuse("D04", Text(da, en), remedy, Where())


def _kind_of_text(head: bytes) -> Text:
    text = head.decode("utf-8-sig", "replace").lstrip().casefold()
    if text.startswith(("<!doctype html", "<html", "<table", "<head", "<body")):
        return HTML
    if text.startswith("<?xml"):
        return HTML if "<html" in text else Text("en XML-fil", "an XML file")
    is_binary = "\0" in text or text.count("\ufffd") > len(text) / 10
    if not text or is_binary:
        return Text("noget, der ikke kan kendes", "something that cannot be told")
    if any(sign in text for sign in ";,\t"):
        return Text("en tekstfil (CSV)", "a text file (CSV)")
    return Text("en tekstfil", "a text file")


def _other_archive(container: Container) -> BadInput:
    names = [name.casefold() for name in container.entries]
    if any(name.endswith((".zip", ".gz", ".7z", ".xlsx")) for name in names):
        return _bomb("Filen er et arkiv med arkiver i.", "The file is an archive of archives.")
    if "xl/workbook.bin" in names:
        return _is_really(Text("Excels binære format (.xlsb)", "Excel's binary format (.xlsb)"))
    if "mimetype" in names:
        return _is_really(Text("en OpenDocument-fil (.ods)", "an OpenDocument file (.ods)"))
    if any(name.startswith("word/") for name in names):
        return _is_really(Text("et Word-dokument", "a Word document"))
    if any(name.startswith("ppt/") for name in names):
        return _is_really(Text("en PowerPoint-fil", "a PowerPoint file"))
    return _is_really(Text("et zip-arkiv uden regneark", "a zip archive without a workbook"))


def _is_really(what: Text) -> BadInput:
    said = Text(f"Filen er {what.da}, ikke en Excel-projektmappe.", f"The file is {what.en}, not an Excel workbook.")  # fmt: skip
    return refuse("D03", said, ANEW, Where())
