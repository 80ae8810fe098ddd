"""A page as the program reads it: what each repair changed, each article, each finding in context with its rule, the checks
of its figures, and at the end what became of quoted words and of every number.

Each number of a body is a `figure` with all that is known of it, `ignored` for a reason, or `not understood`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

from etl.build import understand
from etl.figures import NOT_UNDERSTOOD
from etl.model import Check, Figure, Findings, Ignored, Page, PlaceMention, Quote, ReadPage, UnnamedQuote
from etl.repair import repair_steps

Mention = PlaceMention | Quote | UnnamedQuote | Figure | Ignored

CONTEXT = 12
# Of each repair so many changes are shown, and so many letters of each.
CHANGES_SHOWN, LONGEST_CHANGE = 3, 30


def explain(pages: Sequence[Page]) -> Iterator[str]:
    """The lines of an explanation of the pages of one file, in the order of each page."""
    for read_page in understand(pages):
        yield from _page(read_page)


def _page(read_page: ReadPage) -> Iterator[str]:
    page = read_page.page
    known = (page.newspaper, page.issue_date and page.issue_date.isoformat(), page.page_no and f"page {page.page_no}")
    yield f"{page.file}  {'  '.join(part for part in known if part) or 'newspaper, date and page unknown'}"
    yield from _repairs(page.text)
    for findings in read_page.findings:
        yield ""
        yield from _article(findings)
    for left in read_page.left_over:
        yield f"left over ({left.reason})  {' '.join(left.text.splitlines())}"
    yield ""
    yield from _quotations(read_page.findings)
    yield from _numbers(read_page.findings)


def _repairs(text: str) -> Iterator[str]:
    """Each repair that changed the page: at how many places, and how at the first ones."""
    for name, after in repair_steps(text):
        changes = list(_changes(_lines(text), _lines(after)))
        yield f"  repair  {name}: {len(changes):,} changes, {len(text):,} → {len(after):,} characters"
        yield from (f"          {before} → {mended}" for before, mended in changes[:CHANGES_SHOWN])
        text = after


def _lines(text: str) -> list[str]:
    """The lines that are not blank: a gap closed is a change of few letters, and there are too many of them to show."""
    return [line for line in text.split("\n") if line.strip(" ")]


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What stood in each changed run of lines and what stands there now, cut to where they differ.

    >>> list(_changes(["青禾县", "增长５％", "（完）"], ["青禾县", "增长5%", "（完）"]))
    [('增长５％', '增长5%')]
    """
    for tag, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield _cut_to_difference("⏎".join(before[start:end]), "⏎".join(after[new_start:new_end]))


def _cut_to_difference(before: str, after: str) -> tuple[str, str]:
    """Two texts from shortly before the first letter in which they differ."""
    same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False))))
    start = max(0, same - CONTEXT)
    lead = "…" if start else ""
    shown, mended = (lead + text[start : same + LONGEST_CHANGE] for text in (before, after))
    return (
        shown + "…" * (len(before) > same + LONGEST_CHANGE),
        mended + "…" * (len(after) > same + LONGEST_CHANGE),
    )


def _article(findings: Findings) -> Iterator[str]:
    article = findings.article
    yield f"{article.position}. [{article.kind}] {article.title or '(no title)'}"
    named = (
        "kicker",
        "subtitle",
        "dateline",
        "dateline_place",
        "source",
        "published",
        "published_from",
        "credits",
        "continued_from",
        "continued_to",
    )
    for field in named:
        if value := getattr(article, field):
            yield f"   {field}: {' / '.join(value.splitlines())}"
    if article.byline:
        yield f"   byline: {'、'.join(article.byline)}"
    if findings.province_code:
        yield f"   province: {findings.province_code}"
    for speaker in findings.speakers:
        yield f"   speaker  {speaker.name}  {speaker.organisation or '–'} | {speaker.title or '–'}  [{speaker.rule}]"
    mentions: list[Mention] = [
        *findings.places,
        *findings.quotes,
        *findings.unnamed_quotes,
        *findings.figures,
        *findings.ignored,
        *findings.ignored_quotations,
    ]
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        yield f"   {_finding(mention)}  …{_context(article.body, mention.start, mention.end)}…"
        if isinstance(mention, Figure):
            yield from _figure_details(mention, [check for check in findings.checks if check.figure == mention])


