"""Articles → the text of the page with marks for its layout.

A line holding a form feed begins each article; `# ` marks its title, `## ` the other lines of its headline, `### ` a
sub-heading, `![]` a picture whose caption follows. Paragraphs are whole lines: a first line is set in, a last one short.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from etl.imprint import SENTENCE_END_RE, read_byline, read_dateline
from etl.marks import BORDER, PICTURE
from etl.read.pdf.articles import Article
from etl.read.pdf.blocks import INDENT, Block
from etl.read.pdf.headlines import RUNNING_TEXT_RE, Headline
from etl.read.pdf.lines import Line
from etl.read.pdf.sheet import FULL

TITLE_SIZE = 0.93
LATIN_RE = re.compile("[A-Za-z]")


def mark_up(own: Iterable[Line], articles: Iterable[Article]) -> str:
    """The text of a page: the lines of its own, each apart, and its articles."""
    parts = [[line.text] for line in own] + [list(_article_lines(article)) for article in articles]
    return "\n".join("\n".join([BORDER, *lines]) for lines in parts)


def _article_lines(article: Article) -> Iterator[str]:
    if article.headline:
        yield from headline_lines(article.headline)
    if article.picture:
        yield PICTURE
    parts: list[Block] = []
    for block in article.text:
        if block in article.inner:
            yield from paragraphs(parts)
            yield f"### {''.join(line.text for part in article.inner[block].blocks for line in part.lines)}"
            parts = []
        parts.append(block)
    yield from paragraphs(parts)


def headline_lines(headline: Headline) -> Iterator[str]:
    """The marked lines of a headline: its largest are the title."""
    for block in headline.blocks:
        for line in block.lines:
            if line.size >= TITLE_SIZE * headline.size:
                yield f"# {line.text}"
            elif read_byline(line.text) or read_dateline(line.text):
                yield line.text
            else:
                yield f"## {line.text}"


def paragraphs(blocks: Sequence[Block]) -> Iterator[str]:
    """The paragraphs of a text that runs through blocks."""
    indented = _has_indents(blocks)
    faces = [block.face for block in blocks for _ in block.lines]
    usual = max(set(faces), key=faces.count, default=0)
    paragraph, before = "", None
    for block in blocks:
        if is_subheading(block, usual, blocks):
            if paragraph:
                yield paragraph
            yield f"### {block.text}"
            paragraph, before = "", None
            continue
        for line in block.lines:
            if before and not _goes_on(before, (block, line), paragraph, indented=indented):
                yield paragraph
                paragraph = ""
            paragraph += _joint(paragraph, line.text) + line.text
            before = (block, line)
    if paragraph:
        yield paragraph


def _joint(paragraph: str, following: str) -> str:
    """The blank between two Latin words that a line end parts."""
    return " " if LATIN_RE.fullmatch(paragraph[-1:]) and LATIN_RE.fullmatch(following[:1]) else ""


def is_subheading(block: Block, usual: int, blocks: Sequence[Block]) -> bool:
    """Whether a block is a sub-heading: a short line of other type than the text it stands in, without a stop."""
    if len(block.lines) > 2 or len(blocks) < 2:
        return False
    if block.face == usual and block.size <= 1.04 * min(other.size for other in blocks):
        return False
    text = block.text
    return len(text) <= 40 and not RUNNING_TEXT_RE.search(text) and not read_byline(text) and not SENTENCE_END_RE.search(text)


def _has_indents(blocks: Sequence[Block]) -> bool:
    """Whether the paragraphs of a text begin with an indent."""
    return any(
        line.box.x0 - block.left >= INDENT[0] * line.size and line.box.x0 - block.left <= INDENT[1] * line.size
        for block in blocks
        for line in block.lines
    )


def _goes_on(before: tuple[Block, Line], after: tuple[Block, Line], paragraph: str, *, indented: bool) -> bool:
    """Whether a paragraph goes on from one line to the next."""
    (block, line), (other, following) = before, after
    em = following.size
    indent = following.box.x0 - other.left
    full = line.box.x1 >= block.right - FULL * line.size
    other_type = block is not other and block.face != other.face
    if (read_byline(paragraph) and not full) or (other_type and SENTENCE_END_RE.search(line.text)):
        return False
    if indent >= INDENT[0] * em:
        return False
    if full:
        return indented or not SENTENCE_END_RE.search(line.text) or line.box.x1 >= block.right - 0.3 * em
    return not SENTENCE_END_RE.search(line.text) and indented and indent < 0.5 * em and other is not block
