"""Pieces → drafts of articles: where one article ends and the next begins.

Signs, from the strongest: a dateline; a byline or a continuation mark below a headline; several headline lines together, but
for those built like others of the page (看工业—— | …, 看投资—— | …); an article that has closed (credit, 下转). Of a single
headline without any of them `sections.py` has said what it is.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from etl.column_labels import is_box_label, is_briefs_label, is_label
from etl.imprint import HAN, NO_NAME_RE, SENTENCE_END_RE, Imprint, read_bare_names
from etl.name_runs import read_pen_names
from etl.split.captions import take_captions
from etl.split.cohesion import Cohesion, letter_pairs
from etl.split.draft import Draft
from etl.split.headlines import INNER_DASH_RE, TITLE_LEVEL
from etl.split.openings import Habits, share_told
from etl.split.pieces import Part, Piece
from etl.split.sections import FRONT, settle_sections

SHORT_EXCLAMATION = 14
# A broken sentence has to go on somewhere: the text that does need not be quite as much like its article as like the one set in.
RESUMED, ALIKE = 0.8, 0.03
# A paragraph that stops in mid-sentence.
BROKEN_RE = re.compile(f"[{HAN}，、\\d]$")
# How much of a headline a report says again, if it is the headline of that report.
TOLD_ABOVE = 0.4
# 看工业——: a label, and the letters at the end by which sub-headings are built alike.
LONGEST_LABEL, FRAME = 8, 5
# A report set into another one is short.
SHORT_REPORT = 300
CLOSING_NAME_RE = re.compile(rf"(?:^|(?<=[。！？”]))（(?P<name>[{HAN}]{{2,4}})）$")
# So many headlines behind a gap, and it is the page's habit to set its articles apart: one without is a sub-heading.
GAPS_OF_A_HABIT = 2
# One byline among many headlines set apart does not make a signed page, but a long report may have its sub-headings set apart.
HEADLINES_TO_A_SIGNATURE = 8


def draft_articles(pieces: Sequence[Piece], *, laid_out: bool) -> list[Draft]:
    """The articles of a page, or of a block of one that is laid out, in order of their first letter."""
    stream, captions = take_captions(_name_bylines(pieces))
    drafts = [*_Walk(stream, pieces, laid_out=laid_out).drafts(), *captions]
    return sorted(drafts, key=lambda draft: min(piece.at for piece in draft.pieces))


def _name_bylines(pieces: Sequence[Piece]) -> list[Piece]:
    """Takes a line holding names alone for a byline below a headline or, where no text follows, below an article."""
    named = list(pieces)
    for at, piece in enumerate(named):
        below_column = at > 1 and named[at - 2].part is Part.HEADING and is_label(named[at - 2].text)
        names = _read_names(piece, below_column=below_column) if at else ()
        before, after = named[at - 1], named[at + 1].part if at + 1 < len(named) else None
        below_headline = before.part is Part.HEADING and after is Part.TEXT
        below_text = (
            before.part is Part.TEXT and bool(SENTENCE_END_RE.search(before.text)) and after not in (Part.TEXT, Part.DATELINE)
        )
        if names and (below_headline or below_text):
            named[at] = piece._replace(part=Part.BYLINE, imprint=piece.imprint._replace(names=names))
    return [part for at, piece in enumerate(named) for part in _part_closing_name(piece, named[at + 1 : at + 2])]


def _read_names(piece: Piece, *, below_column: bool) -> tuple[str, ...]:
    """The names of a line holding nothing else; a pen name is believed below the headline of a column (青禾时评 | … | 易水)."""
    if piece.part is not Part.HEADING or is_label(piece.text):
        return ()
    return read_bare_names(piece.text) or (read_pen_names(piece.text) if below_column else ())


def _part_closing_name(piece: Piece, following: Sequence[Piece]) -> list[Piece]:
    """Parts from a text a name in brackets that is no known one (（阿木尔）), where no text of the article follows."""
    match = CLOSING_NAME_RE.search(piece.text) if piece.text.endswith("）") else None
    if (
        piece.part is not Part.TEXT
        or not match
        or NO_NAME_RE.search(piece.text)
        or (following and following[0].part is Part.TEXT)
    ):
        return [piece]
    imprint = Imprint(names=(match["name"],))
    credit = piece._replace(part=Part.CREDIT, text=piece.text[match.start() :], imprint=imprint)
    return [piece._replace(text=piece.text[: match.start()]), credit] if match.start() else [credit]


class _Walk:
    """One walk down the page that opens, continues and closes drafts."""

    def __init__(self, stream: list[Piece], pieces: Sequence[Piece], *, laid_out: bool) -> None:
        self.stream = stream
        self.pieces = pieces
        self.laid_out = laid_out
        self.opened: list[Draft] = []
        self.stray: list[Piece] = []
        self.in_briefs = False
        signed = sum(piece.part in (Part.DATELINE, Part.BYLINE) for piece in stream)
        apart = sum(piece.apart and piece.part is Part.HEADING for piece in stream)
        self.is_signed = signed > apart / HEADLINES_TO_A_SIGNATURE
        self.has_gaps = apart >= GAPS_OF_A_HABIT
        self.page = Cohesion([piece.text for piece in pieces])
        firsts = {
            piece.text
            for before, piece in pairwise([None, *stream])
            if piece and piece.part is Part.HEADING and not (before and before.part is Part.HEADING)
        }
        # The name of a column that stands above each of its articles is one text: it counts once.
        self.frames = Counter(map(_frame_of, firsts))
        if not laid_out:
            self.stream = settle_sections(stream, self.page, Habits(self.is_signed, self.has_gaps))

    def drafts(self) -> list[Draft]:
        at = 0
        while at < len(self.stream):
            end = at
            while end < len(self.stream) and self.stream[end].part in FRONT and not (end > at and self.stream[end].opens):
                end += 1
            at = self._add_front(at, end) if end > at else self._add_piece(at)
        self._place_strays()
        return self.opened

    @property
    def current(self) -> Draft | None:
        return self.opened[-1] if self.opened else None

    def _open(self, pieces: list[Piece]) -> None:
        self.opened.append(Draft(pieces))

    def _add_piece(self, at: int) -> int:
        """Adds a text, a dateline or a credit that no headline stands before."""
        piece = self.stream[at]
        if piece.part is Part.TEXT and not self.laid_out and not piece.opens and self._resume(piece):
            return at + 1
        draft = self.current
        ends_draft = piece.part is Part.DATELINE and draft and (draft.has(Part.TEXT, Part.DATELINE))
        if draft is None or ends_draft or piece.opens or (piece.part is Part.TEXT and draft.is_closed and not self.laid_out):
            self._open([piece])
        else:
            draft.pieces.append(piece)
        return at + 1

    def _resume(self, piece: Piece) -> bool:
        """Goes on with the article that one set into it has broken in mid-sentence, if a text is rather of that one."""
        if len(self.opened) < 2:
            return False
        host, inset = self.opened[-2:]
        last = host.pieces[-1]
        if last.part is not Part.TEXT or not BROKEN_RE.search(last.text) or not inset.has(Part.TEXT):
            return False
        is_short = sum(map(len, inset.paragraphs)) <= SHORT_REPORT and inset.has(Part.DATELINE)
        if not is_short or not SENTENCE_END_RE.search(inset.paragraphs[-1]):
            return False
        # The broken end may be a headline that has run on: it does not count.
        finished = "".join(host.printed).rpartition("。")[0]
        to_host, to_inset = (self.page.likeness(text, piece.text) for text in (finished, "".join(inset.printed)))
        if not inset.is_closed and to_host < max(ALIKE, RESUMED * to_inset):
            return False
        host.pieces[-1] = last._replace(text=last.text + piece.text)
        self.opened[-2:] = [inset, host]
        return True

    def _take_late_headline(self, run: list[Piece], end: int) -> list[Piece]:
        """Gives the article above the lines of a headline run that tell of it, if it has begun without a headline; the rest."""
        draft = self.current
        if not draft or draft.headings or self.laid_out:
            return run
        if gap := self._find_gap(run, end):
            draft.pieces += run[:gap]
            return run[gap:]
        if not draft.has(Part.DATELINE):
            return run
        above = "".join(draft.paragraphs[:1])
        below = next((piece.text for piece in self.stream[end : end + 2] if piece.part is Part.TEXT), "")
        late = 0
        while late < len(run) and run[late].part is Part.HEADING and _tells(run[late].text, above, below):
            late += 1
        rest = "".join(piece.text for piece in run[late:] if piece.part is Part.HEADING)
        if rest and share_told(rest, above) >= share_told(rest, below):
            return run
        draft.pieces += run[:late]
        return run[late:]

    def _find_gap(self, run: Sequence[Piece], end: int) -> int:
        """How many lines of headlines stand right below a text and above a gap or the end of the page: they are that text's."""
        if not self.has_gaps or run[0].apart:
            return 0
        below = [*run, *self.stream[end : end + 1]]
        gap = next((at for at, piece in enumerate(below) if piece.apart), len(below) if len(below) == len(run) else 0)
        return gap if all(piece.part is Part.HEADING for piece in run[:gap]) else 0

    def _add_front(self, at: int, end: int) -> int:
        """Adds a run of headlines, bylines and marks: a new article, a closing byline, a sub-heading or an inset headline."""
        run = self.stream[at:end]
        draft = self.current
        follower = self.stream[end] if end < len(self.stream) else None
        if (
            draft
            and draft.has(Part.TEXT)
            and run[0].part is Part.BYLINE
            and (len(run) > 1 or follower is None or follower.part is not Part.TEXT)
        ):
            self._close(draft, run[0])
            return at + 1
        self.stream[at:end] = run = _settle_doubtful(run, follower)
        whole, run = run, self._take_late_headline(run, end)
        has_taken = len(run) < len(whole)
        if draft and draft.has(Part.TEXT):
            while run and run[0].part is Part.TEXT:
                draft.pieces.append(run.pop(0))
        if not run:
            return end
        if draft is None or has_taken or self._opens(run, follower, draft):
            self._open(run)
        elif not draft.has(Part.TEXT) or _is_late_headline(run, draft):
            draft.pieces += run
        elif not self.laid_out and _is_inset(run, follower, draft):
            self._open_inset(run, draft)
        else:
            draft.pieces += [piece._replace(part=Part.TEXT) if piece.part is Part.HEADING else piece for piece in run]
        return end

    def _close(self, draft: Draft, byline: Piece) -> None:
        """A byline below a text signs it, unless that is signed already: then the page's order has parted it from its article."""
        if draft.has(Part.DATELINE, Part.BYLINE, Part.CREDIT):
            self.stray.append(byline)
        else:
            draft.pieces.append(byline)

    def _opens(self, run: Sequence[Piece], follower: Piece | None, draft: Draft) -> bool:
        if run[0].opens:
            self.in_briefs = not self.is_signed and (self.in_briefs or is_briefs_label(run[0].text))
            return True
        headings = [piece for piece in run if piece.part is Part.HEADING]
        if _is_late_headline(run, draft) and (follower is None or (follower.part is Part.TEXT and not self.laid_out)):
            return False
        if any(piece.part is Part.FROM for piece in run) or not draft.has(Part.TEXT):
            return draft.has(Part.TEXT) or draft.has(Part.FROM)
        if not headings:
            return bool(run[-1].part is Part.BYLINE and draft.has(Part.DATELINE, Part.BYLINE))
        if (follower and follower.part is Part.DATELINE) or any(piece.part is Part.BYLINE for piece in run):
            return True
        if self.laid_out:
            return any(piece.level == TITLE_LEVEL for piece in headings)
        if _is_inset(run, follower, draft) or is_box_label(headings[0].text):
            return False
        if is_briefs_label(headings[0].text):
            self.in_briefs = True
        has_lines = len(headings) > 1 and self.frames[_frame_of(headings[0].text)] == 1
        return self.in_briefs or draft.is_closed or has_lines or bool(INNER_DASH_RE.search(headings[0].text))

    def _open_inset(self, run: list[Piece], draft: Draft) -> None:
        """Opens the article whose headline stands inside its text: it begins where the text first speaks of the headline."""
        headings = [piece.text for piece in run]
        own = letter_pairs("\n".join(headings)).keys() - letter_pairs("\n".join(draft.headings)).keys()
        texts = [at for at, piece in enumerate(draft.pieces) if piece.part is Part.TEXT]
        start = next((at for at in texts if own & letter_pairs(draft.pieces[at].text).keys()), texts[-1])
        if start == texts[0] and draft.headings:
            draft.pieces += [piece._replace(part=Part.TEXT) for piece in run]
            return
        moved = draft.pieces[start:]
        del draft.pieces[start:]
        if not draft.pieces:
            self.opened.pop()
        self._open([*run, *moved])
        self.opened[-1].broken = len(self.opened[-1].pieces)

    def _place_strays(self) -> None:
        """Gives each stray byline to the first article with a headline and no other signature."""
        for byline in self.stray:
            owner = next(
                (
                    draft
                    for draft in self.opened
                    if draft.headings and not draft.has(Part.DATELINE, Part.BYLINE, Part.CREDIT, Part.FROM)
                ),
                None,
            )
            (owner or self.opened[-1]).pieces.append(byline if owner else byline._replace(part=Part.CREDIT, imprint=Imprint()))


