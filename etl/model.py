"""What travels between the rooms: frozen records whose field names are the column names of the database.

Every mention carries `text, start, end` with `body[start:end] == text`: half-open offsets in Unicode characters of the
stored body, which is repaired once before any offset exists. Unknown is None, never 0 or "".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

ArticleKind = Literal["news", "commentary", "document", "qa", "caption"]
FigureKind = Literal["money", "count", "percent", "point", "multiple", "rank", "measure", "duration"]
Bound = Literal["exact", "about", "over", "under"]
Direction = Literal["up", "down"]
QuoteMode = Literal["direct", "indirect"]
Attribution = Literal["explicit", "line", "interview", "same sentence", "pronoun", "beside", "carried over"]
CheckKind = Literal["sum", "share", "change", "average", "repeat"]
CheckPart = Literal["whole", "part", "before", "after", "amount", "other"]
Origin = Literal["manifest", "file name", "page metadata", "page header", "dateline"]


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Page text that belongs to no article, and why: a masthead, a page label, an advertisement."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Page:
    """One newspaper page file as read: what is known of it and its text as the PDF layer or the OCR gave it.

    `named_by` and `dated_by` tell how newspaper and issue date are known, `left_out` what its reader saw beside the articles.
    """

    file: str
    sha256: str
    format: str
    text: str
    newspaper: str | None = None
    named_by: Origin | None = None
    issue_date: date | None = None
    dated_by: Origin | None = None
    page_no: str | None = None
    url: str | None = None
    licence: str | None = None
    left_out: tuple[LeftOver, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page. `dateline` and `credits` keep what was printed (`本报江海3月6日讯（记者林一舟）`,
    `□ 本报记者 许嘉`, `（下转第七版）`); what they say stands in the fields of its own."""

    position: int
    kind: ArticleKind
    body: str
    kicker: str | None = None
    title: str | None = None
    subtitle: str | None = None
    dateline: str | None = None
    credits: str | None = None
    byline: tuple[str, ...] = ()
    source: str | None = None
    dateline_place: str | None = None
    published: str | None = None
    published_from: Origin | None = None
    continued_from: str | None = None
    continued_to: str | None = None

    @property
    def printed(self) -> tuple[str, ...]:
        """Every piece of page text this article holds, each character of it once."""
        parts = (self.kicker, self.title, self.subtitle, self.dateline, self.body, self.credits)
        return tuple(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a body. `code` is its division (six digits) or None abroad or undecided."""

    text: str
    start: int
    end: int
    code: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """A named person as one article presents them; the span is the mention that presents them most fully."""

    name: str
    title: str | None
    organisation: str | None
    text: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words attributed to the speaker of that name in the same article, and the cue that attributes them.

    `attribution` says by what they are his, the surest first: he is named beside the cue (`explicit`) or before the colon of
    a `line`, he answers in an `interview`, he is the subject of the `same sentence`, a `pronoun` stands for him, he is named
    `beside` speech that no cue leads to, or only the words before are his (`carried over`)."""

    speaker: str
    mode: QuoteMode
    text: str
    start: int
    end: int
    cue: str | None
    rule: str
    attribution: Attribution


@dataclass(frozen=True, slots=True)
class UnnamedQuote:
    """Words of somebody the article does not name: `source` is what it calls him (有关负责人, 外媒)."""

    source: str
    mode: QuoteMode
    text: str
    start: int
    end: int
    cue: str
    rule: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One cited quantity. `value` counts its unit (331万人次 → 3310000 人次), `value_base` the one unit in which all
    figures of its dimension can be compared (300亩 → 200000 平方米). `changed_from` is the start of the figure that this
    one has changed from (由60%提高至80%)."""

    text: str
    start: int
    end: int
    value: Decimal
    unit: str
    kind: FigureKind
    rule: str
    value_high: Decimal | None = None
    value_base: Decimal | None = None
    value_base_high: Decimal | None = None
    unit_base: str | None = None
    bound: Bound = "exact"
    direction: Direction | None = None
    base: str | None = None
    changed_from: int | None = None
    indicator: str | None = None
    place: str | None = None
    place_code: str | None = None
    province_code: str | None = None
    period: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    quote: Quote | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Ignored:
    """A number that is no figure, or quoted words that are no speech, for a named reason (`date`, `ordinal`; `theme` …), or
    because they are `not understood`."""

    text: str
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Check:
    """A figure that must follow from others of its article, or agree with one of an earlier article: what they make it
    (`expected`, and from where to where by their rounding), and whether what is printed `holds`. `parts` are those figures,
    each with the part it plays."""

    kind: CheckKind
    rule: str
    figure: Figure
    parts: tuple[tuple[CheckPart, Figure], ...]
    expected: Decimal
    expected_low: Decimal
    expected_high: Decimal
    holds: bool
    explanation: str


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found in one article, each list in reading order."""

    article: Article
    places: tuple[PlaceMention, ...]
    provinces: Mapping[str, int]
    province_code: str | None
    speakers: tuple[Speaker, ...]
    quotes: tuple[Quote, ...]
    figures: tuple[Figure, ...]
    ignored: tuple[Ignored, ...]
    checks: tuple[Check, ...] = ()
    unnamed_quotes: tuple[UnnamedQuote, ...] = ()
    ignored_quotations: tuple[Ignored, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page with all that was made of it."""

    page: Page
    text: str
    findings: tuple[Findings, ...]
    left_over: tuple[LeftOver, ...]
