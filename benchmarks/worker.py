"""One contender on one document in a process of its own: memory is its own, and imports are done before the clock runs.

Reads `run` lines from standard input, answers each with a line of JSON, ends with its input.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

from benchmarks.content import CODES
from benchmarks.peers import contender, words


def main(name: str, document: str) -> None:
    """Prepare, then answer every `run` with the milliseconds it took; the first answer has memory and what was seen."""
    path = Path(document)
    read = contender(name).prepare()
    print(json.dumps({"before_mb": memory_mb()}), flush=True)
    is_first = True
    result: object = None
    for _ in sys.stdin:
        result = None  # else the clock runs while the last result is given up, on a heap that it keeps warm
        start = time.perf_counter()
        result = read(path)
        answer: dict[str, float | int | None] = {"ms": (time.perf_counter() - start) * 1000}
        if is_first:
            answer["peak_mb"] = memory_mb()
            answer["seen"] = len(set(re.findall(CODES, words(result))))
            is_first = False
        print(json.dumps(answer), flush=True)


def memory_mb() -> float | None:
    """Most memory held so far by this process or by the largest of its children, MB; None where nothing can tell."""
    try:
        import resource
    except ImportError:
        return None
    unit = 2**20 if sys.platform == "darwin" else 2**10
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit
    status = Path("/proc/self/status")
    if not status.exists():
        return max(children, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)
    # ru_maxrss of Linux begins with what the parent held when it started this process; VmHWM does not.
    match = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
    return max(children, int(match[1]) / 2**10) if match else None


if __name__ == "__main__":
    main(*sys.argv[1:])