def _frame_of(headline: str) -> str:
    """What the sub-headings of one report have in common, where they are built alike: their last letters, or the
    first and the dash of a label.

    >>> _frame_of("农业县向工业县的历史性转变"), _frame_of("看工业——"), _frame_of("石桥通车")
    ('历史性转变', '看——', '石桥通车')
    """
    if headline.endswith("——") and len(headline) <= LONGEST_LABEL:
        return f"{headline[0]}——"
    return headline[-FRAME:]


def _tells(headline: str, above: str, below: str) -> bool:
    """Whether a headline tells of the report above it, and not of the one below."""
    return share_told(headline, above) >= max(TOLD_ABOVE, 2 * share_told(headline, below))


def _settle_doubtful(run: list[Piece], follower: Piece | None) -> list[Piece]:
    """A doubtful line is a headline beside a sure one or above a byline or dateline, and a paragraph elsewhere.

    An exclamation or question at the head of the run ends the article above, unless it stands apart, its own byline,
    dateline or ——subtitle follows, or it is as short as headlines are. One at its end opens the text, if it is said by
    somebody or too long (“豆浆，两碗！”).
    """
    above_dateline = follower is not None and follower.part is Part.DATELINE
    signs = [at for at, piece in enumerate(run) if piece.part is Part.BYLINE]
    last = len(run) if above_dateline or not signs else signs[-1]
    sure = above_dateline or any(piece.part in (Part.HEADING, Part.BYLINE) for piece in run)
    settled: list[Piece] = []
    for at, piece in enumerate(run):
        if piece.part is Part.MAYBE_HEADING:
            above_heading = len(run) > 1 and run[1].part is Part.HEADING and not run[1].text.startswith("——")
            short = len(piece.text) <= SHORT_EXCLAMATION and not piece.text.endswith("”")
            closes = at == 0 and piece.text[-1] in "！？" and above_heading and not piece.apart and not short
            opens = bool(settled) and not above_dateline and _opens_text(run[at:])
            piece = piece._replace(part=Part.HEADING if sure and at < last and not closes and not opens else Part.TEXT)
        settled.append(piece)
    return settled


