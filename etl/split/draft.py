"""An article being put together from the pieces of a page."""

from dataclasses import dataclass, field

from etl.split.pieces import Part, Piece


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
    def levels(self) -> list[int]:
        """The levels of its headings, as the layout gives them."""
        return [piece.level for piece in self.pieces if piece.part is Part.HEADING]

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
