"""Where long headings in the middle of a page end their lines: between words, the lines about as long as one another.

GB/T 9704 7.3.1: words stay whole, lines are well matched, in the shape of a trapezoid or a diamond. Knows the words of
titles, and no fonts: widths are counted in characters.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence

from jixiao.documents.writing.looks import looks
from jixiao.documents.writing.pages import advance, width_of

_POINTS_A_MM = 72 / 25.4
_MOST_LINES = 3
_SPARE = 0.4
"""Characters that a line is kept shorter than the page, for fonts that are a little wider."""

_WORD = re.compile(
    r"20[0-9]{2}(?:[-—–~]20[0-9]{2})?年(?:度|[0-9]{1,2}[-—–~0-9]*月(?:[0-9]{1,2}日)?|第?[一二三四]季度|上半年|下半年)?"
    r"|[!-~]+[年月日个项亿万元%]*|《[^》]*》"
    r"|关于|印发|转发|报送|下达|批复|部门整体|项目支出|整体支出|部门预算|预算支出|预算项目|预算执行|专项资金|转移支付"
    r"|绩效(?:运行监控|目标申报|目标批复|文本|目标|自评|评价|运行|监控|管理|指标|跟踪|报告)|运行监控|执行监控|目标(?:文本|申报表?|批复表?|表)"
    r"|自评(?:报告|表)|评价报告|监控(?:情况表|报告|表)|申报表|情况表|调整表|审核(?:意见书?|结果)|整改(?:通知书?|情况)"
    r"|工作(?:报告|方案|总结)|中期|年度|部门|单位|项目|支出|预算|资金|经费|补助|绩效|目标|文本|报告|通知|意见|审核|汇总表?"
    r"|人民(?:政府|法院|检察院|医院)|街道办事处|委员会|办公室|管理局|监督局|服务中心|联合会|建设|工程|改造|服务|管理|保障"
    r"|农业|农村|公路|教育|卫生|健康|文化|旅游|交通|运输|自然|资源|生态|环境|市场|监督|社会|水务|林业|财政|审计|统计|应急|公安|司法|民政"
    r"|.",
    re.DOTALL,
)
_UNIT_END = re.compile(r"(?:局|委|会|政府|中心|院|所|站|队|校|学|馆|处|镇|乡|街道|办事处|办公室|公司)\Z")
_NEVER_FIRST = re.compile(r"[的及和与、，。；：）》〉】”’」』,.;:)\]%年月日元度书]")
_NEVER_LAST = re.compile(r"[（《〈【“‘「『(\[]\Z|关于\Z|第\Z")


def in_lines(text: str, style: str, text_width: float) -> str:
    """A heading with breaks where its lines shall end; other lines, and what stands on one line, as they are.

    Args:
        text_width: of the page, in millimetres.

    >>> in_lines("关于云河县农业农村局2026年绩效文本的审核意见", "title", 156)
    '关于云河县农业农村局\\n2026年绩效文本的审核意见'
    """
    look = looks().styles[style]
    if look.align != "centre":
        return text
    width = text_width * _POINTS_A_MM / advance(look) - look.indent - look.right_indent
    return "\n".join(_broken(part, width) for part in text.split("\n"))


@functools.lru_cache(maxsize=1024)
def _broken(text: str, width: float) -> str:
    room = width - _SPARE
    if width_of(text) <= room or width_of(text) > _MOST_LINES * room:
        return text
    words = [found[0] for found in _WORD.finditer(text)]
    borders = [at for at in range(1, len(words)) if _may_part(words[at - 1], words[at])]
    for lines in range(2, _MOST_LINES + 1):
        found = [
            (_cost(words, [0, *ends, len(words)], width), ends)
            for ends in itertools.combinations(borders, lines - 1)
            if all(width_of("".join(each)) <= room for each in _parts(words, ends))
        ]
        if found:
            return "\n".join("".join(each).strip() for each in _parts(words, min(found)[1]))
    return text


def _parts(words: Sequence[str], ends: Sequence[int]) -> list[Sequence[str]]:
    edges = [0, *ends, len(words)]
    return [words[begin:end] for begin, end in itertools.pairwise(edges)]


def _may_part(before: str, after: str) -> bool:
    return not (_NEVER_FIRST.match(after) or _NEVER_LAST.search(before))


def _cost(words: Sequence[str], edges: Sequence[int], width: float) -> float:
    """How bad it is to end lines there: unlike lines, words that may belong together, a shape narrow in the middle."""
    lengths = [width_of("".join(words[begin:end])) for begin, end in itertools.pairwise(edges)]
    cost = 6 * (max(lengths) - min(lengths)) / width
    cost += sum(_between(words, at) for at in edges[1:-1])
    if len(lengths) > 2 and lengths[1] < min(lengths[0], lengths[2]):
        cost += 2
    return cost


def _between(words: Sequence[str], at: int) -> float:
    """How much two neighbouring words belong together."""
    before, after = words[at - 1], words[at]
    if before in ("的", "、", "，", "）", "》") or after in "（《" or after[:1].isdigit():
        return 0.0
    if (_UNIT_END.search(before) and len(after) > 1) or before in ("及", "和", "与"):
        return 0.2
    if len(before) > 1 and len(after) > 1:
        return 1.0
    return 3.0
