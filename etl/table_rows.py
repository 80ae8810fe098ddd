"""Rows of tables and of lists of results, whose lines never go on in the next: 东盟5.9 7.7 9.8, 石桥队2比0青禾队."""

import re

from etl.imprint import HAN

# No number of a row is the year of a date: …将在2026年3
NUMBER = r"(?:—(?=[\d -])|(?!\d{4}年\d{1,2}(?!\d))[-+−±]?\d[\d,.]*(?:[%‰℃]|[万亿]?[年元吨个家倍分人次名米斤头亩度场胜负平])?)"
LABEL = rf"(?:\d{{1,2}}[.、 ]?(?=[{HAN}]))?[{HAN}A-Za-z·（）()]{{0,16}}"
ROW_RE = re.compile(rf"{LABEL} ?{NUMBER}(?:(?:[ /]+|(?<=[^\d.,+-])){NUMBER})+|\|.*\|.*\|")
# What stands before the time of day and behind no team: 每天早上6:30准时到
DAYTIME = "(?<![上午晚晨早夜天日于到至从])"
VERB_RE = re.compile("[以胜败负克平](?!者|利)|不敌|逆转|领先|落后|晋级|横扫|取胜")
SCORE_RE = re.compile(
    rf"(?:\d{{1,2}}日 ?)?[{HAN}A-Za-z（）()]{{2,12}}{DAYTIME} ?"
    rf"\d{{1,3}}(?:比|[:：—-])\d{{1,3}} ?(?!的)[{HAN}A-Za-z（）()]{{2,16}}"
)
PAIR_RE = re.compile(rf"[{HAN}A-Za-z（）()·]{{2,12}}[ ：:]?{NUMBER}[{HAN}]{{0,3}}")
LONGEST_ROW = 60


def is_row(line: str) -> bool:
    """Whether a line is a row of numbers or a result; the headline of a match has a verb.

    >>> is_row("1石桥队3 2 1 0 7"), is_row("石桥队2比0青禾队"), is_row("石桥队3比1战胜青禾队"), is_row("粮食产量1200")
    (True, True, False, False)
    >>> is_row("每天早上6:30准时到村里"), is_row("做成1:50的模型"), is_row("大桥将在2026年3")
    (False, False, False)
    """
    if len(line) > LONGEST_ROW:
        return False
    return bool(ROW_RE.fullmatch(line)) or (bool(SCORE_RE.fullmatch(line)) and not VERB_RE.search(line))


def is_pair(line: str) -> bool:
    """Whether a line is a label with one number, which is a row where others stand beside it.

    >>> is_pair("早稻2800万吨"), is_pair("早稻产量达到新高")
    (True, False)
    """
    return len(line) <= LONGEST_ROW and bool(PAIR_RE.fullmatch(line))
