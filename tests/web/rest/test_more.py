"""What came later to the API: parts, many at once, comments taken back, deadlines, tokens in the log, spending."""

from __future__ import annotations

import json

from jixiao_web.audit.models import Entry
from jixiao_web.filings.models import Filing
from jixiao_web.filings.services import filing_begin
from jixiao_web.trace.words import detail_words


def test_parts_of_a_plan_are_returned(aili, baihe, filing, program_of):
    Filing.objects.filter(pk=filing.pk).update(state="finance_review")
    program, at = program_of(baihe), f"filings/{filing.pk}"
    move = {"move": "return_in_finance", "seen": "finance_review", "parts": {"projects[0]": "请补充依据"}}
    assert (
        program.send("post", f"{at}/moves", {**move, "parts": {"projects[99]": "?"}}).json()["code"] == "not_returnable"
    )
    wrong = {**move, "move": "approve"}
    assert program.send("post", f"{at}/moves", wrong).json()["code"] == "not_returnable"
    assert program.send("post", f"{at}/moves", move).status_code == 200
    assert program_of(aili).send("get", at).json()["returned"] == {"projects[0]": "请补充依据"}
    cell = {"path": "projects[1].purpose", "text": "别的", "was": ""}
    cell["was"] = next(
        each["text"]
        for each in program_of(aili).send("get", f"{at}/cells").json()["items"]
        if each["path"] == cell["path"]
    )
    saved = program_of(aili).send("patch", f"{at}/cells", {"cells": [cell]}).json()
    assert saved["refused"][0]["path"] == cell["path"]


def test_a_comment_is_mended_taken_back_and_put_back(aili, baihe, filing, program_of):
    finance, filler, at = program_of(baihe), program_of(aili), f"filings/{filing.pk}/comments"
    said = f"comments/{finance.send('post', at, {'text': '请补充'}).json()['id']}"
    assert filler.send("put", f"{said}/mended", {"mended": True}).status_code == 204
    assert finance.send("get", at).json()[0]["mended_at"]
    assert finance.send("put", f"{said}/mended", {"mended": False}).status_code == 403
    assert filler.send("delete", said).status_code == 403
    assert finance.send("delete", said).status_code == 204 and finance.send("get", at).json() == []
    assert finance.send("delete", said).status_code == 404
    assert filler.send("post", f"{said}/restore").status_code == 403
    assert finance.send("post", f"{said}/restore").status_code == 204 and len(finance.send("get", at).json()) == 1


def test_many_are_moved_and_those_left_are_told(aili, unit, chali, filing, program_of):
    other = filing_begin(person=aili, unit=unit, year=2031)
    asked = {"filings": [str(filing.pk), str(other.pk)], "move": "submit", "seen": "draft"}
    Filing.objects.filter(pk=other.pk).update(state="unit_review")
    done = program_of(aili).send("post", "filings/moves", asked).json()
    assert [each["id"] for each in done["moved"]] == [str(filing.pk)] and done["moved"][0]["state"] == "unit_review"
    assert done["left"][0]["filing"] == str(other.pk) and done["left"][0]["code"] == "moved_on"
    assert program_of(chali).send("post", "filings/moves", asked).status_code == 404
    assert program_of(aili).send("post", "filings/moves", {**asked, "move": "approve"}).status_code == 403


def test_lists_tell_deadlines(aili, filing, program_of, monkeypatch):
    from datetime import date

    from jixiao_web.filings import due

    told = due.Deadline("submit", date(2025, 11, 20), 3)
    monkeypatch.setattr(due, "_TELLER", [due.Teller(lambda rows, _day: {each.pk: told for each in rows}, None)])
    program, expected = program_of(aili), {"step": "submit", "day": "2025-11-20", "days_left": 3}
    for row in (program.send("get", "filings").json()["items"][0], program.send("get", f"filings/{filing.pk}").json()):
        assert {name: row["deadline"][name] for name in expected} == expected


def test_the_log_names_the_token_by_which_something_came(aili, filing, program_of):
    program = program_of(aili)
    prefix = program.send("get", "me").json()["token"]["prefix"]
    assert program.send("post", f"filings/{filing.pk}/moves", {"move": "submit", "seen": "draft"}).status_code == 200
    assert json.loads(Entry.objects.get(action="submit").detail)["token"] == prefix
    filing_begin(person=aili, unit=filing.unit, year=2032)
    assert "token" not in json.loads(Entry.objects.filter(action="begun").last().detail)
    assert prefix in detail_words(Entry.objects.get(action="submit").detail)


def test_signs_that_cannot_be_written_down_are_refused(aili, filing, program_of):
    for odd in ("\x00", "\x0b", "\x1b", "\uffff"):
        response = program_of(aili).send("post", f"filings/{filing.pk}/comments", {"text": f"a{odd}"})
        assert response.status_code == 422 and response.json()["code"] == "invalid"


def test_spending_is_read(aili, chali, unit, filing, program_of):
    from datetime import date

    from jixiao_web.spending.models import Ledger, Payment
    from jixiao_web.spending.opening import ledgers_open

    ledgers_open(filing, aili)
    own = Ledger.objects.get(plan=filing, ordinal=1)
    for number in range(3):
        words = {"payee": "甲公司", "mark": bytes([number])}
        Payment.objects.create(county_code="990128", ledger=own, day=date(2025, 3, 1 + number), fen=12345, **words)
    program, at = program_of(aili, "read"), f"ledgers/{own.pk}"
    listed = program.send("get", "ledgers?year=2025").json()["items"]
    assert {each["id"] for each in listed} == {str(each.pk) for each in Ledger.objects.all()}
    told = program.send("get", at).json()
    assert told["name"] == own.name and told["plan"] == str(filing.pk) and told["unit"]["code"] == unit.code
    first = program.send("get", f"{at}/payments?limit=2").json()
    rest = program.send("get", f"{at}/payments?cursor={first['next']}").json()
    assert [each["yuan"] for each in first["items"] + rest["items"]] == ["123.45"] * 3 and rest["next"] is None
    assert program_of(chali).send("get", "ledgers").json()["items"] == []
    assert program_of(chali).send("get", f"{at}/payments").status_code == 404
    assert program_of(aili, "write").send("get", at).json()["code"] == "scope_missing"
