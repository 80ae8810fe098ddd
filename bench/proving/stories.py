"""The stories and captions of a page of type, signed; some long, some without a beginning or an end on their page."""

import random
from collections.abc import Sequence
from dataclasses import replace

from bench.proving.articles import Known, Printed, choose, cut_sentence, is_subheading
from bench.proving.signatures import pools, sign

FEWEST = 3
FROM_PAGES = ("第一版", "第1版", "A1版")
ON_PAGES = ("第七版", "第3版", "A4版")


def draw_stories(rng: random.Random, known: Sequence[Known], *, letters: float) -> list[Printed]:
    """Signed stories of about so many letters, some of them long reports with sub-headings, the first or last sometimes cut."""
    pool = pools(known)
    spare = choose(rng, [one for one in known if one.kind != "caption"], len(known))
    stories: list[Printed] = []
    while spare and (len(stories) < FEWEST or sum(len(story.body) for story in stories) < letters):
        one = spare.pop()
        parts = [part for part in spare if part.kind == "news" and is_subheading(_as_subheading(part))][:2]
        printed = sign(rng, one, pool)
        if one.kind == "news" and rng.random() < 0.25:
            printed = _lengthen(printed, parts)
            spare = [other for other in spare if other not in parts]
        stories.append(printed)
    cut = rng.random()
    if cut < 0.12 and stories[0].kind == "news":
        stories[0] = without_beginning(rng, stories[0], marked=True)
    elif cut < 0.24 and stories[-1].kind == "news":
        stories[-1] = without_end(rng, stories[-1], marked=True)
    return stories


def _as_subheading(part: Known) -> str:
    return (part.title or "").split(" ")[0].split("：")[-1]


def _lengthen(printed: Printed, parts: Sequence[Known]) -> Printed:
    """A long report: other articles follow as its parts, their titles as its sub-headings."""
    body = "\n".join([printed.body, *(text for part in parts for text in (_as_subheading(part), part.body))])
    return replace(printed, body=body, features=printed.features | {"long report with sub-headings"})


def draw_captions(rng: random.Random, known: Sequence[Known], *, count: int) -> list[Printed]:
    """Captions, signed or not: their place beside the picture shows what they are."""
    pool = pools(known)
    captions = [sign(rng, one, pool) for one in choose(rng, [one for one in known if one.kind == "caption"], count)]
    return [_leave_unsigned(one) if rng.random() < 0.25 else one for one in captions]


def _leave_unsigned(caption: Printed) -> Printed:
    return replace(caption, credit=None, byline=(), source=None, features=caption.features | {"caption without credit"})


def without_beginning(rng: random.Random, story: Printed, *, marked: bool) -> Printed:
    """The rest of a story, without its headline; marked with 上接 it may begin with a paragraph, else it begins in a sentence."""
    at = story.body.find("\n") + 1 if marked and rng.random() < 0.4 else cut_sentence(rng, story.body)
    if not at:
        return story
    return Printed(
        kind=story.kind,
        body=story.body[at:],
        byline=story.byline if story.credit else (),
        source=story.source if story.credit else None,
        dateline_place=story.dateline_place if story.credit else None,
        credit=story.credit,
        continued_from=rng.choice(FROM_PAGES) if marked else None,
        features=frozenset({"begins in mid-article" + (" (marked)" if marked else "")}),
    )


def without_end(rng: random.Random, story: Printed, *, marked: bool) -> Printed:
    """The beginning of a story, broken off in mid-sentence, marked with 下转 or not. A closing credit is on that page."""
    at = cut_sentence(rng, story.body)
    if not at:
        return story
    features = story.features | {"ends in mid-article" + (" (marked)" if marked else "")}
    onward = rng.choice(ON_PAGES) if marked else None
    cut = replace(story, body=story.body[:at], continued_to=onward, features=features)
    return replace(cut, byline=(), source=None, dateline_place=None, credit=None) if story.credit else cut
