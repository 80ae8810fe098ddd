"""How much two stretches of a page speak of the same thing: the letters and pairs they share, the rarer the weightier."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

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


def pair_weights(paragraphs: Iterable[str]) -> dict[str, float]:
    """The weight of each letter and pair on a page: the fewer paragraphs hold it, the more it tells."""
    counted = [letters_and_pairs(paragraph) for paragraph in paragraphs]
    spread = Counter(pair for counts in counted for pair in counts)
    return {pair: math.log(len(counted) / n) for pair, n in spread.items()}


def likeness(one: str, other: str, weights: Mapping[str, float]) -> float:
    """Cosine of the weighted letters and pairs of two stretches: 0 nothing shared, 1 the same.

    >>> weights = pair_weights(["水库加固", "茶叶采摘", "水库蓄水"])
    >>> likeness("水库加固", "水库蓄水", weights) > likeness("茶叶采摘", "水库蓄水", weights)
    True
    """
    a, b = (
        {pair: (1 + math.log(n)) * weights.get(pair, 0.0) for pair, n in letters_and_pairs(text).items()} for text in (one, other)
    )
    length = math.sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values()))
    return sum(a[pair] * b[pair] for pair in a.keys() & b.keys()) / length if length else 0.0
