"""Truth and findings → boundaries, fields, recall by feature of the layout, and a sketch of what went wrong in each miss."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import Match, SequenceMatcher
from itertools import pairwise

from bench.proving.articles import Laid, Printed
from etl.model import Article, LeftOver

FIELDS = ("title", "kicker", "subtitle", "byline", "source", "dateline_place", "kind", "continued_from", "continued_to")
QUOTATION_RE = re.compile("[\"'“”‘’]")


def bare(text: str | None) -> str:
    """Text without white space: what is compared on clean pages.

    >>> bare("青禾 大桥\\n通车")
    '青禾大桥通车'
    """
    return re.sub(r"\s+", "", text or "")


def folded(text: str | None) -> str:
    """Text without what an OCR engine blurs: the width of marks and the kind of quotation marks.

    >>> folded("他说：“通车了！”") == folded('他说:"通车了!"')
    True
    """
    return QUOTATION_RE.sub("", bare(unicodedata.normalize("NFKC", text or "")))


@dataclass(frozen=True, slots=True)
class Miss:
    """A known article that was not found, an article found that is none, or a field that is wrong; and what is known of why."""

    page: str
    title: str
    reason: str
    features: tuple[str, ...]


@dataclass(slots=True)
class Score:
    """Counts over all pages."""

    pages: int = 0
    wanted: int = 0
    predicted: int = 0
    hit: int = 0
    letters: int = 0
    letters_lost: int = 0
    paragraphs: int = 0
    paragraphs_whole: int = 0
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    by_feature: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    misses: list[Miss] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.hit / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.hit / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, page: Laid[object], articles: Sequence[Article], left_over: Iterable[LeftOver]) -> None:
        """Counts one page."""
        same = folded if "OCR noise" in page.features else bare
        unmatched = list(articles)
        self.pages += 1
        self.wanted += len(page.truth)
        self.predicted += len(articles)
        for known in page.truth:
            found = next((one for one in unmatched if same(one.body) == same(known.body)), None)
            if found:
                unmatched.remove(found)
                self._compare_fields(page, known, found, same)
                self._count_paragraphs(known, found, same)
            else:
                self._note(page, known, explain_miss(known, articles, same))
            self.hit += found is not None
            for feature in known.features | page.features:
                self.by_feature[feature]["wanted"] += 1
                self.by_feature[feature]["hit"] += found is not None
        for extra in unmatched:
            reason = f"extra: 「{clip(same(extra.body))}」"
            self.misses.append(Miss(page.name, extra.title or "no title", reason, (extra.kind,)))
        self._count_lost(page, [same(rest.text) for rest in left_over], same)

    def refuse(self, page: Laid[object], sentence: str) -> None:
        """Counts a page that the project refuses to read: all its articles are missed."""
        self.add(page, (), ())
        self.misses.append(Miss(page.name, "the whole page", sentence, tuple(sorted(page.features))))

    def _compare_fields(self, page: Laid[object], known: Printed, found: Article, same: Callable[[str | None], str]) -> None:
        for name in FIELDS:
            wanted, got = (canonical(getattr(one, name), same) for one in (known, found))
            if not wanted and not got:
                continue
            self.asked[name] += 1
            self.right[name] += wanted == got
            if wanted != got:
                self._note(page, known, f"{name}: wants {wanted or None}, got {got or None}")

    def _count_paragraphs(self, known: Printed, found: Article, same: Callable[[str | None], str]) -> None:
        """Bodies are compared without their line ends; here these are."""
        got = set(map(same, found.body.split("\n")))
        self.paragraphs += len(known.paragraphs)
        self.paragraphs_whole += sum(same(paragraph) in got for paragraph in known.paragraphs)

    def _count_lost(self, page: Laid[object], left_over: list[str], same: Callable[[str | None], str]) -> None:
        printed = [same(part) for known in page.truth for part in (known.body, *known.headline)]
        self.letters += sum(map(len, printed))
        self.letters_lost += sum(len(rest) for rest in left_over if any(rest in part for part in printed))

    def _note(self, page: Laid[object], known: Printed, reason: str) -> None:
        title = known.title or known.body[:12]
        self.misses.append(Miss(page.name, title, reason, tuple(sorted(known.features))))


def canonical(value: object, same: Callable[[str | None], str]) -> str:
    """A field as it is compared: a subtitle without its dash, names in any order.

    >>> canonical(("高山", "白云"), bare), canonical("——青禾见闻", bare)
    ('白云、高山', '青禾见闻')
    """
    if isinstance(value, tuple):
        return "、".join(sorted(map(same, value)))
    return same(str(value)).strip("—") if value else ""


def explain_miss(known: Printed, articles: Sequence[Article], same: Callable[[str | None], str]) -> str:
    """How the article that shares most with a known one differs from it: where it begins, where it ends, what is inside."""
    body = same(known.body)
    best: Article | None = None
    blocks: list[Match] = []
    for article in articles:
        common = SequenceMatcher(None, body, same(article.body), autojunk=False).get_matching_blocks()
        if best is None or _shared(common) > _shared(blocks):
            best, blocks = article, [block for block in common if block.size > 2]
    if best is None or not blocks:
        return "not in any article"
    got, first, last = same(best.body), blocks[0], blocks[-1]
    lost_head, lost_tail = body[: first.a], body[last.a + last.size :]
    more_head, more_tail = got[: first.b], got[last.b + last.size :]
    inner_got = [got[one.b + one.size : other.b] for one, other in pairwise(blocks)]
    inner_lost = [body[one.a + one.size : other.a] for one, other in pairwise(blocks)]
    told = [
        f"{what} {len(text)} 「{clip(text)}」"
        for what, text in (
            ("beginning lost", lost_head),
            ("begins with", more_head),
            ("end lost", lost_tail),
            ("goes on with", more_tail),
            ("holds", "/".join(filter(None, inner_got))),
            ("lacks", "/".join(filter(None, inner_lost))),
        )
        if text
    ]
    return "; ".join(told) or "differs"


def _shared(blocks: Iterable[Match]) -> int:
    return sum(block.size for block in blocks)


def clip(text: str) -> str:
    """The two ends of a long text.

    >>> clip("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十")
    '一二三四五六七八九十…一二三四五六七八九十'
    """
    return text if len(text) <= 24 else f"{text[:10]}…{text[-10:]}"


def report(score: Score) -> str:
    """The tables of a run."""
    lost = score.letters_lost / score.letters if score.letters else 0.0
    whole = score.paragraphs_whole / score.paragraphs if score.paragraphs else 0.0
    lines = [
        f"{score.pages} pages, {score.wanted} articles wanted, {score.predicted} given",
        f"boundaries  precision {score.precision:.3f}  recall {score.recall:.3f}  F1 {score.f1:.3f}",
        f"letters of articles left over: {lost:.2%}   paragraphs of the found that are whole: {whole:.3f}",
        "fields of the found: "
        + "  ".join(f"{name} {score.right[name] / score.asked[name]:.3f}" for name in FIELDS if score.asked[name]),
        "",
        f"{'feature':<38}{'articles':>9}{'recall':>9}{'without':>9}",
    ]
    for name, counts in sorted(score.by_feature.items(), key=lambda row: (row[1]["hit"] / row[1]["wanted"], row[0])):
        others = score.wanted - counts["wanted"]
        without = f"{(score.hit - counts['hit']) / others:>9.3f}" if others else f"{'–':>9}"
        lines.append(f"{name:<38}{counts['wanted']:>9}{counts['hit'] / counts['wanted']:>9.3f}{without}")
    return "\n".join(lines)
