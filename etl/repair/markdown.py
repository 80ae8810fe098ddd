"""The Markdown of an OCR: its headings become the page's marks, its pictures keep their captions, its other marks go."""

import re
from collections.abc import Iterator, Sequence
from re import Match

from etl.imprint import SENTENCE_END_RE, read_byline, read_dateline
from etl.marks import PICTURE, is_laid_out

RULE_LINE_RE = re.compile(r"(?m)^[ ]*(?:[-*_=][ ]*){3,}$")
LEADING_RE = re.compile(r"(?m)^[ ]*(?:>[ ]?|\*[ ]+(?=\S))+")
HEADING_RE = re.compile(r"(?m)^[ ]*(?:(?P<hash>#{1,6})[ ]+(?P<words>[^\n]*?)[ ]*#*|\*\*(?P<bold>[^*\n]+)\*\*)[ ]*$")
RUN_IN_RE = re.compile(r"(?m)^[ ]*\*\*(?P<head>[^*\n。，；]{5,40}[^*\n。，；)）])\*\*[ ]*(?=[^\s*：:])")
PICTURE_RE = re.compile(r"(?m)(?P<lead>^[ ]*)?!\[(?P<alt>[^\]\n]*)\]\([^)\n]*\)(?P<end>[ ]*$)?")
# Where a picture stood, a program that takes the text of a page may say no more.
PLACEHOLDER_RE = re.compile(r"(?m)^[ ]*[\[【（(［<〔](?:图片?|照片|配图|插图|新闻图片|image)\d?[\]】）)］>〕][ ]*$")
# Words of a caption; the tool that made the page writes 图片 or the name of the file instead.
CAPTION_RE = re.compile(r"[㐀-鿿，]{6}")
NO_CAPTION_RE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|bmp)\b|^(?:图片|图像|插图|照片|二维码)", re.IGNORECASE)
# Six levels have marks of their own; a line in bold type is less than any of them.
BOLD = 7
LOWEST_OF_HEADLINE, SUBHEADING = 2, 3
LEVEL_RE = re.compile(r"(?m)^#{1,7} \S")


def settle_markdown(text: str) -> str:
    r"""Writes headings, lines all in bold, and the bold words a paragraph opens with, as `# …`; drops the other marks.

    Of headings directly below each other those of lower level become `## …`. A picture's words stay, where they are a caption,
    below `![]`, which stands for [图片] as well. A single * or _ inside a line stays. Text with borders has its marks from a
    reader and passes unchanged.

    >>> settle_markdown("## 水库除险\n### 百里长渠通水\n---\n> 引水**入村**\n![村民看渠水入田](a.png)")
    '# 水库除险\n## 百里长渠通水\n\n引水入村\n![]\n村民看渠水入田'
    """
    if is_laid_out(text):
        return text
    while (settled := _settle(text)) != text:
        text = settled
    return text


def _settle(text: str) -> str:
    text = LEADING_RE.sub("", RULE_LINE_RE.sub("", text))
    text = HEADING_RE.sub(_mark_heading, text)
    if LEVEL_RE.search(text):
        text = _level_runs(text)
    text = RUN_IN_RE.sub(lambda m: f"# {m['head']}\n", text)
    text = PLACEHOLDER_RE.sub(PICTURE, text)
    return (PICTURE_RE.sub(_mark_picture, text) if "![" in text else text).replace("**", "")


def _mark_heading(match: Match[str]) -> str:
    level = len(match["hash"]) if match["hash"] else BOLD
    words = (match["words"] or match["bold"] or "").replace("**", "").lstrip("# ").strip()
    return f"{'#' * level} {words}" if words else ""


def _level_runs(text: str) -> str:
    """Writes the highest level of each run of headings as `# …`, the others as `## …`, unless levels tell of sub-headings."""
    lines = text.split("\n")
    runs = list(_find_runs(lines))
    if _tells_subheadings(lines, runs):
        return text
    below = _find_subheadings(lines)
    for run in runs:
        top = min(map(_level_of, run.values()))
        for at, line in run.items():
            level = SUBHEADING if at in below else 1 if _level_of(line) == top else LOWEST_OF_HEADLINE
            lines[at] = f"{'#' * level} {line.partition(' ')[2]}"
    return "\n".join(lines)


def _find_subheadings(lines: Sequence[str]) -> set[int]:
    """Where bold lines part the text below a heading that has a mark of its own.

    Each stands alone behind a finished paragraph, and above none that is signed: items of a strip have no text before the first.
    """
    found: set[int] = set()
    section: list[int] = []
    for at, line in enumerate([*lines, "# end of text"]):
        level = _level_of(line) if LEVEL_RE.match(line) else 0
        if level == BOLD:
            section.append(at)
        elif level:
            if section and _is_headed(lines, section[0]) and all(_parts_text(lines, one) for one in section):
                found |= set(section)
            section = []
    return found


def _is_headed(lines: Sequence[str], at: int) -> bool:
    """Whether a heading stands anywhere above a line."""
    return any(LEVEL_RE.match(line) for line in lines[:at])


def _parts_text(lines: Sequence[str], at: int) -> bool:
    """Whether a line stands between a finished paragraph and one that is not signed."""
    below = next((line.strip(" ") for line in lines[at + 1 :] if line.strip(" ")), "")
    if not below or LEVEL_RE.match(below) or read_dateline(below) or read_byline(below):
        return False
    return bool(SENTENCE_END_RE.search(_line_above(lines, at)))


def _find_runs(lines: Sequence[str]) -> Iterator[dict[int, str]]:
    """The headings directly below each other, by where they stand; blank lines do not end a run."""
    run: dict[int, str] = {}
    for at, line in enumerate([*lines, "end of text"]):
        if LEVEL_RE.match(line):
            run[at] = line
        elif line.strip(" ") and run:
            yield run
            run = {}


def _tells_subheadings(lines: Sequence[str], runs: Sequence[dict[int, str]]) -> bool:
    """Whether each heading is of a headline (`#`, with `##` beside it) or stands alone below a finished paragraph (`###`)."""
    levels = [[_level_of(line) for line in run.values()] for run in runs]
    heads = [told for told in levels if told != [SUBHEADING]]
    if not heads or any(min(told) != 1 or max(told) > LOWEST_OF_HEADLINE for told in heads):
        return False
    alone = [min(run) for run, told in zip(runs, levels, strict=True) if told == [SUBHEADING]]
    return all(SENTENCE_END_RE.search(_line_above(lines, at)) for at in alone)


def _line_above(lines: Sequence[str], at: int) -> str:
    """The nearest line above that is not blank, or nothing."""
    return next((line.rstrip(" ") for line in reversed(lines[:at]) if line.strip(" ")), "")


def _level_of(heading: str) -> int:
    return heading.index(" ")


def _mark_picture(match: Match[str]) -> str:
    alt = match["alt"].strip()
    if not CAPTION_RE.search(alt) or NO_CAPTION_RE.search(alt):
        return ""
    return ("" if match["lead"] is not None else "\n") + f"{PICTURE}\n{alt}" + ("" if match["end"] is not None else "\n")
