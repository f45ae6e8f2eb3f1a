"""Search: what is saved is found at once, by whoever may see it and by nobody else."""

from __future__ import annotations

import io
import re

import lxml.html
import msgspec
import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from jixiao_web.accounts.models import Unit
from jixiao_web.filings.adjusting import adjustment_begin
from jixiao_web.filings.models import Filing
from jixiao_web.filings.services import CellEdit, draft_save, filing_begin, filing_move
from jixiao_web.search import index, selectors
from jixiao_web.search.grams import wanted_of
from jixiao_web.search.models import Kind, Row
from jixiao_web.search.selectors import Asked, found

URL = "/search/"


@pytest.fixture
def filing(aili, unit, plan):
    return filing_begin(person=aili, unit=unit, year=2025, document=plan, cause="imported")


def _page(client, words: str, **query: str) -> str:
    return client.get(URL, {"q": words, **query}).content.decode()


def _hits(person, words: str, **asked) -> dict[str, list[str]]:
    groups = found(person, Asked(words, **asked)) or []
    return {group.kind: [re.sub("</?mark>", "", f"{hit.name} {hit.words}") for hit in group.hits] for group in groups}


@pytest.mark.parametrize(
    ("words", "kind", "told"),
    [
        ("青石", "unit", "云河县青石镇"),
        ("471012", "unit", "471012"),
        ("照料", "project", "老年人日间照料站运转"),
        ("QSZ4710062", "project", "QSZ4710062"),
        ("qsz4710062", "project", "QSZ4710062"),
        ("日间 运转", "project", "老年人日间照料站运转"),
        ("午餐补贴", "text", "午餐补贴"),
        ("护林员", "text", "护林员分片包山"),
        ("绩效运行监控", "text", "绩效运行监控"),
    ],
)
def test_it_finds_units_projects_and_texts(aili, filing, words, kind, told):
    assert any(told in hit for hit in _hits(aili, words)[kind])


def test_it_finds_indicators_by_name_and_by_target(aili, filing, plan):
    indicator = plan.projects[0].indicators[0]
    assert any(indicator.name in hit for hit in _hits(aili, indicator.name)["indicator"])
    target = indicator.target.text
    assert any(target in hit for hit in _hits(aili, target, kind="indicator")["indicator"])


@pytest.mark.parametrize(
    "words",
    [
        "青",
        "照",
        "5",
        "年",
        "站运",
        "照料站运转",
        "不在其中",
        "石青",
        "运转 不在其中",
        "≥95",
        "完成2025年",
        "ＱＳＺ4710062",
    ],
)
def test_it_finds_just_what_holds_the_words(aili, filing, words):
    wanted = wanted_of(words)
    for kind in Kind.values:
        among = selectors._among(aili, kind)
        rows = Row.objects.filter(kind=kind)
        holding = {row.pk for row in rows if all(word in row.text.lower() for word in wanted.words)}
        assert set(index.found(wanted, among, 10_000)) == holding


def test_a_page_leads_to_the_very_place(as_aili, filing):
    page = lxml.html.fromstring(_page(as_aili, "照料站运转", kind="project"))
    (link,) = page.xpath("//ul[@class='hits']//a")[:1]
    address, _, anchor = link.get("href").partition("#")
    there = lxml.html.fromstring(as_aili.get(address).content.decode())
    assert "老年人日间照料站运转" in there.get_element_by_id(anchor).text_content()
    assert page.xpath("//ul[@class='hits']//mark")


def test_every_hit_has_its_place_on_paper(as_aili, filing):
    anchors = set(re.findall(r'id="(at-[^"]+)"', as_aili.get(reverse("filings:filing", args=[filing.pk])).text))
    from jixiao_web.filings.sheet import place_of

    assert {place_of(path) for path in Row.objects.values_list("path", flat=True)} <= anchors


def test_a_stranger_finds_nothing(as_chali, chali, as_nobody, filing):
    for client in (as_chali, as_nobody):
        assert "没有找到" in _page(client, "照料") and "青石" not in _page(client, "照料")
        assert "没有找到" in _page(client, "471012")
    assert not any(_hits(chali, "照料").values())


