"""What only the whole set of pages knows: continued articles, reprints, one person in several articles.

    filed.py          articles with their ids
    people.py         one person in several articles
    continuations.py  下转第七版 … 上接第一版
    reprints.py       one story in several papers
    repeats.py        one quantity in several articles

A link is made only where the text settles it; two rows too many are better than two people in one.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from etl.link.continuations import find_continuations
from etl.link.filed import Filed
from etl.link.people import People, link_people
from etl.link.repeats import Repeat, find_repeats
from etl.link.reprints import find_reprints


class Links(NamedTuple):
    """Article ids and (article id, name) pairs → what they are linked to; and the checks of what two articles print."""

    people: People
    continues: Mapping[int, int]
    reprint_of: Mapping[int, int]
    repeats: Sequence[Repeat]


def link(articles: Sequence[Filed]) -> Links:
    """Everything that only the whole set of articles knows."""
    continues = find_continuations(articles)
    reprint_of = find_reprints(articles, continues)
    same_story = {article: (other, "reprint") for article, other in reprint_of.items()}
    same_story |= {article: (other, "continued article") for article, other in continues.items()}
    return Links(link_people(articles, same_story), continues, reprint_of, find_repeats(articles, reprint_of))
