"""`python -m tests.fuzz --count N --seed S`: as many damaged files as wanted, counted by outcome."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

from tests.fuzz.run import run


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz", description="Read damaged files and count the outcomes"
    )
    parser.add_argument("--count", type=int, default=20_000, help="how many files (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="number of the first file (default: %(default)s)")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    faults = []
    slowest = (0.0, -1)
    begun = time.monotonic()
    for row in run(options.seed, options.count):
        counts[row.outcome.split(" ")[0]] += 1
        slowest = max(slowest, (row.seconds, row.number))
        if row.is_fault:
            faults.append(row)
            print(f"{row.number}: {row.outcome}\n  again: python -m tests.fuzz --count 1 --seed {row.number}")
    for outcome, count in counts.most_common():
        print(f"{count:8,}  {outcome}")
    print(f"{options.count:8,}  in {time.monotonic() - begun:.0f} s; slowest {slowest[0]:.2f} s (number {slowest[1]})")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
