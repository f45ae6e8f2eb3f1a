"""Several processes that remind at the same moment, as real ones on a real database: every mail goes out once."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PROCESSES = 4
SET_UP = """
import django
django.setup()
from datetime import timedelta
from django.core.management import call_command
from django.utils import timezone
call_command("migrate", verbosity=0)
from jixiao_web.accounts.models import Appointment, Unit, User
from jixiao_web.deadlines.models import CountyDeadline
for number in range(20):
    unit = Unit.objects.create(county_code="990128", code=str(number), name=f"单位{number}")
    user = User.objects.create(username=f"u{number}", email=f"u{number}@yunhe.example")
    Appointment.objects.create(county_code="990128", user=user, role="filler", unit=unit)
CountyDeadline.objects.create(county_code="990128", year=2026, step="submit", day=timezone.localdate())
"""


@pytest.mark.slow
def test_processes_that_remind_at_once_send_every_mail_once(tmp_path):
    environment = {**os.environ, "JIXIAO_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "jixiao_web.config.settings"}
    environment.pop("JIXIAO_DATABASE", None)
    subprocess.run([sys.executable, "-c", SET_UP], env=environment, check=True, timeout=120)
    call = [sys.executable, "-m", "jixiao", "remind"]
    running = [subprocess.Popen(call, env=environment) for _ in range(PROCESSES)]
    assert [process.wait(timeout=120) for process in running] == [0] * PROCESSES
    sent = "".join(path.read_text("utf-8") for path in Path(tmp_path, "mails").iterdir())
    assert sorted(re.findall("^To: (.*)$", sent, re.M)) == sorted(f"u{number}@yunhe.example" for number in range(20))
