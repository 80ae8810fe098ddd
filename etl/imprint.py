"""What a paper prints about an article rather than in it: datelines and bylines.

    本报包头3月2日讯（记者方禾）     新华社记者 白云 高山
No imprint: 据新华社报道，… (a sentence of the body), 记者看到… (记者 as its subject).
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from etl.column_labels import is_series_word
from etl.name_runs import (
    NAME_SIZES,
    is_foreign_name,
    is_likely_name,
    is_plain_name,
    part_names,
    part_rare_names,
)
from etl.places.divisions import divisions
from etl.vocabulary import alternation, rows

SENTENCE_END_RE = re.compile(r"[。！？…；][”’》）」』]*$|[。！？][）)]$")
HAN = "㐀-䶿一-鿿𠀀-𲎯〇々"
DATE = r"(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{1,2}日|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
PAPER_KINDS = (
    "日报|晚报|早报|晨报|午报|时报|都市报|商报|青年报|农民报|工人报|法治报|法制报|周报|导报"
    "|新闻网|新闻社|融媒体?|客户端|电视台|广播电台|广播电视台"
)
# Repair and split ask the same of the same lines, repair again and again.
LINES_REMEMBERED = 4096
LONGEST_NAME = max(NAME_SIZES)
PAPER = rf"(?!据)[{HAN}]{{2,5}}(?:{PAPER_KINDS})"
BULLET = "□■◎●○◇◆▲△★☆◥▶►"

# What a person did, behind the name: 本报记者 许嘉 文 邵文杰 摄影
ROLE_BEHIND_RE = re.compile(rf"(?<=[{HAN}]{{2}})[ /／](?:文|图|摄|摄影|撰文)(?= |$|[{HAN}]{{2,3}}[/／])")
# Who wrote the text took the pictures as well: 阿木尔 文/图
BOTH_BEHIND_RE = re.compile(rf"(?<=[{HAN}]{{2}}) ?(?:文/图|图/文)$")
# Who took the pictures wrote the text as well: （白云 摄影报道）
TOLD_BY_RE = re.compile(rf"(?P<names>[{HAN}·、 ]{{2,20}}?) ?(?:摄影|图文)报道")
# 记者 as the subject of a sentence, whose next word begins like a surname: 记者从青禾县获悉
TELLS_RE = re.compile("(?:本报)?记者[从在就随来到走]")
# Behind a bullet a writer may stand with the house he works for: □ 青禾期货 白云
AFFILIATED_RE = re.compile(
    rf"[{HAN}]{{2,14}}(?:期货|证券|银行|基金|公司|大学|学院|研究院|研究所|中心|协会|法院|检察院|党校|医院)"
    rf" (?P<name>[{HAN}]{{2,3}})"
)
# A bracket before text, which may hold a dateline.
BRACKETED_RE = re.compile(r"[【［\[（(](?P<inside>[^】］\]）)。，\n]{3,40})[】］\]）)][：: ]?(?=\S)")
# One word of a byline that blanks part from the next.
OPEN_TOKEN_RE = re.compile(rf" *(?P<word>[{HAN}·、]{{2,12}}) +")
RARE_NAMES_RE = re.compile(f"[{HAN}·]{{2,10}}")
# What stands in brackets below a text and ends like no name: （全文完）, （连载）.
NO_NAME_RE = re.compile("[完选编载略转接]）$")


@dataclass(frozen=True, slots=True)
class Source:
    """A row of sources.csv: an agency, a paper, a site or a picture agency, or what the paper calls itself."""

    surface: str
    kind: str
    note: str | None


@dataclass(frozen=True, slots=True)
class BylineRole:
    """A row of byline_roles.csv: a word that stands before (记者 甲) or after (甲 摄) the names of those who made the piece."""

    surface: str
    place: str
    note: str | None


@dataclass(frozen=True, slots=True)
class LeadWord:
    """A row of lead_words.csv: a word the first sentence of a report begins with; a weak one begins other sentences as well."""

    surface: str
    strong: bool
    note: str | None


class Imprint(NamedTuple):
    """What an imprint says. `published` is the printed date, not yet resolved."""

    names: tuple[str, ...] = ()
    source: str | None = None
    place: str | None = None
    printed_date: str | None = None


@cache
def source_pattern() -> str:
    """Matches a source: one of sources.csv, or any name built like a paper's, an agency's or a site's (青禾网讯), or two joined
    by a dash."""
    agency = rf"[{HAN}]{{2}}社(?=[{HAN}]{{2,8}}{DATE}电)"
    site = rf"(?!据)[{HAN}]{{1,4}}(?:网|在线)(?=讯(?![员息问飞号])|记者)"
    one = f"(?:{alternation(row.surface for row in rows('sources', Source))}|{PAPER}|{agency}|{site})"
    return f"(?:[{HAN}]{{2,4}}云[—-])?{one}(?:[—-]{one})?"


@cache
def source_re() -> re.Pattern[str]:
    return re.compile(source_pattern())


@cache
def own_end_re() -> re.Pattern[str]:
    """Matches the source of the next writer behind the names of one: 本报记者 白云 本报 | 通讯员 高山."""
    return re.compile(rf"[ 、]+{source_pattern()} ?$")


@cache
def role_pattern(place: str) -> str:
    """Matches the role words that stand `before` or `after` a name; 文 and 图 count only with their stroke (文/甲)."""
    roles = [row.surface for row in rows("byline_roles", BylineRole) if row.place in (place, "both")]
    short = [word for word in roles if len(word) == 1 and place == "before"]
    return f"(?:{alternation(set(roles) - set(short))}{''.join(f'|{word}(?=[/／：:])' for word in short)})"


@cache
def lead_re() -> re.Pattern[str]:
    """Matches the beginning of a report's first sentence; the group `weak` holds what begins other sentences as well."""
    leads = rows("lead_words", LeadWord)
    strong = alternation(row.surface for row in leads if row.strong)
    weak = alternation(row.surface for row in leads if not row.strong)
    return re.compile(rf"{strong}|\d{{1,2}}月\d{{1,2}}日|\d{{1,2}}日[，上下凌]|(?P<weak>{weak}|\d{{1,2}}月)")


