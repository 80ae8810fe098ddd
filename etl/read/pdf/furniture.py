"""The page's own lines: its header above the first long rule, page labels and mastheads at its edges, editors' lines.

江海日报     2024年3月15日 星期五     第03版 要闻     责任编辑：白云 美编：高山
"""

from collections.abc import Iterable, Sequence

from etl.furniture import read_furniture
from etl.read.pdf.blocks import RUNNING_TEXT_RE, frame_of
from etl.read.pdf.boxes import Box, around
from etl.read.pdf.drawings import Drawings
from etl.read.pdf.lines import Line

HEADER, FOOTER = 0.14, 0.95
# So many lines of running text in the header are a story.
FEWEST_LINES = 4
LONG_RULE = 0.6
OF_THE_PAGE = ("masthead", "page label")


def take_furniture(lines: Sequence[Line], drawn: Drawings, page: Box) -> tuple[list[list[Line]], list[Line]]:
    """The lines that are the page's own, in boxes, and the others."""
    header = header_foot(lines, drawn, page)
    above = [line for line in lines if line.box.y1 <= header]
    own = {line for line in lines if _is_own(line, lines, drawn, page)} | (set(above) - _find_story(above))
    in_order = sorted(own, key=lambda line: (round(line.box.y0), line.box.x0))
    return _boxed(in_order, drawn), [line for line in lines if line not in own]


def _find_story(lines: Sequence[Line]) -> set[Line]:
    """The lines of a story that stands beside the masthead: columns of running text, and what stands over them."""
    text = [line for line in lines if RUNNING_TEXT_RE.search(line.text) and any(_is_set_with(line, other) for other in lines)]
    if len(text) < FEWEST_LINES:
        return set()
    ground = around(line.box for line in text)
    return {line for line in lines if ground.shared_width(line.box) > 0.5 * line.box.width and not read_furniture(line.text)}


def _boxed(lines: Sequence[Line], drawn: Drawings) -> list[list[Line]]:
    """Lines in the boxes they are printed in: those in one frame, or closely one below the other in type about as large."""
    boxes: list[list[Line]] = []
    for line in lines:
        frame = frame_of(line.box, drawn.frames)
        found = next((box for box in boxes if _is_in_box(box, line, frame, drawn)), None)
        if found:
            found.append(line)
        else:
            boxes.append([line])
    return boxes


def _is_in_box(box: Sequence[Line], line: Line, frame: int | None, drawn: Drawings) -> bool:
    last = box[-1]
    if frame_of(last.box, drawn.frames) != frame:
        return False
    close = 0 <= line.box.y0 - last.box.y1 + 0.3 * line.size <= 1.3 * line.size
    alike = 0.67 <= line.size / last.size <= 1.5
    return frame is not None or (close and alike and last.box.shared_width(line.box) > 0)


def header_foot(lines: Sequence[Line], drawn: Drawings, page: Box) -> float:
    """Where the header of the page ends: at the first long rule near its head, if a line above it is furniture; else 0."""
    for rule in sorted(drawn.across, key=lambda rule: rule.y0):
        y = rule.middle[1]
        if y > HEADER * page.height:
            return 0.0
        above = [line.text for line in lines if line.box.y1 <= y + 1]
        if rule.width >= LONG_RULE * page.width and is_any_furniture(above):
            return y + 1
    return 0.0


def is_any_furniture(texts: Iterable[str]) -> bool:
    return any(read_furniture(text) in OF_THE_PAGE for text in texts)


def _is_own(line: Line, lines: Sequence[Line], drawn: Drawings, page: Box) -> bool:
    """Whether a line is furniture by its words, and stands where such words are."""
    reason = read_furniture(line.text)
    if reason == "editors' line":
        return not any(_is_set_with(line, other) for other in lines)
    at_edge = line.box.y1 <= HEADER / 2 * page.height or line.box.y0 >= FOOTER * page.height
    return reason in OF_THE_PAGE and at_edge and frame_of(line.box, drawn.frames) is None


def _is_set_with(line: Line, other: Line) -> bool:
    """Whether a line stands in a column of text: another of its type is close above or below and ends as far right."""
    return (
        other is not line
        and other.face == line.face
        and abs(other.size - line.size) <= 0.05 * line.size
        and abs(other.box.x1 - line.box.x1) <= 2 * line.size
        and 0 < abs(other.base - line.base) <= 2 * line.size
    )
