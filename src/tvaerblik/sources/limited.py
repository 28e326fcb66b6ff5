"""Runs one function over a file's bytes in a process of its own that can do nothing but count and end.

For formats whose readers can be made to use all memory or all time (XML, XLSX, Parquet): the process has little
memory, little time, no files, no network and no environment. What it cannot do within that is a refusal
of the file, never a hang and never the end of the process that asked.

The function is named, not handed over: `run_limited("tvaerblik.sources.lpr3_message:read_batch", data,
file="a.xml")` calls `read_batch(data)` there. It takes bytes and returns JSON values or bytes; a BadInput
that it raises is raised here. It may not open files or start threads, so its module imports all it needs
at the top, and what else the limits forbid it does in `before_limits()`, if it has one. A module that imports pyarrow needs larger limits: it reserves more memory than it uses.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from tvaerblik.core.errors import BadInput, Problem, Where
from tvaerblik.core.texts import Text
from tvaerblik.sources.child import AS_BYTES, AS_JSON, AS_REFUSAL, OUT_OF_MEMORY
from tvaerblik.sources.trouble import refuse


@dataclass(frozen=True)
class Limits:
    """Memory counts what the interpreter reserves (some 30 MB), the data and what is made of them."""

    memory_bytes: int = 1024**3
    cpu_seconds: int = 20
    wall_seconds: float = 60


LIMITS = Limits()
# -I: neither the environment nor the folder we stand in says what is imported.
COMMAND = (sys.executable, "-I", "-m", "tvaerblik.sources.child")


def run_limited(
    target: str, data: bytes, *, file: str, limits: Limits = LIMITS, **arguments: Any
) -> Any:
    """What `module:function` returns for `data`. Raises BadInput when it refuses or meets a limit.

    `arguments` are JSON values. `file` is only for the place in a refusal."""
    request = json.dumps({"target": target, "arguments": arguments}).encode()
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and nothing of the file is in the command
            [*COMMAND, str(limits.memory_bytes), str(limits.cpu_seconds)],
            input=request + b"\n" + data,
            capture_output=True,
            timeout=limits.wall_seconds,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _beyond(file, Text("for lang tid", "too long")) from None
    return _answer(done, file)


def _answer(done: "subprocess.CompletedProcess[bytes]", file: str) -> Any:
    kind, body = done.stdout[:1], done.stdout[1:]
    if done.returncode == 0 and kind == AS_JSON:
        return json.loads(body)
    if done.returncode == 0 and kind == AS_BYTES:
        return body
    if done.returncode == 0 and kind == AS_REFUSAL:
        raise refusal_from(json.loads(body), file)
    if done.returncode == OUT_OF_MEMORY:
        raise _beyond(file, Text("for meget hukommelse", "too much memory"))
    if done.returncode < 0:  # killed by a signal: the system's answer to a limit
        raise _beyond(file, Text("for meget tid eller hukommelse", "too much time or memory"))
    # The child names the kind of error and its place in our code; never a value of the file.
    place = done.stderr.decode("utf-8", "replace").strip()[-200:]
    raise refuse(
        "K-UNREADABLE",
        Text(f"Læsningen af filen gik i stå ({place}).", f"Reading the file failed ({place})."),
        Text("Dan filen igen, og meld fejlen.", "Make the file again and report the fault."),
        Where(file=file),
    )


def _beyond(file: str, what: Text) -> BadInput:
    return refuse(
        "D18",
        Text(
            f"Filen tager {what.da} at læse; læsningen er stoppet.",
            f"The file takes {what.en} to read; reading was stopped.",
        ),
        Text(
            "Del filen i mindre dele, eller dan den igen uden indlejrede data.",
            "Split the file into smaller parts, or make it again without embedded data.",
        ),
        Where(file=file),
    )


def refusal_from(fields: dict[str, Any], file: str) -> BadInput:
    """What the process told of, as a refusal of this file."""
    problems = [
        Problem(
            problem["code"],
            Text(*problem["what"]),
            Text(*problem["remedy"]),
            Where(**{"file": file, **{k: v for k, v in problem["where"].items() if v is not None}}),
        )
        for problem in fields["problems"]
    ]
    return BadInput(*problems, total=fields["total"])