def read_names(text: str) -> tuple[str, ...] | None:
    """The names of a list (`白云、高山`, `白云 高山`), or None if it holds anything else.

    A rare surname is believed where gaps show the names; a run without gaps must part into known surnames.
    """
    found: list[str] = []
    for token in re.split(r"[、，,/／：: ]+", _close_names(text.strip(" 、，,/／：:"))):
        if re.search(role_pattern("before"), token):
            return None
        names = part_names(token) or ((token,) if re.fullmatch(rf"[{HAN}]·[{HAN}·]+", token) else None)
        if not names:
            return None
        found += names
    return tuple(found)


def _close_names(text: str) -> str:
    """Closes the blanks that a justified line puts into names of two letters, to read them; the text keeps what repair leaves.

    >>> _close_names("白云 高 山"), _close_names("柴 进"), _close_names("李小禾张 山"), _close_names("柴 小禾")
    ('白云 高山', '柴进', '李小禾张山', '柴小禾')
    """
    pairs = re.sub(r"(?<!\S)(\S) +(\S)(?!\S)", r"\1\2", text)
    return re.sub(r"(?<=\S) +(\S)(?!\S)|^(\S) +", r"\1\2", pairs)


@cache
def name_list_re() -> re.Pattern[str]:
    """Finds lists of names still holding their gaps: behind a role word at the head of a line or bracket, before 摄."""
    # A run, not a list of names: names without a gap between them could be parted in too many ways to try.
    names = rf"[ 、/：:{HAN}·]{{1,120}}"
    head = rf"(?:^|(?<=[（({BULLET}]))[{HAN}]{{0,10}}{role_pattern('before')}{names}(?=$|[）)。])"
    shot = rf"(?<=[。！？”）])[ ]*[{HAN}]{{1,4}}(?: +[{HAN}]{{1,4}})*(?= ?摄)"
    bullet = rf"(?<=[{BULLET}])[ {HAN}·]+$"
    return re.compile(f"{head}|{bullet}|{shot}")


