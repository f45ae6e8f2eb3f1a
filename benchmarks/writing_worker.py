"""One writer, one job, in a process of its own: warm by a small paper of other words, so that no memory of texts or
pages, ours or the typesetter's, shortens the job that is timed.

python -m benchmarks.writing_worker NAME KIND MODEL.json SMALL.json
"""

from __future__ import annotations

import gc
import json
import re
import sys
import time
from pathlib import Path

from benchmarks.content import CODES
from benchmarks.peers import words
from benchmarks.worker import memory_mb
from benchmarks.writing_peers import writer
from jixiao.documents import read_blocks


def main(name: str, kind: str, model: str, small: str) -> None:
    """Print milliseconds, peak memory, size of the file, and how many projects can be read back from it, as JSON."""
    chosen = writer(name, kind)
    chosen.ready(Path(small))()
    job = chosen.ready(Path(model))
    gc.collect()
    start = time.perf_counter()
    data = job()
    answer: dict[str, float | int | None] = {"ms": (time.perf_counter() - start) * 1000, "peak_mb": memory_mb()}
    if data:
        answer["kb"] = len(data) / 1000
        answer["seen"] = len(set(re.findall(CODES, words(read_blocks(data, f"written.{kind}")))))
    print(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
