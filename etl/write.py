"""Pages and findings → the rows of the tables in `etl.schema`.

Ids derive from content (`etl.ids`): a page's from its bytes, an article's from its page file's name and its opening words,
a figure's and a quote's from the article and the sentence they stand in, a check's from its figures, a speaker's from name and
home (`etl.link`).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from sqlite_utils import Database

from etl import places
from etl.ids import content_id, letters_only, opening
from etl.link import Links, link
from etl.link.filed import Filed, file_articles
from etl.link.people import PersonLink
from etl.marks import without_marks
from etl.model import Check, Figure, Ignored, LeftOver, Page, PlaceMention, Quote, ReadPage, UnnamedQuote
from etl.schema import PRIMARY_KEYS, TABLES, create_tables
from etl.sentences import sentence_at

Row = dict[str, Any]

EXAMPLES_SHOWN = 12


def write(db: Database, pages: Sequence[ReadPage]) -> None:
    """Pours all pages into empty tables, each table sorted by its key, so that a rebuild repeats row for row."""
    create_tables(db)
    filed = file_articles(pages)
    links = link(filed)
    checks = list(_checks(filed, links))
    tables: dict[str, Iterable[Row]] = {
        "pages": map(_page_row, pages),
        "articles": [_article_row(one, links) for one in filed],
        "figures": [row for one in filed for row in _figure_rows(one, links)],
        "figure_checks": map(_check_row, checks),
        "figure_check_parts": [row for one in checks for row in _check_part_rows(one)],
        "speakers": [person._asdict() for person in dict.fromkeys(links.people.of.values())],
        "article_speakers": [row for one in filed for row in _article_speaker_rows(one, links)],
        "speaker_links": map(partial(_speaker_link_row, links), links.people.links),
        "quotes": [row for one in filed for row in _quote_rows(one, links)],
        "unnamed_quotes": [row for one in filed for row in _unnamed_quote_rows(one)],
        "provinces": map(_province_row, places.provinces()),
        "article_places": [row for one in filed for row in _article_place_rows(one)],
        "article_provinces": [row for one in filed for row in _article_province_rows(one)],
        "left_over": [row for read_page in pages for row in _left_over_rows(read_page)],
        "ignored_numbers": [row for one in filed for row in _ignored_rows(one, one.findings.ignored, "numbers")],
        "ignored_quotations": [row for one in filed for row in _ignored_rows(one, one.findings.ignored_quotations, "quotations")],
    }
    tables["places"] = _place_rows(tables)
    for table, rows in tables.items():
        db.table(table).insert_all(sorted(rows, key=_key_of(table)))


def _key_of(table: str) -> Callable[[Row], tuple[Any, ...]]:
    key = PRIMARY_KEYS.get(table, "id")
    columns = (key,) if isinstance(key, str) else key
    return lambda row: tuple(row[column] for column in columns)


def letters(text: str) -> int:
    """How many characters of a text are printed: all but white space."""
    return sum(map(len, text.split()))


def page_id(page: Page) -> int:
    """The id of a page, from its bytes."""
    return content_id("page", page.sha256)


def _page_row(read_page: ReadPage) -> Row:
    page = read_page.page
    return {
        "id": page_id(page),
        "file": page.file,
        "sha256": page.sha256,
        "newspaper": page.newspaper,
        "newspaper_from": page.named_by,
        "issue_date": page.issue_date.isoformat() if page.issue_date else None,
        "issue_date_from": page.dated_by,
        "page_no": page.page_no,
        "format": page.format,
        "characters": letters(without_marks(read_page.text)) + sum(letters(left.text) for left in page.left_out),
        "characters_in_articles": sum(letters(part) for found in read_page.findings for part in found.article.printed),
        "characters_left_over": sum(letters(left.text) for left in read_page.left_over),
        "url": page.url,
        "licence": page.licence,
    }


def _article_row(filed: Filed, links: Links) -> Row:
    article = filed.article
    return {
        "id": filed.id,
        "page_id": page_id(filed.page),
        "position": article.position,
        "kind": article.kind,
        "kicker": article.kicker,
        "title": article.title,
        "subtitle": article.subtitle,
        "byline": "、".join(article.byline) or None,
        "source": article.source,
        "dateline_place": article.dateline_place,
        "published": article.published,
        "published_from": article.published_from,
        "body": article.body,
        "characters": len(article.body),
        "continued_from": article.continued_from,
        "continued_to": article.continued_to,
        "continues": links.continues.get(filed.id),
        "reprint_of": links.reprint_of.get(filed.id),
        "province_code": filed.findings.province_code,
        "dateline": article.dateline,
        "credits": article.credits,
    }


def _figure_rows(filed: Filed, links: Links) -> Iterator[Row]:
    ids = {figure.start: _figure_id(filed, figure) for figure in filed.findings.figures}
    for figure in filed.findings.figures:
        quote = figure.quote
        yield {
            "id": ids[figure.start],
            "article_id": filed.id,
            "text": figure.text,
            "value": float(figure.value),
            "value_high": _real(figure.value_high),
            "unit": figure.unit,
            "value_base": _real(figure.value_base),
            "value_base_high": _real(figure.value_base_high),
            "unit_base": figure.unit_base,
            "kind": figure.kind,
            "bound": figure.bound,
            "direction": figure.direction,
            "base": figure.base,
            "changed_from": None if figure.changed_from is None else ids[figure.changed_from],
            "indicator": figure.indicator,
            "place": figure.place,
            "place_code": figure.place_code,
            "province_code": figure.province_code,
            "period": figure.period,
            "period_start": figure.period_start,
            "period_end": figure.period_end,
            "speaker_id": links.people.of[filed.id, quote.speaker].id if quote else None,
            "quote_id": _quote_id(filed, quote) if quote else None,
            "sentence": figure.sentence,
            "start": figure.start,
            "end": figure.end,
            "rule": figure.rule,
        }


def _real(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _figure_id(filed: Filed, figure: Figure) -> int:
    return _mention_id("figure", filed, figure.start, figure.text)


class _FiledCheck(NamedTuple):
    """A check with its article, and the article that its parts stand in."""

    check: Check
    filed: Filed
    other: Filed

    @property
    def parts(self) -> dict[int, str]:
        """The ids of the figures it rests on, and the part each plays."""
        return {_figure_id(self.other, figure): part for part, figure in self.check.parts}

    @property
    def id(self) -> int:
        return content_id("check", self.check.rule, str(_figure_id(self.filed, self.check.figure)), *map(str, self.parts))


def _checks(filed: Sequence[Filed], links: Links) -> Iterator[_FiledCheck]:
    for one in filed:
        yield from (_FiledCheck(check, one, one) for check in one.findings.checks)
    yield from (_FiledCheck(repeat.check, repeat.filed, repeat.other) for repeat in links.repeats)


def _check_row(one: _FiledCheck) -> Row:
    check = one.check
    return {
        "id": one.id,
        "article_id": one.filed.id,
        "figure_id": _figure_id(one.filed, check.figure),
        "kind": check.kind,
        "holds": int(check.holds),
        "explanation": check.explanation,
        "printed": float(check.figure.value),
        "expected": float(check.expected),
        "expected_low": float(check.expected_low),
        "expected_high": float(check.expected_high),
        "difference": float(check.figure.value - check.expected),
        "unit": check.figure.unit,
        "other_article_id": one.other.id if one.other is not one.filed else None,
        "rule": check.rule,
    }


def _check_part_rows(one: _FiledCheck) -> Iterator[Row]:
    for figure_id, part in one.parts.items():
        yield {"check_id": one.id, "figure_id": figure_id, "part": part}


def _article_speaker_rows(filed: Filed, links: Links) -> Iterator[Row]:
    for speaker in filed.speakers:
        yield {
            "article_id": filed.id,
            "speaker_id": links.people.of[filed.id, speaker.name].id,
            "title": speaker.title,
            "organisation": speaker.organisation,
        }


def _speaker_link_row(links: Links, link: PersonLink) -> Row:
    return {
        "article_id": link.article_id,
        "speaker_id": links.people.of[link.article_id, link.name].id,
        "other_article_id": link.other_article_id,
        "shared": link.shared,
        "rule": link.rule,
    }


def _quote_rows(filed: Filed, links: Links) -> Iterator[Row]:
    for quote in filed.findings.quotes:
        yield {
            "id": _quote_id(filed, quote),
            "article_id": filed.id,
            "speaker_id": links.people.of[filed.id, quote.speaker].id,
            "mode": quote.mode,
            "text": quote.text,
            "cue": quote.cue,
            "start": quote.start,
            "end": quote.end,
            "rule": quote.rule,
            "attribution": quote.attribution,
        }


def _unnamed_quote_rows(filed: Filed) -> Iterator[Row]:
    for quote in filed.findings.unnamed_quotes:
        yield {
            "id": _quote_id(filed, quote),
            "article_id": filed.id,
            "source": quote.source,
            "mode": quote.mode,
            "text": quote.text,
            "cue": quote.cue,
            "start": quote.start,
            "end": quote.end,
            "rule": quote.rule,
        }


def _quote_id(filed: Filed, quote: Quote | UnnamedQuote) -> int:
    return _mention_id("quote", filed, quote.start, opening(quote.text) or quote.text)


def _mention_id(kind: str, filed: Filed, start: int, words: str) -> int:
    """An id from the article, the sentence and the words, and, for words that stand there again, how often they did before.

    Offsets stay out of it: an article mended elsewhere keeps the ids of its other sentences.
    """
    body = filed.article.body
    sentence = sentence_at(body, start)
    again = body.count(sentence.text, 0, sentence.start)
    before = letters_only(body[sentence.start : start]).count(letters_only(words)) if letters_only(words) else start
    return content_id(kind, str(filed.id), sentence.text, words, str(again), str(before))


def _article_place_rows(filed: Filed) -> Iterator[Row]:
    mentions: dict[str, list[PlaceMention]] = {}
    for mention in filed.findings.places:
        if mention.code:
            mentions.setdefault(mention.code, []).append(mention)
    for code, found in mentions.items():
        first = found[0]
        yield {
            "article_id": filed.id,
            "place_code": code,
            "mentions": len(found),
            "first_start": first.start,
            "text": first.text,
        }


def _article_province_rows(filed: Filed) -> Iterator[Row]:
    for code, mentions in filed.findings.provinces.items():
        yield {"article_id": filed.id, "province_code": code, "mentions": mentions}


def _province_row(province: places.Province) -> Row:
    return {column: getattr(province, column) for column in TABLES["provinces"]}


def _place_rows(tables: Mapping[str, Iterable[Row]]) -> list[Row]:
    """The divisions that some article or figure names; a province is one of them."""
    named = {row["place_code"] for table in ("article_places", "figures") for row in tables[table]} - {None}
    return [{column: getattr(places.divisions()[code], column) for column in TABLES["places"]} for code in named]


def _left_over_rows(read_page: ReadPage) -> Iterator[Row]:
    seen: Counter[LeftOver] = Counter()
    for position, left in enumerate(read_page.left_over, 1):
        seen[left] += 1
        yield {
            "id": content_id("left over", read_page.page.sha256, left.reason, left.text, str(seen[left])),
            "page_id": page_id(read_page.page),
            "position": position,
            "reason": left.reason,
            "text": left.text,
        }


def _ignored_rows(filed: Filed, ignored: Iterable[Ignored], counted: str) -> Iterator[Row]:
    """What was set aside in an article, `counted` (numbers, quotations) by reason."""
    by_reason: dict[str, list[str]] = {}
    for one in ignored:
        by_reason.setdefault(one.reason, []).append(one.text)
    for reason, texts in by_reason.items():
        examples = "、".join(list(dict.fromkeys(texts))[:EXAMPLES_SHOWN])
        yield {"article_id": filed.id, "reason": reason, counted: len(texts), "examples": examples}
