"""Articles → a page that the browser itself lays out, as papers made for the web do: a grid of blocks, or columns in which
article follows article. Here lines break, columns balance and headlines wrap as CSS has it."""

import html
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bench.proving import matter
from bench.proving.articles import Known, Laid, Printed, is_subheading
from bench.proving.pdf import FONTS, photo_address
from bench.proving.stories import draw_captions, draw_stories

STYLE = """
@page { size: %(width)dpt %(height)dpt; margin: 0 }
body { margin: 0; padding: 24pt; width: %(inner)dpt; font: %(size)spt/%(leading)s '%(body)s' }
p { margin: 0; text-indent: 2em; text-align: justify }
h2, h3, figure, .kicker, .subtitle, .byline, .credit { margin: 0; text-indent: 0 }
h2 { font: bold %(title)spt/1.25 '%(head)s'; text-align: %(align)s; break-after: avoid; margin: 2pt 0 4pt }
h3 { font: bold 1em/1.5 '%(head)s'; text-align: center; break-after: avoid }
.kicker, .subtitle { font-size: %(minor)spt; text-align: %(align)s; break-after: avoid }
.byline { text-align: %(align)s; break-after: avoid; margin-bottom: 4pt } .credit { text-align: right }
figure { break-inside: avoid } figure img { width: 100%%; height: %(picture)dpt; display: block }
figcaption { font: 0.85em/1.4 '%(other)s'; margin: 2pt 0 6pt }
.float { float: right; width: 42%%; margin: 2pt 0 2pt 10pt }
.framed, .tinted { break-inside: avoid }
.framed { border: 0.7pt solid #333; padding: 6pt } .tinted { background: #e8e8e8; padding: 6pt }
.grid { display: grid; grid-template-columns: repeat(%(columns)d, 1fr); gap: %(gap)spt }
.grid { align-items: start; grid-auto-flow: dense }
.body, .flow { column-gap: %(gap)spt; column-rule: %(rule)s } .flow { column-count: %(columns)d }
.flow article { margin-bottom: %(gap)spt }
header, footer { display: flex; justify-content: space-between; margin: 6pt 0 } header { border-bottom: 1pt solid }
.masthead { font: bold 40pt/1.3 '%(head)s'; text-align: center; display: block }
"""

# A column of a block holds about so many lines.
LINES_OF_A_BLOCK = 20


@dataclass(frozen=True, slots=True)
class Flow:
    """The habits of one page."""

    flows: bool
    columns: int
    letters: int
    size: float
    gap: float
    ruled: bool
    shuffled: bool
    serif: bool

    @property
    def features(self) -> set[str]:
        """The names under which its accuracy is counted."""
        return {f"set by CSS: {'columns' if self.flows else 'grid'}", f"columns: {self.columns}"} | (
            {"rules between columns"} if self.ruled else set()
        )

    @property
    def inner(self) -> float:
        """The width of the page within its margins."""
        return self.columns * self.letters * self.size + (self.columns - 1) * self.gap


def draw_flow(rng: random.Random) -> Flow:
    """Habits drawn one by one."""
    size = rng.choice((8.5, 9.0, 10.0, 11.0))
    return Flow(
        flows=rng.random() < 0.4,
        columns=rng.randint(3, 5),
        letters=rng.randint(12, 20),
        size=size,
        gap=size * rng.choice((1.2, 1.6, 2.0, 2.5)),
        ruled=rng.random() < 0.4,
        shuffled=rng.random() < 0.5,
        serif=rng.random() < 0.7,
    )


def lay_flowed(known: Sequence[Known], seed: str) -> Laid[str]:
    """The page of this seed as HTML."""
    rng = random.Random(seed)
    flow = draw_flow(rng)
    captions = draw_captions(rng, known, count=rng.randint(0, 3))
    stories = draw_stories(rng, known, letters=rng.uniform(0.4, 0.8) * (flow.columns * flow.letters) ** 2)
    truth: list[Printed] = []
    blocks = []
    for story in stories:
        caption = captions.pop() if captions and rng.random() < 0.4 else None
        block, set_here = _story(rng, flow, story, caption)
        blocks.append(block)
        truth += set_here
    if flow.shuffled and not flow.flows:
        places = list(range(len(blocks)))
        rng.shuffle(places)
        blocks = [blocks[at].replace('style="', f'style="order:{at};', 1) for at in places]
    kind = "flow" if flow.flows else "grid"
    head, foot, features = _edges(rng)
    body = f'{head}<main class="{kind}">{"".join(blocks)}</main>{foot}'
    return Laid(seed, _page(rng, flow, body), tuple(truth), frozenset(flow.features | features))


