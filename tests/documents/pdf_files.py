"""PDF files drawn mark by mark, so that a test shows the very page that it is about. Heights count from the top."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from jixiao.documents import pdf
from jixiao.documents.blocks import Blocks, Table
from jixiao.documents.limits import DEFAULT, Limits

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0


class Paper:
    """A PDF in the making."""

    def __init__(self, size: tuple[float, float] = (WIDTH, HEIGHT), password: str | None = None) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.buffer = io.BytesIO()
        encrypt = StandardEncryption(password, strength=128) if password else None
        self.height = size[1]
        self.canvas = Canvas(self.buffer, pagesize=size, invariant=True, encrypt=encrypt)

    def text(self, left: float, top: float, words: str, size: float = 10) -> None:
        """Words with their upper left corner near the given point."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(left, self.height - top - size * 0.88, words)

    def prose(self, lines: Sequence[str], left: float = 70, top: float = 80, size: float = 10) -> None:
        """Lines below each other; one that starts with two wide blanks is set in by two characters."""
        for number, line in enumerate(lines):
            indent = 2 * size if line.startswith("　　") else 0
            self.text(left + indent, top + number * size * 1.6, line.strip("　"), size)

    def level(self, down: float, left: float, right: float) -> None:
        self.canvas.line(left, self.height - down, right, self.height - down)

    def upright(self, across: float, top: float, bottom: float) -> None:
        self.canvas.line(across, self.height - top, across, self.height - bottom)

    def bar(self, left: float, top: float, width: float, height: float) -> None:
        """A filled rectangle."""
        self.canvas.rect(left, self.height - top - height, width, height, stroke=0, fill=1)

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        for down in ys:
            self.level(down, xs[0], xs[-1])
        for across in xs:
            self.upright(across, ys[0], ys[-1])

    def table(self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]) -> None:
        """A ruled table; lines of a cell are parted by a line end."""
        self.grid(xs, ys)
        for top, words in zip(ys, rows, strict=False):
            for left, cell in zip(xs, words, strict=False):
                for number, line in enumerate(cell.split("\n")):
                    self.text(left + 4, top + 4 + 13 * number, line)

    def picture(self, left: float, top: float, width: float, height: float) -> None:
        """A picture of two grey points."""
        from PIL import Image

        image = ImageReader(Image.new("L", (2, 1), 128))
        self.canvas.drawImage(image, left, self.height - top - height, width, height)

    def next_page(self) -> None:
        self.canvas.showPage()

    def bytes(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()

    def read(self, limits: Limits = DEFAULT) -> Blocks:
        return pdf.read(self.bytes(), "计划.pdf", limits)


def grid_of(table: Table) -> list[list[str]]:
    """The texts row by row; a merged cell stands at its upper left corner, the rest of it is ‥."""
    grid = [["‥"] * table.width for _ in range(table.height)]
    for cell in table.cells:
        grid[cell.row][cell.column] = cell.text
    return grid


def texts(blocks: Blocks) -> list[str]:
    """The paragraphs' texts."""
    return [paragraph.text for paragraph in blocks.paragraphs()]
