"""Lines that name their speaker before a colon and give his words without marks.

海晏市水利局局长王海明：水位已经回升。      a broadcaster's caption
答：水位已经回升。                          an answer, where the article names one interviewee before its first question
"""

import re
from collections.abc import Iterator, Sequence

from etl.model import Article, Attribution, Quote, Speaker
from etl.sentences import sentence_at

LINE_RE = re.compile(r"^(?P<head>[^，。；！？“”\n：]{2,60})：(?P<words>[^“\n][^\n]*[。！？…”])$", re.MULTILINE)
ANSWER_RE = re.compile(r"^答：(?P<words>[^\n]+)$", re.MULTILINE)
INTERVIEW_RE = re.compile(r"采访|专访|访谈|对话|答记者问|解答|回答|提问")
QUESTION_RE = re.compile(r"^问：", re.MULTILINE)


def find_lines(article: Article, speakers: Sequence[Speaker]) -> list[Quote]:
    """The lines of an article that are speech from end to end.

    >>> wang = Speaker("王海明", "局长", "海晏市水利局", "海晏市水利局局长王海明", 0, 11, "titled")
    >>> [q.text for q in find_lines(Article(1, "news", "海晏市水利局局长王海明：水位已经回升。"), [wang])]
    ['水位已经回升。']
    """
    return [*_captions(article.body, speakers), *_answers(article.body, speakers)]


def _captions(body: str, speakers: Sequence[Speaker]) -> Iterator[Quote]:
    for match in LINE_RE.finditer(body):
        names = [speaker.name for speaker in speakers if match["head"].endswith(speaker.name)]
        if names:
            yield _make_quote(max(names, key=len), match, "line", "line")


def _answers(body: str, speakers: Sequence[Speaker]) -> Iterator[Quote]:
    interviewee = _find_interviewee(body, speakers)
    if interviewee:
        for match in ANSWER_RE.finditer(body):
            yield _make_quote(interviewee, match, "answer", "interview")


def _find_interviewee(body: str, speakers: Sequence[Speaker]) -> str | None:
    """The one speaker of the sentence, before the first question, that tells of the interview."""
    question = QUESTION_RE.search(body)
    interview = INTERVIEW_RE.search(body, 0, question.start()) if question else None
    if interview is None:
        return None
    sentence = sentence_at(body, interview.start())
    named = [speaker.name for speaker in speakers if sentence.start <= body.find(speaker.name) < sentence.end]
    return named[0] if len(named) == 1 else None


def _make_quote(name: str, match: re.Match[str], rule: str, attribution: Attribution) -> Quote:
    return Quote(name, "direct", match["words"], match.start("words"), match.end("words"), None, rule, attribution)
