"""What the tests of long work share: a worker that does what waits, files to hand in."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile


@pytest.fixture
def do_all(settings, tmp_path):
    """Does every job that waits, in this process; the files of jobs lie in a folder of the test's own."""
    settings.DATA = tmp_path

    def do() -> int:
        from jixiao_web.jobs import queue
        from jixiao_web.jobs.work import do

        number = 0
        while job := queue.claim("test"):
            do(job)
            number += 1
        return number

    return do


@pytest.fixture
def packed():
    """An archive of files as an upload."""

    def pack(files: dict[str, bytes], name: str = "全县.zip") -> SimpleUploadedFile:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for each, data in files.items():
                archive.writestr(each, data)
        return SimpleUploadedFile(name, out.getvalue())

    return pack
