"""Words of people the article does not name, each with its source as printed.

水利局有关负责人介绍，水位回升。    水利局有关负责人 | 水位回升。
“够用。”一位村民说。               一位村民 | 够用。
据外媒报道，桥已通车。             外媒 | 桥已通车。
Not: 水利局局长王海明介绍，… (named) · 会议强调，… · 《条例》规定，… (nobody) · 记者获悉，… (the paper)

The cues that belong to nobody named are read once more, with the sources as subjects (reports.py, direct.py, indirect.py).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from etl.cue_words import Cue
from etl.model import Article, Quote, Speaker, UnnamedQuote
from etl.quotes.direct import UNNAMED_SOURCES, find_direct
from etl.quotes.indirect import find_indirect
from etl.quotes.reports import Report, SpeechText, read_speech
from etl.rules import without_overlap
from etl.speakers.cues import LONGEST_GAP, adverbials, cue_re, is_gap, read_cue
from etl.speakers.mentions import Mention
from etl.vocabulary import alternation, words

REPORTED = Cue("报道", reports=True, bare=False, carries=False, not_before=None, not_ending=None, note=None)
REPORTED_RE = re.compile(r"报道(?=(?:称|说|指出)?[，：])(?:称|说|指出)?")
# Where one of these stands in it, a stretch is more than the name of a source: 对游客, 让村民, 记者采访的, 通知要求家长
NO_SOURCE_RE = re.compile(r"^(?:[受因随以由从]|在(?![场座校职岗读]))|[向对跟给把被让使令请据将]|记者|要求|提醒|建议|希望|呼吁")
SHORTEST, LONGEST = 2, 32


@cache
def _source_re() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words('unnamed_sources'))})们?(?:（[^（）]{{1,12}}）)?")


@cache
def _opening_re() -> re.Pattern[str]:
    """What stands before the source in its clause: 对此，昨日上午，据."""
    when = r"(?:(?:\d+年)?(?:\d+月)?\d+日|[昨今当近同即]日|[昨今当]天|日前|[本上][周月])(?:[上下中]午|晚间?|凌晨|早上)?"
    return re.compile(rf"(?:{adverbials('opener')}|{when}|[上下中]午|晚间?|另?据|而|此外|[另还也]有?|其中)*")


class _UnnamedText(SpeechText):
    """A body with sources for its subjects, and the cues alone that no named speaker has."""

    def __init__(self, named: SpeechText, taken: Sequence[Quote]) -> None:
        self._named = {mention.name for mention in named.mentions}
        self._named_cues = {report.start for report in named.reports}
        sources = list(_find_sources(named))
        others = [m for m in named.mentions if all(m.end <= source.start or source.end <= m.start for source in sources)]
        mentions = sorted([*sources, *others], key=lambda mention: mention.start)
        super().__init__(named.body, mentions, named.titles)
        self.runs = tuple(run for run in self.runs if all(q.end <= run.start or run.end <= q.start for q in taken))

    @cached_property
    def reports(self) -> list[Report]:
        """Every cue that has a source for its subject, in reading order."""
        cues = [(match, read_cue(match)) for match in cue_re().finditer(self.hidden)]
        cues += [(match, REPORTED) for match in REPORTED_RE.finditer(self.hidden)]
        found = (self._read_unnamed(match.start(), match.end(), cue) for match, cue in cues)
        return sorted((report for report in found if report), key=lambda report: report.start)

    def _read_unnamed(self, start: int, end: int, cue: Cue) -> Report | None:
        if start in self._named_cues:
            return None
        near = max(self.clause_start(start), start - LONGEST_GAP - LONGEST)
        for mention in reversed(self.between(near, start)):
            if mention.name not in self._named and is_gap(self.hidden[mention.end : start]):
                rule = "next to the cue" if mention.end == start else "in the clause"
                return Report(mention.name, cue, mention.start, start, end, rule, "explicit")
        return None


def _find_sources(text: SpeechText) -> Iterator[Mention]:
    """The sources of a body, each from the head of its clause to the noun that speaks."""
    for match in _source_re().finditer(text.hidden):
        start = _opening_re().match(text.hidden, text.clause_start(match.start())).end()  # type: ignore[union-attr]
        source = text.body[min(start, match.start()) : match.end()]
        if SHORTEST <= len(source) <= LONGEST and not NO_SOURCE_RE.search(source):
            yield Mention(source, match.end() - len(source), match.end(), False)


def find_unnamed(article: Article, speakers: Sequence[Speaker], quotes: Sequence[Quote]) -> list[UnnamedQuote]:
    """The quotes of an article whose source has no name, in reading order, beside the `quotes` of its speakers.

    >>> article = Article(1, "news", "水利局有关负责人介绍，水位回升。“够用。”一位村民说。")
    >>> [(q.source, q.mode, q.text, q.cue) for q in find_unnamed(article, [], [])]
    [('水利局有关负责人', 'indirect', '水位回升。', '介绍'), ('一位村民', 'direct', '够用。', '说')]
    """
    text = _UnnamedText(read_speech(article.body, speakers), quotes)
    if not text.reports:
        return []
    direct = find_direct(text, UNNAMED_SOURCES)
    taken = [*quotes, *direct]
    reported = [quote for quote in find_indirect(text, taken) if all(quote.end <= q.start or quote.start >= q.end for q in taken)]
    return [
        UnnamedQuote(quote.speaker, quote.mode, quote.text, quote.start, quote.end, quote.cue or "", quote.rule)
        for quote in without_overlap([*direct, *reported])
    ]
