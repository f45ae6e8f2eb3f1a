"""The drafts by the command line, in every format; their words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from jixiao import api
from jixiao.cli import main
from jixiao.documents import read_blocks
from jixiao.documents.blocks import Paragraph
from jixiao.language import set_language
from jixiao.report.drafts import sentences

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
DRAFTS = ROOT / "src/jixiao/report/drafts"
EVALUATION = HERE.parents[1] / "checks/bases/self_evaluation.txt"
SAMPLE = ROOT / "src/jixiao/samples/qingshi-2025.docx"

Write = Callable[..., tuple[int, str]]


@pytest.fixture
def write(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """Call `jixiao write`: its exit status and what it says on standard error."""
    monkeypatch.delenv("JIXIAO_LANG", raising=False)

    def run(*words: str | Path) -> tuple[int, str]:
        status = main(["write", *map(str, words)])
        return status, capsys.readouterr().err

    yield run
    set_language("zh")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "自评.json"
    path.write_bytes(msgspec.json.encode(api.read(EVALUATION)))
    return path


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "检查.json"
    path.write_bytes(msgspec.json.encode(api.Checker().check(SAMPLE).report))
    return path


@pytest.mark.parametrize("form", ["performance_report", "绩效自评报告"])
@pytest.mark.parametrize("suffix", ["docx", "pdf", "xlsx", "html", "txt"])
def test_a_report_in_every_format(write: Write, model: Path, tmp_path: Path, form: str, suffix: str) -> None:
    out = tmp_path / f"报告.{suffix}"
    status, err = write(model, "--form", form, "--date", "2025-03-05", "-o", out)
    assert (status, "还有 12 处待填" in err) == (0, True)
    read = [item.text for item in read_blocks(out.read_bytes(), out.name).items if isinstance(item, Paragraph)]
    whole = "".join(read).replace(" ", "")
    for words in ("2024年度项目支出绩效自评报告", "预算执行率为95%，未执行1.8万元。", "2025年3月5日"):
        assert words in whole


def test_a_notice_of_a_report_and_of_the_file_itself(write: Write, report: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "通知一.txt", tmp_path / "通知二.txt"
    assert write(report, "--form", "rectification_notice", "--unit", "云河县青石镇人民政府本级", "-o", one)[0] == 0
    assert (
        write(SAMPLE, "--form", "整改通知书", "--issuer", "云河县财政局", "--deadline", "2025-04-30", "-o", other)[0]
        == 0
    )
    words = other.read_text(encoding="utf-8")
    assert "云河县青石镇人民政府本级：" in one.read_text(encoding="utf-8")
    assert "云河县青石镇人民政府本级：" in words
    assert "于2025年4月30日前完成，并将整改情况书面报送云河县财政局。" in words


def test_json_ties_every_sentence_to_its_data(write: Write, model: Path, tmp_path: Path) -> None:
    out = tmp_path / "报告.json"
    assert write(model, "--form", "performance_report", "-o", out)[0] == 0
    told = msgspec.json.decode(out.read_bytes())
    line = next(line for line in told["lines"] if "未执行1.8万元" in line["text"])
    assert told["schema"] == "jixiao/draft/1"
    assert line["sources"] == ["projects[0].execution.adjusted_yuan", "projects[0].execution.executed_yuan"]


@pytest.mark.parametrize(
    ("source", "form", "told"),
    [
        ("report", "performance_report", "不是文本的模型"),
        ("model", "rectification_notice", "不是检查结果"),
        ("sample", "performance_report", "绩效自评报告要根据绩效自评表来写，给出的是部门预算绩效文本。"),
        ("report", "hebei_plan", "不是文本的模型"),
    ],
)
def test_the_wrong_kind_is_told_in_one_sentence(
    write: Write, model: Path, report: Path, tmp_path: Path, source: str, form: str, told: str
) -> None:
    given = {"report": report, "model": model, "sample": SAMPLE}[source]
    out = tmp_path / "稿.docx"
    status, err = write(given, "--form", form, "-o", out)
    assert status == 2
    assert told in err
    assert err.count("\n") == 1
    assert not out.exists()


def test_a_plan_must_be_one(write: Write, model: Path, tmp_path: Path) -> None:
    status, err = write(model, "--form", "performance_report", "--plan", model, "-o", tmp_path / "稿.docx")
    assert (status, "--plan 应是" in err) == (2, True)


def test_several_reports_in_one_file(write: Write, report: Path, tmp_path: Path) -> None:
    both = tmp_path / "两份.json"
    both.write_bytes(report.read_bytes() + b"\n" + report.read_bytes())
    status, err = write(both, "--form", "rectification_notice", "-o", tmp_path / "稿.docx")
    assert (status, "几个文件的结果连在一起" in err) == (2, True)


def test_a_date_is_a_date(write: Write, report: Path, tmp_path: Path) -> None:
    out = tmp_path / "稿.docx"
    status, err = write(report, "--form", "rectification_notice", "--deadline", "四月底", "-o", out)
    assert (status, "“四月底”不是日期" in err) == (2, True)


@pytest.mark.parametrize(
    ("words", "idle"),
    [
        (["--form", "performance_report", "--issuer", "云河县财政局"], "--issuer"),
        (["--form", "rectification_notice", "--plan", "x"], "--plan"),
        (["--date", "2025-03-05"], "--date"),
    ],
)
def test_an_option_without_use_is_refused(
    write: Write, model: Path, tmp_path: Path, words: list[str], idle: str
) -> None:
    status, err = write(model, *words, "-o", tmp_path / "稿.docx")
    assert (status, f"用不到 {idle}。" in err) == (2, True)


@pytest.mark.parametrize("name", ["performance_report", "rectification"])
def test_every_sentence_is_said_somewhere(name: str) -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in DRAFTS.glob("*.py"))
    begun = tuple(re.findall(r'f"(\w+\.)\{', source))
    keys = [f"{table}.{key}" for table, words in sentences._words_of(name).items() for key in words]
    assert len(keys) > 40
    assert [key for key in keys if f'"{key}"' not in source and not key.startswith(begun)] == []
