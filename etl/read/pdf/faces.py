"""Which nameless faces are one: PDFs made by browsers cut a typeface into fonts of 256 letters without a name.

The letters beside a letter are mostly of its own typeface, so faces that stand beside each other are one, the commonest
neighbours first. But a typeface has each letter once: two faces that both print 春 are two, as a text and its bold words are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from etl.read.pdf.characters import Character, is_wide

OFTEN = 0.03
# Of what stands beside the letters of a part of a typeface, at most so much is of the same part.
MOSTLY_ITSELF = 0.5


def unite_faces(runs: Iterable[Sequence[Character]]) -> dict[int, int]:
    """The typeface of each face; named faces, which are positive, stay what they are.

    >>> from etl.read.pdf.boxes import Box
    >>> letters = [Character(letter, Box(0, 0, 9, 9), 9, face) for letter, face in (("青", -1), ("禾", -2), ("县", -1))]
    >>> unite_faces([letters])
    {-1: -2, -2: -2}
    >>> unite_faces([letters, [letters[1]._replace(face=-1)]])
    {-1: -1, -2: -2}
    """
    beside: defaultdict[int, Counter[int]] = defaultdict(Counter)
    printed: defaultdict[int, set[str]] = defaultdict(set)
    for run in runs:
        wide = [character for character in run if is_wide(character.letter) and character.face < 0]
        for letter in wide:
            printed[letter.face].add(letter.letter)
        for one, other in pairwise(wide):
            beside[one.face][other.face] += 1
            beside[other.face][one.face] += 1
    chief = {face: face for face in printed}
    for pair in _bonds(beside):
        first, second = sorted(_chief(chief, face) for face in pair)
        if first != second and printed[first].isdisjoint(printed[second]):
            chief[second] = first
            printed[first] |= printed[second]
    return {face: _chief(chief, face) for face in chief}


def _bonds(beside: Mapping[int, Counter[int]]) -> Iterator[tuple[int, int]]:
    """Faces that stand beside each other often, or are both parts of a typeface: the commonest neighbours first."""
    total = {face: counts.total() for face, counts in beside.items()}
    parts = {face for face, counts in beside.items() if counts[face] <= MOSTLY_ITSELF * total[face]}
    pairs = [(-count, face, other) for face, counts in beside.items() for other, count in counts.items() if face < other]
    for count, face, other in sorted(pairs):
        if {face, other} <= parts or -count >= OFTEN * max(total[face], total[other]):
            yield face, other


def _chief(chief: dict[int, int], face: int) -> int:
    while chief[face] != face:
        face = chief[face]
    return face
