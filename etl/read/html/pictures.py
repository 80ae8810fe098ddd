"""Pictures and their captions, taken out of the text they stand in so that it is whole.

    <figure><img><figcaption>图为新港。</figcaption></figure>     <tr><td><img></td></tr><tr><td>图为新港。</td></tr>
    <p><img></p><p>图为新港。白云摄</p>                           <img alt="新港的自动岸桥在吊装冷藏箱">
No caption: the paragraph below a picture that goes on with the report; alt="logo".
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from etl.imprint import HAN
from etl.photo_credits import read_photo_credit
from etl.read.html.chrome import is_chrome
from etl.read.html.headlines import words_of
from etl.read.html.lines import Line

FRAMES = ("figure", "table", "dl")
LONGEST_CAPTION = 200
SHORTEST_ALT = 8
HAN_RE = re.compile(f"[{HAN}]")
POINTS_RE = re.compile(r"^(?:图为|图[①-⑩\d]|[上下左右]图|题图|[▲▼↑↓←→])")
CENTRED_RE = re.compile(r"text-align\s*:\s*center", re.I)


@dataclass(frozen=True, slots=True)
class Story:
    """An article without its pictures, and their captions, each with its credit on a line of its own where it has one."""

    head: tuple[Line, ...]
    body: tuple[Line, ...]
    captions: tuple[str, ...]


def take_pictures(head: Sequence[Line], body: Sequence[Line]) -> Story:
    """Takes the pictures of an article out, and the lines that are their captions."""
    lines = [*head, *body]
    frames = Counter(_frame(line.element) for line in lines if not line.is_picture and not _is_bare_credit(line))
    captions: dict[int, str] = {}
    credits: set[int] = set()
    for at, line in enumerate(lines):
        if line.part == "caption" and not line.is_picture:
            captions[at] = line.text
        elif line.is_picture and at + 1 < len(lines) and _is_caption(lines[at + 1], line, frames):
            captions[at + 1] = lines[at + 1].text
            if at + 2 < len(lines) and _is_credit(lines[at + 2], lines[at + 1]):
                captions[at + 1] += f"\n{lines[at + 2].text}"
                credits.add(at + 2)
    text = words_of("".join(line.text for line in lines if not line.is_picture))
    for at, line in enumerate(lines):
        if at >= len(head) and line.is_picture and at + 1 not in captions and _says_more(line, text):
            captions[at] = line.text
    kept = [(at, line) for at, line in enumerate(lines) if at not in captions and at not in credits and not line.is_picture]
    return Story(
        tuple(line for at, line in kept if at < len(head)),
        tuple(line for at, line in kept if at >= len(head)),
        tuple(dict.fromkeys(captions[at] for at in sorted(captions))),
    )


def _says_more(picture: Line, text: str) -> bool:
    """Whether what stands in place of a picture is a caption: some words, and others than those of the article."""
    return len(HAN_RE.findall(picture.text)) >= SHORTEST_ALT and words_of(picture.text) not in text


def _is_caption(line: Line, picture: Line, frames: Mapping[HtmlElement | None, int]) -> bool:
    """Whether a line right behind a picture is its caption."""
    if line.is_picture or line.level or line.part in ("title", "kicker", "subtitle", "byline") or is_chrome(line):
        return False
    if len(line.text) > LONGEST_CAPTION:
        return False
    centred = _is_centred(line.element) and line.element not in picture.element.iterancestors()
    pointing = POINTS_RE.match(line.text) or read_photo_credit(line.text)
    return bool(centred or pointing) or _is_framed(line, picture, frames)


def _is_credit(line: Line, caption: Line) -> bool:
    """Whether a line is the credit of the caption above it: in one frame with it, and nothing but a photographer."""
    return _frame(line.element) is not None and _frame(line.element) is _frame(caption.element) and _is_bare_credit(line)


def _is_bare_credit(line: Line) -> bool:
    """Whether a line names a photographer and nothing else; a name of two letters may be set to the width of three (梁 野摄)."""
    credit = None if line.is_picture else read_photo_credit(line.text.replace(" ", ""))
    return credit is not None and credit[0] == 0


def _is_framed(line: Line, picture: Line, frames: Mapping[HtmlElement | None, int]) -> bool:
    """Whether a line and a picture share a table or figure that holds nothing else."""
    frame, other = _frame(picture.element), _frame(line.element)
    if frame is None or other is None or frame is not other:
        return False
    return frames[frame] <= len(list(frame.iter("img")))


def _frame(element: HtmlElement) -> HtmlElement | None:
    return next(iter(element.iterancestors(*FRAMES)), None)


def _is_centred(element: HtmlElement) -> bool:
    return element.get("align") == "center" or bool(CENTRED_RE.search(element.get("style") or ""))
