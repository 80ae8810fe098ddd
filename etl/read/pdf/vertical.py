"""Lines read downwards: headlines set vertically, their letters closer to the one below than to the one beside."""

from collections import Counter
from collections.abc import Mapping, Sequence

from etl.read.pdf.boxes import around
from etl.read.pdf.characters import Character, is_wide
from etl.read.pdf.lines import Line

LEAST_SIZE = 1.15
FEWEST_LETTERS = 3
WIDEST_STEP = 2.2
SURELY_CLOSER = 0.95


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
    return lines, [one for one in characters if id(one) not in taken]


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
    face = Counter(letter.face for letter in letters).most_common(1)[0][0]
    size = max(letter.size for letter in letters)
    return Line("".join(letter.letter for letter in letters), around(letter.box for letter in letters), size, face, vertical=True)
