"""Text → tokens of time: 2024年 | 3月 | 至 | 4月, each with the one-letter sign that the grammar of the points is written in.

`3月` and `14日` are tokens; `3个月`, `3月龄`, `14日元`, `第3日` are none.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from etl.dates.words import holiday_names, plan_periods, time_words
from etl.vocabulary import alternation

CJK_DIGITS = "〇零○一二三四五六七八九"
DASH = r"(?:[—－～~–\-]{1,2}|至|到)"
NO_NUMBER_BEFORE = r"(?<![0-9.,第])"
MONTH_NUMBER = r"(?:1[0-2]|0?[1-9])"
MONTH_CJK = r"(?:十[一二]?|[一二三四五六七八九])"
DAY_NUMBER = r"(?:[12][0-9]|3[01]|0?[1-9])"
# 前11个月 ends within a year; 前12个月 is the year before some event.
UP_TO_ELEVEN = "(?:1[01]|[1-9]|十一?|[二两三四五六七八九])"
ONE_COUNT = r"(?:[0-9]{1,3}(?:\.[0-9]+)?|[1-9][0-9]{3}(?=[多余])|[一二两三四五六七八九十百千几数半多]+)[多余]?"
COUNT = rf"{ONE_COUNT}(?:{DASH}{ONE_COUNT})?"
# 3、4月份, 15、16日 are ranges; 3、5月 is none.
NEXT_MONTH = "|".join(f"{month}(?=、{month + 1}月)" for month in range(1, 12))
NEXT_DAY = "|".join(f"{day}(?=、{day + 1}日)" for day in range(1, 31))
# 15、18日 behind a month are its days one by one: the first is a day as well.
LISTED_DAY = rf"(?<=月){DAY_NUMBER}(?=、{DAY_NUMBER}日)"
UNIT = r"(?:个多?月|个?(?:季度|世纪|星期|小时|工作日|交易日|赛季|雪季)|年|周|天|日|载)"
# Letters that make another word of a suffix: 起来, 前后, 前列, 后备
NOT_SUFFIX = r"(?![0-9一两二三四五六七八九十几后列往任景沿来身方线备续面台者勤代端到草点步诉义火因源飞舞伏用重])"


# What 后 makes a time of: 项目全部建成后，年产值可达…
COMPLETIONS = ("建成投产", "建成投用", "投产", "达产达效", "达产", "建成", "投用", "投入使用", "投运", "竣工", "完工")

# 假期首日, 假期前三天
OF_DAYS = r"(?:首日|第一天|前[一二两三四五六七八2-9]天(?!之?[前后内]))"
HOLIDAY_TAIL = rf"(?:(?:小长假|长假|假期|假日|黄金周|档期?(?!次|案|口|位|的)){OF_DAYS}?)"


class TokenRule(NamedTuple):
    """The sign of a token, the letters it may start with (a numeral: each letter of it), and its pattern."""

    sign: str
    starts: Collection[str]
    pattern: str


ARABIC = "0123456789"
CJK = "一二三四五六七八九十"
COUNTING = ARABIC + CJK + "两百千几数半多"
NUMERALS = COUNTING + CJK_DIGITS
# A numeral begins a time only where one of these stands behind it.
BEHIND_NUMERAL = "年月日周天载季世号时点节:：、/—－～~–至到-"
# 10个月, 三年多, 20余天; not 10个人, 20多名
COUNTED = "(?:[多余]?个(?=[多月季世星小工交赛雪])|[多余](?=[年月周天日载季世星小工交赛雪至到—－～~–-]))"
# The letters that what 到 and 至 lead to may begin with.
POINT_STARTS = ARABIC + CJK + "如昨今明后去前本上下当年月周目现第未春夏秋冬国中元端清“"
CENTURY_STARTS = ("1", "2", "十", "二", "上世", "上个", "本世")
SINCE = r"以来|至今(?![年天日晚春夏秋冬后])"


def pairs(first: Iterable[str], second: Iterable[str]) -> list[str]:
    """Every pair of a first and a second letter."""
    return [one + two for one in first for two in second]


# The first rule that matches at a place is taken, so those that hold others stand before them.
SPANS = (
    # 近3年, 过去五年里, 未来十天; not 将近三年, 历时近3年, 附近3天
    TokenRule(
        "L",
        ("最近", "过去", "未来", "今后", "接下", "此前", "此后", *pairs("近", COUNTING)),
        rf"(?:最近|(?<![附接临靠将时经过了达续用满长超])近|过去的?|未来|今后|接下来的?|此前|此后){COUNT}{UNIT}(?:以?来|[间里内中])?",
    ),
    # 三年来, 数十年来, 一年多来; 十年间, not 间隔; 3年前, 五天后
    TokenRule(
        "L",
        COUNTING,
        rf"(?<![0-9.,第]){COUNT}(?:(?!日){UNIT}多?(?:以来|来(?![自看说华源临往到访京宾]))|年间(?!隔)"
        rf"|(?:年|个多?月|周|天)[多余]?(?:之?前|之?后){NOT_SUFFIX})",
    ),
    # 连续4年; the growth it counts is still a figure's business
    TokenRule("r", ("连续",), rf"连续第?{COUNT}{UNIT}"),
)
TOKENS = (
    # 2023—2024雪季
    TokenRule(
        "s",
        "2",
        r"(?<![0-9.,])20[0-9]{2}[—－–\-/](?:20)?[0-9]{2}(?:年度?)?(?:雪季|冰雪季|赛季|学年度?|年度|财年|榨季|供暖季|采暖季)",
    ),
    # 1980年代, 80年代
    TokenRule("I", ARABIC + CJK, r"(?<![0-9])(?:1[0-9]|20)?[0-9]0年代|[二三四五六七八九]十年代"),
    # 2024年, 2025年度, 二〇二四年; not 2000年历史, 1000年以上
    TokenRule("Y", "12", r"(?<![0-9.,])(?:1[0-9]{3}|20[0-9]{2})年(?:度(?![假过量]))?(?!以上|左右|的?历史|之久|一遇)"),
    TokenRule("Y", "一二", rf"(?<![{CJK_DIGITS}十百])[一二][{CJK_DIGITS}]{{3}}年"),
    TokenRule("y", "12", rf"(?<![0-9.,])(?:19|20)[0-9]{{2}}(?={DASH}(?:19|20)[0-9]{{2}}年)"),
    # 上世纪80年代, 20世纪末, 1980年代; not 21世纪海上丝绸之路
    TokenRule(
        "I",
        CENTURY_STARTS,
        r"(?:1[0-9]|2[01]|十九|二十一?|上个?|本)世纪(?:[0-9]0|[一二三四五六七八九]十)年代(?:初期?|末期?|中期|中后期)?",
    ),
    TokenRule("I", CENTURY_STARTS, r"(?:1[0-9]|2[01]|十九|二十一?|上个?|本)世纪(?:初|末|中叶)"),
    # 农历八月十五, 正月初六, 大年三十, 腊月
    TokenRule(
        "l",
        ("农历", "正月", "腊月", "大年"),
        r"农历[正一二三四五六七八九十冬腊]+月(?:[初十廿二三][一二三四五六七八九十]+)?|(?:正月|腊月)(?:[初十廿二三][一二三四五六七八九十]+)?|大年(?:初[一二三四五六七]|三十)",
    ),
    # 前9个月, 前10月, 前三季度
    TokenRule("K", pairs("前头", COUNTING), rf"(?<![提之以])[前头](?:{UP_TO_ELEVEN}个?月份?|[二两三23]个?季度)(?![前后])"),
    TokenRule(
        "Q",
        (*pairs("第", "一二三四1234"), *"一二三四1234"),
        r"(?<![前头0-9个])(?:第?[一二三四1-4](?:季度|财季)|[一二三1-3][、至到—\-][二三四2-4]季度)",
    ),
    TokenRule("H", ("上半", "下半"), r"[上下]半年(?!度)"),
    # 3月, 1—9月份, 十二月; not 3月龄, 月球
    TokenRule("M", ARABIC, rf"{NO_NUMBER_BEFORE}{MONTH_NUMBER}月份?(?![球龄薪均供度])"),
    TokenRule(
        "M", CJK, rf"(?<![一二三四五六七八九十两几多数半个正红]){MONTH_CJK}月份?(?![球亮饼龄薪均供度光色嫂兰]|三(?![日十]))"
    ),
    TokenRule(
        "m",
        ARABIC + CJK,
        rf"{NO_NUMBER_BEFORE}{MONTH_NUMBER}(?={DASH}{MONTH_NUMBER}月)|(?<![一二三四五六七八九十]){MONTH_CJK}(?=[至到]{MONTH_CJK}月)",
    ),
    TokenRule("m", ARABIC, rf"{NO_NUMBER_BEFORE}(?:{NEXT_MONTH})"),
    # 14日, 3月5号; not 14日元, 3日内, 第3日, 连续5日
    TokenRule("D", ARABIC, rf"(?<![0-9.,第续满超足隔近]){DAY_NUMBER}日(?!元|内|间|均|龄|游|益|本(?![报月市周社次轮届场年省县]))"),
    TokenRule("D", ARABIC + CJK, rf"(?<=月)(?:{DAY_NUMBER}号|(?:[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日)"),
    TokenRule("d", ARABIC, rf"{NO_NUMBER_BEFORE}{DAY_NUMBER}(?={DASH}{DAY_NUMBER}日(?!元|内|间|均|游))"),
    TokenRule("d", ARABIC, rf"{NO_NUMBER_BEFORE}(?:{NEXT_DAY})|{LISTED_DAY}"),
    # 15时30分, 10点多, 20：00; a bare 8点 may be eight points, so it needs a part of the day or more of a clock
    TokenRule(
        "C", ARABIC, r"(?<![0-9.,])(?:1[0-9]|2[0-4]|0?[0-9])时(?!代|区|速|段|差|期|空|常|装|机|间)(?:[0-5]?[0-9]分许?|半|许|整)?"
    ),
    TokenRule("C", ARABIC, r"(?<![0-9.,])(?:1[0-9]|2[0-4]|0?[0-9])点(?:[0-5]?[0-9]分|半|多|许|整|钟|左右)"),
    TokenRule(
        "C",
        COUNTING,
        r"(?<=[午晨早晚间上夜])(?:(?:1[0-9]|2[0-4]|0?[0-9])|[一二两三四五六七八九十]{1,2})点(?:多|半|钟|许|左右)?",
    ),
    TokenRule("C", ARABIC, r"(?<![0-9.,:：])(?:1[0-9]|2[0-4]|0?[0-9])[:：][0-5][0-9](?![0-9:：])"),
    TokenRule("c", ARABIC, rf"(?<![0-9.,])(?:1[0-9]|2[0-4]|0?[0-9])(?={DASH}(?:1[0-9]|2[0-4]|0?[0-9])时)"),
    # 24日晚, 晚8点
    TokenRule("P", pairs("早晚", ARABIC + CJK), r"[早晚](?=[0-9一二三四五六七八九十]{1,2}[点时])"),
    TokenRule(
        "w",
        ("星期", *pairs("周", CJK + "日")),
        r"(?<![一二两三四几每上本下这])(?:周|星期)[一二三四五六日](?![围边遭期年转到岁全次])",
    ),
    # 每到节假日, 每逢雪季
    TokenRule(
        "Z",
        ("每到", "每逢", "每年", "每天"),
        r"每[到逢](?:[^，。；、0-9]{0,4}(?:节假日|周末|假期|春节|时节|季节|季|期间|汛期))|每年|每天",
    ),
    TokenRule("<", ("截至", "截止"), r"(?:截至|截止(?:到|至)|截止(?=[0-9昨今]|目前))(?:[\u4e00-\u9fff]{2,6}时间)?"),
    # 到2027年 at the head of a clause or of a plan; 增长到, 恢复到 lead to an amount
    TokenRule(
        "t",
        pairs("到至", POINT_STARTS),
        r"(?:^|(?<=[，。；：、“（\n—])|(?<=力争|计划|预计|规划|提出|明确|目标|争取|确保))(?:到|至)",
    ),
    TokenRule(">", pairs("自", "从0123456789一二今去上前年“改新"), r"(?<![来源各亲独私])自(?:从)?(?=[0-9一二今去上前年“改新])"),
    TokenRule("f", pairs("从", "0123456789一二今去上前昨现"), r"从(?=[0-9一二今去上前昨现])"),
    TokenRule("X", ("上旬", "中旬", "下旬", "上中", "中下"), r"[上中下]{1,2}旬"),
    # 过去集中上市，如今… at the head of a clause; not 过去五年, 过去了
    TokenRule(
        "F",
        ("过去",),
        r"(?:^|(?<=[，。；：、“‘\n]))过去(?![的了和与这那几数两三四五六七八九十百0-9]|一(?:年|个|天|周|段|些|直|夜|月|季|次|向|度))",
    ),
    TokenRule("F", ("原来", "原先"), r"(?<=[由从])原[来先](?=的)"),
    # 高峰期日均发货3万件; not 进入高峰期
    TokenRule(
        "S",
        ("高峰", "最高", "旺季", "淡季", "农忙", "农闲"),
        r"(?:^|(?<=[，。；：“\n]))(?:最?高峰(?:期间?|时段?|日)|[旺淡]季(?=[时里，每日一])|农[忙闲]时节?)",
    ),
    TokenRule("N", ("发稿", "记者"), r"(?<=截至)(?:本报)?(?:记者)?发稿[时前]?|(?<=截至本报)(?:记者)?发稿[时前]?"),
    # 开业首日已接待3批游客; not 首日封
    TokenRule(
        "G",
        ("首日", "上映", "登记", "开工", "开幕", "开业", "上市", "开售", "开展"),
        r"(?:上映|登记|开工|开幕|开业|上市|开售|开展)?首日(?![封的])",
    ),
    # 假期三天日均接待10万人次: of the holiday spoken of
    TokenRule("G", ("假期",), rf"假期(?:{OF_DAYS}|最后一天|第[二三四五六七八]天|(?=[三五七八九35789]天))"),
    # 全场砍下32分, 前三节结束时落后9分: parts of a game
    TokenRule("G", ("全场",), r"全场(?=[砍拿得贡独轰斩命出投送射共][^，。]{0,8}[0-9])"),
    TokenRule(
        "G", (*pairs("前第", "一二两三四"), "半场"), r"(?:(?:前[二两三]|第[一二三四])节|半场)(?:结束[时后]?|战罢|打完|比赛)"
    ),
    # They end a time, or the name of an event: 开工以来, 展会期间, 项目建成后
    TokenRule("h", COMPLETIONS, rf"(?:{alternation(COMPLETIONS)})后(?=[，、可将预])"),
    TokenRule("+", ("以来", "至今"), SINCE),
    TokenRule("i", ("期间",), "期间"),
)
# What counts only where it touches the token before it.
JOINTS = (
    TokenRule("S", "春夏秋冬", r"(?<=年)[春夏秋冬](?![天季冬风华作联节运耕种播灌小茶笋菜粮蚕收麦修训装瓜秋])"),
    # 今年春运
    TokenRule("S", "春暑", r"(?<=年)[春暑]运(?![会期])"),
    TokenRule("P", "早晚", r"(?<=日)[早晚](?![报上晨间])"),
    TokenRule("+", "以至来", SINCE + r"|(?<=年)来(?=[，、。])"),
    TokenRule("*", "起开", rf"起{NOT_SUFFIX}|开始(?=[，、至到])"),
    TokenRule("v", "前", r"前后|前夕"),
    TokenRule("a", "以之后", rf"(?:[以之]后|后){NOT_SUFFIX}"),
    TokenRule("b", "以之前", rf"(?:[以之]前|前){NOT_SUFFIX}"),
    TokenRule("i", "期", "期间"),
    TokenRule("E", "底末初", r"(?<=[年月度份“”五])[底末初](?![部线气层色盘下座步级心始次见衷期端尾中三])"),
    # 2026年第二周, 6月第一个星期
    TokenRule("k", "第", r"(?<=[年月])第(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})个?(?:周(?![年岁刊报])|星期)"),
    TokenRule("-", "—－～~–-至到", DASH),
    TokenRule("-", "、", r"(?<=[0-9])、(?=[0-9]{1,2}[月日])"),
    # 17日和18日; not 17日和18日分别
    TokenRule("-", "和", r"(?<=[0-9]日)和(?=(?:[0-9]{1,2}月)?[0-9]{1,2}日(?!元|[^，。；]{0,20}分别))"),
    TokenRule("o", "的", r"(?<=年)的"),
    TokenRule("(", "（", r"（"),
    TokenRule(")", "）", r"）"),
)
# The kinds of time_words.csv and their signs.
WORD_SIGNS = {
    "year": "R",
    "month": "O",
    "quarter": "q",
    "week": "W",
    "day": "T",
    "evening": "n",
    "daypart": "P",
    "now": "N",
    "same_day": "T",
    "same_year": "R",
    "vague": "G",
    "past": "F",
    "lately": "u",
    "aside": "x",
    "recurring": "Z",
    "season": "S",
    "edge": "A",
    "monthedge": "U",
}


class Token(NamedTuple):
    """A token of time, and its sign in the grammar."""

    sign: str
    text: str


class Run(NamedTuple):
    """Tokens that touch one another, from an offset on: the signs of all, and the words of each."""

    start: int
    signs: str
    words: tuple[str, ...]


def _word_rules() -> list[TokenRule]:
    """The words of time, longest first, each kept from the letters that make another word of it: 出现在."""
    found = []
    for word in sorted(time_words().values(), key=lambda word: (-len(word.surface), word.surface)):
        before = f"(?<![{word.not_after}])" if word.not_after else ""
        after = f"(?![{word.not_before}])" if word.not_before else ""
        weekday = "(?:末|[一二三四五六日天])?" if word.surface.endswith(("周", "星期")) else ""
        found.append(TokenRule(WORD_SIGNS[word.kind], (word.surface[:3],), before + word.surface + weekday + after))
    return found


def _season_rules() -> list[TokenRule]:
    """这个春天, 这次雪季, 上赛季: a season that a word points at."""
    seasons = [word.surface for word in time_words().values() if word.kind == "season"]
    starts = pairs("这今本上下", "个次" + "".join(sorted({season[0] for season in seasons})))
    return [TokenRule("S", starts, rf"[这今本上下]个?次?(?:{alternation(seasons)})")]


def _holiday_rules() -> list[TokenRule]:
    names = sorted(holiday_names().values(), key=lambda name: (-len(name.surface), name.surface))
    free = "|".join(n.surface + (f"(?![{n.not_before}])" if n.not_before else "") for n in names if not n.needs_tail)
    tied = alternation(name.surface for name in names if name.needs_tail)
    joint = alternation(name.surface for name in names)
    starts = [name.surface[:3] for name in names]
    return [
        TokenRule("V", starts, rf"(?:{joint})[、和]?(?:{joint})节?{HOLIDAY_TAIL}"),
        TokenRule("V", starts, rf"(?:{tied})节?(?:{HOLIDAY_TAIL}|(?=期间|前后))"),
        TokenRule("V", starts, rf"(?<![0-9一二三四五六七八九十]个)(?<!大)(?:{free}){HOLIDAY_TAIL}?"),
    ]


def _period_rules() -> list[TokenRule]:
    """“十四五”期间, 十四五时期; not “十四五”规划. An epoch counts only with 以来."""
    plans = [period.surface for period in plan_periods().values() if period.kind == "plan"]
    epochs = [period.surface for period in plan_periods().values() if period.kind == "epoch"]
    unquoted = alternation(plan for plan in plans if len(plan) == 3)
    return [
        TokenRule(
            "B",
            {*pairs("“", plans), *pairs((plan for plan in plans if len(plan) == 3), "时期前以末")},
            rf"(?:“(?:{alternation(plans)})”|(?:{unquoted}))(?:时期|期间|前[一二三四]年|(?=以来|末))",
        ),
        TokenRule("J", [epoch + "以来" for epoch in epochs], rf"(?<!十)(?:{alternation(epochs)})(?=以来)"),
    ]


@cache
def token_rules() -> tuple[TokenRule, ...]:
    """All rules in order of precedence."""
    return (*_period_rules(), *_holiday_rules(), *_season_rules(), *SPANS, *_word_rules(), *TOKENS)


@cache
def start_re() -> re.Pattern[str]:
    """Finds the places where a token may start: by the first letters of a word, or by a numeral and what is behind it."""
    rests: dict[str, list[str]] = {}
    for start in sorted({start for rule in token_rules() for start in rule.starts if len(start) > 1}):
        rests.setdefault(start[0], []).append(start[1:])
    words = "|".join(f"{first}(?={alternation(rest)})" for first, rest in rests.items())
    seconds = {rest[0] for group in rests.values() for rest in group}
    behind_numeral = rf"(?:[{BEHIND_NUMERAL}]|{COUNTED})"
    arabic = rf"(?<![0-9])[0-9](?=[0-9]{{0,3}}(?:\.[0-9]+)?{behind_numeral})"
    numerals = "".join(sorted({start for rule in token_rules() for start in rule.starts if len(start) == 1} - {*ARABIC}))
    chinese = rf"(?<![{NUMERALS}])[{numerals}](?=[{NUMERALS}]{{0,7}}{behind_numeral})"
    # Nearly every place is passed over by its two letters alone.
    firsts, behind = sorted({*rests, *NUMERALS}), sorted({*seconds, *NUMERALS, *BEHIND_NUMERAL, *".个多余"})
    either = f"(?=[{re.escape(''.join(firsts))}][{re.escape(''.join(behind))}])"
    return re.compile(f"{either}(?:{arabic}|{chinese}|{words})")


@cache
def rules_by_letter() -> dict[str, tuple[re.Pattern[str], tuple[str, ...]]]:
    """For each letter one pattern for the tokens that start with it, and the sign of each of its groups."""
    by_letter: dict[str, list[TokenRule]] = {}
    for rule in token_rules():
        for letter in {start[0] for start in rule.starts}:
            by_letter.setdefault(letter, []).append(rule)
    return {letter: _one_pattern(rules) for letter, rules in by_letter.items()}


@cache
def joints() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern for what counts only behind a token, and the sign of each of its groups."""
    pattern, signs = _one_pattern(JOINTS)
    letters = re.escape("".join(sorted({letter for rule in JOINTS for letter in rule.starts})))
    return re.compile(f"(?=[{letters}])(?:{pattern.pattern})"), signs


def _one_pattern(rules: Sequence[TokenRule]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    return re.compile("|".join(f"({rule.pattern})" for rule in rules)), tuple(rule.sign for rule in rules)


def runs_of(text: str) -> Iterator[Run]:
    """All tokens of time in order, those that touch one another together.

    >>> list(runs_of("去年3月至4月产茶3吨"))
    [Run(start=0, signs='RM-M', words=('去年', '3月', '至', '4月'))]
    """
    find, rules, (joint, joint_signs) = start_re().search, rules_by_letter(), joints()
    begins = end = 0
    signs, words = "", list[str]()
    start = find(text)
    while start:
        at = start.start()
        pattern, pattern_signs = rules[text[at]]
        match = pattern.match(text, at)
        if match is None:
            start = find(text, at + 1)
            continue
        if at > end and words:
            yield Run(begins, signs, tuple(words))
            signs, words = "", []
        if not words:
            begins = at
        while match:
            end = match.end()
            signs += pattern_signs[(match.lastindex or 1) - 1]
            words.append(match.group())
            match, pattern_signs = joint.match(text, end), joint_signs
        start = find(text, end)
    if words:
        yield Run(begins, signs, tuple(words))
