"""`jixiao serve`: the application behind granian, by its WSGI interface.

Not ASGI: Django answers an empty page thirteen times slower by it, and granian then hangs at its end. Static files are
whitenoise's, straight from the packages: nothing is collected.
"""

from __future__ import annotations

import errno
import os
import socket
import threading
import time
import warnings
from collections.abc import Callable
from contextlib import suppress

from jixiao_web.config.environment import CLOCK, PREFIX, SETTINGS
from jixiao_web.serving.errors import ServingError
from jixiao_web.serving.signals import end_at_the_first
from jixiao_web.serving.start import chosen_settings, let_go, migrate, set_up
from jixiao_web.serving.worker import worker_beside

APPLICATION = "jixiao_web.config.wsgi:application"
THREADS = 4
"""Requests that a worker handles at a time: a request mostly waits for the database or holds Python's lock."""

_SECONDS_TO_START, _SECONDS_TO_STOP = 60, 30
_ANYWHERE = ("0.0.0.0", "::")


def serve(
    host: str, port: int, workers: int, announce: Callable[[str], None], prepare: Callable[[], None] | None = None
) -> None:
    """Bring the database up to date, then answer requests until a signal ends it; open requests are answered first.

    Args:
        announce: is told the address once the server listens.
        prepare: is called once the database is up to date, before anybody is answered.
    Raises:
        ServingError: the address cannot be used.
    """
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    _refuse_taken(host, port)
    warnings.filterwarnings("ignore", "No directory at", UserWarning)  # of files that nobody collected
    _name_address(host, port)
    set_up()
    migrate()
    if prepare:
        prepare()
    let_go()
    end_at_the_first()
    os.environ[CLOCK] = "yes"
    server = Granian(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=_SECONDS_TO_STOP,
        process_name=None,
    )
    server.on_startup(lambda: _once_it_listens(host, port, lambda: announce(address_of(host, port))))
    with worker_beside():
        server.serve()


def _name_address(host: str, port: int) -> None:
    """Have the links of mails and calendars lead here, where nobody has set the address of the server."""
    name = f"{PREFIX}ADDRESS"
    if name not in os.environ and chosen_settings()["ADDRESS"] == SETTINGS["ADDRESS"].default:
        os.environ[name] = address_of(host, port)


def address_of(host: str, port: int) -> str:
    """The address that a person types in.

    >>> address_of("::1", 8000), address_of("0.0.0.0", 80)
    ('http://[::1]:8000/', 'http://localhost:80/')
    """
    name = "localhost" if host in _ANYWHERE else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/"


def workers_by_default() -> int:
    """A worker for each processor, four at most."""
    return max(1, min(4, os.cpu_count() or 1))


def _once_it_listens(host: str, port: int, then: Callable[[], None]) -> None:
    """granian tells of its start before its workers are there; a person who is told follows the address at once."""
    reached = "::1" if host == "::" else "127.0.0.1" if host in _ANYWHERE else host

    def wait() -> None:
        for _ in range(_SECONDS_TO_START * 10):
            with suppress(OSError), socket.create_connection((reached, port), timeout=5):
                return then()
            time.sleep(0.1)

    threading.Thread(target=wait, name="announcing", daemon=True).start()


def free_port(host: str, first: int, tries: int = 20) -> int:
    """The first port from one on that nobody holds; that one itself where none is free, which `serve` then tells."""
    for port in range(first, first + tries):
        try:
            _refuse_taken(host, port)
        except ServingError:
            continue
        return port
    return first


def _refuse_taken(host: str, port: int) -> None:
    """granian shares its port with whoever listens there already: two servers would take turns unseen."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        reason = "port_taken" if error.errno == errno.EADDRINUSE else "address_refused"
        raise ServingError(reason, host=host, port=port, why=error.strerror or error) from None
