"""The frame of every page, the tags, the settings for a deployment, the English words."""

from __future__ import annotations

import ast
import gettext
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from django.template import engines
from django.urls import reverse

import jixiao_web
from jixiao_web.accounts.models import Role
from jixiao_web.common.templatetags import jixiao as tags
from jixiao_web.common.words import SHOWN, STATES
from jixiao_web.filings import errors as filing_errors
from jixiao_web.filings.models import Kind, State
from jixiao_web.filings.moves import MOVES

HERE = Path(jixiao_web.__file__).parent
PO = HERE / "locale/en/LC_MESSAGES/django.po"
CHINESE = re.compile("[\u4e00-\u9fff]")


def test_the_bar_shows_the_places_by_right(as_aili, as_administrator, as_baihe, as_auditor):
    def places(client):
        return re.findall(r"<li><a href=\"([^\"]+)\"", client.get("/account/").text)

    assert places(as_aili)[:2] == [reverse("filings:inbox"), reverse("filings:list")]
    assert not {reverse("review:queue"), reverse("accounts:units"), reverse("trace:log")} & set(places(as_aili))
    assert reverse("review:queue") in places(as_baihe) and reverse("accounts:units") not in places(as_baihe)
    assert {reverse("accounts:units"), reverse("accounts:accounts")} <= set(places(as_administrator))
    assert reverse("trace:log") in places(as_auditor) and reverse("accounts:units") not in places(as_auditor)


def test_the_bar_tells_where_one_is(as_administrator):
    page = as_administrator.get("/account/units/import/").text
    assert page.count('href="/account/units/" aria-current="page"') == 2, "in the bar, and in the menu of a telephone"
    assert page.count("aria-current") == 2


def test_a_stranger_sees_no_places(as_stranger, db):
    assert "<nav" not in as_stranger.get("/account/login/").text


@pytest.mark.parametrize("url", ["/account/login/", "/nothing-here/"])
def test_pages_bear_a_strict_policy(as_stranger, url, db):
    response = as_stranger.get(url)
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy and "http" not in policy
    assert response["X-Frame-Options"] == "DENY" and response["X-Content-Type-Options"] == "nosniff"


