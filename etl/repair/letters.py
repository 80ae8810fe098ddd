"""Repairs inside a line: what the PDF layer and the OCR do to single letters, spaces, marks and punctuation."""

import re
from itertools import cycle
from re import Match

from etl.imprint import leading_byline_re, name_list_re
from etl.marks import HEADING_RE
from etl.name_runs import is_name

HAN = r"㐀-䶿一-鿿𠀀-𲎯〇々"
WIDE_MARK = "，。：；（）？！、“”‘’《》〈〉「」『』【】…—·％"
WIDE = HAN + WIDE_MARK

CONTROL_RE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2064\u00ad\ue000-\uf8ff]"
)
LINE_END_RE = re.compile("\r\n?|[\x0b\x85\u2028\u2029]")
BLANKS_ROUND_BORDER_RE = re.compile(r"(?m)^[ ]*\f[ ]*$")
# A form feed beside text, or below all of it, ends a sheet of a print-out; it tells nothing of articles.
FORM_FEED_RE = re.compile(r"(?m)(?<!^)\f|\f(?!$)|\f\s*\Z")
BLANK_RE = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
NARROW = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05, 0xFF0B)
}
SPACED_RE = re.compile(r"(?:\S{1,2} +){5,}\S{1,2}")
LETTERS_APART_RE = re.compile(rf"(?<![^ ])[{HAN}](?: [{HAN}]){{4,}}(?![^ ])")
# The halves of a headline: 早稻丰收 夏粮增产
HALVES_RE = re.compile(rf"[{HAN}“”‘’《》·]{{3,20}}(?: {{1,2}}[{HAN}“”‘’《》·]{{3,20}}){{1,2}}")
# The letters of names set apart: three of them are one name
APART_RE = re.compile(rf"(?<![^ 、/：:])[{HAN}](?: [{HAN}])+(?![^ 、）)])")
SPACE_RE = re.compile(rf"(?<=[{WIDE}])[ ]+(?=\S)|(?<=\S)[ ]+(?=[{WIDE}])")
STRAY_RE = re.compile(rf"(?<=[{WIDE_MARK}]) +| +(?=[，。：；）？！、”’》…％])")
ADDRESS_RE = re.compile(r"https?://[!-~]+|www\.[!-~]+|[\w.+-]+@[\w-]+\.[\w.]+")
PAIR_RE = re.compile(r"\(([^()\n]*)\)")
HALF = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
HALF_RE = re.compile(
    rf"(?<=[{HAN}][\"'])[,:;?!]|(?<=[{WIDE}%])[,:;?!()]|(?<!\d)[,;?!()](?=[{WIDE}])|(?<!\d):(?=[{WIDE}])|(?<=\d)[,;?!()](?=[{WIDE}])"
)
STOP_RE = re.compile(rf"(?<=[{HAN}”’）》%])\.(?=[{WIDE}\"']|$)", re.MULTILINE)


def drop_invisible(text: str) -> str:
    """Removes control characters, BOM, zero-width, private-use and replacement characters; every line end becomes \\n.

    Nobody sees these characters on paper. Blanks of other widths become plain spaces; what they part is left to later steps.
    A form feed alone on its line is the border of a block and stays.

    >>> drop_invisible("\\ufeff青禾县\\u200b今年\\r\\n增收\\ufffd")
    '青禾县今年\\n增收'
    """
    text = CONTROL_RE.sub("", LINE_END_RE.sub("\n", text))
    text = BLANK_RE.sub(lambda m: "  " if m.group() == "\u3000" else " ", text)
    return FORM_FEED_RE.sub("\n", BLANKS_ROUND_BORDER_RE.sub("\f", text)) if "\f" in text else text


def narrow_letters(text: str) -> str:
    """Makes full-width digits, letters, ％ and ＋ half-width; ， and ⑦ stay, so this is no NFKC.

    >>> narrow_letters("增长５．２％，Ａ股⑦")
    '增长5.2%，A股⑦'
    """
    return re.sub(r"(?<=\d)．(?=\d)", ".", text.translate(NARROW))


def settle_marks(text: str) -> str:
    """Writes the ellipsis as ……, the dash as —— and the point inside a foreign name as ·, whatever look-alikes were used.

    A dash is touched only between Chinese letters or quotation marks, so -- of a table or of code stays.

    >>> settle_marks("粮、棉、油⋯⋯阿里木•买买提--一名牧民")
    '粮、棉、油……阿里木·买买提——一名牧民'
    """
    text = re.sub(
        r"⋯+|…+|(?<=[㐀-鿿，])\.{3,}|。{3,}",
        lambda m: "…" * (2 * max(1, len(m.group()) // 2) if m.group()[0] in "⋯…" else 2),
        text,
    )
    text = re.sub(r"[―─]{2}|[－]{2}", "——", text)
    text = re.sub(rf"(?<=[{HAN}”）])--(?=[{HAN}“（])", "——", text)
    return re.sub(rf"(?<=[{HAN}])[•‧・∙⋅](?=[{HAN}])", "·", text)


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
    if SPACED_RE.fullmatch(bare) and not re.search(r"\d{2}", bare):  # 1 石桥 12 8 9 29 is a row of a table
        bare = re.sub(r"(?<=\d) (?=\d)", "", bare)
    bare = LETTERS_APART_RE.sub(lambda run: run.group().replace(" ", ""), bare)
    parts, end = [], 0
    if (leading := leading_byline_re().match(bare)) and is_name(leading["name"]):
        parts, end = [f"{leading['role']} {leading['name']} "], leading.end()
    for match in name_list_re().finditer(bare, end):
        before = re.sub(rf"(?<=[{WIDE}]) +$", "", bare[end : match.start()])
        parts += [SPACE_RE.sub("", before), tidy_names(match.group())]
        end = match.end()
    rest = bare[end:]
    halves = not end and HALVES_RE.fullmatch(rest)
    closed = "".join([*parts, re.sub(" +", " ", rest) if halves else SPACE_RE.sub("", rest)])
    return indent + mark + STRAY_RE.sub("", closed)


def close_halves(line: str) -> str:
    """The line without the blank between its halves, where it has turned out to be no headline but a line of text.

    >>> close_halves("全县今年 早稻丰收")
    '全县今年早稻丰收'
    """
    return line.replace(" ", "") if " " in line and HALVES_RE.fullmatch(line) else line


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
    parts, end = [], 0
    for match in ADDRESS_RE.finditer(text):
        parts += [_widen(text[end : match.start()]), match.group()]
        end = match.end()
    return "".join([*parts, _widen(text[end:])])


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
    return "\n".join(_pair(_pair(line, "“”", '"＂〝〞„‟'), "‘’", "'＇‛") for line in text.split("\n"))


def _pair(line: str, pair: str, odd: str) -> str:
    inside = r"(?<![A-Za-z\d])[{0}]|[{0}](?![A-Za-z\d])" if "'" in odd else "[{0}]"
    marks = re.compile(inside.format(odd if line.count(pair[0]) and line.count(pair[1]) else odd + pair))
    if not marks.search(line) or len(marks.findall(line)) % 2:
        return line
    turn = cycle(pair)
    return marks.sub(lambda _: next(turn), line)
