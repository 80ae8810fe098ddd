"""How much two stretches of a page speak of the same thing: the letters and pairs they share, the rarer the weightier."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

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
    return Counter(run[at : at + 2] for run in HAN_RUN_RE.findall(text) for at in range(len(run) - 1))


class Cohesion:
    """What the paragraphs of one page share; they are counted when first asked for, as many pages are told apart without.

    >>> page = Cohesion(["水库加固", "茶叶采摘", "水库蓄水"])
    >>> page.likeness("水库加固", "水库蓄水") > page.likeness("茶叶采摘", "水库蓄水")
    True
    """

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._paragraphs = paragraphs

    @cached_property
    def _weights(self) -> dict[str, float]:
        """The weight of each letter and pair: the fewer paragraphs hold it, the more it tells."""
        spread = Counter(pair for paragraph in self._paragraphs for pair in letters_and_pairs(paragraph))
        return {pair: math.log(len(self._paragraphs) / n) for pair, n in spread.items()}

    def likeness(self, one: str, other: str) -> float:
        """Cosine of the weighted letters and pairs of two stretches: 0 nothing shared, 1 the same."""
        a, b = (
            {pair: (1 + math.log(n)) * self._weights.get(pair, 0.0) for pair, n in letters_and_pairs(text).items()}
            for text in (one, other)
        )
        length = math.sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values()))
        return sum(a[pair] * b[pair] for pair in a.keys() & b.keys()) / length if length else 0.0