def _page(rng: random.Random, flow: Flow, body: str) -> str:
    serif, sans = FONTS["serif"], FONTS["sans"]
    title = flow.size * rng.choice((1.6, 1.8, 2.2))
    style = STYLE % {
        "width": round(flow.inner + 48),
        "height": 3000,
        "inner": round(flow.inner),
        "size": flow.size,
        "leading": rng.choice((1.4, 1.5, 1.7)),
        "title": title,
        "minor": flow.size * 1.25,
        "body": serif if flow.serif else sans,
        "other": sans if flow.serif else serif,
        "head": rng.choice((serif, sans)),
        "align": rng.choice(("left", "center")),
        "picture": rng.randint(60, 120),
        "columns": flow.columns,
        "gap": flow.gap,
        "rule": "0.5pt solid #999" if flow.ruled else "none",
    }
    return f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>{style}</style><body>{body}</body></html>'


def _story(rng: random.Random, flow: Flow, story: Printed, caption: Printed | None) -> tuple[str, list[Printed]]:
    """A story as HTML, with a picture in it where a caption is given; and the truth of both."""
    fitting = round(len(story.body) / (LINES_OF_A_BLOCK * flow.letters)) + rng.randint(-1, 1)
    span = 1 if flow.flows else max(1, min(flow.columns, fitting))
    columns = span if rng.random() < 0.8 else 1
    features = {f"body columns: {columns}"}
    head = "".join(
        f'<{tag} class="{name}">{html.escape(text)}</{tag}>'
        for tag, name, text in (
            ("p", "kicker", story.kicker),
            ("h2", "title", story.title),
            ("p", "subtitle", story.subtitle),
            ("p", "byline", story.signature),
        )
        if text
    )
    paragraphs = _paragraphs(story)
    truth = []
    if caption:
        floats = columns == 1 and not flow.flows and rng.random() < 0.6
        name = "text flows round a picture" if floats else "caption below picture"
        truth.append(replace(caption, features=caption.features | {name}))
        features.add("holds a picture")
        paragraphs.insert(rng.randint(0, len(paragraphs) // 2), _figure(caption, "float" if floats else ""))
    look = rng.choices(("", "framed", "tinted"), (76, 14, 10))[0]
    features |= {look} if look else set()
    body = f'<div class="body" style="column-count:{columns}">{"".join(paragraphs)}</div>'
    block = f'<article class="{look}" style="grid-column:span {span}">{head}{body}</article>'
    return block, [replace(story, features=story.features | features), *truth]


def _figure(caption: Printed, name: str) -> str:
    text = html.escape(" ".join(filter(None, (caption.body.replace("\n", ""), caption.credit))))
    return f'<figure class="{name}"><img src="{photo_address()}"><figcaption>{text}</figcaption></figure>'


def _paragraphs(story: Printed) -> list[str]:
    onward = f"（下转{story.continued_to}）" if story.continued_to else ""
    before = f"（上接{story.continued_from}）" if story.continued_from else ""
    drawn = []
    for at, paragraph in enumerate(story.paragraphs):
        closing = ((story.credit or "") + onward) if at == len(story.paragraphs) - 1 else ""
        if is_subheading(paragraph) and not closing and at:
            drawn.append(f"<h3>{html.escape(paragraph)}</h3>")
            continue
        dateline = f"<b>{html.escape(story.dateline)}</b>" if at == 0 and story.dateline else ""
        drawn.append(f"<p>{before if at == 0 else ''}{dateline}{html.escape(paragraph + closing)}</p>")
    return drawn


def _edges(rng: random.Random) -> tuple[str, str, set[str]]:
    """The head and the foot of the page, and what stands there."""
    head, foot, features = "", "", set()
    if rng.random() < 0.3:
        paper, *others = matter.masthead(rng)
        head = f'<div class="masthead">{paper}</div><header>{"".join(f"<span>{one}</span>" for one in others)}</header>'
        features.add("masthead")
    elif rng.random() < 0.6:
        head = f"<header>{''.join(f'<span>{one}</span>' for one in matter.header(rng))}</header>"
        features.add("page header")
    if rng.random() < 0.4:
        foot = f"<footer>{matter.editors(rng)}</footer>"
        features.add("editors' line")
    return head, foot, features
