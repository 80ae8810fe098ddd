"""Units in the base unit of their dimension."""

from decimal import Decimal
from fractions import Fraction

import pytest

from etl.figures.quantities import measure_of, quantity
from etl.figures.units import Unit, rate_units, unit_at
from etl.vocabulary import rows

CONVERSIONS = [
    ("300", "亩", "200000", "平方米"),
    ("2", "平方公里", "2000000", "平方米"),
    ("5", "公顷", "50000", "平方米"),
    ("820", "斤", "410", "千克"),
    ("1.5", "吨", "1500", "千克"),
    ("3", "担", "150", "千克"),
    ("650", "克", "0.65", "千克"),
    ("8", "里", "4000", "米"),
    ("10", "海里", "18520", "米"),
    ("3", "丈", "10", "米"),
    ("7", "nm", "0.000000007", "米"),
    ("9", "兆瓦", "9000", "千瓦"),
    ("2", "GWh", "2000000", "千瓦时"),
    ("38300000", "度", "38300000", "千瓦时"),
    ("38.5", "度", "38.5", "度"),
    ("40", "升", "0.04", "立方米"),
    ("16", "摄氏度", "16", "℃"),
    ("90", "分钟", "5400", "秒"),
    ("2", "周", "1209600", "秒"),
    ("20", "年", "240", "个月"),
    ("3", "工作日", "3", "工作日"),
    ("25", "个基点", "0.25", "百分点"),
    ("6.5", "‰", "0.65", "%"),
    ("12", "元/斤", "24", "元/千克"),
    ("500", "元/吨", "0.5", "元/千克"),
    ("36", "公里/小时", "10", "米/秒"),
    ("86400", "立方米/日", "1", "立方米/秒"),
    ("28", "μg/m³", "0.000000028", "千克/立方米"),
    ("300", "TEU", "300", "标箱"),
    ("5", "亿美元", "5", "亿美元"),
    ("70", "美元/桶", "70", "美元/桶"),
    ("3", "家", "3", "家"),
    ("-3.2", "%", "-3.2", "%"),
]


@pytest.mark.parametrize(("value", "unit", "base", "unit_base"), CONVERSIONS)
def test_conversion(value: str, unit: str, base: str, unit_base: str) -> None:
    found = quantity(Decimal(value), None, unit)
    assert (found.value, found.unit) == (Decimal(base), unit_base)


def test_a_range_converts_at_both_ends() -> None:
    found = quantity(Decimal(2), Decimal(3), "公里")
    assert (found.value, found.high) == (2000, 3000)


def test_an_inexact_factor_keeps_fifteen_digits() -> None:
    assert quantity(Decimal(1), None, "亩").value == Decimal("666.666666666667")


def test_every_usual_form_and_base_has_its_row() -> None:
    units = {unit.surface: unit for unit in rows("units", Unit)}
    for unit in units.values():
        assert unit.unit in units, unit
        assert (unit.base is None) == (unit.factor is None), unit
        if unit.base:
            assert unit.surface == unit.unit, f"{unit.surface}: base and factor stand in the row of the usual form"
            assert measure_of(unit.base) == (unit.base, Fraction(1)), unit
    for surface, unit in rate_units().items():
        assert unit in units or unit == surface


@pytest.mark.parametrize(
    ("text", "unit", "kind"),
    [
        ("元/人次，", "元/人次", "money"),
        ("毫克/升", "毫克/升", "measure"),
        ("m³/s", "m³/s", "measure"),
        ("吨/日", "吨/日", "measure"),
        ("千米每小时。", "千米/小时", "measure"),
        ("台每台补助", "台", "count"),
        ("套（间）", "套（间）", "count"),
        ("个基点", "个基点", "point"),
        ("分多钟", "分钟", "duration"),
        ("车道", "车道", "count"),
    ],
)
def test_unit(text: str, unit: str, kind: str) -> None:
    found = unit_at(text, 0)
    assert found is not None
    assert (found.unit, found.kind) == (unit, kind)


@pytest.mark.parametrize("text", ["", "台阶", "首届", "米兰", "mmx", "W2", "D打印", "据"])
def test_no_unit(text: str) -> None:
    assert unit_at(text, 0) is None
