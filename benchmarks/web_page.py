"""The section of the page on the web application: what was to be reached, then every page on both databases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.goals import Goal
from benchmarks.report import goal_rows, machine, number
from benchmarks.web import Run
from benchmarks.web_client import Times

_PACKAGES = "jixiao Django granian pysqlite3-binary psycopg django-htmx whitenoise".split()
_LISTS = ("list", "filing", "queue", "search", "inbox")
"""Pages that are held against the goals, with all that begin as they do."""
_HEAD = """## Web

How long the pages of the web application take with a large county, beside an empty view of Django without any
middleware on the same server, in the same run: {counted}. `jixiao serve` with two workers, asked over
connections that stay open.

{machine}"""
_READING = """
- Milliseconds from sending a request to the last byte of the answer, client and server on one machine; the pages are
  asked for in turn, {rounds} times after 5 that are not timed; eight users ask a quarter as often each. × is the ratio
  to the empty view at as many users. *Worked* is the time for which the processor worked for the server at one user: it
  stays the same where other programs keep the machine busy, and what an answer takes does not.
- *empty, our middleware* is the empty view behind the server's own middleware, for somebody who is logged in: session,
  person, rights, language.
- *filing* is the page of a filing of ten projects that somebody has opened since its last change, another one every
  time; *opened first* is one that nobody has. *autosave* is the save of one cell of ten projects, answered with all
  findings as they are then, by one person whose saves wait for each other.
- *inbox, finance* is of a whole county with dates and exceptions; *dashboard* is a county's year with as many projects
  as are told above as ledgers, its sums kept with the data.
- The words of *search, everywhere* stand in most indicators, those of *search, rare* in one project of a thousand.
"""


def goals(runs: Sequence[Run]) -> list[Goal]:
    """The demands on pages, at one user."""

    def worst(name: str, part: str) -> tuple[tuple[str, float], ...]:
        found = []
        for run in runs:
            times = run.times[1]
            base = getattr(times["empty"], part)
            own = [getattr(each, part) / base for case, each in times.items() if case.split(",")[0] == name]
            if own:
                found.append((run.engine, max(own)))
        return tuple(found)

    told = [Goal(f"{name}: p50, × the empty view, one user", 12, True, worst(name, "p50")) for name in _LISTS]
    told += [Goal(f"{name}: p95, × the empty view, one user", 20, True, worst(name, "p95")) for name in _LISTS]
    told.append(Goal("dashboard: p50, × the empty view, one user", 15, True, worst("dashboard", "p50")))
    saves = tuple((run.engine, run.times[1]["autosave"].p50) for run in runs)
    return [*told, Goal("autosave with findings: ms, ten projects", 150, True, saves)]


def section(runs: Sequence[Run], load: float | None) -> str:
    """The section of the benchmark's page."""
    told = runs[0].numbers
    counted = ", ".join(f"{told[key]:,} {key}" for key in ("units", "filings", "projects", "indicators", "ledgers"))
    parts = [_HEAD.format(counted=counted, machine=machine(load, _PACKAGES)), *goal_rows(goals(runs)), ""]
    for run in runs:
        size = [f"The database has {run.megabytes:,.0f} MB.\n"] if run.megabytes else []
        parts += [f"### {run.engine}\n", *size, *_rows(run), ""]
    rounds = len(next(iter(runs[0].times[1].values())).ms)
    return "\n".join(parts) + _READING.format(rounds=rounds)


def _rows(run: Run) -> Iterator[str]:
    users = sorted(run.times)
    head = " | ".join(f"p50 ms, {n} user{'s' * (n > 1)} | × | p95 ms | ×" for n in users)
    yield f"| page | {head} | worked ms | × |"
    yield "|---|" + "--:|--:|--:|--:|" * len(users) + "--:|--:|"
    base = run.times[users[0]]["empty"]
    for name, own in run.times[users[0]].items():
        cells = " | ".join(_cells(run.times[n][name], run.times[n]["empty"]) for n in users)
        worked = own.cpu / base.cpu if own.cpu and base.cpu else None
        yield f"| {name} | {cells} | {number(own.cpu)} | {number(worked)} |"
    yield f"| filing, opened first | {_cells(run.first, base)} | " + " | " * (4 * (len(users) - 1)) + " | |"


def _cells(own: Times, base: Times) -> str:
    return " | ".join(map(number, (own.p50, own.p50 / base.p50, own.p95, own.p95 / base.p95)))
