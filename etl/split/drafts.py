"""Pieces → drafts of articles: where one article ends and the next begins.

Signs, from the strongest: a dateline; a byline or a continuation mark below a headline; several headline lines together; an
article that has closed (credit, 下转); a headline whose text speaks of other things than the article before it.
A single headline without any of them stays in its article as a sub-heading.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from etl.imprint import SENTENCE_END_RE, Imprint, lead_re, read_bare_names
from etl.split.cohesion import letter_pairs, likeness, pair_weights
from etl.split.headlines import INNER_DASH_RE, is_box_label, is_briefs_label, is_from_abroad, is_label
from etl.split.pieces import OPENS_REPORT_RE, Part, Piece

FRONT = (Part.HEADING, Part.MAYBE_HEADING, Part.BYLINE, Part.FROM)
CAPTION_START_RE = re.compile(r"(?:图为|图①|[上下左右]图|题图|[▲▼↑↓←→])")
CAPTION_LIMIT = 220
SHORT_EXCLAMATION = 14
# Likeness at or below which a headline without other signs opens an article. On pages that print datelines and bylines such
# a headline is most often a sub-heading, on pages without any (a broadcaster's transcript) most often a new item; yet news from
# abroad is put together from parts with headlines of their own. The lead of a report below it tells a new item.
STRANGE_ON_SIGNED_PAGE, STRANGE_ABROAD, STRANGE, STRANGE_WITH_LEAD = 0.03, 0.07, 0.15, 0.4
SUBHEADING_LENGTH = 8
# So many headlines behind a gap, and it is the page's habit to set its articles apart: one without is a sub-heading.
GAPS_OF_A_HABIT = 2
# One byline among many headlines set apart does not make a signed page, but a long report may have its sub-headings set apart.
HEADLINES_TO_A_SIGNATURE = 8
GOES_ON_RE = re.compile(r"(?:此外|同一天|同日|同时|与此同时|另据|另外|对此)")


@dataclass(slots=True)
class Draft:
    """An article being put together from pieces."""

    pieces: list[Piece] = field(default_factory=list)
    caption: bool = False
    broken: int | None = None

    def texts(self, *parts: Part) -> list[str]:
        """The texts of its pieces of these parts."""
        return [piece.text for piece in self.pieces if piece.part in parts]

    def has(self, *parts: Part) -> bool:
        return any(piece.part in parts for piece in self.pieces)

    def label(self, part: Part) -> str | None:
        """The page its continuation mark names."""
        return next((piece.label for piece in self.pieces if piece.part is part), None)

    @property
    def headings(self) -> list[str]:
        return self.texts(Part.HEADING)

    @property
    def paragraphs(self) -> list[str]:
        """Its paragraphs; the one a headline was set into is whole again."""
        if self.broken is None:
            return self.texts(Part.TEXT)
        above, below = (Draft(half).texts(Part.TEXT) for half in (self.pieces[: self.broken], self.pieces[self.broken :]))
        return [*above[:-1], above[-1] + below[0], *below[1:]] if above and below else above + below

    @property
    def printed(self) -> list[str]:
        return [piece.text for piece in self.pieces]

    @property
    def signed(self) -> list[Piece]:
        """The pieces that say who made it: dateline and byline before credits."""
        rank = (Part.DATELINE, Part.BYLINE, Part.CREDIT, Part.PHOTO)
        return sorted((piece for piece in self.pieces if piece.part in rank), key=lambda piece: rank.index(piece.part))

    @property
    def is_closed(self) -> bool:
        """Whether its end is printed: a closing credit, 下转, or a byline below the text."""
        return bool(self.pieces) and self.pieces[-1].part in (Part.CREDIT, Part.ONWARD, Part.BYLINE) and self.has(Part.TEXT)


def draft_articles(pieces: Sequence[Piece]) -> list[Draft]:
    """The articles of a page in order of their first letter."""
    stream, captions = _take_captions(_name_bylines(pieces))
    drafts = [*_Walk(stream, pieces).drafts(), *captions]
    return sorted(drafts, key=lambda draft: min(piece.at for piece in draft.pieces))


def _name_bylines(pieces: Sequence[Piece]) -> list[Piece]:
    """Takes a line holding names alone for a byline below a headline or, where no text follows, below an article."""
    named = list(pieces)
    for at, piece in enumerate(named):
        names = read_bare_names(piece.text) if piece.part is Part.HEADING and at and not is_label(piece.text) else ()
        before, after = named[at - 1], named[at + 1].part if at + 1 < len(named) else None
        below_headline = before.part is Part.HEADING and after is Part.TEXT
        below_text = (
            before.part is Part.TEXT and bool(SENTENCE_END_RE.search(before.text)) and after not in (Part.TEXT, Part.DATELINE)
        )
        if names and (below_headline or below_text):
            named[at] = piece._replace(part=Part.BYLINE, imprint=piece.imprint._replace(names=names))
    return named


def _take_captions(pieces: list[Piece]) -> tuple[list[Piece], list[Draft]]:
    """Takes the captions out of the stream: they stand between the paragraphs of other articles."""
    stream: list[Piece] = []
    captions: list[Draft] = []
    for at, piece in enumerate(pieces):
        following = pieces[at + 1].part if at + 1 < len(pieces) else None
        if (
            piece.part is Part.TEXT
            and CAPTION_START_RE.match(piece.text)
            and len(piece.text) <= CAPTION_LIMIT
            and following is not Part.PHOTO
        ):
            captions.append(Draft([piece], caption=True))
        elif piece.part is Part.PHOTO and stream and _can_be_caption(stream[-1]):
            texts = _take_caption_text(stream)
            headed = not (stream and stream[-1].part is Part.TEXT) and following not in (Part.TEXT, Part.DATELINE, Part.BYLINE)
            captions.append(Draft([*(_take_headings(stream) if headed else []), *texts, piece], caption=True))
        else:
            stream.append(piece)
    return stream, captions


def _take_caption_text(stream: list[Piece]) -> list[Piece]:
    """Takes the text above a photo credit: its last paragraph, and the one before if that begins like a caption (8月15日，…)."""
    taken = [stream.pop()._replace(part=Part.TEXT)]
    above = stream[-1] if stream else None
    opens = above is not None and above.part is Part.TEXT and _opens_caption(above.text)
    if above and opens and not _opens_caption(taken[0].text) and len(above.text) + len(taken[0].text) <= CAPTION_LIMIT:
        taken.insert(0, stream.pop())
    return taken


def _opens_caption(text: str) -> bool:
    return bool(CAPTION_START_RE.match(text) or OPENS_REPORT_RE.match(text))


def _can_be_caption(piece: Piece) -> bool:
    return (
        piece.part in (Part.TEXT, Part.MAYBE_HEADING, Part.HEADING)
        and len(piece.text) <= CAPTION_LIMIT
        and bool(SENTENCE_END_RE.search(piece.text))
    )


def _take_headings(stream: list[Piece]) -> list[Piece]:
    taken: list[Piece] = []
    while stream and stream[-1].part is Part.HEADING:
        taken.insert(0, stream.pop())
    return taken


class _Walk:
    """One walk down the page that opens, continues and closes drafts."""

    def __init__(self, stream: list[Piece], pieces: Sequence[Piece]) -> None:
        self.stream = stream
        self.pieces = pieces
        self.opened: list[Draft] = []
        self.stray: list[Piece] = []
        self.in_briefs = False
        signed = sum(piece.part in (Part.DATELINE, Part.BYLINE) for piece in stream)
        apart = sum(piece.apart and piece.part is Part.HEADING for piece in stream)
        self.is_signed = signed > apart / HEADLINES_TO_A_SIGNATURE
        self.has_gaps = apart >= GAPS_OF_A_HABIT

    @cached_property
    def weights(self) -> dict[str, float]:
        """The weights of letters on the page; many pages are told apart without them."""
        return pair_weights(piece.text for piece in self.pieces)

    def drafts(self) -> list[Draft]:
        at = 0
        while at < len(self.stream):
            end = at
            while end < len(self.stream) and self.stream[end].part in FRONT:
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
        draft = self.current
        ends_draft = piece.part is Part.DATELINE and draft and (draft.has(Part.TEXT, Part.DATELINE))
        if draft is None or ends_draft or (piece.part is Part.TEXT and draft.is_closed):
            self._open([piece])
        else:
            draft.pieces.append(piece)
        return at + 1

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
        run = _settle_doubtful(run, follower)
        if draft and draft.has(Part.TEXT):
            while run and run[0].part is Part.TEXT:
                draft.pieces.append(run.pop(0))
        if not run:
            return end
        if draft is None or self._opens(run, follower, draft):
            self._open(run)
        elif not draft.has(Part.TEXT) or _is_late_headline(run, draft):
            draft.pieces += run
        elif _is_inset(run, follower, draft):
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
        headings = [piece for piece in run if piece.part is Part.HEADING]
        if _is_late_headline(run, draft) and (follower is None or follower.part is Part.TEXT):
            return False
        if any(piece.part is Part.FROM for piece in run) or not draft.has(Part.TEXT):
            return draft.has(Part.TEXT) or draft.has(Part.FROM)
        if not headings:
            return bool(run[-1].part is Part.BYLINE and draft.has(Part.DATELINE, Part.BYLINE))
        if (follower and follower.part is Part.DATELINE) or any(piece.part is Part.BYLINE for piece in run):
            return True
        if _is_inset(run, follower, draft) or is_box_label(headings[0].text):
            return False
        if headings[0].apart and (not self.is_signed or self._is_strange(headings[0], draft)):
            self.in_briefs = is_briefs_label(headings[0].text)
            return True
        if is_briefs_label(headings[0].text):
            self.in_briefs = True
        if self.in_briefs or draft.is_closed or len(headings) > 1 or INNER_DASH_RE.search(headings[0].text):
            return True
        if self.has_gaps and not self.is_signed:
            return False
        return self._is_signed_below(headings[-1], draft) or self._is_strange(headings[0], draft)

    def _is_signed_below(self, heading: Piece, draft: Draft) -> bool:
        """Whether the text under a headline closes with a signature of its own while the article above is signed already."""
        if not draft.has(Part.DATELINE, Part.BYLINE, Part.CREDIT):
            return False
        below = self.stream[self.stream.index(heading) + 1 :]
        end = next((at for at, piece in enumerate(below) if piece.part is not Part.TEXT), len(below))
        after = below[end + 1].part if end + 1 < len(below) else None
        return 0 < end < len(below) and below[end].part in (Part.BYLINE, Part.CREDIT) and after not in (Part.TEXT, Part.DATELINE)

    def _is_strange(self, heading: Piece, draft: Draft) -> bool:
        """Whether a headline and the text below it speak of other things than the title and the last paragraph above."""
        start = self.stream.index(heading)
        below = "".join(piece.text for piece in self.stream[start : start + 3])[:400]
        above = "".join([*draft.headings, *draft.paragraphs[-1:]])
        first = self.stream[start + 1].text if start + 1 < len(self.stream) else ""
        if GOES_ON_RE.match(first):
            return False
        short = self.is_signed and len(heading.text) <= SUBHEADING_LENGTH
        return not short and likeness(above, below, self.weights) <= self._limit(heading.text, first)

    def _limit(self, headline: str, first: str) -> float:
        """The likeness up to which a headline, with that first paragraph below it, opens an article."""
        if self.is_signed:
            return STRANGE_ON_SIGNED_PAGE
        if lead_re().match(first):
            return STRANGE_WITH_LEAD
        return STRANGE_ABROAD if is_from_abroad(headline) else STRANGE

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


def _settle_doubtful(run: list[Piece], follower: Piece | None) -> list[Piece]:
    """A doubtful line is a headline beside a sure one or above a byline or dateline, and a paragraph elsewhere.

    An exclamation or question at the head of the run ends the article above, unless it stands apart, its own byline,
    dateline or ——subtitle follows, or it is as short as headlines are.
    """
    above_dateline = follower is not None and follower.part is Part.DATELINE
    signs = [at for at, piece in enumerate(run) if piece.part is Part.BYLINE]
    last = len(run) if above_dateline or not signs else signs[-1]
    sure = above_dateline or any(piece.part in (Part.HEADING, Part.BYLINE) for piece in run)
    settled = []
    for at, piece in enumerate(run):
        if piece.part is Part.MAYBE_HEADING:
            above_heading = len(run) > 1 and run[1].part is Part.HEADING and not run[1].text.startswith("——")
            short = len(piece.text) <= SHORT_EXCLAMATION and not piece.text.endswith("”")
            closes = at == 0 and piece.text[-1] in "！？" and above_heading and not piece.apart and not short
            piece = piece._replace(part=Part.HEADING if sure and at < last and not closes else Part.TEXT)
        settled.append(piece)
    return settled


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
