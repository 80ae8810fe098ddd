"""Boxes on a page: in points, with y growing downwards as the page is read."""

from collections.abc import Iterable
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle with its sides along the page's."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def shared_width(self, other: "Box") -> float:
        """How wide the stretch is in which both stand one above the other; negative: how far they are apart.

        >>> Box(0, 0, 10, 5).shared_width(Box(6, 20, 30, 25)), Box(0, 0, 10, 5).shared_width(Box(12, 0, 20, 5))
        (4, -2)
        """
        return min(self.x1, other.x1) - max(self.x0, other.x0)

    def shared_height(self, other: "Box") -> float:
        """How high the stretch is in which both stand side by side; negative: how far they are apart."""
        return min(self.y1, other.y1) - max(self.y0, other.y0)

    def holds(self, other: "Box", slack: float = 0.0) -> bool:
        """Whether the other box lies inside this one.

        >>> Box(0, 0, 10, 10).holds(Box(2, 2, 10.5, 5), slack=1)
        True
        """
        return (
            self.x0 - slack <= other.x0
            and self.y0 - slack <= other.y0
            and other.x1 <= self.x1 + slack
            and other.y1 <= self.y1 + slack
        )

    def crosses(self, other: "Box") -> bool:
        """Whether the two share ground."""
        return self.shared_width(other) > 0 and self.shared_height(other) > 0

    def within(self, other: "Box") -> "Box":
        """What of this box lies in the other."""
        return Box(max(self.x0, other.x0), max(self.y0, other.y0), min(self.x1, other.x1), min(self.y1, other.y1))


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all boxes.

    >>> around([Box(0, 0, 2, 2), Box(5, 1, 6, 3)])
    Box(x0=0, y0=0, x1=6, y1=3)
    """
    sides = list(zip(*boxes, strict=True))
    return Box(min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))
