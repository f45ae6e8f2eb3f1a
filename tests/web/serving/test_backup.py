"""Backup while people write, restore into an empty folder: all of one moment, nothing else, nothing by half."""

from __future__ import annotations

import shutil
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.postgresql import postgresql
from tests.web.serving.rows import Rows, postgresql_rows, sqlite_rows
from tests.web.serving.running import Server, county, environment, run
from tests.web.serving.writers import Mover, Saver, Speaker

pytestmark = pytest.mark.xdist_group("serving")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[tuple[dict[str, str], Rows]]]:
    """Two places: one to back up, one to restore into."""
    folders = [tmp_path / "first", tmp_path / "second"]
    if request.param == "sqlite":
        yield [(environment(folder), sqlite_rows(folder)) for folder in folders]
        return
    with postgresql() as one, postgresql() as two:
        yield [
            (environment(folder, address), postgresql_rows(address))
            for folder, address in zip(folders, (one, two), strict=True)
        ]


def test_a_backup_holds_all_that_was_acknowledged_before_it(
    places: list[tuple[dict[str, str], Rows]], tmp_path: Path
) -> None:
    (settings, _), (elsewhere, rows) = places
    made = county(settings)
    uploads = Path(settings["JIXIAO_DATA"]) / "uploads/2025"
    uploads.mkdir(parents=True)
    (uploads / "原件.docx").write_bytes(b"words")
    job = Path(settings["JIXIAO_DATA"]) / "jobs/0198/result.zip"
    job.parent.mkdir(parents=True)
    job.write_bytes(b"packed")
    job.with_name(".part-half").write_bytes(b"half")
    server = Server(settings)
    server.start()
    units, archive = made["units"], tmp_path / "backup.zip"
    speaker = Speaker(units[2], made["finance"])
    lives = [each.begin(server) for each in (Saver(units[0], made["purpose"]), Mover(units[1]), speaker)]
    deadline = time.monotonic() + 60
    while len(speaker.acknowledged) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    said = [*speaker.acknowledged]
    first = run(["backup", str(archive)], settings)
    assert first.returncode == 0, first.stderr
    for life in lives:
        assert life.is_alive() and not life.writer.wrong
        life.end()
    assert server.stop() == 0
    assert archive.stat().st_mode & 0o777 == 0o600
    done = run(["restore", str(archive)], elsewhere)
    assert done.returncode == 0, done.stderr
    proof = run(["audit", "verify"], elsewhere)
    assert proof.returncode == 0, proof.stderr
    comments = {text for (text,) in rows("SELECT text FROM review_comment")}
    assert len(said) > 1 and set(said) <= comments
    assert (Path(elsewhere["JIXIAO_DATA"]) / "uploads/2025/原件.docx").read_bytes() == b"words"
    assert [each.name for each in (Path(elsewhere["JIXIAO_DATA"]) / "jobs/0198").iterdir()] == ["result.zip"]
    assert (Path(elsewhere["JIXIAO_DATA"]) / "jobs/0198/result.zip").read_bytes() == b"packed"
    again = Server(elsewhere)
    again.start()
    assert again.get("/review/", made["finance"]) == 200, "the secret key or the session was not restored"
    assert again.post(f"/review/{units[2]['filing']}/comment/", made["finance"], path="", text="恢复后") == 302
    assert again.stop() == 0
    assert run(["audit", "verify"], elsewhere).returncode == 0


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a small county."""
    folder = tmp_path_factory.mktemp("backup")
    settings = environment(folder / "data")
    county(settings)
    done = run(["backup", str(folder / "backup.zip")], settings)
    assert done.returncode == 0, done.stderr
    return folder / "backup.zip"


def test_a_folder_that_is_not_empty_is_refused(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/own.txt").write_text("own")
    settings = environment(tmp_path / "data")
    refused = run(["restore", str(archive)], settings)
    assert refused.returncode == 2 and "不是空的" in refused.stderr
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["own.txt"]
    forced = run(["restore", str(archive), "--force"], settings)
    assert forced.returncode == 0 and "保留在" in forced.stderr
    (aside,) = tmp_path.glob("data.before-*")
    assert (aside / "own.txt").exists() and not (tmp_path / "data/own.txt").exists()
    assert run(["audit", "verify"], settings).returncode == 0


def test_a_damaged_backup_is_refused_and_changes_nothing(archive: Path, tmp_path: Path) -> None:
    whole = archive.read_bytes()
    damaged = {
        "half.zip": whole[: len(whole) // 2],
        "other.zip": b"no archive",
        "bit.zip": bytes([*whole[:9000], whole[9000] ^ 255, *whole[9001:]]),
    }
    for name, data in damaged.items():
        (tmp_path / name).write_bytes(data)
        refused = run(["restore", str(tmp_path / name)], environment(tmp_path / "data"))
        assert refused.returncode == 2 and "Traceback" not in refused.stderr, name
        assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("name", ["../evil", "uploads/../../evil", "other.txt", "uploads/a\\..\\b"])
def test_an_archive_that_would_write_elsewhere_is_refused(archive: Path, tmp_path: Path, name: str) -> None:
    import json

    shutil.copy(archive, tmp_path / "evil.zip")
    with zipfile.ZipFile(archive) as packed:
        manifest = json.loads(packed.read("manifest.json"))
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as packed:
        packed.writestr(name, b"evil")
        packed.writestr("manifest.json", json.dumps(manifest | {"files": {name: ""}}))
    refused = run(["restore", str(tmp_path / "evil.zip")], environment(tmp_path / "data"))
    assert refused.returncode == 2 and "不是 jixiao 的备份" in refused.stderr
    assert not (tmp_path / "data").exists() and not (tmp_path / "evil").exists()


def test_a_backup_is_not_overwritten_unasked(archive: Path, tmp_path: Path) -> None:
    settings = environment(archive.parent / "data")
    shutil.copy(archive, tmp_path / "there.zip")
    before = (tmp_path / "there.zip").read_bytes()
    assert run(["backup", str(tmp_path / "there.zip")], settings).returncode == 2
    assert (tmp_path / "there.zip").read_bytes() == before
    assert run(["backup", str(tmp_path / "there.zip"), "--force"], settings).returncode == 0
    assert run(["backup", str(tmp_path / "no/where.zip")], settings).returncode == 2


def test_there_must_be_something_to_back_up(tmp_path: Path) -> None:
    told = run(["backup", str(tmp_path / "x.zip")], environment(tmp_path / "data"))
    assert told.returncode == 2 and "没有数据库" in told.stderr
    assert not (tmp_path / "data").exists() and not (tmp_path / "x.zip").exists()
    assert run(["restore", str(tmp_path / "x.zip")], environment(tmp_path / "data")).returncode == 2
    assert run(["backup"], environment(tmp_path / "data")).returncode == 2
    assert run(["restore"], environment(tmp_path / "data")).returncode == 2