@cache
def leading_byline_re() -> re.Pattern[str]:
    """Matches a byline that a blank parts from the text of its line: 本报记者王禾  清晨，石桥村…, 本报记者 王禾 石桥报道 …"""
    name = rf"(?P<name>[{HAN}]{{2,4}})(?: [{HAN}]{{2,4}}报道)?"
    return re.compile(rf"(?P<role>{source_pattern()}{role_pattern('before')}) *{name} +(?=\S{{1,30}}[，。])")


@lru_cache(maxsize=LINES_REMEMBERED)
def read_byline(line: str) -> Imprint | None:
    """What a line says that is a byline alone, or None.

    >>> read_byline("□ 本报记者 白云 通讯员 高山")
    Imprint(names=('白云', '高山'), source='本报', place=None, printed_date=None)
    >>> read_byline("记者观察") is None
    True
    """
    bare = line.strip(" （）()")
    bracketed = line[:1] in "（("
    bullet, bare = bare[:1] in BULLET, bare.lstrip(BULLET + " ")
    if not bare or len(bare) > 60 or re.search("[。！？，；]", bare) or TELLS_RE.match(bare):
        return None
    bare = re.sub("^(?:文/图|图/文|文图|图文|摄影报道)[ ：:]*", "", bare)
    bare, both = BOTH_BEHIND_RE.subn("", bare)
    if not bare:
        return Imprint()
    if bracketed and (told := TOLD_BY_RE.fullmatch(bare)) and (signed := read_names(told["names"])):
        return Imprint(signed)
    if bullet and (affiliated := AFFILIATED_RE.fullmatch(bare)) and is_plain_name(affiliated["name"]):
        return Imprint((affiliated["name"],))
    bare, behind = ROLE_BEHIND_RE.subn("", bare)
    behind += both
    stroke = re.match("[文图][/／]", bare)
    owner, *rest = re.split(f"({role_pattern('before')})", bare)
    owner = owner.replace(" ", "")
    source = source_re().match(owner + "".join(rest[:1]))
    if rest:
        lists = [_without_tail(own_end_re().sub("", part)) for part in rest[1::2]]
    else:
        lists, owner = ([bare], "") if bullet or behind else ([], owner)
    names = [
        read_names(part) or _read_gapped_names(part, shown=bool(source or bracketed or stroke))
        for part in lists
        if part.strip(" /：:、")
    ]
    known = (
        not owner.strip()
        or (source and re.fullmatch(rf"(?:驻[{HAN}]{{2,6}})?[ ：:]*", owner[source.end() :]))
        or (bullet and len(owner) < 12)
        or re.fullmatch(rf"[{HAN}]{{2,20}}[省市区县旗州镇乡村街] ?|驻[{HAN}]{{2,8}}", owner)  # 石桥镇 读者 高山, 驻南岛记者 白云
    )
    if not known or any(found is None or any(map(is_series_word, found)) for found in names) or not (names or (source and rest)):
        return None
    return Imprint(tuple(name for found in names if found for name in found), source.group() if source else None)


def _without_tail(names: str) -> str:
    """The names of a byline without what stands behind them: 章鱼|摄影, 白云|石桥报道; a known place shows where a name ends.

    >>> _without_tail("方禾子长沙报道"), _without_tail("白云石桥镇报道")
    ('方禾子', '白云')
    """
    if told := _told_from_re().search(names):
        return names[: told.start()]
    return re.sub(
        rf"(?: ?{role_pattern('after')}|(?<=[{HAN}]{{2}}) ?(?:发自)?[{HAN}]{{2,4}}报道| ?发自 ?[{HAN}]{{2,10}})+$", "", names
    )


@cache
def _told_from_re() -> re.Pattern[str]:
    places = {name for division in divisions().values() for name in (division.name, division.short_name) if len(name) > 1}
    return re.compile(rf"(?<=..) ?(?:发自)?(?:{alternation(places)})报道$")


def _read_gapped_names(text: str, *, shown: bool) -> tuple[str, ...] | None:
    """Names with rare surnames behind a role word, if something else shows a byline, or if they are spelt like foreign ones."""
    names = _read_spaced_names(text.lstrip("/／"))
    return names if names and (shown or (text[:1] == " " and all(map(is_foreign_name, names)))) else None