def _finding(mention: Mention) -> str:
    match mention:
        case PlaceMention():
            return f"place    {mention.code or 'no code'}  [{mention.rule}]"
        case Quote():
            return f"quote    {mention.speaker} {mention.mode}, cue {mention.cue or '–'}, {mention.attribution}  [{mention.rule}]"
        case UnnamedQuote():
            return f"unnamed  {mention.source} {mention.mode}, cue {mention.cue}  [{mention.rule}]"
        case Figure():
            return f"figure   {_value(mention)}  [{mention.rule}]"
        case Ignored():
            return NOT_UNDERSTOOD if mention.reason == NOT_UNDERSTOOD else f"ignored  {mention.reason}"


def _value(figure: Figure) -> str:
    """What a figure comes to: `about 3,310,000 人次, count`."""
    value = " to ".join(f"{number.normalize():,f}" for number in (figure.value, figure.value_high) if number is not None)
    bound = "" if figure.bound == "exact" else f"{figure.bound} "
    return f"{bound}{value} {figure.unit}, {figure.kind}"


def _figure_details(figure: Figure, checks: Sequence[Check]) -> Iterator[str]:
    """A line of what a figure is of, and one for each check of it."""
    place = figure.place and f"{figure.place} ({figure.place_code or 'no code'})"
    days = [day or "…" for day in (figure.period_start, figure.period_end)]
    period = figure.period and f"{figure.period} ({' to '.join(days)})"
    named = {
        "of": figure.indicator,
        "at": place,
        "in": period,
        "moves": figure.direction,
        "against": figure.base,
        "said by": figure.quote and figure.quote.speaker,
    }
    if told := "  ".join(f"{name} {value}" for name, value in named.items() if value):
        yield f"            {told}"
    for check in checks:
        yield f"            {'holds' if check.holds else 'DOES NOT HOLD'}: {check.explanation}  [{check.rule}]"


def _numbers(findings: Sequence[Findings]) -> Iterator[str]:
    """What became of every number of a page, by kind and by reason, the commonest first."""
    kinds = Counter(figure.kind for found in findings for figure in found.figures)
    reasons = Counter(one.reason for found in findings for one in found.ignored)
    lost = [one.text for found in findings for one in found.ignored if one.reason == NOT_UNDERSTOOD]
    del reasons[NOT_UNDERSTOOD]
    verdicts = Counter("hold" if check.holds else "do not hold" for found in findings for check in found.checks)
    yield f"numbers  {kinds.total() + reasons.total() + len(lost):,}"
    for name, counts in (("figures", kinds), ("ignored", reasons), ("checks", verdicts)):
        told = ", ".join(f"{key} {count:,}" for key, count in counts.most_common())
        yield f"  {name:<15}{counts.total():>6,}  {told}".rstrip()
    yield f"  {NOT_UNDERSTOOD:<15}{len(lost):>6,}  {'、'.join(lost)}".rstrip()


def _quotations(findings: Sequence[Findings]) -> Iterator[str]:
    """What became of quoted and reported words: by how they are attributed, and by why they are nobody's."""
    quotes = Counter(quote.attribution for found in findings for quote in found.quotes)
    unnamed = Counter(quote.mode for found in findings for quote in found.unnamed_quotes)
    reasons = Counter(one.reason for found in findings for one in found.ignored_quotations)
    yield "quotations"
    for name, counts in (("quotes", quotes), ("unnamed sources", unnamed), ("ignored", reasons)):
        told = ", ".join(f"{key} {count:,}" for key, count in counts.most_common())
        yield f"  {name:<15}{counts.total():>6,}  {told}".rstrip()


def _context(body: str, start: int, end: int) -> str:
    before, after = body[max(0, start - CONTEXT) : start], body[end : end + CONTEXT]
    return f"{before}【{body[start:end]}】{after}".replace("\n", "⏎")
