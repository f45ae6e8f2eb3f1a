"""No test goes to the network; one that starts a server of its own may talk to it."""

from __future__ import annotations

import contextlib
import socket
import urllib.request

import pytest


@pytest.mark.parametrize("host", ["192.0.2.1", "jixiao.example", "0.0.0.1", "127.0.0.1.jixiao.example"])
def test_the_network_is_out_of_reach(host: str) -> None:
    with pytest.raises(RuntimeError, match="went to the network"):
        socket.create_connection((host, 9), timeout=0.1)
    with pytest.raises(RuntimeError, match="went to the network"):
        urllib.request.urlopen(f"http://{host}:9/", timeout=0.1)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_is_not(host: str) -> None:
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as server:
        socket.create_connection((host, server.getsockname()[1]), timeout=5).close()
