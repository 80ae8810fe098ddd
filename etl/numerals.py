"""Numerals of Chinese print → Decimal; knows nothing of news.

`3.92万亿`, `三千二百万`, `60多`, `十几万`, `三分之一` are numerals. `第十`, `三个`, `50%` are not: what stands round a
numeral is the caller's business.

    numeral  = [数 | 几 | 好几 | 上] amount [vague]     一 vague letter may also stand inside: 3000余万, 十几万
    amount   = count | [count] unit [tail]             a bare unit counts one: 千亿, 百; 十 百 千 count up to nine
    tail     = [零] amount | digit                     一百零五 is 105, 一百五 is 150
    unit     = 亿 | 万 | 千 | 百 | 十                    廿 and 卅 are 二十 and 三十
    count    = arabic | digit | digit digit            七八, 三五: from … to
             | amount 点 digit {digit} {unit} | 半
    vague    = 多 | 余 | 几 | 来 | +                    over, 来 about; + only behind digits
    share    = numeral 分之 numeral | arabic / arabic | numeral 成 [digit | 半] [vague] | 一半 | 半数
    year     = four digits | four Chinese digits, with or without 年
"""

import re
from dataclasses import dataclass, replace
from decimal import Context, Decimal

from etl.model import Bound

DIGITS = {"零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
UNITS = {"亿": 100_000_000, "万": 10_000, "千": 1000, "百": 100, "十": 10}
ZEROS = "零〇○"
NARROW = str.maketrans({**dict(zip("０１２３４５６７８９．，／", "0123456789.,/", strict=True)), "廿": "二十", "卅": "三十"})
SIX_DIGITS = Context(prec=6)
LONGEST = 40

# Fragments for the patterns of other modules; none holds a group.
# The vague letters begin words too: 60多边形, 3000余额, 20来自.
VAGUE = r"(?:多(?![边样元方数少])|余(?!额)|几(?![乎何])|来(?![自源到临往看说]))"
ARABIC = r"(?:(?<![0-9.])(?:[0-9]{1,3}(?:[,， ][0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?(?![0-9]))"
CHINESE = r"(?:[零〇○一二两三四五六七八九十廿卅百千万亿]+(?:点[零〇○一二三四五六七八九]+[百千万亿]*)?)"
# 12,345.6; 3.92万亿; 6400多万; 1万多亿; 1亿2000万; 5千万
MIXED = rf"(?:{ARABIC}{VAGUE}?(?:[百千万亿][十百千万亿]*(?:[0-9]+[百千万]+)?(?:{VAGUE}亿?)?)?(?:\+(?=[一-鿿]))?)"
# 数千, 好几百, 上万; not 人数百余, 总数千万
LEAD = r"(?:好?几|(?<![人总次件户个套])数|(?<![之以网线])上)(?=[十百千万亿])"
NUMERAL = rf"(?:{MIXED}|(?:{LEAD})?{CHINESE}(?:{VAGUE}[百千万亿]*)?|半)"
# 四成, 两成半, 九成九; not 一成为, 三成立
TENTHS = rf"(?:{NUMERAL}成(?![为立员果功分本都长绩就交品熟套形名型效片林群])(?:[一二三四五六七八九半](?![个年成天]))?{VAGUE}?)"
SHARE = rf"(?:{NUMERAL}分之{NUMERAL}|{TENTHS}|(?<![0-9./／])[0-9]{{1,2}}[/／][0-9]{{1,3}}(?![0-9./／万元A-Za-z毫])|一半多?|半数)"

ARABIC_RE = re.compile(r"(?:[0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
LEAD_RE = re.compile(r"(?:好?几|数|上)(?=[十百千万亿])")
VAGUE_RE = re.compile(r"(?<=.)[多余几来+](?=[百千万亿]*$)")
POINT_RE = re.compile(r"(?P<whole>[^点]+)点(?P<places>[零〇○一二三四五六七八九]+)(?P<units>[百千万亿]*)")
# Two digits side by side are two guesses, unless a third makes a number read digit by digit: 七八 but 一九四九.
PAIR_RE = re.compile(
    r"(?<![零〇○一二两三四五六七八九点])([一二两三四五六七八九])([二两三四五六七八九])(?![零〇○一二两三四五六七八九])"
)
BY_DIGIT_RE = re.compile(r"[〇零○一二三四五六七八九]{4,}")
YEAR_RE = re.compile(r"([0-9]{4}|[〇零○一二三四五六七八九]{4})年?")
# 百八十 and 千八百 are said of about a hundred and a thousand.
ABOUT_A_UNIT = {"百八十": 100, "百十": 100, "千八百": 1000, "万八千": 10_000}
FRACTION_RE = re.compile(r"([0-9]{1,2})/([0-9]{1,3})")
TENTHS_RE = re.compile(r"(?P<tenths>[^成]+)成(?P<tail>[一二三四五六七八九半]?)(?P<vague>[多余]?)")


@dataclass(frozen=True, slots=True)
class Numeral:
    """What a numeral says: its value, the upper one where it names two (七八), and whether it is more than it says."""

    value: Decimal
    value_high: Decimal | None = None
    bound: Bound = "exact"


def parse_numeral(text: str) -> Numeral | None:
    """The numeral that `text` is from its first letter to its last, or None.

    >>> parse_numeral("3000余万")
    Numeral(value=Decimal('30000000'), value_high=None, bound='over')
    >>> parse_numeral("七八")
    Numeral(value=Decimal('7'), value_high=Decimal('8'), bound='about')
    >>> parse_numeral("第三") is None
    True
    """
    text = text.translate(NARROW)
    if not 0 < len(text) <= LONGEST:
        return None
    if text == "半":
        return Numeral(Decimal("0.5"))
    if text in ABOUT_A_UNIT:
        return Numeral(Decimal(ABOUT_A_UNIT[text]), bound="about")
    bound: Bound = "exact"
    if lead := LEAD_RE.match(text):
        bound, text = "over", text[lead.end() :]
    # A vague numeral is the same numeral without its vague letter, and more: 十几万 is 十万 and more.
    if vague := VAGUE_RE.search(text):
        bound = "about" if vague.group() == "来" and bound == "exact" else "over"
        text = text[: vague.start()] + text[vague.end() :]
    if pair := PAIR_RE.search(text):
        return _between(text, pair)
    value = _amount(text)
    return None if value is None else Numeral(value, bound=bound)


def parse_share(text: str) -> Numeral | None:
    """A part of a whole in percent, with six significant digits.

    >>> parse_share("三分之一").value, parse_share("两成半").value, parse_share("千分之五").value
    (Decimal('33.3333'), Decimal('25'), Decimal('0.5'))
    >>> parse_share("三成立") is None
    True
    """
    text = text.translate(NARROW)
    if text in ("一半", "半数", "一半多"):
        return Numeral(Decimal(50), bound="over" if text.endswith("多") else "exact")
    if fraction := FRACTION_RE.fullmatch(text):
        above, below = Decimal(fraction[1]), Decimal(fraction[2])
        return Numeral(_percent(above, below)) if 0 < above < below else None
    if tenths := TENTHS_RE.fullmatch(text):
        return _tenths(tenths["tenths"], tenths["tail"], tenths["vague"])
    if text.count("分之") == 1:
        return _part(*text.split("分之"))
    return None


def parse_year(text: str) -> int | None:
    """The year a four-digit year names, Arabic or digit by digit.

    >>> parse_year("二〇二四年"), parse_year("1995"), parse_year("95年")
    (2024, 1995, None)
    """
    match = YEAR_RE.fullmatch(text.translate(NARROW))
    if not match:
        return None
    year = int("".join(str(DIGITS.get(letter, letter)) for letter in match[1]))
    return year if 1000 <= year < 2200 else None


def _between(text: str, pair: re.Match[str]) -> Numeral | None:
    """七八十 → 七十 to 八十: each guess in the place of both."""
    low, high = DIGITS[pair[1]], DIGITS[pair[2]]
    if high - low != 1 and (low, high) != (3, 5):
        return None
    ends = [_amount(text[: pair.start()] + letter + text[pair.end() :]) for letter in pair.groups()]
    if ends[0] is None or ends[1] is None:
        return None
    return Numeral(ends[0], ends[1], "about")


def _amount(text: str) -> Decimal | None:
    """The value of an amount: split at its greatest unit, then what is before it times the unit, and what is after it."""
    if point := POINT_RE.fullmatch(text):
        return _decimal(point["whole"], point["places"], point["units"])
    for letter, unit in UNITS.items():
        before, found, after = text.rpartition(letter)
        if found:
            return _of_unit(before, unit, after)
    if ARABIC_RE.fullmatch(text):
        return Decimal(text.replace(",", "").replace(" ", ""))
    if BY_DIGIT_RE.fullmatch(text):
        return Decimal("".join(str(DIGITS[digit]) for digit in text))
    return Decimal(DIGITS[text]) if text in DIGITS else None


def _of_unit(before: str, unit: int, after: str) -> Decimal | None:
    count = _amount(before) if before else Decimal(1)
    # 二十百 and 万万 are no numerals, 万亿 is one; before 万 an Arabic count may be of any size.
    most = min(unit, 10) if unit < UNITS["万"] else unit
    if not count or (count >= most and not ARABIC_RE.fullmatch(before)):
        return None
    tail = _tail(after, unit)
    return None if tail is None or tail >= unit else count * unit + tail


def _tail(after: str, unit: int) -> Decimal | None:
    if not after:
        return Decimal(0)
    if after[0] in ZEROS:
        return _amount(after[1:])
    value = _amount(after)
    if value is not None and after in DIGITS:
        return value * unit / 10
    # 1亿2000万 and 1万2000 go on; 3万5 may be 35000 or a misprint.
    return None if ARABIC_RE.fullmatch(after) and len(after) < 3 else value


def _decimal(whole: str, places: str, units: str) -> Decimal | None:
    head = _amount(whole)
    if head is None or head != int(head):
        return None
    value = Decimal(f"{int(head)}.{''.join(str(DIGITS[place]) for place in places)}")
    times = _amount(units) if units else Decimal(1)
    return None if times is None else value * times


def _tenths(tenths: str, tail: str, vague: str) -> Numeral | None:
    whole = parse_numeral(tenths)
    if whole is None or not 0 < (whole.value_high or whole.value) <= 10:
        return None
    more = 5 if tail == "半" else DIGITS.get(tail, 0)
    share = Numeral(whole.value * 10 + more, whole.value_high and whole.value_high * 10 + more, whole.bound)
    return replace(share, bound="over") if vague else share


def _part(whole: str, part: str) -> Numeral | None:
    below, above = parse_numeral(whole), parse_numeral(part)
    if below is None or above is None or below.value_high is not None or below.bound != "exact" or below.value == 0:
        return None
    return Numeral(_percent(above.value, below.value), above.value_high and _percent(above.value_high, below.value), above.bound)


def _percent(above: Decimal, below: Decimal) -> Decimal:
    return SIX_DIGITS.divide(above * 100, below)
