"""Every page of the site answers, asks no other host, and runs in a real browser without an error."""

import csv
import io
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from sqlite3 import Connection
from urllib.parse import urlencode

import httpx
import pytest
from datasette.app import Datasette
from datasette.utils import tilde_encode

from tests.conftest import ROOT
from tests.test_metadata import QUERIES, TABLES

Get = Callable[[str], httpx.Response]

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
PAGES = ["/", "/news", "/-/map", "/-/map?measure=figures", *(f"/news/{name}" for name in (*TABLES, *QUERIES))]
EXAMPLES = [f"/news/{name}?{urlencode(example)}" for name, query in QUERIES.items() for example in query.get("examples", [])]


class Addresses(HTMLParser):
    """The addresses a page loads by itself, and those it links to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.linked: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if tag == "a" and name == "href":
                self.linked.append(value or "")
            elif name in ("src", "srcset", "href", "xlink:href", "action", "style", "data", "poster"):
                self.loaded.append(value or "")

    def handle_data(self, text: str) -> None:
        if "url(" in text or "@import" in text:
            self.loaded.append(text[text.index("url(") if "url(" in text else text.index("@import") :])


def is_outside(address: str) -> bool:
    """Whether loading the address asks another host; Datasette writes its own as http://localhost in tests."""
    rest = address.replace("http://localhost", "")
    return any(start in rest for start in ("http://", "https://", "url(//")) or rest.startswith("//")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_and_asks_no_other_host(path: str, get: Get) -> None:
    answer = get(path)
    assert answer.status_code == 200
    assert '<html lang="zh-CN">' in answer.text
    assert [address for address in Addresses(answer.text).loaded if is_outside(address)] == []
    assert ">None<" not in answer.text


@pytest.mark.parametrize("name", [*TABLES, *QUERIES])
@pytest.mark.parametrize("form", ["json", "csv"])
def test_every_table_and_query_comes_as_json_and_csv(name: str, form: str, get: Get) -> None:
    answer = get(f"/news/{name}.{form}")
    assert answer.status_code == 200
    assert answer.json()["rows"] if form == "json" else answer.text.count("\n") > 1


@pytest.mark.parametrize("name", ["figures", "figures_in_context"])
def test_the_csv_of_the_front_page_has_every_row(name: str, news: Connection, get: Get) -> None:
    rows = list(csv.reader(io.StringIO(get(f"/news/{name}.csv?_stream=on&_size=max").text)))
    assert len(rows) - 1 == news.execute(f"select count(*) from {name}").fetchone()[0]


@pytest.mark.parametrize("path", EXAMPLES)
def test_every_example_of_a_query_finds_something(path: str, get: Get) -> None:
    page = get(path).text
    assert 'class="rows-and-columns"' in page or 'class="rows results"' in page


@pytest.mark.parametrize("table", [name for name in TABLES if "label_column" in TABLES[name]])
def test_rows_have_pages(table: str, news: Connection, get: Get) -> None:
    key = news.execute("select name from pragma_table_info(?) where pk = 1", [table]).fetchone()[0]
    for row in news.execute(f"select {key} from {table} order by {key} limit 3").fetchall():
        for form in ("", ".json"):
            answer = get(f"/news/{table}/{tilde_encode(str(row[0]))}{form}")
            assert answer.status_code == 200
            assert not any(map(is_outside, Addresses(answer.text).loaded))


def test_every_article_has_a_page_with_its_whole_text(news: Connection, get: Get) -> None:
    for article in news.execute("select id, body from articles order by id").fetchall():
        page = get(f"/news/articles/{article['id']}")
        assert page.status_code == 200
        found = news.execute("select count(*) from figures where article_id = ?", [article["id"]]).fetchone()[0]
        assert page.text.count('<li id="figure-') == found


@pytest.mark.parametrize("path", ["/", "/news"])
def test_links_of_the_pages_that_lead_in_work(path: str, get: Get) -> None:
    inside = {address.partition("#")[0] for address in Addresses(get(path).text).linked if address.startswith("/")}
    assert {address: get(address).status_code for address in inside} == dict.fromkeys(inside, 200)


def test_an_unknown_row_is_not_found(get: Get) -> None:
    assert get("/news/articles/1").status_code == 404


def test_the_first_of_all_pages_says_what_this_is_in_two_languages(get: Get) -> None:
    page = get("/").text
    assert "报纸上的数字" in page and "Chinese newspapers" in page and 'action="/news/search"' in page


@pytest.fixture(scope="module")
def address(news_db: Path) -> Iterator[str]:
    """A real server over the repository, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    root = news_db.parent
    command = [sys.executable, "-m", "datasette", str(root), "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": str(root)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/-/versions.json")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def wait_for(url: str) -> None:
    """Returns when the address answers; fails after half a minute."""
    for _ in range(150):
        try:
            httpx.get(url).raise_for_status()
            return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise AssertionError(f"no answer from {url}")


@pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="chromium is not installed; the browser test needs it")
def test_pages_run_in_a_browser_without_errors_or_other_hosts(address: str) -> None:
    from playwright.sync_api import sync_playwright

    problems: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-quic"])
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.on("console", lambda message: problems.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith((address, "data:")) else problems.append(request.url))
        page.goto(address, wait_until="networkidle")
        assert page.locator("svg a.tile").count() == 34
        page.locator(".big-search input[name=q]").fill("增长")
        page.locator(".big-search input[type=submit]").click()
        page.wait_for_selector(".results mark")
        page.goto(f"{address}/news/province_map", wait_until="networkidle")
        page.wait_for_selector(".leaflet-marker-icon")
        for path in ("/", "/news/figures_in_context", "/news/latest_articles", "/-/map"):
            page.goto(address + path, wait_until="networkidle")
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        browser.close()
    assert problems == []


def test_the_site_is_served_with_its_settings(site: Datasette) -> None:
    assert site.setting("suggest_facets") is False and site.setting("max_csv_mb") == 0


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb` as WCAG defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_has_the_contrast_that_readers_need(scheme: int) -> None:
    sheet = (ROOT / "static" / "site.css").read_text("utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#\w{6});", sheet.split(":root {")[scheme + 1].split("}")[0]))
    pairs = [(text, ground) for text in ("ink", "muted", "link", "visited", "accent") for ground in ("paper", "panel")]
    pairs += [("on-accent", "accent"), ("ink", "mark"), ("ink", "quote")]
    pairs += [("on-low" if step < 4 else "on-high", f"step-{step}") for step in range(6)]
    assert {
        pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < 4.5
    } == {}
