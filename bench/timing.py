"""One way to time things: the median of three runs, after a first one that loads what is loaded once.

Seconds of the processor count, so that what else the machine does makes little difference.
"""

from collections.abc import Callable, Iterable
from time import process_time

ROUNDS = 3


def median_seconds(run: Callable[[], Iterable[object] | object]) -> float:
    """The median time of three runs, after one that is not counted."""
    run()
    times = []
    for _ in range(ROUNDS):
        started = process_time()
        run()
        times.append(process_time() - started)
    return sorted(times)[ROUNDS // 2]