def _read_spaced_names(text: str) -> tuple[str, ...] | None:
    """Names with rare surnames, believed behind a source and its role word: one, or several with gaps (新华社记者 鲜禾), or
    without, if one of them is known (苏娜白云).
    """
    tokens = re.split("[ 、]+", text.strip(" 、"))
    if len(tokens) == 1 and len(tokens[0]) > LONGEST_NAME:
        parted = part_rare_names(tokens[0])
        return parted if len(parted) > 1 and all(len(name) <= LONGEST_NAME for name in parted) else None
    shown = text[:1] == " " or "、" in text or (len(tokens) == 1 and not is_series_word(text))
    return tuple(tokens) if shown and all(re.fullmatch(f"[{HAN}]{{2,4}}", token) for token in tokens) else None


def _read_told_names(inside: str) -> tuple[str, ...] | None:
    """The names behind role words, whatever surnames they have, and those before the first: 记者鲜禾苏娜 通讯员阿木尔,
    白云 通讯员高山. Before the first may stand the house as well: 青禾视界记者 白云.
    """
    first, *lists = re.split(f"{role_pattern('before')}", inside)
    first = re.sub(f"^{source_pattern()}", "", first.strip(" 、，"))
    runs = [run for part in lists for run in re.split("[ 、，：:/]+", part) if run]
    is_list = inside[len(first) : len(first) + 1] in " 、，" or is_likely_name(first)
    before = read_names(first) if first and is_list else ()
    is_house = re.fullmatch(f"[{HAN}]{{0,8}}", first) is not None
    if not runs or not (before or is_house) or not all(RARE_NAMES_RE.fullmatch(run) for run in runs):
        return None
    return (*(before or ()), *(name for run in runs for name in part_rare_names(run)))


def read_bare_names(line: str) -> tuple[str, ...]:
    """The names of a line that holds nothing else (`覃明`, `白云 高山`); weak surnames are not believed here.

    >>> read_bare_names("覃明"), read_bare_names("（陆川秦小禾）"), read_bare_names("（高山、白云）"), read_bare_names("相关链接")
    (('覃明',), ('陆川', '秦小禾'), ('高山', '白云'), ())
    """
    tokens = re.split("[ 、，/／]+", line.strip("（） "))
    if len(tokens) <= 3 and all(is_plain_name(token) for token in tokens):
        return tuple(tokens)
    told = len(tokens) == 1 and line[:1] == "（" and "·" not in line and not NO_NAME_RE.search(line)
    return (part_names(tokens[0]) if told else None) or ()


@cache
def dateline_re() -> re.Pattern[str]:
    """Matches a dateline: 新华社北京12月6日电（记者…）, 本报讯, 广西云—广西日报讯, 央视网消息, 据新华社电 …"""
    place = rf"(?P<place>(?!{role_pattern('before')})[{HAN}/、]{{2,10}}?)"
    day = f"(?P<day>{DATE})(?:至{DATE})?"
    # 中新网青禾新闻6月16日电: the paper's channel for the place.
    verb = (
        rf"(?:(?:新闻)?(?:{day})(?:专?电|快?讯|综合消息|消息|报道)|(?:(?<!通)讯(?![员息问飞])|(?:综合)?消息|专电"
        r"|电(?=[ （(：:]|$)|(?<=^据新华社)电(?=\w)(?![视子影商台脑力话信报动])))"
    )
    by = r"(?:[ ]?[（(](?P<by>[^（）()\n]{2,60})[）)])?"
    told = (
        rf"(?: ?(?P<told>{role_pattern('before')}[{HAN}、 ]{{2,20}}?)报道"
        r"(?:[：:，]|(?=\d|近日|日前|昨[日天]|今[日天])))?"
    )
    return re.compile(rf"(?P<via>据|综合)?(?P<source>{source_pattern()})(?:{place})?{verb}(?:{by}{told})[ ：:]?(?: ?题：)?")


@lru_cache(maxsize=LINES_REMEMBERED)
def read_dateline(line: str, at: int = 0) -> tuple[int, Imprint] | None:
    """Where the dateline that begins at `at` ends, and what it says.

    >>> read_dateline("本报包头3月2日讯（记者白云）今冬")
    (15, Imprint(names=('白云',), source='本报', place='包头', printed_date='3月2日'))
    """
    match = dateline_re().match(line, at)
    if not match:
        return _read_bracketed_dateline(line, at)
    by = _read_bracket(match["by"] or match["told"])
    names_programme = match.group().endswith("：") and not match["told"]
    end = match.end() if by or names_programme or not match["by"] else match.start("by") - 1
    if by is None and (open_byline := read_open_byline(line, end)):
        end, by = open_byline
    return end, Imprint(by.names if by else (), match["source"], match["place"], match["day"])


