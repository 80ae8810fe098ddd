"""Repairs inside a line: what the PDF layer and the OCR do to single letters, spaces, marks and punctuation."""

import re
from itertools import cycle
from re import Match

from etl.imprint import HAN, dateline_re, find_inner_dateline, leading_byline_re, name_list_re, read_open_byline
from etl.marks import HEADING_RE
from etl.name_runs import is_name

WIDE_MARK = "，。：；（）？！、“”‘’《》〈〉「」『』【】…—·％"
WIDE = HAN + WIDE_MARK

# Controls, soft hyphens, marks of direction, zero-width blanks, selectors of variants, what stands for an object, private use.
CONTROL_RE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ue000-\uf8ff"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffd\U000e0000-\U000e01ef\U000f0000-\U0010fffd]"
)
# A soft hyphen is printed at the end of a line alone, and parts a word there.
SOFT_HYPHEN_RE = re.compile("(?<=[A-Za-z])\u00ad *\n[^\\S\f]*(?=[a-z])")
LINE_END_RE = re.compile("\r\n?|[\x0b\x85\u2028\u2029]")
BLANKS_ROUND_BORDER_RE = re.compile(r"(?m)^[ ]*\f[ ]*$")
# A form feed beside text, or below all of it, ends a sheet of a print-out; it tells nothing of articles.
FORM_FEED_RE = re.compile(r"(?m)(?<!^)\f|\f(?!$)|\f\s*\Z")
BLANK_RE = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
WIDE_LETTER_RE = re.compile("[０-９Ａ-Ｚａ-ｚ％＋]")
TO_NARROW = 0xFEE0
WIDE_POINT_RE = re.compile(r"(?<=\d)．(?=\d)")
SPACED_RE = re.compile(r"(?:\S{1,2} +){5,}\S{1,2}")
LETTERS_APART_RE = re.compile(rf"(?<![^ ])[{HAN}](?: [{HAN}]){{4,}}(?![^ ])")
# The halves of a headline: 早稻丰收 夏粮增产
HALVES_RE = re.compile(rf"[{HAN}“”‘’《》·]{{3,20}}(?: {{1,2}}[{HAN}“”‘’《》·]{{3,20}}){{1,2}}")
# The letters of names set apart: three of them are one name
APART_RE = re.compile(rf"(?<![^ 、/：:])[{HAN}](?: [{HAN}])+(?![^ 、）)])")
SPACE_RE = re.compile(rf"(?<=[{WIDE}])[ ]+(?=\S)|(?<=\S)[ ]+(?=[{WIDE}])")
BLANKS_RE, BLANKS_BEHIND_RE = re.compile(" +"), re.compile(rf"(?<=[{WIDE}]) +$")
TWO_DIGITS_RE, DIGITS_APART_RE = re.compile(r"\d{2}"), re.compile(r"(?<=\d) (?=\d)")
STRAY_RE = re.compile(rf"(?<=[{WIDE_MARK}]) +| +(?=[，。：；）？！、”’》…％])")
ADDRESS_RE = re.compile(r"https?://[!-~]+|www\.[!-~]+|[A-Za-z\d_.+-]+@[A-Za-z\d_-]+\.[A-Za-z\d_.]+")
HALF_MARK_RE = re.compile("[,.:;?!()．]|，.*·$")
ELLIPSIS_RE = re.compile(r"⋯⋯*|……*|\.(?<=[㐀-鿿，]\.)\.\.\.*|。。。。*")
DASH_RE = re.compile(rf"―[―─]|─[―─]|－－|-(?<=[{HAN}”）]-)-(?=[{HAN}“（])")
POINT_RE = re.compile(rf"[•‧・∙⋅](?<=[{HAN}].)(?=[{HAN}])")
QUOTATION_RE = re.compile("[“”‘’\"＂〝〞„‟'＇‛]")
APOSTROPHES = r"(?<![A-Za-z\d])[{0}]|[{0}](?![A-Za-z\d])"
# A pair, the marks that stand for it where both of it are printed, and where one or none is.
QUOTATIONS = (
    ("“”", re.compile('["＂〝〞„‟]'), re.compile('["＂〝〞„‟“”]')),
    ("‘’", re.compile(APOSTROPHES.format("'＇‛")), re.compile(APOSTROPHES.format("'＇‛‘’"))),
)
PAIR_RE = re.compile(r"\(([^()\n]*)\)")
HALF = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
HALF_RE = re.compile(
    rf"(?<=[{HAN}][\"'])[,:;?!]|(?<=[{WIDE}%])[,:;?!()]|(?<!\d)[,;?!()](?=[{WIDE}])|(?<!\d):(?=[{WIDE}])|(?<=\d)[,;?!()](?=[{WIDE}])"
)
STOP_RE = re.compile(rf"(?<=[{HAN}”’）》%])[.．](?=[{WIDE}\"']|$)", re.MULTILINE)


