"""The verbs that attribute words to a speaker: 说, 表示, 告诉记者."""

from dataclasses import dataclass
from functools import cache

from etl.vocabulary import rows


@dataclass(frozen=True, slots=True)
class Cue:
    """`reports`: a clause after its comma is reported speech. `bare`: the clause may follow without a comma, unless it
    opens with one of `not_before` (说 in 说起) or ends with one of `not_ending` (宣布大桥开工, a deed). `carries`: further
    sentences may go on in the speaker's name."""

    surface: str
    reports: bool
    bare: bool
    carries: bool
    not_before: str | None
    not_ending: str | None
    note: str | None


@cache
def cues() -> dict[str, Cue]:
    """All cues by their surface."""
    return {cue.surface: cue for cue in rows("cues", Cue)}