def _opens_text(rest: Sequence[Piece]) -> bool:
    """Whether a text begins with the rest of a run: an exclamation that is said, or a question longer than headlines ask."""
    said = bool(re.fullmatch("“[^”]*[！？]”", rest[0].text))
    long = "，" in rest[0].text and len(rest[0].text) > SHORT_EXCLAMATION and rest[0].text[-1] in "！？"
    return (said or long) and all(piece.part is Part.MAYBE_HEADING and not piece.level for piece in rest)


def _is_late_headline(run: Sequence[Piece], draft: Draft) -> bool:
    """Whether headlines can be those of an article that began with its dateline: they stand in its text or below it."""
    if is_label(run[0].text) or is_briefs_label(run[0].text):
        return False
    return (
        draft.has(Part.DATELINE)
        and not draft.headings
        and not draft.is_closed
        and all(piece.part is Part.HEADING for piece in run)
    )


def _is_inset(run: Sequence[Piece], follower: Piece | None, draft: Draft) -> bool:
    """Whether a headline stands in the middle of a sentence of the text: the page's order has let it fall in there."""
    last = draft.pieces[-1] if draft.pieces else None
    broken = last is not None and last.part is Part.TEXT and not SENTENCE_END_RE.search(last.text) and len(last.text) > 30
    return broken and follower is not None and follower.part is Part.TEXT and all(piece.part is Part.HEADING for piece in run)
