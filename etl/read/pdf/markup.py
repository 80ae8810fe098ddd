"""Articles → the text of the page with marks for its layout.

A line holding a form feed begins each article; `# ` marks its title, `## ` the other lines of its headline, `### ` a
sub-heading, `![]` a picture whose caption follows. Paragraphs are whole lines: a first line is set in, a last one short.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from etl.imprint import LONGEST_NAME, SENTENCE_END_RE, read_byline, read_dateline
from etl.marks import BORDER, PICTURE
from etl.name_runs import is_name
from etl.read.pdf.articles import Article
from etl.read.pdf.blocks import INDENT, Block
from etl.read.pdf.headlines import Headline
from etl.read.pdf.lines import Line
from etl.read.pdf.sheet import FULL

TITLE_SIZE = 0.93
# A stop at the end of a full line leaves so much of its em white.
HANGING = 0.7
ENDED = 0.75
# A bracket that the next line closes: （记者 白
OPEN_BRACKET_RE = re.compile("（[^（）。]{0,40}$")
LATIN_RE = re.compile("[A-Za-z]")


def mark_up(own: Iterable[Iterable[Line]], articles: Iterable[Article]) -> str:
    """The text of a page: the lines of its own, those of one box together, and its articles."""
    parts = [[line.text for line in box] for box in own] + [list(_article_lines(article)) for article in articles]
    return "\n".join("\n".join([BORDER, *lines]) for lines in parts)


def _article_lines(article: Article) -> Iterator[str]:
    if article.headline:
        yield from headline_lines(article.headline)
    if article.picture:
        yield PICTURE
        yield from captions(article.text)
        return
    if article.table:
        yield from (line.text for block in article.text for line in block.lines)
        return
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
    titled = False
    for block in headline.blocks:
        for line in block.lines:
            # A word or two below the title is the name of its author, often a pen name; below more words it is their end.
            named = titled and line is block.lines[0] and _can_be_author(line.text.replace(" ", ""))
            if line.size >= TITLE_SIZE * headline.size:
                yield f"# {line.text}"
                titled = True
            elif named or read_byline(line.text) or read_dateline(line.text):
                yield line.text
            else:
                yield f"## {line.text}"


def _can_be_author(words: str) -> bool:
    """Whether a line can be a name, or the pen name of two or three letters that has no surname.

    >>> _can_be_author("易水"), _can_be_author("欧阳白云"), _can_be_author("渡口见闻")
    (True, True, False)
    """
    return len(words) < LONGEST_NAME or is_name(words)


def paragraphs(blocks: Sequence[Block]) -> Iterator[str]:
    """The paragraphs of a text that runs through blocks."""
    indented = _has_indents(blocks)
    paragraph, before = "", None
    last = blocks[-1] if blocks else None
    for block in blocks:
        for at, line in enumerate(block.lines):
            if at in block.headings:
                if paragraph:
                    yield paragraph
                if at - 1 not in block.headings:
                    text, end = _heading_text(block, at)
                    # What stands in other type below a text is no heading but its signature.
                    yield text if block is last and end == len(block.lines) else f"### {text}"
                paragraph, before = "", None
                continue
            if before and not _goes_on(before, (block, line), paragraph, indented=indented):
                yield paragraph
                paragraph = ""
            paragraph += _joint(paragraph, line.text) + line.text
            before = (block, line)
    if paragraph:
        yield paragraph


def captions(blocks: Iterable[Block]) -> Iterator[str]:
    """The paragraphs of a caption, whose lines are seldom driven to the edge: only one that is much shorter ends a paragraph."""
    for block in blocks:
        paragraph = ""
        for line in block.lines:
            paragraph += _joint(paragraph, line.text) + line.text
            if line.box.x1 < block.left + ENDED * (block.right - block.left):
                yield paragraph
                paragraph = ""
        if paragraph:
            yield paragraph


def _joint(paragraph: str, following: str) -> str:
    """The blank between two Latin words that a line end parts."""
    return " " if LATIN_RE.fullmatch(paragraph[-1:]) and LATIN_RE.fullmatch(following[:1]) else ""


def _heading_text(block: Block, at: int) -> tuple[str, int]:
    """The words of the sub-heading that begins with a line of a block, and where it ends."""
    end = next(number for number in range(at, len(block.lines) + 1) if number not in block.headings)
    return "".join(line.text for line in block.lines[at:end]), end


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
    if len(following.text) <= LONGEST_NAME and read_byline(paragraph) and read_byline(paragraph + following.text):
        return True
    if (read_byline(paragraph) and not full) or (other_type and SENTENCE_END_RE.search(line.text)):
        return False
    if indent >= INDENT[0] * em or other.verse:
        return False
    if OPEN_BRACKET_RE.search(paragraph):
        return True
    if full:
        return indented or not SENTENCE_END_RE.search(line.text) or line.box.x1 >= block.right - HANGING * em
    return not SENTENCE_END_RE.search(line.text) and indented and indent < 0.5 * em and other is not block
