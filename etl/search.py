"""Chinese full-text search: one token a character on both sides, phrases for queries, jieba words for ranking only.

SQLite's own tokenizers cut Chinese at no place a reader would: `unicode61` takes a whole clause for a word and `trigram`
finds nothing shorter than three characters. One token a character with phrase queries finds every substring. The index
(`etl.index`) and the queries (`plugins/sql_functions.py`) share the functions below, so that both sides cut alike.
"""

import re
import unicodedata
from functools import cache

import jieba

# unicode61 keeps private-use characters as letters and drops punctuation; so every mark is indexed as its private-use
# stand-in. Else 生产，力 would answer a search for 生产力, and 5.2% one for 52.
MARKS = 0xF0000
GAP = chr(MARKS)
NOTHING = '"\U0010fffd"'

# What a reader copies along with words and does not mean: “增长， → 增长. Signs such as % and ℃ are meant.
EDGE_RE = re.compile(r"^[^\w%‰+#]+|[^\w%‰℃+#]+$")
LONGEST_QUERY = 200

# Words of this length are mostly compounds, which papers also print with something in between.
COMPOUND = 4


class _Tokens(dict[int, str]):
    """Character → its tokens with a space before each, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        tokens = "".join(" " + _token(c) for c in unicodedata.normalize("NFKC", chr(code)))
        self[code] = tokens
        return tokens


def _token(character: str) -> str:
    if character.isalnum() or unicodedata.category(character) == "Co":
        return character
    return GAP if character.isspace() or ord(character) > 0xFFFF else chr(MARKS + ord(character))


_TOKENS = _Tokens()


def segment(text: str | None) -> str:
    """The text as the index holds it: one token a character, separated by spaces.

    >>> segment("增长5%").replace(chr(MARKS + ord("%")), "<%>")
    '增 长 5 <%>'
    """
    return (text or "").translate(_TOKENS).lstrip(" ")


def phrase_query(query: str) -> str:
    """An FTS5 query for rows that contain every part of the query (parts stand between spaces) letter for letter.

    Never a syntax error: a query without any character matches nothing.

    >>> phrase_query('冰雪 "旅游"')
    '"冰 雪" "旅 游"'
    """
    return " ".join(_phrase(part) for part in _parts(query)) or NOTHING


def ranked_query(query: str) -> str:
    """An FTS5 query that also finds the single words of a long query; rows with the whole phrase rank before the others.

    >>> ranked_query("冰雪旅游收入")
    '("冰 雪 旅 游 收 入") OR ("冰 雪" AND "旅 游" AND "收 入")'
    >>> ranked_query("粮食产量")
    '("粮 食 产 量") OR ("粮 食" AND "产 量")'
    """
    exact = phrase_query(query)
    words = [word for part in _parts(query) for word in _words(part) if EDGE_RE.sub("", word)]
    if len(words) < 2:
        return exact
    return f"({exact}) OR ({' AND '.join(map(_phrase, words))})"


def snippet(text: str | None, query: str, length: int = 80) -> str:
    """About `length` characters of the text round the first place that answers the query, as HTML with `<mark>`.

    >>> snippet("去年冰雪旅游收入增长", "旅游", 6)
    '…雪<mark>旅游</mark>收入增…'
    """
    text = text or ""
    found = _found_at(text, query)
    first = found[0][0] if found else 0
    start = max(0, first - length // 4) if len(text) > length else 0
    end = min(len(text), start + length)
    pieces, at = [], start
    for a, b in found:
        if at <= a and b <= end:
            pieces += [_escape(text[at:a]), "<mark>", _escape(text[a:b]), "</mark>"]
            at = b
    pieces.append(_escape(text[at:end]))
    return ("…" if start else "") + "".join(pieces) + ("…" if end < len(text) else "")


def _found_at(text: str, query: str) -> list[tuple[int, int]]:
    """Where the parts of a query stand in a text, or, when none does, where its words do."""
    for wanted in (_parts(query), [word for part in _parts(query) for word in _words(part) if len(word) > 1]):
        spans = sorted({m.span() for part in wanted for m in re.finditer(re.escape(part), text, re.IGNORECASE)})
        if spans:
            return spans
    return []


def _parts(query: str) -> list[str]:
    # NUL ends a string inside SQLite, so it is no part of a query.
    pieces = re.split(r'[\s"\0]+', query[:LONGEST_QUERY])
    return [EDGE_RE.sub("", piece) or piece for piece in pieces if piece]


def _phrase(part: str) -> str:
    return f'"{segment(part)}"'


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _words(part: str) -> list[str]:
    """The words of a part of a query, compounds taken apart: 粮食产量 → 粮食, 产量, for papers print 粮食总产量 too."""
    found = []
    for word in _tokenizer().cut(part):
        inner = [piece for piece in _tokenizer().cut_for_search(word) if piece != word] if len(word) >= COMPOUND else []
        found += inner or [word]
    return found


@cache
def _tokenizer() -> jieba.Tokenizer:
    """A dictionary of our own: jieba's global one may be changed by anybody in the process."""
    jieba.setLogLevel(60)
    return jieba.Tokenizer()
