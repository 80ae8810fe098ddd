"""The plugins by themselves: their examples, their edges, and that none lets markup or runaway SQL through."""

import asyncio
import doctest
import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from sqlite3 import Connection
from types import ModuleType
from urllib.parse import urlencode

import httpx
import pytest
from datasette.app import SETTINGS, Datasette

from tests.conftest import ROOT

Get = Callable[[str], httpx.Response]
PLUGINS = sorted((ROOT / "plugins").glob("*.py"))


def load(name: str) -> ModuleType:
    """A plugin as a module; the folder is no package, as Datasette wants it."""
    spec = importlib.util.spec_from_file_location(f"plugin_{name}", ROOT / "plugins" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", PLUGINS, ids=lambda path: path.stem)
def test_examples_of_plugins_hold(path: Path) -> None:
    assert doctest.testmod(load(path.stem)).failed == 0


@pytest.mark.parametrize(
    "query_string, kept",
    [
        (b"_search=%E7%B2%AE&_sort=id", b"_search=%E7%B2%AE&_sort=id"),
        (b"_search=", b""),
        (b"_search_body=%20&_search=a", b"_search=a"),
        (b"_searchmode=raw&_search=%22", b"_search=%22"),
        (b"kind=&_search=", b"kind="),
    ],
)
def test_blank_searches_are_dropped_and_nothing_else(query_string: bytes, kept: bytes) -> None:
    assert load("forgiving_search").drop_blank_search(query_string) == kept


@pytest.mark.parametrize("column", ["snippet", "link", "article_id", "title", "popup", "value"])
def test_no_cell_lets_markup_through(column: str, get: Get) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>&lt;script&gt;"
    page = get("/news?" + urlencode({"sql": f"select 1 as article_id, '{evil}' as {column}"})).text
    results = page[page.index("<tbody>") : page.index("</tbody>")]
    assert "<script" not in results and "<img" not in results


def test_a_link_leads_into_the_database_only(get: Get) -> None:
    page = get("/news?" + urlencode({"sql": "select '/news/articles/1' as link union all select 'javascript:alert(1)'"})).text
    assert 'href="/news/articles/1"' in page and 'href="javascript' not in page


def test_headlines_and_names_lead_to_their_pages(get: Get) -> None:
    page = get("/news?" + urlencode({"sql": "select '甲' as title, 7 as article_id, '乙' as speaker, 8 as speaker_id"})).text
    assert '<a href="/news/articles/7">甲</a>' in page and '<a href="/news/speakers/8">乙</a>' in page


def test_parts_of_an_article_lead_to_each_other_and_to_the_whole(news: Connection, get: Get) -> None:
    later, earlier = news.execute("select id, continues from articles where continues is not null").fetchone()
    for part, other in ((later, earlier), (earlier, later)):
        page = get(f"/news/articles/{part}").text
        assert f'href="/news/articles/{other}"' in page
        assert f'href="/news/articles_whole?id={earlier}"' in page
        [whole] = news.execute("select body from articles_whole where id = ?", [earlier]).fetchone()
        assert all(f"<p>{paragraph}</p>" in page for paragraph in whole.split("\n"))
    assert f'href="/news/articles/{earlier}"' in get(f"/news/articles_whole?id={earlier}").text
    assert get(f"/news/articles_whole.json?id={earlier}&_shape=array").json()[0]["parts"] == 2


def test_whole_numbers_have_separators(get: Get) -> None:
    page = get("/news?" + urlencode({"sql": "select 3310000.0, -0.25, 1e999"})).text
    assert all(f">{shown}<" in page for shown in ("3,310,000", "-0.25", "inf"))


def test_paragraphs_give_back_the_body_and_mark_each_figure_once() -> None:
    body = "李禾说：“今年收了3吨，\n去年2吨。”"
    figures = [{"id": at, "start": at, "end": at + 2} for at in (body.index("3吨"), body.index("2吨"))]
    quotes = [{"start": 5, "end": len(body) - 1}]
    found = load("article_page").paragraphs(body, figures, quotes)
    assert "\n".join("".join(run.text for run in runs) for runs in found) == body
    runs = [run for runs in found for run in runs]
    assert [run.text for run in runs if run.opens] == ["3吨", "2吨"]
    assert all(run.quote for run in runs if run.figure)


def test_one_long_step_of_sql_is_refused(get: Get) -> None:
    answer = get("/news.json?" + urlencode({"sql": "select length(hex(zeroblob(100000000)))"}))
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "layer, policy", [("https://tiles.example/{z}/{x}/{y}.png", "strict-origin-when-cross-origin"), ("data:,", "no-referrer")]
)
def test_only_outside_tiles_change_the_referrer_policy(layer: str, policy: str, news_db: Path) -> None:
    metadata = {"plugins": {"datasette-cluster-map": {"tile_layer": layer}}}
    datasette = Datasette([str(news_db)], metadata=metadata, plugins_dir=str(ROOT / "plugins"))
    assert asyncio.run(datasette.client.get("/news/pages")).headers["referrer-policy"] == policy


def test_settings_are_known_and_have_the_type_that_datasette_expects() -> None:
    settings = json.loads((ROOT / "settings.json").read_text("utf-8"))
    defaults = {setting.name: setting.default for setting in SETTINGS}
    assert {name: type(value) for name, value in settings.items()} == {name: type(defaults[name]) for name in settings}


@pytest.mark.parametrize("measure, label", [("articles", "报道"), ("figures", "数字"), ("quotes", "引语"), ("nonsense", "报道")])
def test_the_map_shows_every_province_in_each_measure(measure: str, label: str, get: Get) -> None:
    page = get(f"/-/map?measure={measure}").text
    assert page.count('class="tile step-') == page.count(f"：{label} ") == 34


def test_tiles_of_the_map_do_not_overlap(site: Datasette) -> None:
    tiles = asyncio.run(load("province_map").draw(site, "articles")).tiles
    assert len({(tile.x, tile.y) for tile in tiles}) == len(tiles) == 34
    assert min(tile.x for tile in tiles) == min(tile.y for tile in tiles) == 0
