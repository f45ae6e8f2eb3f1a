"""FMT09: a font that few machines have, and the file does not carry it."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.published import at_file
from jixiao.checks.reasons import NO_FILE_TRAITS
from jixiao.checks.rule import Level, rule
from jixiao.language import Words
from jixiao.law import cite
from jixiao.model import Place

_PDF = Words(
    "PDF没有嵌入字体“{font}”，换一台电脑打开会变样。",
    "The PDF does not carry the font “{font}”: elsewhere it will look different.",
)
_MANY_PDF = Words(
    "PDF有{count}种字体没有嵌入，如{quoted}，换一台电脑打开会变样。",
    "The PDF does not carry {count} of its fonts, such as {quoted}: elsewhere it will look different.",
)
_PDF_HINT = Words("请在导出PDF时嵌入全部字体（PDF/A）。", "Embed all fonts on export (PDF/A).")
_STANDARD = ("Helvetica", "Times", "Courier", "Symbol", "ZapfDingbats", "Arial")


@rule(
    id="FMT09",
    level=Level.HINT,
    title=Words("字体没有嵌入文件", "Font not carried by the file"),
    citations=[cite("gbt-9704", "7.3.1")],
    message=Words(
        "文件用了“{font}”，没有嵌入；没有安装这种字体的电脑会换成别的字体。",
        "The file uses “{font}” without carrying it; machines without it will show another font.",
    ),
    many=Words(
        "文件有{count}种字体没有嵌入，如{quoted}；没有安装这些字体的电脑会换成别的字体。",
        "The file does not carry {count} of its fonts, such as {quoted}; other machines will show others.",
    ),
    hint=Words(
        "请在“选项—保存”中勾选“将字体嵌入文件”，或者公开PDF版本。",
        "Let the office program embed fonts when it saves, or publish a PDF.",
    ),
)
def font_missing(dossier: Dossier) -> Outcome:
    """Fonts that do not come with every machine are carried by the file.

    Of Word files that is the title font (小标宋); of PDF files any Chinese font, since a PDF is meant to look the same.
    """
    traits = dossier.traits
    if traits is None or not traits.fonts:
        return judged(0, (), without=NO_FILE_TRAITS)
    carried = traits.embedded_fonts or ()
    rare = dossier.law.words("layout.title_fonts")
    is_pdf = traits.kind == "pdf"
    drafts = []
    for font in traits.fonts:
        if font in carried or (font.startswith(_STANDARD) if is_pdf else not any(name in font for name in rare)):
            continue
        message, many, hint = (_PDF, _MANY_PDF, _PDF_HINT) if is_pdf else (None, None, None)
        draft = found(at_file(dossier, Place()), found=font, message=message, many=many, hint=hint, font=font)
        drafts.append(draft)
    return judged(traits.fonts, folded(drafts), without=NO_FILE_TRAITS)
