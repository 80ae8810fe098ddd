"""A search form sent empty shows all rows: Datasette would search for nothing, and find nothing."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette import hookimpl

Asgi = Callable[[dict[str, Any], Any, Any], Awaitable[None]]


@hookimpl
def asgi_wrapper() -> Callable[[Asgi], Asgi]:
    """Cleans the query string of every request before Datasette reads it."""

    def wrap(app: Asgi) -> Asgi:
        async def forgiving(scope: dict[str, Any], receive: Any, send: Any) -> None:
            if query_string := scope.get("query_string"):
                scope = {**scope, "query_string": drop_blank_search(query_string)}
            await app(scope, receive, send)

        return forgiving

    return wrap


def drop_blank_search(query_string: bytes) -> bytes:
    """The query string without empty searches and without `_searchmode`, which would hand raw FTS5 syntax through.

    >>> drop_blank_search(b"_search=&kind=news&_search_title=+&_searchmode=raw")
    b'kind=news'
    """
    pairs = parse_qsl(query_string.decode("latin-1"), keep_blank_values=True, encoding="latin-1")
    kept = [
        (key, value) for key, value in pairs if not (key.startswith("_search") and (key == "_searchmode" or not value.strip()))
    ]
    return query_string if kept == pairs else urlencode(kept, encoding="latin-1").encode("latin-1")
