"""What the API does: a whole round by programs, refusals in one shape, paging, languages, limits."""

from __future__ import annotations

import hashlib
import json

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jixiao_web.audit.models import Entry
from jixiao_web.filings.models import Filing
from jixiao_web.filings.services import filing_begin
from jixiao_web.review.sheet import terms_of

PROBLEM = "application/problem+json"


def test_a_plan_goes_its_whole_way_by_programs(aili, baihe_unit, baihe, unit, program_of, mended_plan):
    filler, head, finance = program_of(aili), program_of(baihe_unit), program_of(baihe)
    content = msgspec.json.encode(mended_plan).decode()
    begun = filler.send("post", f"filings/from-document?unit={unit.pk}&year=2025", content)
    assert begun.status_code == 201, begun.content
    at = f"filings/{begun.json()['id']}"
    for program, move, seen in ((filler, "submit", "draft"), (head, "pass", "unit_review")):
        assert program.send("post", f"{at}/moves", {"move": move, "seen": seen}).status_code == 200
    assert finance.send("post", f"{at}/review").status_code == 204
    made = finance.send("post", f"{at}/comments", {"path": "projects[0].purpose", "text": "请补充依据"})
    assert made.status_code == 201
    said = f"comments/{made.json()['id']}"
    assert filler.send("post", f"{said}/answers", {"text": "已补充"}).status_code == 201
    assert finance.send("put", f"{said}/resolved", {"resolved": True}).status_code == 204
    talk = filler.send("get", f"{at}/comments").json()[0]
    assert talk["path"] == "projects[0].purpose" and talk["answers"][0]["text"] == "已补充" and talk["resolved_at"]
    points = {item.name: str(item.most) for item in terms_of(2025).items}
    assert finance.send("put", f"{at}/sheet", {"points": points, "opinion": "可行"}).status_code == 204
    sheet = finance.send("get", f"{at}/sheet").json()
    assert sheet["total"] == "100" and sheet["grade"] == "优" and sheet["may_fill_in"]
    for move, seen in (("approve", "finance_review"), ("publish", "approved")):
        assert finance.send("post", f"{at}/moves", {"move": move, "seen": seen}).status_code == 200
    assert filler.send("get", at).json()["state"] == "published"
    causes = [each["cause"] for each in filler.send("get", f"{at}/revisions").json()]
    assert causes == ["publish", "approve", "pass", "submit", "imported"]


def test_a_plan_begins_with_a_file(aili, unit, program_of, sample_bytes):
    file = SimpleUploadedFile("plan.docx", sample_bytes)
    told = {"file": file, "unit": str(unit.pk), "year": "2025"}
    begun = program_of(aili).post("/api/v1/filings/from-file", told)
    assert begun.status_code == 201, begun.content
    assert begun.json()["projects"] > 1
    wrong = {"file": SimpleUploadedFile("x.docx", b"nothing"), "unit": str(unit.pk), "year": "2026"}
    refused = program_of(aili).post("/api/v1/filings/from-file", wrong)
    assert refused.status_code == 422 and refused.json()["code"] == "not_readable" and refused.json()["detail"]


def test_a_plan_is_carried_over_and_confirmed(aili, unit, filing, program_of):
    Filing.objects.filter(pk=filing.pk).update(state="approved")
    program = program_of(aili)
    begun = program.send("post", "filings", {"unit": str(unit.pk), "year": 2026, "start": "carry_over"})
    at = f"filings/{begun.json()['id']}"
    refused = program.send("post", f"{at}/moves", {"move": "submit", "seen": "draft"})
    assert refused.status_code == 422 and refused.json()["code"] == "not_confirmed"
    confirmed = program.send("post", f"{at}/confirm", {"path": "projects[0]"})
    assert confirmed.json()["number"] > 0


def test_an_approved_plan_is_adjusted(aili, filing, program_of):
    program = program_of(aili)
    refused = program.send("post", f"filings/{filing.pk}/adjustments", {"why": "预算调减"})
    assert refused.status_code == 422 and refused.json()["code"] == "not_settled"
    Filing.objects.filter(pk=filing.pk).update(state="approved")
    begun = program.send("post", f"filings/{filing.pk}/adjustments", {"why": "预算调减"})
    assert begun.status_code == 201 and begun.json()["adjusts"] == str(filing.pk)


