"""The process that `limited` starts: limits itself, reads a request, calls one function, answers.

Limits come in two steps. Memory and time are bounded before anything of the file is read. Once the
function's module is imported no file and no socket can be opened any more, so that nothing a file asks for
can be fetched, and no process can be started.
"""

import json
import os
import resource
import sys
from importlib import import_module
from typing import Any

from tvaerblik.core.errors import BadInput, TvaerblikError

AS_JSON, AS_BYTES, AS_REFUSAL = b"j", b"b", b"r"
OUT_OF_MEMORY = 41
FAILED = 42


def main(memory_bytes: int, cpu_seconds: int) -> int:
    _limit(resource.RLIMIT_AS, memory_bytes)
    _limit(resource.RLIMIT_CPU, cpu_seconds)
    _limit(resource.RLIMIT_CORE, 0)  # a picture of the memory would hold persons
    try:
        answer = _answered()
    except (MemoryError, RecursionError):
        return OUT_OF_MEMORY
    except Exception as error:  # told by kind and place: its text could quote the file
        sys.stderr.write(_place(error))
        return FAILED
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return 0


def _limit(what: int, most: int) -> None:
    """Never above what the system allows already."""
    hard = resource.getrlimit(what)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


def _answered() -> bytes:
    request = json.loads(sys.stdin.buffer.readline())
    name, function = request["target"].split(":")
    module = import_module(name)
    target = getattr(module, function)
    getattr(module, "before_limits", _nothing)()
    data = sys.stdin.buffer.read()
    for what in (resource.RLIMIT_NOFILE, resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE):
        _limit(what, 0)
    try:
        found = target(data, **request["arguments"])
    except BadInput as refusal:
        return AS_REFUSAL + json.dumps(fields_of(refusal)).encode()
    return AS_BYTES + found if isinstance(found, bytes) else AS_JSON + json.dumps(found).encode()


def _nothing() -> None:
    """Most functions need nothing of what the limits forbid."""


def fields_of(refusal: TvaerblikError) -> dict[str, Any]:
    """As JSON values, for the process that asked."""
    problems = [
        {
            "code": problem.code,
            "what": (problem.what.da, problem.what.en),
            "remedy": (problem.remedy.da, problem.remedy.en),
            "where": {
                name: getattr(problem.where, name)
                for name in ("file", "sheet", "row", "column", "path")
            },
        }
        for problem in refusal.problems
    ]
    return {"problems": problems, "total": refusal.total}


def _place(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    file = os.path.basename(trace.tb_frame.f_code.co_filename)
    return f"{type(error).__name__}, {file}:{trace.tb_lineno}"


if __name__ == "__main__":
    code = main(int(sys.argv[1]), int(sys.argv[2]))
    sys.stderr.flush()
    os._exit(code)  # the answer is given: no library may fail at tidying up and take it back
