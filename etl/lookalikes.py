"""Letters and marks that fonts and programs encode as others that look alike: each becomes what is printed.

⼈⺠ → 人民     ⻓江 → 长江     ⼾ → 户     ﹐ → ,     ︵ → （
No look-alikes: ①, ㎡, the ∶ of ratios, full-width letters and digits, which are printed otherwise than what NFKC makes of them.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from etl.vocabulary import rows

# Radicals; letters encoded twice; marks set small, set half as wide, set for lines that are read downwards.
LOOKALIKE_RE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f\ufe50-\ufe6f\uff61-\uff65\ufe10-\ufe19\ufe30-\ufe4f]")
SET_DOWNWARDS_RE = re.compile("[\ufe10-\ufe19\ufe30-\ufe4f]")
FULL_WIDTH = ord("！") - ord("!")


@dataclass(frozen=True, slots=True)
class Radical:
    """A row of radicals.csv: a radical with a code of its own, and the letter that is printed like it."""

    surface: str
    letter: str
    note: str | None


def settle_lookalikes(text: str) -> str:
    """The text as printed.

    >>> settle_lookalikes("⼈⺠路⼀带３００⼾﹐⽐分２∶１")
    '人民路一带３００户,比分２∶１'
    """
    return LOOKALIKE_RE.sub(lambda match: printed(match.group()), text)


@cache
def printed(letter: str) -> str:
    """The letter or mark that is printed like a character.

    >>> "".join(map(printed, "⼩⻓豈︵﹑｡∶人①"))
    '小长豈（、。∶人①'
    """
    if not LOOKALIKE_RE.match(letter):
        return letter
    if letter in radicals():
        return radicals()[letter]
    if SET_DOWNWARDS_RE.match(letter):
        return _set_across(letter)
    return unicodedata.normalize("NFKC", letter)


def _set_across(form: str) -> str:
    """The mark of which a character is the vertical form.

    >>> "".join(_set_across(form) for form in "︵︶︽︾︻︼﹁﹂︱︙︰︑")
    '（）《》【】「」—…：、'
    """
    mark = unicodedata.normalize("NFKC", form)
    if mark.startswith(" "):  # ﹉ and its like, lines over the text, stand for no letter
        return form
    if set(mark) == {"."}:
        return "…" if len(mark) > 2 else "："
    return chr(ord(mark) + FULL_WIDTH) if len(mark) == 1 and "!" <= mark <= "~" else mark


@cache
def radicals() -> dict[str, str]:
    """Radicals, and the letters that are printed like them where those of the Unicode standard are not."""
    return {radical.surface: radical.letter for radical in rows("radicals", Radical)}
