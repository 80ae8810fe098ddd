"""The map of tiles, one for each province: drawn on the server without borders, scripts or another host."""

import math
from dataclasses import dataclass
from urllib.parse import urlencode

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

MEASURES = {"articles": "报道", "figures": "数字", "quotes": "引语"}
STEPS = 5
TILE = 64
SPACING = 70

COUNTS_SQL = "select short_name, grid_row, grid_column, articles, figures, quotes, latest from province_map order by code"


@dataclass(frozen=True, slots=True)
class Tile:
    """One province on the map: where its square stands, how dark it is, what it says and where it leads."""

    x: int
    y: int
    step: int
    name: str
    count: int
    href: str
    latest: str | None


@dataclass(frozen=True, slots=True)
class TileMap:
    """The whole map of one measure, with a legend of (step, fewest, most) for the steps that occur."""

    measure: str
    label: str
    width: int
    height: int
    tiles: list[Tile]
    legend: list[tuple[int, int, int]]


@hookimpl
def register_routes() -> list[tuple[str, object]]:
    """Serves the map on a page of its own."""
    return [(r"^/-/map$", map_page)]


@hookimpl
def extra_template_vars(datasette: Datasette) -> dict[str, object]:
    """Gives every template `tile_map("articles")`."""

    async def tile_map(measure: str) -> TileMap:
        return await draw(datasette, measure)

    return {"tile_map": tile_map, "measures": MEASURES}


async def map_page(datasette: Datasette, request: Request) -> Response:
    """The page `/-/map?measure=figures`; an unknown measure shows the articles."""
    wanted = request.args.get("measure")
    measure = wanted if wanted in MEASURES else "articles"
    return Response.html(await datasette.render_template("map.html", {"measure": measure}, request=request))


async def draw(datasette: Datasette, measure: str) -> TileMap:
    """Counts the measure for each province and lays out the tiles."""
    rows = list(await datasette.get_database("news").execute(COUNTS_SQL))
    most = max(row[measure] for row in rows)
    first_column, first_row = min(row["grid_column"] for row in rows), min(row["grid_row"] for row in rows)
    tiles = [
        Tile(
            x=(row["grid_column"] - first_column) * SPACING,
            y=(row["grid_row"] - first_row) * SPACING,
            step=step_of(row[measure], most),
            name=row["short_name"],
            count=row[measure],
            href=datasette.urls.path("/news/province_figures?" + urlencode({"province": row["short_name"]})),
            latest=row["latest"],
        )
        for row in rows
    ]
    right, bottom = max(tile.x for tile in tiles) + TILE, max(tile.y for tile in tiles) + TILE
    return TileMap(measure, MEASURES[measure], right, bottom, tiles, legend(tiles))


def step_of(count: int, most: int) -> int:
    """0 for none, else 1 to 5 by the square root: few provinces fill the news, and most would look alike beside them.

    >>> [step_of(count, 100) for count in (0, 1, 16, 50, 100)], step_of(1, 1)
    ([0, 1, 2, 4, 5], 1)
    """
    if count == 0 or most == 1:
        return count
    return 1 + round((STEPS - 1) * (math.sqrt(count) - 1) / (math.sqrt(most) - 1))


def legend(tiles: list[Tile]) -> list[tuple[int, int, int]]:
    """The steps that occur, each with the fewest and the most that it stands for."""
    by_step = {step: [tile.count for tile in tiles if tile.step == step] for step in range(STEPS + 1)}
    return [(step, min(counts), max(counts)) for step, counts in by_step.items() if counts]
