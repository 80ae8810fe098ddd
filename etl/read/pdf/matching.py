"""The best way to pair things with things: each with one other at most, so that the gains add up to the most."""

from collections.abc import Mapping

INFINITE = float("inf")


def best_pairs(gains: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """The pairs with the greatest sum of gains; only pairs that gain are made.

    >>> best_pairs({(0, 0): 5.0, (0, 1): 4.0, (1, 0): 4.5, (1, 1): 1.0})
    {0: 1, 1: 0}
    """
    pairs: dict[int, int] = {}
    for part in _parts({pair: gain for pair, gain in gains.items() if gain > 0}):
        pairs.update(_assign(part))
    return dict(sorted(pairs.items()))


def _parts(gains: Mapping[tuple[int, int], float]) -> list[dict[tuple[int, int], float]]:
    """The gains in parts that have nothing to do with each other."""
    part_of: dict[tuple[str, int], int] = {}
    parts: dict[int, list[tuple[int, int]]] = {}
    for number, (row, column) in enumerate(gains):
        parts[number] = [(row, column)]
        for end in (("row", row), ("column", column)):
            old = part_of.get(end, number)
            if old != number:
                parts[number] += parts.pop(old)
                part_of = {key: number if value == old else value for key, value in part_of.items()}
            part_of[end] = number
    return [{pair: gains[pair] for pair in pairs} for pairs in parts.values()]


def _assign(gains: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """The Hungarian method, with a column of its own for each row that had better stay alone."""
    rows = sorted({row for row, _ in gains})
    columns = sorted({column for _, column in gains})
    width = len(columns) + len(rows)
    cost = [
        [-gains.get((row, column), -INFINITE) for column in columns] + [0.0 if k == at else INFINITE for k in range(len(rows))]
        for at, row in enumerate(rows)
    ]
    for line in cost:
        line[:] = [value if value < INFINITE else 1e9 for value in line]
    potential_row, potential_column = [0.0] * (len(rows) + 1), [0.0] * (width + 1)
    row_of = [0] * (width + 1)
    for at in range(1, len(rows) + 1):
        row_of[0] = at
        _augment(cost, row_of, potential_row, potential_column)
    return {rows[row_of[k] - 1]: columns[k - 1] for k in range(1, len(columns) + 1) if row_of[k]}


def _augment(cost: list[list[float]], row_of: list[int], by_row: list[float], by_column: list[float]) -> None:
    """Finds the cheapest way to place one more row, moving those already placed."""
    width = len(row_of)
    nearest, came_from, used = [INFINITE] * width, [0] * width, [False] * width
    column = 0
    while row_of[column]:
        used[column] = True
        row, step, following = row_of[column], INFINITE, 0
        for k in range(1, width):
            if used[k]:
                continue
            reduced = cost[row - 1][k - 1] - by_row[row] - by_column[k]
            if reduced < nearest[k]:
                nearest[k], came_from[k] = reduced, column
            if nearest[k] < step:
                step, following = nearest[k], k
        for k in range(width):
            if used[k]:
                by_row[row_of[k]] += step
                by_column[k] -= step
            else:
                nearest[k] -= step
        column = following
    while column:
        row_of[column] = row_of[came_from[column]]
        column = came_from[column]