def drop_invisible(text: str) -> str:
    """Removes control characters, BOM, zero-width, private-use and replacement characters; every line end becomes \\n.

    Nobody sees these characters on paper. Blanks of other widths become plain spaces; what they part is left to later steps.
    A form feed alone on its line is the border of a block and stays.

    >>> drop_invisible("\\ufeff青禾县\\u200b今年\\r\\n增收\\ufffd")
    '青禾县今年\\n增收'
    """
    text = CONTROL_RE.sub("", SOFT_HYPHEN_RE.sub("", LINE_END_RE.sub("\n", text)))
    text = BLANK_RE.sub(lambda m: "  " if m.group() == "\u3000" else " ", text)
    return FORM_FEED_RE.sub("\n", BLANKS_ROUND_BORDER_RE.sub("\f", text)) if "\f" in text else text


def narrow_letters(text: str) -> str:
    """Makes full-width digits, letters, ％ and ＋ half-width; ， and ⑦ stay, so this is no NFKC.

    >>> narrow_letters("增长５．２％，Ａ股⑦")
    '增长5.2%，A股⑦'
    """
    return WIDE_POINT_RE.sub(".", WIDE_LETTER_RE.sub(lambda m: chr(ord(m.group()) - TO_NARROW), text))


def settle_marks(text: str) -> str:
    """Writes the ellipsis as ……, the dash as —— and the point inside a foreign name as ·, whatever look-alikes were used.

    A dash is touched only between Chinese letters or quotation marks, so -- of a table or of code stays.

    >>> settle_marks("粮、棉、油⋯⋯阿里木•买买提--一名牧民")
    '粮、棉、油……阿里木·买买提——一名牧民'
    """
    text = ELLIPSIS_RE.sub(lambda m: "…" * (2 * max(1, len(m.group()) // 2) if m.group()[0] in "⋯…" else 2), text)
    return POINT_RE.sub("·", DASH_RE.sub("——", text))


def close_spaces(text: str) -> str:
    """Joins the letters of spaced lines and drops the spaces round Chinese letters and marks.

    Kept: spaces between Latin words, the blanks before the first letter of a line (they tell a new paragraph), one space
    between the halves of a headline, and one between the names of a byline, where a name padded to the width of three letters
    is joined.

    >>> close_spaces("江 海 职 校 设 立“ 匠 心 班 ” ，今 年 招 生 60 人")
    '江海职校设立“匠心班”，今年招生60人'
    >>> close_spaces("本报记者  鲜  禾  欧阳禾"), close_spaces("本报记者王禾  清晨，石桥村的茶园里人声鼎沸。")
    ('本报记者 鲜禾 欧阳禾', '本报记者 王禾 清晨，石桥村的茶园里人声鼎沸。')
    """
    return "\n".join(_close_line(line) for line in text.split("\n"))


def _close_line(line: str) -> str:
    bare = line.strip(" ")
    if not bare:
        return ""
    indent = line[: len(line) - len(line.lstrip(" "))]
    heading = HEADING_RE.match(bare)
    mark, bare = (f"{heading['level']} ", bare[heading.end() :]) if heading else ("", bare)
    if " " not in bare:
        return indent + mark + bare
    if SPACED_RE.fullmatch(bare) and not TWO_DIGITS_RE.search(bare):  # 1 石桥 12 8 9 29 is a row of a table
        bare = DIGITS_APART_RE.sub("", bare)
    bare = LETTERS_APART_RE.sub(lambda run: run.group().replace(" ", ""), bare)
    # A headline may run into a dateline.
    if inner := find_inner_dateline(bare):
        return indent + mark + _close_line(bare[:inner]) + _close_line(bare[inner:])
    parts, end = _close_head(bare)
    for match in name_list_re().finditer(bare, end):
        before = BLANKS_BEHIND_RE.sub("", bare[end : match.start()])
        parts += [SPACE_RE.sub("", before), tidy_names(match.group())]
        end = match.end()
    closed = "".join([*parts, SPACE_RE.sub("", bare[end:])])
    return indent + mark + STRAY_RE.sub("", closed)


def _close_head(line: str) -> tuple[list[str], int]:
    """What keeps its blanks at the head of a line, and where it ends: the halves of a headline, or a byline before its text,
    a dateline ahead of it or not."""
    if HALVES_RE.fullmatch(line):
        return [BLANKS_RE.sub(" ", line)], len(line)
    dateline = dateline_re().match(line)
    if dateline and (byline := read_open_byline(line, dateline.end())):
        return [BLANKS_RE.sub(" ", line[: byline[0]])], byline[0]
    leading = leading_byline_re().match(line)
    return ([f"{leading['role']} {leading['name']} "], leading.end()) if leading and is_name(leading["name"]) else ([], 0)


def tidy_names(text: str) -> str:
    """One space between names; the two letters of a padded name joined.

    >>> tidy_names("记者  鲜  禾  欧阳禾")
    '记者 鲜禾 欧阳禾'
    """
    letters = re.findall(r"\S+", text)
    if letters and all(len(letter) == 1 for letter in letters):
        return "".join(letters)
    text = APART_RE.sub(lambda run: run.group().replace(" ", "") if len(run.group()) == len("白 云 山") else run.group(), text)
    text = re.sub(rf"(?:(?<=[ 、/：:])|^)([{HAN}]) +([{HAN}])(?=[ 、）)]|$)", r"\1\2", text)
    return re.sub(" {2,}", " ", text)


def widen_punctuation(text: str) -> str:
    """Makes , . : ; ( ) ? ! full-width in Chinese text.

    Left alone: numbers (1,800), clock times and ratios (3:2), Latin words, addresses, list numbers (1.).

    >>> widen_punctuation("增长13%,达1,800万元(含税).比分3:2,见www.qinghe.cn")
    '增长13%，达1,800万元（含税）。比分3:2，见www.qinghe.cn'
    """
    return "\n".join(_widen_line(line) if HALF_MARK_RE.search(line) else line for line in text.split("\n"))


def _widen_line(line: str) -> str:
    parts, end = [], 0
    for match in ADDRESS_RE.finditer(line):
        parts += [_widen(line[end : match.start()]), match.group()]
        end = match.end()
    return "".join([*parts, _widen(line[end:])])


def _widen(text: str) -> str:
    """Widens till nothing changes: a mark made wide is Chinese text to the mark beside it."""
    while (wider := STOP_RE.sub("。", HALF_RE.sub(lambda m: HALF[m.group()], PAIR_RE.sub(_widen_pair, text)))) != text:
        text = wider
    return text


def _widen_pair(match: Match[str]) -> str:
    around = (
        match.string[max(0, match.start() - 1) : match.start()] + match.group(1) + match.string[match.end() : match.end() + 1]
    )
    return f"（{match.group(1)}）" if re.search(f"[{WIDE}]", around) else match.group()


def pair_quotation_marks(text: str) -> str:
    """Writes straight and one-sided quotation marks as “ ” ‘ ’ where their number in a paragraph makes the pairs clear.

    A paragraph with an odd number of them stays as printed, and so does ' between Latin letters.

    >>> pair_quotation_marks('他说:"走\\'村\\'入户。"')
    '他说:“走‘村’入户。”'
    """
    return "\n".join(_pair_all(line) if QUOTATION_RE.search(line) else line for line in text.split("\n"))


def _pair_all(line: str) -> str:
    for pair, odd_re, any_re in QUOTATIONS:
        line = _pair(line, pair, odd_re if pair[0] in line and pair[1] in line else any_re)
    return line


def _pair(line: str, pair: str, marks: re.Pattern[str]) -> str:
    if len(marks.findall(line)) % 2:
        return line
    turn = cycle(pair)
    return marks.sub(lambda _: next(turn), line)