def test_documents_and_findings_are_as_the_commands_print_them(aili, filing, program_of):
    from jixiao import api

    program = program_of(aili)
    document = program.send("get", f"filings/{filing.pk}/document")
    assert api.load(document.content, "") and document.json()["schema"] == "jixiao/document/1"
    report = program.send("get", f"filings/{filing.pk}/findings").json()
    assert report["schema"] == "jixiao/report/1"
    assert report["summary"]["error"] == filing.errors and report["summary"]["warning"] == filing.warnings
    revision = program.send("get", f"filings/{filing.pk}/revisions/1/document")
    assert hashlib.sha256(revision.content).hexdigest() == revision["X-Content-SHA256"]


def test_cells_are_saved_and_what_others_changed_is_told(aili, filing, program_of):
    program, at = program_of(aili), f"filings/{filing.pk}/cells"
    cells = {each["path"]: each["text"] for each in program.send("get", at).json()["items"]}
    path = "projects[0].purpose"
    saved = program.send("patch", at, {"cells": [{"path": path, "text": "改善出行条件", "was": cells[path]}]})
    assert saved.status_code == 200 and not saved.json()["conflicts"] and saved.json()["filing"]["version"] == 2
    late = program.send("patch", at, {"cells": [{"path": path, "text": "别的", "was": cells[path]}]}).json()
    assert late["conflicts"] == [{"path": path, "stands": "改善出行条件", "refused": "别的"}]
    budget = "projects[0].funds.budget_yuan"
    wrong = program.send("patch", at, {"cells": [{"path": budget, "text": "很多", "was": cells[budget]}]}).json()
    assert wrong["refused"][0]["path"] == budget


def test_rows_come_and_go_and_a_draft_is_replaced(aili, filing, program_of):
    program, at = program_of(aili), f"filings/{filing.pk}"
    number = program.send("get", at).json()["projects"]
    added = program.send("post", f"{at}/rows/add", {"path": "projects", "position": 0}).json()
    assert added["path"] == "projects[0]" and added["filing"]["projects"] == number + 1
    deleted = program.send("post", f"{at}/rows/delete", {"path": "projects", "position": 0}).json()
    assert deleted["filing"]["projects"] == number
    assert program.send("post", f"{at}/rows/restore").json()["filing"]["projects"] == number + 1
    moved = program.send("post", f"{at}/rows/move", {"path": "projects", "position": 0, "to": 1}).json()
    assert moved["path"] == "projects[1]"
    gone = program.send("post", f"{at}/rows/delete", {"path": "projects", "position": 400})
    assert gone.status_code == 422 and gone.json()["code"] == "row_gone"
    first = program.send("get", f"{at}/revisions/1/document").content.decode()
    version = program.send("get", at).json()["version"]
    assert program.send("put", f"{at}/document?version={version - 1}", first).status_code == 409
    replaced = program.send("put", f"{at}/document?version={version}", first)
    assert replaced.status_code == 200 and replaced.json()["projects"] == number
    compared = program.send("get", f"{at}/compare?from=1").json()
    assert compared["groups"] == []


def test_files_of_every_kind(aili, filing, program_of):
    program = program_of(aili)
    for kind, begins in (("docx", b"PK"), ("xlsx", b"PK"), ("json", b"{"), ("html", b"<!")):
        response = program.send("get", f"filings/{filing.pk}/files/{kind}?revision=1")
        assert response.status_code == 200 and response.content.lower().startswith(begins.lower()), kind
        assert response["Content-Disposition"].startswith("attachment")
    assert program.send("get", f"filings/{filing.pk}/files/exe").status_code == 422
    assert program.send("get", f"filings/{filing.pk}/files/docx?revision=9").status_code == 404
    letter = program.send("get", f"filings/{filing.pk}/letter/docx")
    assert letter.status_code == 200 and letter.content.startswith(b"PK")


def test_refusals_have_one_shape_and_a_code(aili, filing, program_of):
    program, at = program_of(aili), f"filings/{filing.pk}/moves"
    moved_on = program.send("post", at, {"move": "submit", "seen": "returned"})
    assert moved_on.status_code == 409 and moved_on["Content-Type"] == PROBLEM
    told = moved_on.json()
    assert set(told) == {"type", "title", "status", "code", "detail"} and told["code"] == "moved_on"
    invalid = program.send("post", at, {"move": "fly", "seen": "draft"})
    assert invalid.status_code == 422 and invalid.json()["errors"][0]["at"] == "body.move"
    assert program.send("post", at, "{").status_code == 400
    assert program.send("post", at, {"move": "approve", "seen": "draft"}).status_code == 403
    wrong = program.send("delete", at)
    assert wrong.status_code == 405 and wrong["Allow"] == "POST" and wrong.json()["code"] == "wrong_method"
    nothing = program.send("get", "nothing/here")
    assert nothing.status_code == 404 and nothing["Content-Type"] == PROBLEM


