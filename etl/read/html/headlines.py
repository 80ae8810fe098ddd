"""The lines above a body → headline and byline, each line with its part.

    h3 沙土地改种小麦 | h1 潮白渠边新麦绿 | h2 ——春耕见闻 | 本报记者 许嘉 | 《江海日报》（2025年…）
    kicker              title              subtitle         byline          (no line)

The title is what the layout marks as such; else the heading or line that the window's title repeats; else the last of the
largest headings above the body, a bold line, or the nearest line that can be a title. Headings right above it are kickers;
what follows it is subtitle, byline or the site's.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from etl.imprint import BULLET, HAN, read_bare_names, read_byline, role_pattern, source_pattern
from etl.read.html.chrome import is_chrome, without_info
from etl.read.html.lines import Line, tidy

DASH_RE = re.compile(r"^[—－-]{1,3}(?=\S)")
NOT_WORDS_RE = re.compile(rf"[^{HAN}A-Za-z\d]")
SHORTEST_KICKER, SHORTEST_TITLE, LONGEST_TITLE = 2, 4, 60
# Headline, writers, date and page stand close above the body.
LINES_NEAR = 8
# Where the names of a byline above the body stand again: in the dateline, or in the credit that closes the text.
SIGNED_LINES = 2
HEADINGS_OF_A_TITLE = 4
# 上一篇 and 下一篇 may stand between a kicker and its title.
LINKS_BETWEEN = 2


def find_title(head: Sequence[Line], window: str) -> range:
    """Which of the lines above a body are its title: empty where none is."""
    marked = [at for at, line in enumerate(head) if line.part == "title"]
    if not marked:
        known = words_of(window)
        named = [at for at, line in enumerate(head) if is_named(line, known)]
        headings = [at for at, line in enumerate(head) if _is_heading(line) and (line.level or 9) <= HEADINGS_OF_A_TITLE]
        sure = [at for at in named if at in headings] or [at for at in named if not is_chrome(head[at])]
        largest = min((head[at].level or 9 for at in headings), default=None)
        marked = sure or [at for at in headings if head[at].level == largest] or _bold_lines(head)
    if not marked:
        return range(0)
    start = stop = marked[-1]
    while start - 1 in marked and head[start - 1].element is head[start].element:
        start -= 1
    while stop + 1 < len(head) and _is_continued(head[stop], head[stop + 1]):
        stop += 1
    return range(start, stop + 1)


def _is_continued(line: Line, following: Line) -> bool:
    """Whether a title goes on behind a break, in the same type: <h1>青禾大桥<br>今天通车</h1>."""
    alike = following.element is line.element and following.is_after_break and following.is_bold == line.is_bold
    return alike and not DASH_RE.match(following.text)


def is_named(line: Line, window: str) -> bool:
    """Whether a line stands in the words of the window's title, and is more than the name of the paper and the date there."""
    words = "" if line.is_picture else words_of(line.text)
    return len(words) >= SHORTEST_TITLE and words in window and bool(without_info(line.text))


def read_headline(head: Sequence[Line], body: Sequence[Line], *, window: str, notes: Mapping[str, str]) -> list[tuple[str, str]]:
    """The lines of headline and byline in the order in which they stand, each with its part."""
    title = find_title(head, window) or (range(0) if notes.get("title") else _nearest_title(head))
    subheadings = {line.level for line in body if line.level}
    told = list(_parts(head, title, subheadings)) if title else _without_title(head, notes)
    again = {words_of(line.text) for line in body} | {words_of(text) for part, text in told if part != "byline"}
    return [
        (part, text)
        for part, text in dict.fromkeys(told)
        if part != "byline" or not (words_of(text) in again or _is_signed_again(text, body))
    ]


def _bold_lines(head: Sequence[Line]) -> list[int]:
    """The lines set bold, where a layout of tables knows no headings."""
    return [
        at
        for at, line in enumerate(head)
        if line.is_bold and SHORTEST_TITLE <= len(line.text) <= LONGEST_TITLE and not is_chrome(line) and without_info(line.text)
    ]


def _nearest_title(head: Sequence[Line]) -> range:
    """The line near the body that can be a title by its words, where neither layout nor window tells it; the first of several
    is, unless one stands in a block that the layout calls a heading."""
    near = [at for at in range(max(0, len(head) - LINES_NEAR), len(head)) if _is_headline(head[at])]
    called = [at for at in near if head[at].part == "heading"]
    return range((called or near)[0], (called or near)[0] + 1) if near else range(0)


