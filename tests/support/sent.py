"""A form with files as a browser sends it, names and all: Django's own test client would clean them."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.test import Client

BOUNDARY = "----a-line-that-no-file-has"
File = tuple[str, str, bytes]  # the field, the name that is sent, the content


def files_of(folder: Path) -> list[File]:
    """A delivery's folder as the fields of the form."""
    return [
        ("foelgeseddel" if path.name == "LEVERANCE.json" else "filer", path.name, path.read_bytes())
        for path in sorted(folder.iterdir())
    ]


def body_of(fields: Mapping[str, str], files: Iterable[File]) -> bytes:
    parts = [
        f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode()
        for name, value in fields.items()
    ]
    parts += [
        f'Content-Disposition: form-data; name="{field}"; filename="{name}"\r\n'.encode()
        + b"Content-Type: application/octet-stream\r\n\r\n"
        + content
        for field, name, content in files
    ]
    line = f"--{BOUNDARY}".encode()
    return b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"


def send(client: Client, source: str, files: Iterable[File], **more: str) -> Any:
    body = body_of({"kilde": source, **more}, files)
    return client.generic(
        "POST", "/data/levering", body, f"multipart/form-data; boundary={BOUNDARY}"
    )
