"""The application behind a plain server that starts in no time: `python -m tests.web.serving.light PORT`.

A process that has loaded everything forks the one that answers. Tests that kill by the hundred need no more of a server
than that; that granian's own processes bear it, the same test tries less often.
"""

from __future__ import annotations

import os
import signal
import socketserver
import sys
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

SAMPLE = Path(__file__).parents[3] / "src/jixiao/samples/qingshi-2025.docx"


class _Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Handler(WSGIRequestHandler):
    def log_message(self, *_words: object) -> None:
        """Nothing."""


def main(port: int) -> None:
    """At every line on standard input fork a server and tell its process; end at the end of the input."""
    from jixiao_web.serving.start import let_go, set_up

    set_up()
    from django.urls import get_resolver

    from jixiao import api
    from jixiao_web.config.wsgi import application
    from jixiao_web.filings.checking import check

    # Loaded before the first fork: every view, every rule.
    assert get_resolver().url_patterns and check(api.read(SAMPLE))
    let_go()
    child = 0
    for _line in sys.stdin:
        if child:
            os.waitpid(child, 0)
        ready, told = os.pipe()
        child = os.fork()
        if not child:
            os.close(ready)
            os.close(sys.stdin.fileno())
            with make_server("127.0.0.1", port, application, _Server, _Handler) as server:
                os.write(told, b"!")
                os.close(told)
                server.serve_forever()
            os._exit(0)
        os.close(told)
        os.read(ready, 1)
        os.close(ready)
        print(child, flush=True)
    if child:
        os.kill(child, signal.SIGKILL)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[3]))
    main(int(sys.argv[1]))
