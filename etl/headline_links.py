"""Words at a line's end or beginning that show a headline to go on: 持续推进基层治理和 | 社区服务."""

from dataclasses import dataclass
from functools import cache

from etl.vocabulary import rows


@dataclass(frozen=True, slots=True)
class HeadlineLink:
    """A row of headline_links.csv: a word no whole line ends in (`end`), begins with (`begin`), or neither (`both`)."""

    surface: str
    side: str
    note: str | None


def goes_on(line: str, following: str) -> bool:
    """Whether a line of a headline goes on in the next, by the words at the break.

    >>> goes_on("持续推进基层治理和", "社区服务"), goes_on("地铁", "里的“流动经济”"), goes_on("青禾大桥", "今天通车")
    (True, True, False)
    """
    return line.endswith(_surfaces("end")) or following.startswith(_surfaces("begin"))


@cache
def _surfaces(side: str) -> tuple[str, ...]:
    return tuple(row.surface for row in rows("headline_links", HeadlineLink) if row.side in (side, "both"))
