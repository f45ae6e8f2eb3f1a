"""`jixiao serve` as a process: it answers, serves its static files, ends when asked; what keeps it from starting."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from jixiao.cli import main
from jixiao_web.serving.server import _name_address
from tests.web.serving.running import Server, county, environment, run

pytestmark = pytest.mark.xdist_group("serving")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(environment(tmp_path_factory.mktemp("serve") / "data"))
    server.start()
    yield server
    server.kill()


def test_it_answers_on_a_new_folder(server: Server) -> None:
    assert server.get("/account/login/") == 200
    assert server.get("/review/") == 302


def test_it_serves_static_files_itself(server: Server) -> None:
    assert server.get("/static/common/app.css") == 200
    assert server.get("/static/review/review.js") == 200


def test_it_ends_when_asked_and_says_where_it_was(tmp_path: Path) -> None:
    server = Server(environment(tmp_path / "data"), "--workers", "2")
    server.start()
    assert server.stop() == 0
    assert server.output().strip() == f"服务已启动：http://127.0.0.1:{server.port}/"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("pause", [0, 1])
def test_a_signal_to_all_its_processes_ends_it_at_once(tmp_path: Path, number: signal.Signals, pause: int) -> None:
    """So does a terminal's Ctrl+C, and so does systemd; a worker may still be starting.

    granian kills a worker that has not ended after 30 s. Whether it says so proves nothing: on a busy machine it also
    says so of one that has ended, since two of its threads wait for the same process.
    """
    server = Server(environment(tmp_path / "data"), "--workers", "2")
    server.start()
    time.sleep(pause)
    os.killpg(server.process.pid, number)
    assert server.process.wait(timeout=15) == 0


def test_a_taken_port_is_told(server: Server) -> None:
    told = run(["serve", "--port", str(server.port)], environment(Path("nowhere")))
    assert told.returncode == 2 and "已被占用" in told.stderr


@pytest.mark.parametrize("words", [["--port", "0"], ["--port", "http"], ["--port", "70000"], ["--workers", "-1"]])
def test_a_wrong_number_is_told(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", *words]) == 2
    assert "整数" in capsys.readouterr().err


def test_a_wrong_address_is_told(tmp_path: Path) -> None:
    told = run(["serve", "--host", "192.0.2.1"], environment(tmp_path / "data"))  # for documentation: no machine has it
    assert told.returncode == 2 and "--host" in told.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("words", ["nonsense = 1", "no toml", None])
def test_wrong_settings_are_told(words: str | None, tmp_path: Path) -> None:
    if words is not None:
        (tmp_path / "own.toml").write_text(words, encoding="utf-8")
    settings = environment(tmp_path / "data") | {"JIXIAO_CONFIG": str(tmp_path / "own.toml")}
    for command in (["serve"], ["audit", "verify"], ["restore", "x.zip"]):
        told = run(command, settings)
        assert told.returncode == 2 and "设置有误" in told.stderr and "Traceback" not in told.stderr


WITHOUT = """
import sys
sys.modules.update(dict.fromkeys(("django", "granian", "psycopg", "pysqlite3", "uuid_utils")))
from jixiao.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("words", [["serve"], ["audit", "verify"], ["backup", "x.zip"], ["restore", "x.zip"]])
def test_a_missing_extra_is_told_in_a_sentence(words: list[str], tmp_path: Path) -> None:
    for language, told in (("zh", "pip install 'jixiao[web]'"), ("en", "not installed")):
        done = subprocess.run(
            [sys.executable, "-c", WITHOUT, *words, "--lang", language],
            env=environment(tmp_path / "data"), cwd=tmp_path, capture_output=True, text=True, encoding="utf-8",
        )  # fmt: skip
        lines = done.stderr.strip().splitlines()
        assert done.returncode == 2 and len(lines) == 1 and told in lines[0]


def test_a_county_of_its_own_can_be_made(tmp_path: Path) -> None:
    assert len(county(environment(tmp_path / "data"))["units"]) == 3


def test_a_database_of_another_version_is_told(tmp_path: Path) -> None:
    import pysqlite3

    settings = environment(tmp_path / "data")
    county(settings)
    connection = pysqlite3.connect(tmp_path / "data/jixiao.sqlite3")
    connection.execute("DELETE FROM django_migrations WHERE app = 'review'")
    connection.commit()
    connection.close()
    told = run(["audit", "verify"], settings)
    assert told.returncode == 2 and "不是这一版本的" in told.stderr


@pytest.mark.parametrize(
    ("set_by_people", "address"),
    [("", "http://127.0.0.1:8412/"), ("https://jixiao.example", "https://jixiao.example")],
)
def test_links_in_mails_lead_to_the_server_itself_where_nobody_set_its_address(
    set_by_people: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIXIAO_ADDRESS", set_by_people)
    if not set_by_people:
        monkeypatch.delenv("JIXIAO_ADDRESS")
    _name_address("127.0.0.1", 8412)
    assert os.environ["JIXIAO_ADDRESS"] == address
