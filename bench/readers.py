"""Sixteen readers that ask a server for one address as fast as it answers, and what it costs it."""

import asyncio
import os
import re
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

READERS = 16
LENGTH = re.compile(rb"(?i)\r\ncontent-length: (\d+)")


@dataclass(frozen=True, slots=True)
class Load:
    """`seconds` a request of the server's processors: what is left of the machine does not change it."""

    per_second: float
    seconds: float


def load(port: int, pid: int, address: str, *, seconds: float, **headers: str) -> Load:
    """Every answer must be 200 or 304; a reader keeps its connection."""
    before, start = _processor_seconds(pid), time.perf_counter()
    answered = asyncio.run(_readers(port, _request(port, address, headers), start + seconds))
    took = time.perf_counter() - start
    return Load(answered / took, (_processor_seconds(pid) - before) / answered)


def _request(port: int, address: str, headers: Mapping[str, str]) -> bytes:
    lines = [f"GET {address} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode()


async def _readers(port: int, request: bytes, until: float) -> int:
    return sum(await asyncio.gather(*(_reader(port, request, until) for _ in range(READERS))))


async def _reader(port: int, request: bytes, until: float) -> int:
    stream, writer = await asyncio.open_connection("127.0.0.1", port)
    answered = 0
    while time.perf_counter() < until:
        writer.write(request)
        head = await stream.readuntil(b"\r\n\r\n")
        status = int(head[9:12])
        assert status in (200, 304), head
        length = LENGTH.search(head)
        if status == 200 and length:
            await stream.readexactly(int(length[1]))
        answered += 1
    writer.close()
    return answered


def _processor_seconds(pid: int) -> float:
    """Of the server and its workers, so far."""
    ticks = 0
    for one in _processes(pid):
        with open(f"/proc/{one}/stat", encoding="ascii", errors="replace") as file:
            fields = file.read().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _processes(pid: int) -> Iterator[int]:
    yield pid
    told = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=True
    )
    yield from map(int, told.stdout.split())
