"""How letters and documents begin and end: salutations, signatures, experts who reply, the office and the day of a document.

编辑同志： | 我家住在…… | 石桥读者 王小禾                       text, text, byline
…特此通告。 | 石桥县人民政府 | 2026年1月20日 | （此件公开发布）    text, and three credits
"""

import re
from collections.abc import Sequence

from etl.imprint import HAN, Imprint, read_names
from etl.name_runs import is_plain_name
from etl.split.pieces import SALUTATION_RE, Part, Piece

WRITER = "读者|市民|村民|居民|网友|学生|家长|职工|教师|农民|业主|消费者|乘客|患者|游客"
SIGNATURE_RE = re.compile(rf"[{HAN}]{{0,12}}(?:{WRITER})[ ：:]{{0,2}}(?P<name>[{HAN}]{{2,4}})")
POST = "律师|医师|医生|主任|教授|院长|馆长|所长|研究员|专家|讲师|法官|检察官|民警|技师|药师|护士长|工程师|农艺师|营养师|咨询师"
ANSWERED_RE = re.compile(rf"[（(]?(?:作者[：:]?)?[{HAN} ]{{2,30}}(?:{POST}) ?(?P<name>[{HAN}]{{2,4}})[）)]?")
EXPERT_RE = re.compile(
    rf"(?:解答|答疑|答复|回复|指导|审核|受访|咨询|本期|坐诊|点评)?(?:{POST}|嘉宾|单位|专家)[：:][^。！？]{{2,60}}"
)
DAY_RE = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日|[二〇零○Ｏ一三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
OFFICE_RE = re.compile(rf"[{HAN}（）、· ]{{2,30}}[局厅部委会院府室处所站校社司团队行署办关]|[{HAN}]{{1,8}}[长任] ?[{HAN}]{{2,4}}")
RELEASED_RE = re.compile(r"[（(](?:此件|联系人|联系单位|印发|抄送)[^（）()]*[）)]")
MOST_OFFICES = 4
WORDS = (Part.HEADING, Part.MAYBE_HEADING, Part.TEXT)


def settle_letters(pieces: Sequence[Piece]) -> list[Piece]:
    """Gives the lines that begin and end letters and documents their part.

    >>> from etl.split.pieces import cut_lines
    >>> [piece.part.value for piece in settle_letters(cut_lines("路灯坏了半年，盼望修好。\\n石桥读者 王小禾"))]
    ['text', 'byline']
    """
    settled = list(pieces)
    for at in range(len(settled)):
        settled[at] = _settle_ends(settled, at)
    for at in range(1, len(settled)):
        if DAY_RE.fullmatch(settled[at].text) and settled[at].part in (*WORDS, Part.FURNITURE):
            _settle_document_end(settled, at)
        elif _is_last_office(settled, at):
            settled[at] = settled[at]._replace(part=Part.CREDIT)
    return settled


def _is_last_office(pieces: Sequence[Piece], at: int) -> bool:
    """Whether an office without a day below it ends a document: nothing stands below it, or a gap."""
    piece = pieces[at]
    ends = at + 1 == len(pieces) or (pieces[at + 1].apart and not piece.apart)
    named = piece.part is Part.HEADING and not piece.level and re.search("[局厅委会府院办]$", piece.text)
    return bool(ends and named and OFFICE_RE.fullmatch(piece.text)) and pieces[at - 1].part is Part.TEXT


def _settle_ends(pieces: Sequence[Piece], at: int) -> Piece:
    """A line of a letter; what is no such line stays what it is."""
    piece, above = pieces[at], pieces[at - 1] if at else None
    if piece.text == "编辑：" and at + 1 < len(pieces) and pieces[at + 1].part is Part.TEXT:
        return piece._replace(part=Part.TEXT, label=None)
    below_text = above is not None and above.part in (Part.TEXT, Part.CREDIT, Part.BYLINE)
    if piece.part not in (*WORDS, Part.BYLINE) or piece.level or len(piece.text) > 60:
        return piece
    if piece.part is Part.HEADING and SALUTATION_RE.fullmatch(piece.text):
        return piece._replace(part=Part.TEXT)
    if not below_text:
        return piece
    if EXPERT_RE.fullmatch(piece.text) or RELEASED_RE.fullmatch(piece.text):
        return piece._replace(part=Part.CREDIT)
    if piece.part is Part.BYLINE:
        answered = above is not None and bool(EXPERT_RE.fullmatch(above.text) or ANSWERED_RE.fullmatch(above.text))
        return piece._replace(part=Part.CREDIT) if answered else piece
    if (match := SIGNATURE_RE.fullmatch(piece.text)) and is_plain_name(match["name"]):
        return piece._replace(part=Part.BYLINE, imprint=Imprint((match["name"],)))
    match = ANSWERED_RE.fullmatch(piece.text) if piece.text[0] in "（(" else None
    names = read_names(match["name"]) if match else None
    return piece._replace(part=Part.CREDIT, imprint=Imprint(names)) if names else piece


def _ends_document(piece: Piece) -> bool:
    """Whether a document can end with a piece; the number to call stands last in some."""
    return piece.part in (Part.TEXT, Part.CREDIT) or (piece.part is Part.FURNITURE and piece.label == "editors' line")


def _settle_document_end(pieces: list[Piece], at: int) -> None:
    """Makes the day of a document, the offices above it and the note below it credits."""
    top = at
    while top > 0 and at - top < MOST_OFFICES and pieces[top - 1].part in WORDS and OFFICE_RE.fullmatch(pieces[top - 1].text):
        top -= 1
    if top == at or top == 0 or not _ends_document(pieces[top - 1]):
        return
    end = at + 1 + (at + 1 < len(pieces) and bool(RELEASED_RE.fullmatch(pieces[at + 1].text)))
    pieces[top:end] = [piece._replace(part=Part.CREDIT, label=None, imprint=Imprint()) for piece in pieces[top:end]]
