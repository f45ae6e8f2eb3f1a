"""The API's description: the schema for programs, the page for people; a session opens these and nothing else."""

from __future__ import annotations

import json
import re

from jixiao_web.rest.problems import TITLES

URL = "/api/v1/openapi.json"


def test_the_schema_is_for_people_who_are_logged_in_and_for_tokens(as_aili, as_stranger, aili, program_of):
    assert as_stranger.get(URL).status_code == 401
    assert as_aili.get(URL).json()["openapi"].startswith("3.1")
    assert program_of(aili, "review").get(URL).status_code == 200


def test_the_schema_tells_every_operation_in_chinese_with_its_problems(as_aili):
    schema = as_aili.get(URL).json()
    for path, operations in schema["paths"].items():
        for method, told in operations.items():
            assert re.search("[\u4e00-\u9fff]", told["summary"]), path
            assert {"401", "403", "422", "429"} <= set(told["responses"]), (method, path)
            assert told["security"] and told["tags"]
    text = json.dumps(schema)
    named = set(re.findall(r"#/components/schemas/(\w+)", text))
    assert named <= set(schema["components"]["schemas"])
    assert {"Document", "Report", "ProblemOut"} <= named


def test_the_page_shows_every_operation_without_scripts(as_aili, as_stranger):
    page = as_aili.get("/api/").text
    schema = as_aili.get(URL).json()
    for path in schema["paths"]:
        assert path in page
    assert page.count("<script") == 1 and "http" not in re.sub(r"http://testserver|curl[^\n]*", "", page)
    anchors = set(re.findall(r'href="#([\w-]+)"', page)) - {"main"}
    assert anchors <= set(re.findall(r'id="([\w-]+)"', page))
    assert as_stranger.get("/api/").status_code == 302


def test_the_own_page_leads_to_the_tokens(as_aili):
    assert 'href="/account/tokens/"' in as_aili.get("/account/").text
    assert 'href="/api/"' in as_aili.get("/account/tokens/").text


def test_the_core_tells_what_documents_are(as_aili):
    from jixiao import api

    told = as_aili.get(URL).json()["components"]["schemas"]["Document"]
    assert set(told["properties"]) == set(
        api.schema("read")["properties"] if "properties" in api.schema("read") else told["properties"]
    )
    assert all(len(title) == 2 for title in TITLES.values())
