"""Lets an outside map server see which site asks, where the owner has configured one.

OpenStreetMap and others refuse tiles to pages that send no Referer, and Datasette's data pages send none. Without such
a server (the default) nothing is changed.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette

Asgi = Callable[[dict[str, Any], Any, Any], Awaitable[None]]
POLICY = (b"referrer-policy", b"strict-origin-when-cross-origin")


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[Asgi], Asgi]:
    """Replaces the Referrer-Policy of every page when the tiles of the map come from another host."""

    def wrap(app: Asgi) -> Asgi:
        async def referring(scope: dict[str, Any], receive: Any, send: Any) -> None:
            async def send_with_policy(event: dict[str, Any]) -> None:
                if event["type"] == "http.response.start":
                    event = {**event, "headers": with_policy(event["headers"])}
                await send(event)

            await app(scope, receive, send_with_policy)

        return referring if has_outside_tiles(datasette) else app

    return wrap


def has_outside_tiles(datasette: Datasette) -> bool:
    """Whether `tile_layer` of datasette-cluster-map in metadata.yml is an address on another host."""
    config = datasette.plugin_config("datasette-cluster-map") or {}
    return str(config.get("tile_layer", "")).startswith(("http:", "https:", "//"))


def with_policy(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers with our policy in place of the one they had, if they had one.

    >>> with_policy([(b"referrer-policy", b"no-referrer"), (b"etag", b"1")])
    [(b'referrer-policy', b'strict-origin-when-cross-origin'), (b'etag', b'1')]
    """
    return [POLICY if name.lower() == POLICY[0] else (name, value) for name, value in headers]