def test_words_are_chinese_and_english_on_demand(aili, filing, program_of):
    path, wrong = f"filings/{filing.pk}/moves", {"move": "submit", "seen": "returned"}
    chinese = program_of(aili).send("post", path, wrong)
    english = program_of(aili).send("post", path, wrong, **{"accept-language": "fr;q=0.9, en-GB;q=0.8"})
    assert chinese["Content-Language"] == "zh-hans" and "状态" in chinese.json()["detail"]
    assert english["Content-Language"] == "en" and english.json()["detail"].isascii()
    assert english.json()["code"] == chinese.json()["code"]


def test_pages_of_a_list_hold_every_filing_once(aili, unit, plan, program_of, django_assert_max_num_queries):
    small = msgspec.structs.replace(plan, projects=plan.projects[:1], itemized_goals=())
    keys = [str(filing_begin(person=aili, unit=unit, year=2010 + n, document=small).pk) for n in range(5)]
    program, seen, cursor = program_of(aili, "read"), [], ""
    while cursor is not None:
        with django_assert_max_num_queries(9):
            page = program.send("get", f"filings?limit=2&cursor={cursor}").json()
        seen += [each["id"] for each in page["items"]]
        cursor = page["next"]
    assert seen == keys[::-1]
    assert len(program.send("get", "filings?year=2012").json()["items"]) == 1
    assert program.send("get", "filings?cursor=%3F").json()["code"] == "wrong_cursor"
    assert program.send("get", "filings?q=%00").status_code == 422
    assert [each["code"] for each in program.send("get", "units").json()["items"]] == [unit.code]


def test_a_program_sees_the_queue_and_the_log_proves_itself(auditor, baihe, filing, program_of):
    program = program_of(auditor)
    queue = program.send("get", "queue?state=draft").json()
    assert queue["counts"] == {"draft": 1} and queue["items"][0]["filing"]["id"] == str(filing.pk)
    log = program.send("get", "log").json()["items"]
    assert any(each["object_key"] == str(filing.pk) for each in log)
    assert program.send("get", "log/proof").json()["holds"]
    Entry.objects.filter(action="begun").update(actor="nobody")
    proof = program.send("get", "log/proof").json()
    assert not proof["holds"] and proof["faults"]
    assert program_of(baihe).send("get", "log").status_code == 403


@pytest.mark.parametrize(
    "content",
    [
        "[" * 100_000,
        '{"schema": "jixiao/document/1", "projects": ' + "[" * 5_000 + "]" * 5_000 + "}",
        json.dumps({"schema": "jixiao/document/1", "projects": [{"ordinal": 1}] * 600}),
        '{"schema": "jixiao/document/1", "projects": [{"ordinal": 1, "name": "\\u0000"}]}',
        '{"schema": "jixiao/document/1", "kind": "self_evaluation"}',
        '"text"',
        "",
        b"PK\x03\x04",
    ],
)
def test_a_document_that_is_none_is_refused(aili, unit, program_of, content):
    program = program_of(aili)
    response = program.send("post", f"filings/from-document?unit={unit.pk}&year=2025", content)
    assert response.status_code == 422, response.content
    assert not Filing.objects.exists()


def test_what_is_too_large_is_refused(aili, unit, filing, program_of, settings):
    settings.UPLOAD_BYTES = 1000
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2000
    program, big = program_of(aili), json.dumps({"schema": "jixiao/document/1", "x": "x" * 3000})
    assert program.send("post", f"filings/from-document?unit={unit.pk}&year=2025", big).status_code == 413
    assert program.send("patch", f"filings/{filing.pk}/cells", big).status_code == 413
    told = {"file": SimpleUploadedFile("a.txt", b"x" * 1500), "unit": str(unit.pk), "year": "2026"}
    assert program.post("/api/v1/filings/from-file", told).status_code == 422


def test_a_fault_of_ours_is_a_problem_too(aili, program_of, monkeypatch, caplog):
    from jixiao_web.rest.endpoints import people

    monkeypatch.setattr(people.shown, "unit", lambda _each: 1 / 0)
    response = program_of(aili).send("get", "units")
    assert response.status_code == 500 and response.json()["code"] == "server_error"
    assert "ZeroDivisionError" in caplog.text and "ZeroDivision" not in response.text
