"""Lines read downwards: headlines set vertically, their letters closer to the one below than to the one beside."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from statistics import median

from etl.read.pdf.boxes import around
from etl.read.pdf.characters import Character, is_wide
from etl.read.pdf.lines import Line

LEAST_SIZE = 1.15
FEWEST_LETTERS = 3
WIDEST_STEP = 2.2
SURELY_CLOSER = 0.95
WIDEST_ASIDE, WIDEST_BLANK, CLOSEST_LINES = 1.6, 0.8, 1.25


def take_vertical(characters: Sequence[Character], body: float) -> tuple[list[Line], list[Character]]:
    """The vertical lines of a page in larger type than its text, and the characters that stand in none.

    >>> from etl.read.pdf.boxes import Box
    >>> letters = [Character(letter, Box(0, y, 20, y + 20), 20, 1) for letter, y in (("春", 0), ("耕", 21), ("忙", 42))]
    >>> [line.text for line in take_vertical(letters, 9)[0]]
    ['春耕忙']
    """
    large = [one for one in characters if one.size >= LEAST_SIZE * body and not one.is_blank and one.turn in (0, 1)]
    below = {at: _below(large, at) for at in range(len(large))}
    upright = {at for at in below if _is_vertical(large, at, below)}
    led = {following for at, following in below.items() if at in upright}
    lines: list[Line] = []
    taken: set[int] = set()
    for at in range(len(large)):
        run = _run(at, below, upright)
        if at in led or len(run) < FEWEST_LETTERS:
            continue
        letters = [large[k] for k in run]
        lines.append(_line_of(letters))
        taken.update(id(letter) for letter in letters)
    left = [one for one in characters if id(one) not in taken]
    bylines, left = _take_bylines(lines, left, body)
    return [*lines, *bylines], left


def _take_bylines(lines: Sequence[Line], characters: list[Character], body: float) -> tuple[list[Line], list[Character]]:
    """The small lines read downwards beside a vertical headline, and the other characters."""
    bylines: list[Line] = []
    for line in lines:
        near = [one for one in characters if _is_beside(one, line, body)]
        for stack in _stacks(near):
            letters = [one for one in stack if not one.is_blank]
            if (
                len(letters) >= FEWEST_LETTERS
                and _is_set_close(letters)
                and not any(_has_neighbour(one, characters) for one in letters)
            ):
                bylines.append(_line_of(letters))
                characters = [one for one in characters if one not in stack]
    return bylines, characters


def _is_beside(one: Character, line: Line, body: float) -> bool:
    """Whether a small letter stands close beside a vertical line, between its head and its foot."""
    gap = max(line.box.x0 - one.box.x1, one.box.x0 - line.box.x1)
    small = one.size <= LEAST_SIZE * body and one.size < line.size
    return small and -0.5 <= gap <= WIDEST_ASIDE * line.size and line.box.y0 - body <= one.box.y0 <= line.box.y1 + body


def _stacks(characters: Iterable[Character]) -> list[list[Character]]:
    """Letters on one axis, each stack from its head to its foot."""
    stacks: list[list[Character]] = []
    for one in sorted(characters, key=lambda letter: letter.box.y0):
        found = next((stack for stack in stacks if abs(stack[-1].box.middle[0] - one.box.middle[0]) <= 0.35 * one.size), None)
        if found:
            found.append(one)
        else:
            stacks.append([one])
    return stacks


def _is_set_close(letters: Sequence[Character]) -> bool:
    """Whether letters follow each other downwards more closely than the lines of a text do."""
    steps = [after.box.y0 - before.box.y0 for before, after in pairwise(letters)]
    return median(steps) <= CLOSEST_LINES * letters[0].size


def _has_neighbour(one: Character, characters: Iterable[Character]) -> bool:
    """Whether a letter stands in a line that is read across: another of its size directly beside it."""
    return any(
        other is not one
        and not other.is_blank
        and abs(other.box.middle[1] - one.box.middle[1]) <= 0.4 * one.size
        and 0.5 * one.size <= abs(other.box.middle[0] - one.box.middle[0]) <= 1.4 * one.size
        for other in characters
    )


def _run(at: int, below: Mapping[int, int | None], upright: set[int]) -> list[int]:
    """The letters of the line that begins with one: down to the last that is set vertically."""
    run = [at]
    while run[-1] in upright:
        following = below[run[-1]]
        if following is None or following in run:
            break
        run.append(following)
    return run


def _below(large: Sequence[Character], at: int) -> int | None:
    """The letter directly below one, in the same type."""
    one = large[at]
    near = [
        (other.box.y0, k)
        for k, other in enumerate(large)
        if k != at
        and 0.85 <= other.size / one.size <= 1.18
        and abs(other.box.middle[0] - one.box.middle[0]) <= 0.3 * one.size
        and 0.3 * one.size <= other.box.middle[1] - one.box.middle[1] <= WIDEST_STEP * one.size
    ]
    return min(near)[1] if near else None


def _is_vertical(large: Sequence[Character], at: int, below: Mapping[int, int | None]) -> bool:
    """Whether the letter below is closer than the letters beside one, or one lies on its side as digits there do."""
    one, following = large[at], below[at]
    if following is None or not (is_wide(one.letter) or one.turn == 1):
        return False
    step = large[following].box.middle[1] - one.box.middle[1]
    beside = [
        abs(other.box.middle[0] - one.box.middle[0])
        for k, other in enumerate(large)
        if k != at
        and 0.85 <= other.size / one.size <= 1.18
        and abs(other.box.middle[1] - one.box.middle[1]) <= 0.4 * one.size
        and abs(other.box.middle[0] - one.box.middle[0]) <= 3 * one.size
    ]
    return step < SURELY_CLOSER * min(beside, default=WIDEST_STEP * one.size)


def _line_of(letters: Sequence[Character]) -> Line:
    """The line that letters below each other make, with a blank where one stands apart."""
    face = Counter(letter.face for letter in letters).most_common(1)[0][0]
    size = max(letter.size for letter in letters)
    apart = [after.box.y0 - before.box.y1 > WIDEST_BLANK * size for before, after in pairwise(letters)]
    blanks = [" " if wide else "" for wide in apart]
    return Line(
        "".join(letter.letter + blank for letter, blank in zip(letters, [*blanks, ""], strict=True)),
        around(letter.box for letter in letters),
        size,
        face,
        vertical=True,
    )
