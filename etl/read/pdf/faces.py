"""Which nameless faces are one: PDFs made by browsers cut a typeface into fonts of 256 letters without a name.

The letters beside a letter are mostly of its own typeface. So each nameless face is one with the face beside which it
stands most often, and with every face beside which both stand often; a bold word in a line makes no such bond.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from etl.read.pdf.characters import Character, is_wide

OFTEN = 0.03


def unite_faces(runs: Iterable[Sequence[Character]]) -> dict[int, int]:
    """The typeface of each face; named faces, which are positive, stay what they are.

    >>> from etl.read.pdf.boxes import Box
    >>> letters = [Character(letter, Box(0, 0, 9, 9), 9, face) for letter, face in (("青", -1), ("禾", -2), ("县", -1))]
    >>> unite_faces([letters])
    {-1: -2, -2: -2}
    """
    beside: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for run in runs:
        wide = [character for character in run if is_wide(character.letter) and character.face < 0]
        for one, other in pairwise(wide):
            beside[one.face][other.face] += 1
            beside[other.face][one.face] += 1
        if len(wide) == 1:
            beside.setdefault(wide[0].face, Counter())
    chief = {face: face for face in beside}
    for face, bound in _bonds(beside):
        first, second = sorted((_chief(chief, face), _chief(chief, bound)))
        chief[second] = first
    return {face: _chief(chief, face) for face in chief}


def _bonds(beside: Mapping[int, Counter[int]]) -> Iterable[tuple[int, int]]:
    total = {face: counts.total() for face, counts in beside.items()}
    for face, counts in beside.items():
        others = sorted((other for other in counts if other != face), key=lambda other: (-counts[other], other))
        # Beside a face that mostly stands beside itself others are strangers, unless they are often there on both sides.
        if others and counts[others[0]] > counts[face]:
            yield face, others[0]
        for other in others:
            if counts[other] >= OFTEN * max(total[face], total[other]):
                yield face, other


def _chief(chief: dict[int, int], face: int) -> int:
    while chief[face] != face:
        face = chief[face]
    return face
