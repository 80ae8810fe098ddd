"""Article and its speakers → quotes: the words each of them is given, direct or reported, in reading order.

Direct    王海明说：“够用。” · “够用。”王海明说。 · “够用，”他说，“放心。” · 王海明：够用。
Indirect  王海明介绍，水位已经回升。 · 李海明强调，要抓好落实。要压实责任。
Not       会议强调，… · 据介绍，… · 《条例》规定“…” · 打造“一站式”服务 · 在“两山”理念引领下

reports.py says whose a cue is, direct.py whose the words inside quotation marks, indirect.py how far a report goes.
"""

from collections.abc import Sequence

from etl.model import Article, Quote, Speaker
from etl.quotes.direct import SOURCES, find_direct
from etl.quotes.indirect import find_indirect
from etl.quotes.lines import find_lines
from etl.quotes.reports import read_speech
from etl.rules import without_overlap


def find_quotes(article: Article, speakers: Sequence[Speaker]) -> list[Quote]:
    """All quotes of the article's speakers in reading order, without overlap.

    >>> wang = Speaker("王海明", "局长", "海晏市水利局", "海晏市水利局局长王海明", 0, 11, "titled")
    >>> article = Article(1, "news", "海晏市水利局局长王海明介绍，水位回升。“够用。”他说。")
    >>> [(q.mode, q.text, q.cue) for q in find_quotes(article, [wang])]
    [('indirect', '水位回升。', '介绍'), ('direct', '够用。', '说')]
    """
    if not speakers:
        return []
    text = read_speech(article.body, speakers)
    direct = find_direct(text, SOURCES)
    lines = find_lines(article, speakers)
    taken = [*direct, *lines]
    reported = [
        quote for quote in find_indirect(text, direct) if all(quote.end <= q.start or quote.start >= q.end for q in taken)
    ]
    return without_overlap([*taken, *reported])
