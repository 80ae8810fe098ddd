"""What an OCR engine does: it misreads letters and drops stops (lost for good), and writes marks in other forms (repairable)."""

import random
import re
from dataclasses import replace

from bench.proving.articles import Printed

LOOK_ALIKES = dict(zip("牛土未己大人治州千析晴钓", "午士末已太入冶洲干折睛钧", strict=True))
# Look-alikes make up about 4 % of running text, so one in twenty of them misread is 0.2 % of all letters.
MISREAD = 0.05
DROPPED_STOP = 0.03
HALF_WIDTH = str.maketrans("，：；（）？！", ",:;()?!")
STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def misread(rng: random.Random, article: Printed) -> Printed:
    """The article as the engine read it: this is what it can be known as, so this is the truth of the page."""
    body = "".join(_misread_letter(rng, letter) for letter in article.body)
    body = re.sub("。(?=\n)", lambda stop: "" if rng.random() < DROPPED_STOP else stop.group(), body)
    title = "".join(_misread_letter(rng, letter) for letter in article.title) if article.title else None
    return replace(article, body=body, title=title)


def _misread_letter(rng: random.Random, letter: str) -> str:
    return LOOK_ALIKES[letter] if letter in LOOK_ALIKES and rng.random() < MISREAD else letter


def reform_marks(rng: random.Random, text: str) -> str:
    """The text with half-width marks or straight quotation marks or both.

    >>> reform_marks(random.Random(0), "他说：“水来了！”")
    '他说:"水来了!"'
    """
    forms = rng.choice(((HALF_WIDTH,), (STRAIGHT,), (HALF_WIDTH, STRAIGHT), (HALF_WIDTH, STRAIGHT)))
    for form in forms:
        text = text.translate(form)
    return text
