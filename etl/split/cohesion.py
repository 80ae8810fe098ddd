"""How much two stretches of a page speak of the same thing: the letters and pairs they share, the rarer the weightier."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from operator import add

HAN_RUN_RE = re.compile("[㐀-鿿]+")


def letters_and_pairs(text: str) -> Counter[str]:
    """The Chinese letters of a text and their pairs, counted: a country may be named by one letter in a headline (以军, 俄称)."""
    counts = letter_pairs(text)
    counts.update("".join(HAN_RUN_RE.findall(text)))
    return counts


def letter_pairs(text: str) -> Counter[str]:
    """The pairs of neighbouring Chinese letters in a text, counted.

    >>> dict(letter_pairs("水库，水库水"))
    {'水库': 2, '库水': 1}
    """
    return Counter(chain.from_iterable(map(add, run, run[1:]) for run in HAN_RUN_RE.findall(text)))


class Cohesion:
    """What the paragraphs of one page share; they are counted when first asked for, as many pages are told apart without.

    >>> page = Cohesion(["水库加固", "茶叶采摘", "水库蓄水"])
    >>> page.likeness("水库加固", "水库蓄水") > page.likeness("茶叶采摘", "水库蓄水")
    True
    """

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._paragraphs = paragraphs
        self._vectors: dict[str, tuple[dict[str, float], float]] = {}

    @cached_property
    def _weights(self) -> dict[str, float]:
        """The weight of each letter and pair: the fewer paragraphs hold it, the more it tells."""
        spread: Counter[str] = Counter()
        for paragraph in self._paragraphs:
            spread.update(letters_and_pairs(paragraph).keys())
        logarithms = [0.0, *map(math.log, range(1, len(self._paragraphs) + 1))]
        return {pair: logarithms[-1] - logarithms[n] for pair, n in spread.items()}

    def joins(self, line: str, following: str) -> bool:
        """Whether the last letter of a line and the first of the next stand side by side elsewhere: a word may be torn in two.

        >>> Cohesion(["水库加固", "今年加固"]).joins("青禾县的水库加", "固以后，")
        True
        """
        return line[-1:] + following[:1] in self._weights

    def likeness(self, one: str, other: str) -> float:
        """Cosine of the weighted letters and pairs of two stretches: 0 nothing shared, 1 the same."""
        (a, length_a), (b, length_b) = self._vector(one), self._vector(other)
        length = length_a * length_b
        return sum(a[pair] * b[pair] for pair in a.keys() & b.keys()) / length if length else 0.0

    def _vector(self, text: str) -> tuple[dict[str, float], float]:
        """The weights of a stretch, repeated letters and pairs counting for more, and how long that vector is."""
        if text not in self._vectors:
            known = self._weights
            vector = {
                pair: known[pair] * (1 + math.log(n) if n > 1 else 1)
                for pair, n in letters_and_pairs(text).items()
                if pair in known
            }
            self._vectors[text] = vector, math.hypot(*vector.values())
        return self._vectors[text]
