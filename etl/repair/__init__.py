"""Raw page text → text as an editor would print it: an ordered tuple of named repairs, each str → str.

Afterwards each paragraph or headline is one line, and an empty line is a gap wider than the page's usual one, which tells of a
new article; the marks of the layout (`etl.marks`) stand as they were. Nothing maps offsets back: they are made on the repaired
text.
"""

from collections.abc import Callable

from etl.lookalikes import settle_lookalikes
from etl.repair.blocks import mend_blocks
from etl.repair.letters import (
    close_spaces,
    drop_invisible,
    narrow_letters,
    pair_quotation_marks,
    settle_marks,
    widen_punctuation,
)
from etl.repair.lines import join_lines
from etl.repair.markdown import settle_markdown

REPAIRS: tuple[Callable[[str], str], ...] = (
    drop_invisible,
    settle_lookalikes,
    narrow_letters,
    settle_markdown,
    close_spaces,
    widen_punctuation,
    join_lines,
    mend_blocks,
    settle_marks,
    pair_quotation_marks,
)


def repair(text: str) -> str:
    """The text after all repairs.

    >>> repair("青 禾 县 今 年 接 待\\n\\n游客 12.5 万人次.")
    '青禾县今年接待\\n游客12.5万人次。'
    """
    for mend in REPAIRS:
        text = mend(text)
    return text


def repair_steps(text: str) -> list[tuple[str, str]]:
    """The name of each repair that changes the text, with the text after it.

    >>> repair_steps("增长５％")
    [('narrow_letters', '增长5%')]
    """
    steps = []
    for mend in REPAIRS:
        mended = mend(text)
        if mended != text:
            steps.append((mend.__name__, mended))
        text = mended
    return steps