def templates() -> list[Path]:
    return sorted(HERE.glob("*/templates/**/*.html"))


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.name)
def test_templates_hold_nothing_that_the_policy_forbids(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=[\"']|javascript:|https?://", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


OFFICIAL = ("opinions.html",)
"""Papers of the administration: Chinese in every language of the screen."""


@pytest.mark.parametrize(
    "path", [each for each in templates() if each.name not in OFFICIAL], ids=lambda path: path.name
)
def test_templates_say_nothing_untranslated(path):
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", text, flags=re.S)
    text = re.sub(r"{% blocktrans.*?{% endblocktrans\w* %}", "", text, flags=re.S)
    text = re.sub(r"<pre.*?</pre>|lang=\"zh-hans\">中文", "", text, flags=re.S)
    text = re.sub(r"{[{%].*?[}%]}", "", text, flags=re.S)
    assert not CHINESE.search(text), CHINESE.search(text)


def test_templates_compile():
    for path in templates():
        name = str(path).split("/templates/")[1]
        engines["django"].get_template(name)


def test_every_word_of_the_sources_is_in_the_english_file():
    known = set(messages())
    missing = words_of_sources() - known - {""}
    assert not missing


def test_every_word_has_an_english_one():
    empty = [words for words, english in messages().items() if not all(english)]
    assert not empty
    assert "fuzzy" not in PO.read_text(encoding="utf-8")
    chinese = [english for english in messages().values() if CHINESE.search("".join(english))]
    # what stands so in files, on papers and in the numbers of documents is named as it stands there
    named = {"登录名", "代码", "启用", "云财预", "待填", "附件", "公告", "整改", "绩效"}
    assert not [english for english in chinese if not any(name in "".join(english) for name in named)]


def test_the_compiled_file_says_the_same():
    with PO.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for words, english in messages().items():
        told = [compiled.gettext(words)]
        if len(english) > 1:
            told = [compiled.ngettext(words, words, number) for number in (1, 2)]
        assert told == english, "compile it anew: django-admin compilemessages"


def test_placeholders_agree():
    for words, english in messages().items():
        wanted = set(re.findall(r"%\(\w+\)[sd]", words))
        for each in english:
            assert set(re.findall(r"%\(\w+\)[sd]", each)) <= wanted, words
        assert set(re.findall(r"%\(\w+\)[sd]", english[-1])) == wanted, words


def test_words_that_are_kept_as_data_are_listed():
    assert [str(each) for each in STATES] == State.labels
    data = {*Kind.labels, *Role.labels, *(move.title for move in MOVES.values())}
    data |= {words for _, words in tags.LEVELS.values()}
    data |= {error().args[0] for error in vars(filing_errors).values() if says_one_thing(error)}
    assert not data - set(SHOWN)


def says_one_thing(error: object) -> bool:
    """Whether a class is an error whose words are always the same."""
    if not (isinstance(error, type) and issubclass(error, filing_errors.FilingError)):
        return False
    made = vars(error).get("__init__")
    return made is not None and made.__code__.co_argcount == 1


def test_money_is_shown_in_full():
    assert tags.money_text(0, "元") == "0.00"
    assert tags.money_text(123456789, "元") == "1,234,567.89"
    assert tags.money_text(123456789, "万元") == "123.456789"
    assert tags.money_text(-500, "元") == "-5.00"
    assert tags.money_text(None, "万元") == "—"


def test_percents_and_states_are_shown_with_signs():
    assert tags.percent(Decimal("25.0")) == "25.00%" and tags.percent(Decimal("1E+2")) == "100.00%"
    assert tags.percent(Decimal("1234.125")) == "1,234.13%" and tags.percent(None) == "—"
    assert "草稿" in tags.state("draft", "草稿") and "aria-hidden" in tags.state("draft", "草稿")
    assert set(tags.STATE_SIGNS) == set(State.values) and len(set(tags.STATE_SIGNS.values())) == len(State)
    assert "1,200" in tags.level("error", 1200)
    assert "&lt;" in tags.state("draft", "<b>")


def test_a_deployment_by_https_has_no_warning(tmp_path):
    environment = {**os.environ, "JIXIAO_DATA": str(tmp_path), "JIXIAO_HTTPS": "yes", "JIXIAO_HOSTS": "jixiao.example"}
    environment["DJANGO_SETTINGS_MODULE"] = "jixiao_web.config.settings"
    command = [sys.executable, "-W", "ignore", "-m", "django", "check", "--deploy", "--fail-level", "DEBUG"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout + done.stderr


def test_no_migration_is_missing(db):
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def messages() -> dict[str, list[str]]:
    """The English file: words, and their English ones (two where there is a plural)."""
    found: dict[str, list[str]] = {}
    for block in PO.read_text(encoding="utf-8").split("\n\n"):
        parts = re.findall(
            r"^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) ((?:\"(?:[^\"\\]|\\.)*\"\n?)+)", block, re.M
        )
        told = [(name, "".join(ast.literal_eval(line) for line in words.splitlines())) for name, words in parts]
        words = next((words for name, words in told if name == "msgid"), "")
        context = next((f"{words}\x04" for name, words in told if name == "msgctxt"), "")
        if words:
            found[context + words] = [english for name, english in told if name.startswith("msgstr")]
    return found


def words_of_sources() -> set[str]:
    """Every word that templates and modules hand to gettext."""
    found = {word for path in templates() for word in words_of_template(path.read_text(encoding="utf-8"))}
    for path in HERE.glob("**/*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in GETTEXT | WITH_CONTEXT:
                found.add(_words(node))
    return found


GETTEXT = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy"}


def _words(call: ast.Call) -> str:
    """What a call of gettext asks for; nothing where its words are data."""
    constants = [each.value for each in call.args[:2] if isinstance(each, ast.Constant)]
    words = [str(each) for each in constants if isinstance(each, str)]
    if _name(call.func) in WITH_CONTEXT:
        return "\x04".join(words) if len(words) == 2 else ""
    return words[0] if words and isinstance(call.args[0], ast.Constant) else ""


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def words_of_template(text: str) -> set[str]:
    found = set(re.findall(r"_\(\"([^\"]+)\"\)", text))
    for words, context in re.findall(r"{%\s*trans(?:late)?\s+\"([^\"]+)\"(?:\s+context\s+\"(\w+)\")?", text):
        found.add(f"{context}\x04{words}" if context else words)
    for head, body in re.findall(r"{%\s*blocktrans(?:late)?\b([^%]*)%}(.*?){%\s*endblocktrans", text, re.S):
        body = re.split(r"{%\s*plural\s*%}", body)[0]
        lines = [line.strip() for line in body.strip().splitlines()] if "trimmed" in head else [body]
        found.add(re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", " ".join(lines).strip() if "trimmed" in head else body))
    return found


@pytest.mark.parametrize("words", ["zh-hans", "en"])
def test_pages_of_errors_speak_the_persons_language_and_say_so(words):
    from django.template.loader import render_to_string
    from django.utils import translation

    with translation.override(words):
        for name in ("400.html", "403_csrf.html", "500.html"):
            page = render_to_string(name)
            assert f'<html lang="{words}">' in page and 'href="/"' in page


def test_a_form_with_too_many_fields_is_refused_with_a_page_and_not_with_a_bare_line(as_aili):
    sent = {f"x{number}": "1" for number in range(20_001)}
    response = as_aili.post("/filings/start/", sent)
    assert response.status_code == 400 and "无法处理这次提交" in response.text
