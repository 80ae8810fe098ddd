"""Headlines laid out → the weights under which the right way to part each is the likeliest (a log-linear model, by gradient)."""

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from bench.headlines.laid import LaidHeadline
from etl.split.headline_parts import JOINTS, Features, Joint, Parting, joint_features, parting_features, partings
from etl.split.headline_signs import read_signs

ROUNDS, STEP = 50, 0.3
# How strongly a weight is drawn to nothing at each step: what few headlines show weighs little.
DRAWN = 0.05
LEAST = 1e-6


class Way(NamedTuple):
    """A way to part a headline, its features, and the breaks inside its parts."""

    parting: Parting
    features: Features
    inner: Sequence[int]


class Example(NamedTuple):
    """A headline with all its ways."""

    ways: Sequence[Way]
    joints: Sequence[Mapping[Joint, Features]]
    right: LaidHeadline


def learn(headlines: Sequence[LaidHeadline]) -> dict[str, float]:
    """The weights of all features."""
    examples = [example for example in map(_prepare, headlines) if _is_possible(example)]
    rng = random.Random(1)
    weights: defaultdict[str, float] = defaultdict(float)
    squares: defaultdict[str, float] = defaultdict(float)
    for _ in range(ROUNDS):
        rng.shuffle(examples)
        for example in examples:
            for name, slope in _slopes(example, weights).items():
                pull = slope - DRAWN * weights[name]
                squares[name] += pull * pull
                weights[name] += STEP * pull / math.sqrt(squares[name] + LEAST)
    return dict(weights)


def _prepare(headline: LaidHeadline) -> Example:
    lines = headline.lines
    ways = [Way(one, parting_features(lines, one), one.inner_breaks(len(lines))) for one in partings(lines)]
    signs = list(map(read_signs, lines))
    joints = [{joint: joint_features(joint, above, below) for joint in JOINTS} for above, below in pairwise(signs)]
    return Example(ways, joints, headline)


def _is_possible(example: Example) -> bool:
    return any(way.parting == example.right.parting for way in example.ways)


def _slopes(example: Example, weights: Mapping[str, float]) -> Mapping[str, float]:
    """How much more of each feature the right way has than is expected."""
    slopes: defaultdict[str, float] = defaultdict(float)
    joint_scores = [{joint: _weigh(weights, features) for joint, features in both.items()} for both in example.joints]
    totals = [_log_sum(both.values()) for both in joint_scores]
    scores = [_weigh(weights, way.features) + sum(totals[at] for at in way.inner) for way in example.ways]
    total = _log_sum(scores)
    for way, score in zip(example.ways, scores, strict=True):
        is_right = way.parting == example.right.parting
        _add(slopes, way.features, is_right - math.exp(score - total))
        for at in way.inner:
            for joint in JOINTS:
                likely = math.exp(score - total + joint_scores[at][joint] - totals[at])
                _add(slopes, example.joints[at][joint], (is_right and example.right.joints[at] == joint) - likely)
    return slopes


def _add(slopes: defaultdict[str, float], features: Features, share: float) -> None:
    for name, value in features.items():
        slopes[name] += share * value


def _weigh(weights: Mapping[str, float], features: Features) -> float:
    return sum(weights[name] * value for name, value in features.items())


def _log_sum(scores: Iterable[float]) -> float:
    listed = list(scores)
    most = max(listed)
    return most + math.log(sum(math.exp(score - most) for score in listed))