def _without_title(head: Sequence[Line], notes: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is known of a headline that does not stand on the page: the title of the page's comment, the byline."""
    noted = [("title", tidy(notes["title"]))] if notes.get("title") else []
    return noted + [("byline", line.text) for line in head[-SIGNED_LINES:] if _is_byline(line.text)]


def _parts(head: Sequence[Line], title: range, subheadings: Set[int]) -> Iterator[tuple[str, str]]:
    near = head[max(0, title.start - LINES_NEAR) : title.start]
    marked = [line for line in near if line.part in ("kicker", "subtitle") and not is_chrome(line)]
    for line in marked or _headings_above(head, title.start):
        yield "kicker", line.text
    for line in head[title.start : title.stop]:
        yield "title", line.text
    signed = False
    for line in head[title.stop :]:
        if line.is_picture or line.part in ("title", "caption") or is_chrome(line):
            continue
        part, text = _part_below(line, subheadings, signed=signed)
        signed = signed or part == "byline"
        if text:
            yield part, text


def _part_below(line: Line, subheadings: Set[int], *, signed: bool) -> tuple[str, str]:
    """What a line between title and body is, and what it says; below the byline, or as large as those of the body, a heading
    is a sub-heading."""
    if line.level and not (read_byline(line.text) or read_bare_names(line.text)):
        return ("subheading" if signed or line.level in subheadings else "subtitle"), line.text
    text = without_info(line.text)
    is_marked = line.part in ("kicker", "subtitle") and text == line.text
    is_subtitle = is_marked or DASH_RE.match(line.text) or (line.part in (None, "heading") and not signed and _is_headline(line))
    return ("subtitle" if is_subtitle else "byline"), text


def _headings_above(head: Sequence[Line], at: int) -> list[Line]:
    """The headings right above a title, and bold lines or lines of its block; tools of the site may stand between, but above
    a list of links stands the heading of that list (本版新闻)."""
    found: list[Line] = []
    block = head[at].element.getparent()
    links = 0
    for line in reversed(head[:at]):
        links += line.is_link
        if links > LINKS_BETWEEN:
            break
        set_with_it = (line.is_bold or line.element.getparent() is block) and _is_label(line)
        if _is_heading(line) or set_with_it:
            found.insert(0, line)
        elif not is_chrome(line):
            break
    return found


def _is_headline(line: Line) -> bool:
    """Whether a line can be one of a headline by its words, where the layout does not say: no sentence, byline, link or date."""
    return len(line.text) >= SHORTEST_TITLE and _is_label(line) and not _is_byline(line.text)


def _is_label(line: Line) -> bool:
    """Whether a line can stand above a title by its words; what would be a name below it is one of a column there (读者来信)."""
    if line.is_picture or line.linked or not SHORTEST_KICKER <= len(line.text) <= LONGEST_TITLE or is_chrome(line):
        return False
    return not line.is_sentence and without_info(line.text) == line.text


def _is_byline(text: str) -> bool:
    signed = rf"[{BULLET}]|(?:{source_pattern()})?{role_pattern('before')}"
    return bool(read_byline(text) or read_bare_names(text) or re.match(signed, text))


def _is_heading(line: Line) -> bool:
    return line.level is not None and not line.is_picture and not is_chrome(line)


def _is_signed_again(byline: str, body: Sequence[Line]) -> bool:
    """Whether the names of a byline above a body stand again where that is signed; then the site repeats them.

    本报记者 白云 above 本报江海3月6日讯（记者白云）… is told once.
    """
    if not _is_byline(byline):
        return False
    names = re.findall(rf"[{HAN}·]{{2,}}", re.sub(rf"本报|{role_pattern('before')}|{role_pattern('after')}", " ", byline))
    signed = words_of("".join(line.text for line in (*body[:SIGNED_LINES], *body[-SIGNED_LINES:])))
    return bool(names) and all(words_of(name) in signed for name in names)


def words_of(text: str) -> str:
    """The letters and digits of a text, by which two printings of it are told to be the same.

    >>> words_of("潮白渠边  新麦绿——春耕③")
    '潮白渠边新麦绿春耕'
    """
    return NOT_WORDS_RE.sub("", text)
