"""The quantity of a figure in one unit for each dimension, so that 亩, 公顷 and 平方公里 can be compared and sorted.

`300亩` is 200000 平方米, `5吨` is 5000 千克, `12元/斤` is 24 元/千克, `40个基点` is 0.4 百分点. `3家`, `5亿美元` and `20年` have
no smaller unit to go to or no exact one: the first two stay, the last is 240 个月.
"""

from decimal import Context, Decimal
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from etl.figures.units import Unit, rate_units
from etl.vocabulary import rows

# What a double holds.
FIFTEEN_DIGITS = Context(prec=15)
# 用电3830万度: so many degrees there are not.
MANY_DEGREES = 10_000


class Measure(NamedTuple):
    """What one of a unit is in the base unit of its dimension."""

    base: str
    factor: Fraction


class Quantity(NamedTuple):
    """A value in base units; `high` is the upper end of a range."""

    value: Decimal
    high: Decimal | None
    unit: str


@cache
def _measures() -> dict[str, Measure]:
    return {
        row.unit: Measure(row.base, row.factor)
        for row in rows("units", Unit)
        if row.base and row.factor and row.surface == row.unit
    }


@cache
def measure_of(unit: str) -> Measure:
    """How a unit, simple or a rate, converts; one without a row of its own stays what it is.

    >>> measure_of("公顷"), measure_of("元/吨"), measure_of("家").base
    (Measure(base='平方米', factor=Fraction(10000, 1)), Measure(base='元/千克', factor=Fraction(1, 1000)), '家')
    """
    above, stroke, below = unit.partition("/")
    if not stroke:
        return _measures().get(unit) or Measure(unit, Fraction(1))
    over, by = measure_of(above), measure_of(rate_units().get(below, below))
    return Measure(f"{over.base}/{by.base}", over.factor / by.factor)


def quantity(value: Decimal, high: Decimal | None, unit: str) -> Quantity:
    """A value and its unit in the base unit of the dimension.

    >>> quantity(Decimal(300), None, "亩")
    Quantity(value=Decimal('200000'), high=None, unit='平方米')
    >>> quantity(Decimal(2), Decimal(4), "吨")
    Quantity(value=Decimal('2000'), high=Decimal('4000'), unit='千克')
    """
    # 度 is a temperature, an angle or a kilowatt-hour; only the last comes by the ten thousand.
    if unit == "度" and value >= MANY_DEGREES:
        unit = "千瓦时"
    measure = measure_of(unit)
    return Quantity(_times(value, measure.factor), None if high is None else _times(high, measure.factor), measure.base)


def _times(value: Decimal, factor: Fraction) -> Decimal:
    if factor == 1:
        return value
    return FIFTEEN_DIGITS.divide(value * factor.numerator, Decimal(factor.denominator))
