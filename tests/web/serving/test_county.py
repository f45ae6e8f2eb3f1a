"""A new server's first county: by one command, then in the browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jixiao_web.accounts.models import User
from tests.web.serving.running import environment, run


@pytest.mark.django_db
def test_a_server_that_knows_nobody_says_how_to_begin(client, aili) -> None:
    assert "jixiao county" not in client.get("/account/login/").content.decode()
    User.objects.all().delete()
    assert "jixiao county" in client.get("/account/login/").content.decode()


def test_it_begins_with_an_administrator_who_must_change_the_password(tmp_path: Path) -> None:
    settings = environment(tmp_path / "data")
    begun = run(["county", "130999", "云河县", "--admin", "wang", "--full-name", "王芳"], settings)
    assert begun.returncode == 0, begun.stderr
    assert "云河县（130999）" in begun.stdout
    assert re.search(r"管理员账号 wang，初始密码 \S{10,}（", begun.stdout)
    assert run(["audit", "verify"], settings).returncode == 0
    for words, why in (
        (["130999", "云河县", "--admin", "li"], "已经有管理员"),
        (["130998", "雾城区", "--admin", "wang"], "已经有人用"),
        (["13099", "雾城区", "--admin", "li"], "不是行政区划代码"),
        (["130998001", "雾岭乡", "--admin", "li"], "县级及以上为6位数字"),
        (["130998", "雾城区", "--admin", "li li"], "最多40字"),
        (["130998", "雾城区"], "如：jixiao county"),
    ):
        refused = run(["county", *words], settings)
        assert refused.returncode == 2 and why in refused.stderr
    assert run(["county", "130998", "雾城区", "--admin", "li"], settings).returncode == 0
