"""Small files of each kind that a case can hold, and of kinds that it cannot. Synthetic."""

import io
import struct
import zipfile
import zlib

_MAIN = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
    "odt": "application/vnd.oasis.opendocument.text",
}
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"
CSV = "kommune;borgere\r\nLæsø;12\r\n".encode("cp1252")
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(20) + b"\xff\xd9"
EML = (
    b"From: Klynge Midt <klynge@example.org>\r\nDate: Mon, 2 Nov 2026 09:00:00 +0100\r\n"
    b"Subject: Fald i hjemmet\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\nKan vi f=C3=A5 vist fald?\r\n"
)


def office(kind: str, **more: bytes) -> bytes:
    """`more`: other members, with __ for a slash."""
    types = f'<Types><Override PartName="/x" ContentType="{_MAIN[kind]}"/></Types>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as members:
        members.writestr("[Content_Types].xml", types)
        members.writestr("indhold.xml", "<a>" + "tekst " * 200 + "</a>")
        for name, content in more.items():
            members.writestr(name.replace("__", "/"), content)
    return packed.getvalue()


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + crc

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(b"\x00\x7f"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + body + chunk(b"IEND", b"")


GOOD = {
    "referat.pdf": PDF,
    "tal.xlsx": office("xlsx"),
    "notat.docx": office("docx"),
    "slides.pptx": office("pptx"),
    "tal.csv": CSV,
    "NOTE.TXT": "Én linje".encode("utf-16"),
    "kort.png": png(),
    "foto.jpg": JPEG,
    "mail.eml": EML,
}
