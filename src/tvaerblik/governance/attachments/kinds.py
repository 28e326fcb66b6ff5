"""The kinds of files that a case can hold, and how large and how many they may be."""

from django.db import models

MB = 1024**2
MAX_MB = 10
MAX_FILES = 20  # a case: what is larger belongs in the archive's own system
LONGEST_NAME = 120


class FileKind(models.TextChoices):
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "Excel (XLSX)"
    DOCX = "docx", "Word (DOCX)"
    PPTX = "pptx", "PowerPoint (PPTX)"
    CSV = "csv", "CSV"
    TXT = "txt", "Tekst (TXT)"
    PNG = "png", "PNG"
    JPEG = "jpeg", "JPEG"
    EML = "eml", "Mail (EML)"


_OFFICE = "application/vnd.openxmlformats-officedocument"
MIMES: dict[FileKind, str] = {
    FileKind.PDF: "application/pdf",
    FileKind.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    FileKind.DOCX: f"{_OFFICE}.wordprocessingml.document",
    FileKind.PPTX: f"{_OFFICE}.presentationml.presentation",
    FileKind.CSV: "text/csv",
    FileKind.TXT: "text/plain",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
    FileKind.EML: "message/rfc822",
}
# How a file of each kind may be called
SUFFIXES: dict[FileKind, tuple[str, ...]] = {
    **{kind: (f".{kind}",) for kind in FileKind},
    FileKind.JPEG: (".jpg", ".jpeg"),
}
