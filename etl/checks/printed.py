"""What a printed number stands for.

`3928.5亿元` is any sum from 3928.45 to 3928.55 亿元, `331万人次` are from 330.5 to 331.5 万人次. A whole number of things
counted one by one (`235例`) is exact, an average of them (`日均235列`) is not. `约300人`, `超40%`, `数十家`, `16～18公里`,
`四成` say too little to reckon with and stand for no range.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from etl.model import Figure
from etl.numerals import parse_numeral

PRINTED_RE = re.compile(
    r"(?P<whole>[0-9]+(?:,[0-9]{3})*)(?:\.(?P<places>[0-9]+))?"
    # 千 of 1535.91万千瓦时 is the unit's.
    r"(?P<times>(?:[十万亿]|千(?![瓦米克卡伏赫帕焦牛])|百(?!帕))*)(?![0-9多余几])(?P<unit>.*)"
)
HALF = Decimal("0.5")
AVERAGE_RE = re.compile(r"均|每")


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers from `low` to `high`, both ends included."""

    low: Decimal
    high: Decimal

    def __add__(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Range") -> "Range":
        return Range(self.low - other.high, self.high - other.low)

    def __mul__(self, factor: Decimal) -> "Range":
        return Range(self.low * factor, self.high * factor)

    def over(self, other: "Range") -> "Range":
        """The quotients of two ranges of positive numbers.

        >>> Range(Decimal(2), Decimal(3)).over(Range(Decimal(1), Decimal(2)))
        Range(low=Decimal('1'), high=Decimal('3'))
        """
        return Range(self.low / other.high, self.high / other.low)

    def meets(self, other: "Range") -> bool:
        """Whether the two have a number in common."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, slots=True)
class Printed:
    """How a number is printed: its value, that of its last place, its decimal places, what one of its units is worth, and the
    words behind its digits (亿元)."""

    value: Decimal
    step: Decimal
    places: int
    scale: Decimal
    unit: str
    is_counted: bool


@lru_cache(maxsize=4096)
def _read(text: str, is_count: bool) -> Printed | None:
    match = PRINTED_RE.fullmatch(text)
    if match is None:
        return None
    times = parse_numeral("1" + match["times"])
    if times is None:
        return None
    places = len(match["places"] or "")
    is_counted = is_count and not places and not match["times"]
    value = Decimal(f"{match['whole'].replace(',', '')}.{match['places'] or 0}") * times.value
    return Printed(value, times.value.scaleb(-places), places, times.value, match["times"] + match["unit"], is_counted)


def read_printed(figure: Figure) -> Printed | None:
    """How a figure that can be reckoned with is printed, else None."""
    if figure.bound != "exact" or figure.value_high is not None or figure.value <= 0:
        return None
    printed = _read(figure.text, figure.kind == "count")
    # 57秒69, 2个亿 and 16.9/10万 are more or less than their first digits say.
    return printed if printed and printed.value == figure.value else None


def range_of(figure: Figure) -> Range | None:
    """The numbers that a figure may stand for, or None where it cannot be reckoned with.

    >>> money = Figure("3.92万亿元", 0, 6, Decimal("3.92E12"), "元", "money", "")
    >>> range_of(money) == Range(Decimal("3.915E12"), Decimal("3.925E12"))
    True
    >>> power = Figure("1535.91万千瓦时", 0, 10, Decimal(15359100), "千瓦时", "measure", "")
    >>> range_of(power) == Range(Decimal(15359050), Decimal(15359150))
    True
    """
    printed = read_printed(figure)
    if printed is None:
        return None
    is_exact = printed.is_counted and not AVERAGE_RE.search(figure.indicator or "")
    half = Decimal(0) if is_exact else printed.step * HALF
    return Range(figure.value - half, figure.value + half)


def show_as(figure: Figure, value: Decimal) -> str:
    """A value as the paper would have printed it in the place of a figure, one decimal finer where that says more.

    >>> share = Figure("69.2%", 0, 5, Decimal("69.2"), "%", "percent", "")
    >>> show_as(share, Decimal("68.95038")), show_as(share, Decimal("69"))
    ('68.95%', '69%')
    """
    printed = read_printed(figure)
    if printed is None:
        return f"{value.normalize():f}{figure.unit}"
    return f"{round(value / printed.scale, printed.places + 1).normalize():f}{printed.unit}"