def read_open_byline(line: str, at: int) -> tuple[int, Imprint] | None:
    """Where a byline without brackets ends that blanks part from its dateline and from the text, and what it says.

    >>> read_open_byline("本报讯 记者白云 通讯员高山 秦小禾 清晨，", 3)
    (19, Imprint(names=('白云', '高山', '秦小禾'), source=None, place=None, printed_date=None))
    >>> read_open_byline("本报讯 记者白云报道 清晨，", 3)[0], read_open_byline("本报讯 清晨 茶园里", 3)
    (11, None)
    """
    names: list[str] = []
    is_role = False
    while token := OPEN_TOKEN_RE.match(line, at):
        role = re.match(role_pattern("before"), token["word"])
        bare = token["word"][role.end() if role else 0 :]
        is_told = bare.endswith("报道")
        bare = bare.removesuffix("报道")
        found = read_names(bare) if bare and (role or is_role or names) else None
        if found is None and (bare or not (role or (names and is_told))):
            break
        is_role, at = bool(role) and not bare, token.end()
        names += found or ()
        if is_told:
            break
    return (at, Imprint(tuple(names))) if names else None


@cache
def bracketed_report_re() -> re.Pattern[str]:
    """Matches what a report says of itself in brackets: 环球网综合报道, 搜狐体育 白云 2月8日东莞报道."""
    by = rf"(?P<by>(?:记者)?[ {HAN}·、]{{0,24}}?)"
    where = rf"(?:[ ]?(?P<day>{DATE})[ ]?(?P<place>[{HAN}]{{2,4}})?)?"
    return re.compile(rf"(?P<source>{source_pattern()}){by}{where}(?:综合|专稿)?报道")


def _read_bracketed_dateline(line: str, at: int) -> tuple[int, Imprint] | None:
    """What a dateline in brackets before the text says, as sites print it. In round brackets stand closing credits as well;
    a dateline there is that of a report and names its writer.

    >>> _read_bracketed_dateline("【环球网综合报道】据当地媒体", 0)
    (9, Imprint(names=(), source='环球网', place=None, printed_date=None))
    >>> _read_bracketed_dateline("（新华社北京12月6日电）", 0) is None
    True
    """
    bracket = BRACKETED_RE.match(line, at)
    if not bracket:
        return None
    inside = bracket["inside"]
    dateline = read_dateline(inside) if line[at] not in "（(" else None
    if dateline and dateline[0] == len(inside):
        return bracket.end(), dateline[1]
    report = bracketed_report_re().fullmatch(inside)
    by = _read_bracket(report["by"].strip()) if report else None
    if not report or (line[at] in "（(" and not by):
        return None
    return bracket.end(), Imprint(by.names if by else (), report["source"], report["place"], report["day"])


def _read_bracket(inside: str | None) -> Imprint | None:
    """What the bracket behind a dateline says of the writers; their role word may be missing: （白云、高山）."""
    if not inside:
        return None
    byline = read_byline(f"（{inside}）")
    names = None if byline else read_names(inside) or _read_told_names(inside)
    return byline or (Imprint(names) if names else None)


@lru_cache(maxsize=LINES_REMEMBERED)
def find_inner_dateline(line: str) -> int | None:
    """Where a dateline begins behind text of its own line: behind a headline (标题本报讯（记者…）) or a finished article.

    A report named in a sentence (据新华社北京4月1日电) is none; a date or a reporter must stand in it, behind 据 the reporter.
    """
    if not re.search("[讯电]|消息|报道", line):
        return None
    for match in dateline_re().finditer(line, 1):
        by = _read_bracket(match["by"]) or read_open_byline(line, match.end())
        told = by if match["via"] else match["day"] or by
        if told and not re.search(r"[，：、；“（《据由从在]$", line[: match.start()]):
            return match.start()
    return None
