"""Characters → lines of print, each within its column.

Letters stand in one line where they share a baseline and a size and no gutter parts them. A gutter is as wide as a letter
or more, a gap between words or spread letters is not; spread lines (遗 失 声 明) are as wide everywhere and stay one.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise, takewhile
from statistics import median
from typing import NamedTuple

from etl.imprint import read_byline
from etl.read.pdf.boxes import Box, around
from etl.read.pdf.characters import QUARTERS, Character, is_mark, is_wide
from etl.read.pdf.faces import unite_faces

OPENERS, CLOSERS = "“‘（《〈「『【〔(", "”’）》〉」』】〕)，。、；：？！"
GUTTER = 0.6
HANGING, WIDE_INK_GAP = 0.2, 0.75
WIDEST_SPREAD, SPREAD_EVENLY = 2.6, 1.25
WIDEST_BLANK = 1.3
# The narrowest blank between two words, in letters.
BLANK = 0.15
# A blank in the bracket of a dateline, of which the line above may hold the beginning: …电（记 | 者  白云）
NAMES_OPEN_RE, CLOSES_NAMES_RE = re.compile("^(?:记者|通讯员|讯员|[者员])$|（[^）]*$"), re.compile("[㐀-鿿· ]{2,12}）")
ROW = 4.0
TYPE_RATIO = 1.5


class Lead(NamedTuple):
    """The words at the head of a line that stand in another face than those behind them: how many letters, where they end."""

    letters: int
    end: float
    face: int


class Line(NamedTuple):
    """A line of print: its text, the box of its ink from edge to edge, its size of type, its face.

    A line of digits alone has no face (0). `vertical` says that it is read downwards; `spread` is the usual gap between its
    letters, in letters.
    """

    text: str
    box: Box
    size: float
    face: int
    vertical: bool = False
    spread: float = 0.0
    lead: Lead | None = None

    @property
    def base(self) -> float:
        """Where the foot of its letters stands."""
        return self.box.y1


def body_size(characters: Iterable[Character]) -> float:
    """The size in which most of the page is printed."""
    sizes = Counter(round(character.size * 4) / 4 for character in characters if is_wide(character.letter))
    return max(sizes, key=lambda size: (sizes[size], -size)) if sizes else 10.0


def draw_lines(characters: Sequence[Character], rules: Sequence[Box]) -> list[Line]:
    """The lines in which the letters stand; `rules` are the vertical rules, which no line crosses.

    >>> letters = [Character(letter, Box(x, 0, x + 9, 9), 9, 1) for x, letter in ((0, "青"), (9, "禾"), (30, "茶"))]
    >>> [line.text for line in draw_lines(letters, [])]
    ['青禾', '茶']
    """
    runs = []
    for turn in range(QUARTERS):
        turned = [_upright(character, turn) for character in characters if character.turn == turn]
        gutters = rules if turn == 0 else ()
        runs += [(turn, run) for run in _joined_spread(_runs(turned, gutters), gutters)]
    faces = unite_faces(run for _, run in runs)
    lines = [(turn, line_of(run, faces)) for turn, run in runs if not all(character.is_blank for character in run)]
    return _mended([line._replace(box=_turn_back(line.box, turn)) for turn, line in lines], rules)


def _upright(character: Character, turn: int) -> Character:
    """The character as it stands when the page is turned so that it is upright."""
    if not turn:
        return character
    box = character.box
    for _ in range(turn):
        box = Box(box.y0, -box.x1, box.y1, -box.x0)
    return character._replace(box=box, ink=box)


def _turn_back(box: Box, turn: int) -> Box:
    for _ in range(turn):
        box = Box(-box.y1, box.x0, -box.y0, box.x1)
    return box


def _runs(characters: Sequence[Character], rules: Sequence[Box]) -> Iterator[list[Character]]:
    """Letters that follow each other on one baseline without a gutter between them, each run from left to right."""
    rows: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for at, character in enumerate(characters):
        rows[int(character.box.y1 // ROW)].append((character.box.x0, at))
    for row in rows.values():
        row.sort()
    follower: dict[int, int] = {}
    for at, character in enumerate(characters):
        found = _follower(characters, rows, at)
        if found is not None and not _is_parted(character, characters[found], rules):
            follower.setdefault(found, at)
            if characters[follower[found]].box.x1 < character.box.x1:
                follower[found] = at
    before = {at: found for found, at in follower.items()}
    for at in range(len(characters)):
        if at not in follower:
            run = [characters[at]]
            while at in before:
                at = before[at]
                run.append(characters[at])
            yield run


def _base(character: Character) -> float:
    return character.box.y1


def _follower(characters: Sequence[Character], rows: dict[int, list[tuple[float, int]]], at: int) -> int | None:
    """The nearest letter to the right on the same baseline, if no gutter parts them."""
    _, (x0, _, x1, base), size, *_ = characters[at]
    row, middle, reach = int(base // ROW), (x0 + x1) / 2, x1 + GUTTER * size
    best: int | None = None
    for cell in (row - 1, row, row + 1):
        near = rows.get(cell, ())
        for x, other in islice(near, bisect_left(near, (x0, at)), None):
            if x > reach:
                break
            _, (_, _, right, other_base), other_size, *_ = characters[other]
            least = min(size, other_size)
            if other != at and (x + right) / 2 - middle > 0.1 * least and abs(base - other_base) <= 0.2 * least:
                best, reach = other, x
                break
    return best


def _is_parted(one: Character, other: Character, rules: Sequence[Box]) -> bool:
    """Whether two letters that follow each other on a baseline belong to two lines."""
    size = min(one.size, other.size)
    gap = other.box.x0 - one.box.x1
    if gap > GUTTER * size or max(one.size, other.size) > TYPE_RATIO * size:
        return True
    if gap > HANGING * size and _ink_gap(one, other) > WIDE_INK_GAP * size:
        return True
    return gap > 0.1 * size and _has_rule(rules, one.box, other.box)


def _ink_gap(one: Character, other: Character) -> float:
    """The gap beside a mark that is set to one side of its em, and may hang half of it over the edge of its column."""
    left = other.ink.x0 if other.ink and other.letter in OPENERS else other.box.x0
    right = one.ink.x1 if one.ink and one.letter in CLOSERS else one.box.x1
    return left - right


def _has_rule(rules: Sequence[Box], one: Box, other: Box) -> bool:
    """Whether a vertical rule stands between two boxes of one row."""
    x0, x1, y = one.x1 - 0.5, other.x0 + 0.5, one.middle[1]
    return any(x0 <= rule.middle[0] <= x1 and rule.y0 <= y <= rule.y1 for rule in rules)


def _spread(run: Sequence[Character]) -> float:
    """The usual gap between the letters of a run, in letters."""
    gaps = [after.box.x0 - before.box.x1 for before, after in pairwise(run)]
    return median(gaps) / run[0].size if gaps else 0.0


def _joined_spread(runs: Iterable[list[Character]], rules: Sequence[Box]) -> list[list[Character]]:
    """Runs joined where the gap between them is the gap between their letters, or the same again and again."""
    rows: list[list[list[Character]]] = []
    for run in sorted(runs, key=lambda run: (_base(run[0]), run[0].box.x0)):
        row = _row_of(run[0], rows)
        if row:
            row.append(run)
        else:
            rows.append([run])
    return [joined for row in rows for joined in _joined_row(sorted(row, key=lambda run: run[0].box.x0), rules)]


def _row_of(first: Character, rows: Sequence[list[list[Character]]]) -> list[list[Character]] | None:
    """The row of runs on whose baseline a run begins in type as large; rows come from the head of the page to its foot."""
    level = takewhile(lambda row: _base(first) - _base(row[0][0]) <= 0.1 * first.size, reversed(rows))
    return next((row for row in level if _is_like(row[0][0], first)), None)


def _is_like(one: Character, other: Character) -> bool:
    return 0.92 <= one.size / other.size <= 1.08


def _joined_row(row: list[list[Character]], rules: Sequence[Box]) -> Iterator[list[Character]]:
    gaps = [(after[0].box.x0 - before[-1].box.x1) / before[0].size for before, after in pairwise(row)]
    joined = list(row[0])
    for at, run in enumerate(row[1:]):
        inner = [_spread(part) for part in (row[at], run) if len(part) > 2]
        spread = bool(inner) and gaps[at] <= SPREAD_EVENLY * min(inner)
        beside = [gap for gap in gaps[max(0, at - 1) : at + 2] if abs(gap - gaps[at]) <= 0.15 * max(gaps[at], 0.1)]
        single = len(row[at]) == len(run) == 1 and len(beside) >= 2 and gaps[at] <= WIDEST_SPREAD
        if (spread or single) and not _has_rule(rules, row[at][-1].box, run[0].box):
            joined += run
        else:
            yield joined
            joined = list(run)
    yield joined


def line_of(run: Sequence[Character], faces: Mapping[int, int]) -> Line:
    """The line a run of letters makes; its edges are those of its ink where a mark is set half a letter off them."""
    inked = [character for character in run if not character.is_blank]
    first, last = inked[0], inked[-1]
    left = first.ink.x0 if first.ink and first.letter in OPENERS else first.box.x0
    right = last.ink.x1 if last.ink and last.letter in CLOSERS else last.box.x1
    wide = [character for character in inked if is_wide(character.letter)]
    face = Counter(faces.get(character.face, character.face) for character in wide).most_common(1)[0][0] if wide else 0
    wide = wide or inked
    size = median(character.size for character in wide)
    foot = median(character.box.y1 for character in wide)
    box = Box(left, foot - size, max(right, left), foot)
    return Line(_text(run), box, size, face, spread=_spread(inked), lead=_lead_of(inked, faces))


def _lead_of(letters: Sequence[Character], faces: Mapping[int, int]) -> Lead | None:
    """The words with which a line begins in a face of their own; marks and digits go with the words around them."""
    wide = [
        (at, faces.get(one.face, one.face)) for at, one in enumerate(letters) if is_wide(one.letter) and not is_mark(one.letter)
    ]
    end = next((at for at, face in wide if face != wide[0][1]), None)
    if end is None:
        return None
    last = max(at for at, _ in wide if at < end)
    while last + 1 < end and letters[last + 1].letter in CLOSERS:
        last += 1
    return Lead(last + 1, letters[last].box.x1, wide[0][1])


def _text(run: Sequence[Character]) -> str:
    """The text of a run, with a blank where words stand apart: Latin ones, or two names."""
    letters, gaps = [], sorted(after.box.x0 - before.box.x1 for before, after in pairwise(run))
    usual = gaps[len(gaps) // 3] if gaps else 0.0
    for before, character in zip([None, *run], run, strict=False):
        if before and character.box.x0 - before.box.x1 > 1.5 * usual + BLANK * character.size:
            alike = before.letter.isalnum() and character.letter.isalnum() and is_wide(before.letter) == is_wide(character.letter)
            letters.append(" " if alike else "")
        letters.append(" " if character.is_blank else character.letter)
    return "".join(letters).strip()


def _mended(lines: list[Line], rules: Sequence[Box]) -> list[Line]:
    """Lines joined across a gap that is no gutter, for the line above or below runs across it: 本报记者  白云."""
    mended = sorted(lines, key=lambda line: (line.box.x0, line.box.y0))
    by_row: defaultdict[int, list[Line]] = defaultdict(list)
    for line in mended:
        by_row[int(line.base // ROW)].append(line)
    taken: dict[Line, Line] = {}
    for line in mended:
        other = _beside(line, by_row)
        if other and not _has_rule(rules, line.box, other.box) and _is_bridged(line, other, by_row):
            taken[other] = line
    heads: dict[Line, Line] = {}
    for line in mended:
        head = taken.get(line)
        head = heads.get(head, head) if head else None
        if head:
            heads[line] = head
    parts: defaultdict[Line, list[Line]] = defaultdict(list)
    for line in mended:
        parts[heads.get(line, line)].append(line)
    return [_one_line(some) for some in parts.values()]


def _one_line(parts: list[Line]) -> Line:
    parts = sorted(parts, key=lambda line: line.box.x0)
    return united(parts, " ".join(part.text for part in parts)) if len(parts) > 1 else parts[0]


def united(parts: Sequence[Line], text: str) -> Line:
    """One line of pieces beside each other; pieces in one face at its head, before others, are its lead."""
    faces: Counter[int] = Counter()
    for part in parts:
        faces[part.face] += len(part.text)
    first = list(takewhile(lambda part: part.face == parts[0].face and not part.lead, parts))
    lead = parts[0].lead
    if first and len(first) < len(parts):
        lead = Lead(sum(not letter.isspace() for part in first for letter in part.text), first[-1].box.x1, first[0].face)
    box = around(part.box for part in parts)
    return parts[0]._replace(text=text, box=box, face=faces.most_common(1)[0][0], lead=lead)


def _beside(line: Line, by_row: dict[int, list[Line]]) -> Line | None:
    """The next line to the right on the same baseline, of the same type and less than a few letters away."""
    row = int(line.base // ROW)
    near = [
        other
        for cell in (row - 1, row, row + 1)
        for other in by_row.get(cell, ())
        if abs(other.base - line.base) <= 0.15 * line.size
        and 0 < other.box.x0 - line.box.x1 <= 4 * line.size
        and 0.92 <= other.size / line.size <= 1.08
    ]
    return min(near, key=lambda other: other.box.x0, default=None)


def _is_bridged(line: Line, other: Line, by_row: dict[int, list[Line]]) -> bool:
    """Whether a line close above or below runs across the gap, and none has a gap or its end there.

    Where no line is close, it is bridged if it is as wide as the blank between two words.
    """
    gap0, gap1 = line.box.x1, other.box.x0
    if gap1 - gap0 <= 2 * line.size and read_byline(f"{line.text} {other.text}"):
        return True
    if gap1 - gap0 <= WIDEST_BLANK * line.size and CLOSES_NAMES_RE.match(other.text) and NAMES_OPEN_RE.search(line.text):
        return True
    short = min(len(line.text), len(other.text)) <= 6
    alone, bridged = short and gap1 - gap0 <= WIDEST_BLANK * line.size, False
    low, high = int((line.base - 2.2 * line.size) // ROW), int((line.base + 2.2 * line.size) // ROW)
    for row in range(low, high + 1):
        for near in by_row.get(row, ()):
            if abs(near.base - line.base) < 0.5 * line.size or not 0.92 <= near.size / line.size <= 1.08:
                continue
            if near.box.x0 < gap0 - 0.5 * line.size and near.box.x1 > gap1 + line.size:
                bridged = True
            elif gap0 - line.size < near.box.x1 < gap1 + line.size:
                return False
            elif near.box.x1 > line.box.x0 and near.box.x0 < other.box.x1:
                alone = False
    return bridged or alone
