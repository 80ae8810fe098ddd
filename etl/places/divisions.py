"""The divisions of China by code (GB/T 2260): provinces, prefectures, counties, each inside its parent."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from etl.errors import BaoshuError
from etl.vocabulary import rows


@dataclass(frozen=True, slots=True)
class Province:
    """One of the 34 province-level divisions; `grid_row` and `grid_column` are its cell on the tile map."""

    code: str
    name: str
    short_name: str
    abbreviation: str
    region: str
    latitude: float
    longitude: float
    grid_row: int
    grid_column: int
    note: str | None


@dataclass(frozen=True, slots=True)
class Division:
    """One division: `level` is province, prefecture or county; a province has no parent."""

    code: str
    name: str
    short_name: str
    level: str
    province_code: str
    parent_code: str | None
    latitude: float
    longitude: float
    note: str | None


@cache
def provinces() -> tuple[Province, ...]:
    """The 34 provinces in the order of their codes.

    >>> [province.short_name for province in provinces()][:3]
    ['北京', '天津', '河北']
    """
    return rows("provinces", Province)


@cache
def divisions() -> Mapping[str, Division]:
    """All divisions by code; raises BaoshuError where one stands inside a division the file does not know.

    >>> divisions()["150428"].name
    '喀喇沁旗'
    """
    found = {division.code: division for division in rows("divisions", Division)}
    for division in found.values():
        for code in (division.province_code, division.parent_code):
            if code is not None and code not in found:
                raise BaoshuError(f"divisions.csv: {division.name} stands inside '{code}', which no row has; correct the code")
    return MappingProxyType(found)


def province_of(code: str) -> str:
    """The code of the province a division stands in.

    >>> province_of("150428")
    '150000'
    """
    return divisions()[code].province_code


def is_inside(code: str, outer: str) -> bool:
    """Whether a division is another or stands in it at any depth.

    >>> is_inside("150428", "150000"), is_inside("150428", "150100")
    (True, False)
    """
    at: str | None = code
    while at is not None and at != outer:
        at = divisions()[at].parent_code
    return at is not None
