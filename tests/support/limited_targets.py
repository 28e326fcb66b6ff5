"""What a limited process may be asked to run: a good function and every way to be a bad one."""

import socket
import subprocess
import time
from typing import Any

from tvaerblik.core.errors import BadInput, Problem, Where
from tvaerblik.core.texts import Text


def length(data: bytes, times: int = 1) -> dict[str, int]:
    return {"length": len(data) * times}


def reverse(data: bytes) -> bytes:
    return data[::-1]


def refuse(data: bytes) -> Any:
    where = Where(row=3, sheet="Ark1")
    raise BadInput(
        Problem("D05", Text("Nej.", "No."), Text("Prøv igen.", "Try again."), where), total=7
    )


def eat_memory(data: bytes) -> Any:
    kept = []
    while True:
        kept.append(b"x" * 2**24)


def never_end(data: bytes) -> Any:
    while True:
        pass


def sleep(data: bytes) -> Any:
    time.sleep(600)


def recurse(data: bytes) -> Any:
    return recurse(data)


def fail(data: bytes) -> Any:
    raise ValueError(f"row with {data!r}")


def open_a_file(data: bytes) -> Any:
    try:
        with open("/etc/hostname", "rb") as file:
            return file.read()
    except OSError as error:
        return type(error).__name__


def reach_the_network(data: bytes) -> Any:
    try:
        socket.create_connection(("127.0.0.1", int(data)), timeout=5)
    except OSError as error:
        return str(error)
    return "connected"


def start_a_process(data: bytes) -> Any:
    try:
        subprocess.run(["/bin/true"], check=False)
    except OSError:
        return "refused"
    return "started"