def test_a_county_finds_its_own_only(baihe, filing):
    assert _hits(baihe, "照料")["project"]
    Row.objects.update(county_code="990129")
    Filing.objects.update(county_code="990129")
    Unit.objects.update(county_code="990129")
    assert not any(_hits(baihe, "照料").values())


def test_what_is_saved_is_found_and_what_is_gone_is_not(aili, filing):
    cells = {"projects[0].name": "河道清淤工程"}
    was = "老年人日间照料站运转"
    kept = set(Row.objects.values_list("pk", flat=True))
    edits = [CellEdit(path, text, was) for path, text in cells.items()]
    draft_save(person=aili, filing_id=filing.pk, edits=edits, money_unit="元")
    assert _hits(aili, "河道清淤")["project"] and not _hits(aili, "照料站运转")["project"]
    assert len(kept - set(Row.objects.values_list("pk", flat=True))) == 1, "one row was written anew"


def test_rows_that_moved_keep_their_grams(aili, filing):
    from jixiao_web.filings.rows import row_move

    kept = set(Row.objects.values_list("pk", flat=True))
    row_move(person=aili, filing_id=filing.pk, path="projects", position=0, to=2, shape=0)
    assert set(Row.objects.values_list("pk", flat=True)) == kept
    (row,) = Row.objects.filter(kind=Kind.PROJECT, text__contains="照料站运转")
    assert row.path == "projects[2]"


def test_a_failed_save_leaves_nothing(aili, unit, filing, plan):
    before = Row.objects.count()
    from jixiao_web.filings.errors import AlreadyThere

    with pytest.raises(AlreadyThere):
        filing_begin(person=aili, unit=unit, year=2025, document=plan)
    assert Row.objects.count() == before


def test_filters_narrow(as_aili, aili, unit, filing, plan):
    filing_begin(person=aili, unit=unit, year=2024, document=msgspec.structs.replace(plan, projects=plan.projects[:1]))
    assert len(_hits(aili, "照料站运转")["project"]) == 2
    assert len(_hits(aili, "照料站运转", year=2024)["project"]) == 1
    assert not _hits(aili, "森林防火", year=2024)["project"]
    assert 'id="k-indicator"' not in _page(as_aili, "照料", kind="project")


def test_pages_follow_one_another(as_aili, aili, filing, monkeypatch):
    monkeypatch.setattr(selectors, "PAGE", 4)
    seen: list[str] = []
    page = _page(as_aili, "照料", kind="indicator")
    rows = Row.objects.filter(kind=Kind.INDICATOR, text__contains="照料").count()
    while page:
        tree = lxml.html.fromstring(page)
        seen += tree.xpath("//ul[@class='hits']/li/a/@href")
        following = tree.xpath("//a[@rel='next']/@href")
        page = as_aili.get(URL + following[0]).content.decode() if following else ""
    assert len(seen) == len(set(seen)) == rows


def test_many_hits_are_not_all_counted(aili, filing, monkeypatch):
    monkeypatch.setattr(selectors, "MOST_COUNTED", 3)
    group = next(group for group in found(aili, Asked("年")) if group.kind == "indicator")
    assert (group.number, group.more) == (3, True)


@pytest.mark.parametrize(
    "query",
    [{}, {"q": ""}, {"q": "%"}, {"q": "'\""}, {"q": '" OR "'}, {"q": "青*"}, {"q": "\0青石"}, {"q": "a & b | !c"},
     {"q": "青石", "before": "x", "kind": "unit"}, {"q": "青石", "year": "99999", "kind": "no"},
     {"q": "石" * 300}, {"q": "青石", "kind": "text", "before": "9" * 18}],
)  # fmt: skip
def test_nonsense_breaks_nothing(as_aili, filing, query):
    assert as_aili.get(URL, query).status_code == 200


def test_what_a_person_wrote_stays_words(as_aili, aili, filing):
    edit = CellEdit("projects[0].name", "<script>照料</script>", "老年人日间照料站运转")
    draft_save(person=aili, filing_id=filing.pk, edits=[edit], money_unit="元")
    page = _page(as_aili, "照料", kind="project")
    assert "<script>照料" not in page and "&lt;script&gt;<mark>照料</mark>" in page


