"""What printed indents tell of headlines, kept as marks: afterwards nothing else of them is left.

青禾大桥通车          flush above indented text: a headline          # 青禾大桥通车
大桥今天通车。
过江快了          indented like a paragraph, and none: a         ### 过江快了
从前要等渡船。    sub-heading
"""

from collections.abc import Sequence

from etl.imprint import read_byline, read_dateline
from etl.marks import MARK_RE
from etl.repair.columns import Columns, Line
from etl.repair.signs import CLAUSE_RE, begins_anew, stands_alone

LONGEST_SUBHEADING = 24


def mark_headlines(lines: list[Line]) -> list[Line]:
    """Marks headlines and sub-headings where first lines of paragraphs are printed with blanks before them."""
    columns = Columns(lines)
    if not columns.prints_indent:
        return lines
    heads = [not _stands_alone(line) and columns.heads_indented(at) for at, line in enumerate(lines)]
    starts = [headed and (not at or lines[at - 1].ends_sentence or heads[at - 1]) for at, headed in enumerate(heads)]
    if not any(starts):
        return lines
    marks = ["# " if start else "### " if _is_subheading(lines, at) else "" for at, start in enumerate(starts)]
    return [line._replace(text=mark + line.text) for mark, line in zip(marks, lines, strict=True)]


def _stands_alone(line: Line) -> bool:
    return bool(MARK_RE.match(line.text)) or stands_alone(line.text, line.text) or begins_anew(line.text)


def _is_subheading(lines: Sequence[Line], at: int) -> bool:
    """Whether an indented line between indented paragraphs is none itself, nor signed as a headline is."""
    line, following = lines[at], lines[at + 1 : at + 2]
    if not line.indent or line.ends_sentence or len(line.text) > LONGEST_SUBHEADING:
        return False
    if not at or not lines[at - 1].indent or not lines[at - 1].ends_sentence:
        return False
    if not following or following[0].indent != line.indent or CLAUSE_RE.search(line.text) or line.text[-1] in "：、":
        return False
    signed = read_byline(following[0].text) or read_dateline(following[0].text)
    return not signed and not _stands_alone(line)
