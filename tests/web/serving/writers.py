"""People who write to a server by real requests and know what must stand in its database.

Each outlives the server: what was sent when it was killed may have taken effect or not, and is sent once more, as a
person does whose page did not come. That must never have a second effect.
"""

from __future__ import annotations

import http.client
import re
import threading
import uuid
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from tests.web.serving.running import Server

PURPOSE = "projects[0].purpose"
SAMPLE = Path(__file__).parents[3] / "src/jixiao/samples/qingshi-2025.docx"


class Ask(NamedTuple):
    """A request, and what it is to make: a token of its own, or a state."""

    wanted: str
    path: str
    session: str
    written: dict[str, str]
    file: tuple[str, bytes] | None = None


class Writer:
    """Somebody who writes until told to end or until the server is gone.

    Attributes:
        stands: what stands by the last answer. pending: what was sent without an answer.
        acknowledged: what was wanted by every request that was answered. wrong: answers that may not be.
    """

    done = 302
    again: ClassVar[tuple[int, ...]] = (302, 409, 422)
    """Answers to a request that is repeated: done now, or refused because it was done before."""

    def __init__(self, stands: str = "") -> None:
        self.stands, self.pending = stands, None
        self.acknowledged: list[str] = []
        self.wrong: list[tuple[str, int]] = []
        self.pending: Ask | None

    def begin(self, server: Server) -> Life:
        """Have them write to a server."""
        life = Life(self, server)
        life.start()
        return life

    def write(self, server: Server) -> None:
        """One request; raises what a connection raises that breaks."""
        repeated = self.pending is not None
        ask = self.pending or self.next(server)
        self.pending = ask
        status, page = server.send(ask.path, ask.session, ask.written, ask.file)
        if status != self.done and not (repeated and status in self.again):
            self.wrong.append((f"{ask.path} {ask.written} {page[-1500:]}", status))
            return
        self.stands, self.pending = ask.wanted, None
        self.acknowledged.append(ask.wanted)

    @property
    def may(self) -> set[str]:
        """What may stand in the database now."""
        return {self.stands} | ({self.pending.wanted} if self.pending else set())

    def next(self, server: Server) -> Ask:
        """What is to be sent next."""
        raise NotImplementedError


class Life(threading.Thread):
    """A writer as long as one server lives."""

    def __init__(self, writer: Writer, server: Server) -> None:
        super().__init__(daemon=True)
        self.writer, self.server, self.ended = writer, server, threading.Event()

    def run(self) -> None:
        while not self.ended.is_set() and not self.writer.wrong:
            try:
                self.writer.write(self.server)
            except (OSError, http.client.HTTPException):
                return

    def end(self) -> None:
        """Have them end after the request in hand."""
        self.ended.set()
        self.join(timeout=90)
        assert not self.is_alive()


class Saver(Writer):
    """A filler who saves a cell again and again."""

    def __init__(self, unit: dict[str, str], stands: str) -> None:
        super().__init__(stands)
        self.unit = unit

    def next(self, server: Server) -> Ask:
        wanted = f"用于{uuid.uuid4().hex}"
        written = {PURPOSE: wanted, f"was:{PURPOSE}": self.stands, "do": "save"}
        return Ask(wanted, f"/filings/{self.unit['filing']}/edit/", self.unit["filler"], written)


class Mover(Writer):
    """A filler who submits, and the head of the unit who returns."""

    def __init__(self, unit: dict[str, str]) -> None:
        super().__init__("draft")
        self.unit = unit

    def next(self, server: Server) -> Ask:
        filing, seen = self.unit["filing"], {"seen": self.stands}
        if self.stands == "unit_review":
            written = {"move": "return_in_unit", "reason": "请补充", **seen}
            return Ask("returned", f"/review/{filing}/move/", self.unit["head"], written)
        return Ask("unit_review", f"/filings/{filing}/move/", self.unit["filler"], {"move": "submit", **seen})


class Speaker(Writer):
    """A reviewer who comments."""

    def __init__(self, unit: dict[str, str], session: str) -> None:
        super().__init__()
        self.unit, self.session = unit, session

    def next(self, server: Server) -> Ask:
        wanted = uuid.uuid4().hex
        return Ask(wanted, f"/review/{self.unit['filing']}/comment/", self.session, {"path": "", "text": wanted})


class Beginner(Writer):
    """A filler who begins plans by dropping Word files, a year each; `wanted` is the year."""

    def __init__(self, unit: dict[str, str]) -> None:
        super().__init__("2025")
        self.unit = unit

    def next(self, server: Server) -> Ask:
        year = str(int(self.stands) + 1)
        written = {"unit": self.unit["unit"], "year": year}
        return Ask(year, "/filings/start/", self.unit["filler"], written, (SAMPLE.name, SAMPLE.read_bytes()))


class Importer(Writer):
    """An administrator who imports accounts from a table, two at once; `wanted` begins both their names."""

    done = 200

    def __init__(self, session: str) -> None:
        super().__init__()
        self.session = session

    def next(self, server: Server) -> Ask:
        name = f"p{uuid.uuid4().hex[:12]}"
        table = f"登录名,姓名,单位代码,角色\n{name}-a,甲,470000,填报人\n{name}-b,乙,470000,单位审核人\n"
        path = "/account/accounts/import/"
        status, page = server.send(path, self.session, {}, ("accounts.csv", table.encode()))
        if not page.rstrip().endswith("</html>"):
            raise ConnectionError("the page was cut off")
        seen = re.search(r'name="seen" value="(\w+)"', page)
        assert status == 200 and seen, page[-2000:]
        return Ask(name, path, self.session, {"text": table, "seen": seen[1]})


def everybody(made: dict[str, Any]) -> dict[str, Writer]:
    """A writer of each kind for a county, on different filings."""
    one, two, three = made["units"]
    return {
        "saver": Saver(one, made["purpose"]),
        "mover": Mover(two),
        "speaker": Speaker(three, made["finance"]),
        "beginner": Beginner(three),
        "importer": Importer(made["manager"]),
    }