def test_rebuilding_makes_the_same_rows(aili, filing):
    told = set(Row.objects.values_list("filing", "kind", "path", "text"))
    before = _hits(aili, "照料")
    call_command("rebuild_search", verbosity=0)
    assert set(Row.objects.values_list("filing", "kind", "path", "text")) == told
    assert _hits(aili, "照料") == before


def test_rows_that_are_gone_leave_no_grams(aili, filing):
    Row.objects.all().delete()
    with connection.cursor() as cursor:
        table = "search_gram" if connection.vendor == "sqlite" else "search_row"
        cursor.execute(f"SELECT COUNT(*) FROM {table}")
        assert cursor.fetchone()[0] == 0


def test_the_bar_has_a_box(as_aili, as_stranger):
    assert 'action="/search/"' in as_aili.get("/account/").text
    assert 'action="/search/"' not in as_stranger.get("/account/login/").text


def test_queries_do_not_grow_with_hits(as_baihe, baihe, county, aili, person_of, plan, django_assert_max_num_queries):
    small = msgspec.structs.replace(plan, projects=plan.projects[:1], itemized_goals=())

    def fill(first: int, last: int) -> None:
        for number in range(first, last):
            unit = Unit.objects.create(county_code="990128", code=f"48{number:04}", name=f"第{number}所")
            filler = person_of(f"filler{number}", "填报人", "filler", unit)
            filing_begin(person=filler, unit=unit, year=2025, document=small)

    fill(0, 3)
    as_baihe.get(URL)
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        _page(as_baihe, "照料")
    fill(3, 30)
    with django_assert_max_num_queries(len(few)):
        assert "100+" not in _page(as_baihe, "照料")


@pytest.mark.parametrize("most", [1, 3, 1000])
def test_common_words_are_looked_for_among_the_newest_first(aili, filing, monkeypatch, most):
    """PostgreSQL has this way besides; both say the same, and SQLite does not care."""
    among, wanted = selectors._among(aili, Kind.INDICATOR), wanted_of("2025年")
    plain = index.found(wanted, among, most)
    monkeypatch.setattr(index, "is_common", lambda _wanted, _kind: connection.vendor == "postgresql")
    assert plain and index.found(wanted, among, most) == plain
    following = index.found(wanted, among, most, before=plain[0])
    assert plain[0] not in following and following == sorted(following, reverse=True)


@pytest.mark.only_on("postgresql")
def test_what_is_common_is_asked_of_the_database(aili, filing):
    index._shares.cache_clear()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_row")
    told, kinds = index._shares(0)
    index._shares.cache_clear()
    assert told["2完成"] > 0 and 0 < kinds["1"] < 1


def test_a_project_that_was_adjusted_is_found_once(as_aili, aili, baihe_unit, baihe, unit, mended_plan):
    plan = filing_begin(person=aili, unit=unit, year=2025, document=mended_plan)
    ways = (aili, "submit", "draft"), (baihe_unit, "pass", "unit_review"), (baihe, "approve", "finance_review")
    for person, move, seen in ways:
        filing_move(person=person, filing_id=plan.pk, move=move, seen=seen)
    adjustment = adjustment_begin(person=aili, plan_id=plan.pk, why="预算调减")
    edit = CellEdit("projects[0].name", "调整后的运转项目", mended_plan.projects[0].name)
    draft_save(person=aili, filing_id=adjustment.pk, edits=[edit], money_unit="元")
    assert len(_hits(aili, "调整后的运转")["project"]) == 1, "it is found while it is on its way"
    for person, move, seen in ways:
        filing_move(person=person, filing_id=adjustment.pk, move=move, seen=seen)
    for _ in range(2):
        assert len(_hits(aili, "调整后的运转")["project"]) == 1
        rows = as_aili.get("/filings/?q=调整后的运转").context["page"]
        assert {row.key for row in rows} == {plan.pk, adjustment.pk}
        call_command("rebuild_search", stdout=io.StringIO())
