"""What all finders share: the one place where overlapping findings are settled."""

from bisect import bisect
from collections.abc import Iterable
from typing import Protocol, TypeVar


class Span(Protocol):
    """Anything that knows where it stands in the body."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Span)


def without_overlap(findings: Iterable[S]) -> list[S]:
    """Keeps, of findings that overlap, the longest, then the earliest, then the first given; in reading order.

    >>> from typing import NamedTuple
    >>> class At(NamedTuple):
    ...     start: int
    ...     end: int
    >>> without_overlap([At(0, 2), At(1, 5), At(6, 7)])
    [At(start=1, end=5), At(start=6, end=7)]
    """
    starts: list[int] = []
    kept: list[S] = []
    for finding in sorted(findings, key=lambda f: (f.start - f.end, f.start)):
        at = bisect(starts, finding.start)
        clear_before = at == 0 or kept[at - 1].end <= finding.start
        clear_behind = at == len(kept) or finding.end <= kept[at].start
        if clear_before and clear_behind:
            starts.insert(at, finding.start)
            kept.insert(at, finding)
    return kept
