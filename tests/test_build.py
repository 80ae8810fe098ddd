"""From page files to a database: its promises, its ids, and what bad input does to it."""

import contextlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlite_utils import Database

from etl import build as build_module
from etl.build import build
from etl.check import broken_promises
from etl.cli import main
from etl.errors import BaoshuError
from etl.replace import SQLITE_HEADER
from etl.schema import TABLES

SAMPLES = Path(__file__).parents[1] / "samples"
COMMITTED = Path(__file__).parents[1] / "news.db"

PAGE = """江海新港去年吞吐量增长

本报江海3月6日电（记者林一舟）江海新港去年货物吞吐量达3.2亿吨，同比增长5.8%。

“今年我们要再添12台岸桥。”江海新港集团有限公司总经理沈默说，集装箱吞吐量有望突破300万标箱。

白云茶山开园

本报讯（记者许嘉）江海市白云茶山昨日开园，首日接待游客2.1万人次。茶农陈阿水介绍，今年春茶每斤卖到260元。
"""


@pytest.fixture(scope="module")
def samples_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("built") / "news.db"
    build([SAMPLES], path)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "jhrb-2025-03-06-01.txt").write_text(PAGE, "utf-8")
    return folder


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    db = Database(sqlite3.connect(path))
    return {table: db.execute(f"select * from {table}").fetchall() for table in TABLES}


def test_the_samples_keep_every_promise(samples_db: Path) -> None:
    db = Database(samples_db)
    assert broken_promises(db) == []
    for table in TABLES:
        assert db.table(table).count > 0, table


def test_two_builds_have_the_same_content(samples_db: Path, tmp_path: Path) -> None:
    build([SAMPLES], tmp_path / "again.db")
    assert content(samples_db) == content(tmp_path / "again.db")


def test_the_committed_database_is_what_the_samples_give(samples_db: Path) -> None:
    for table, rows in content(samples_db).items():
        assert rows == content(COMMITTED)[table], f"{table} is stale: run baoshu build and commit news.db"


def test_every_province_is_in_the_samples(samples_db: Path) -> None:
    named = {row[0] for row in Database(samples_db).execute("select distinct province_code from article_provinces")}
    assert len(named) == 34


def ids(path: Path, table: str) -> set[int]:
    return {row[0] for row in Database(path).execute(f"select id from {table}")}


@pytest.mark.parametrize("table", ["pages", "articles", "figures", "quotes", "speakers"])
def test_more_pages_change_no_id(folder: Path, tmp_path: Path, table: str) -> None:
    build([folder], tmp_path / "one.db")
    for sample in SAMPLES.glob("*.txt"):
        shutil.copy(sample, folder)
    build([folder], tmp_path / "more.db")
    assert ids(tmp_path / "one.db", table) <= ids(tmp_path / "more.db", table)


def test_an_article_mended_elsewhere_keeps_the_ids_of_the_others(folder: Path, tmp_path: Path) -> None:
    build([folder], tmp_path / "before.db")
    page = folder / "jhrb-2025-03-06-01.txt"
    page.write_text(PAGE.replace("300万标箱", "320万标箱"), "utf-8")
    build([folder], tmp_path / "after.db")
    assert ids(tmp_path / "before.db", "articles") == ids(tmp_path / "after.db", "articles")
    lost = ids(tmp_path / "before.db", "figures") - ids(tmp_path / "after.db", "figures")
    assert len(lost) == 1


def test_the_same_page_twice_is_taken_once_and_named(folder: Path, tmp_path: Path) -> None:
    (folder / "copy.txt").write_text(PAGE, "utf-8")
    report = build([folder], tmp_path / "news.db")
    assert report.rows["pages"] == 1
    assert "is the same page as" in report.passed_over[0]


def test_an_unreadable_page_is_named_and_the_others_are_built(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").touch()
    report = build([folder], tmp_path / "news.db")
    assert report.rows["pages"] == 1
    assert "empty.txt is empty" in report.passed_over[0]


def test_a_page_that_only_the_manifest_has_is_named(folder: Path, tmp_path: Path) -> None:
    (folder / "pages.csv").write_text("file,newspaper\njhrb-2025-03-06-09.txt,江海日报\n", "utf-8")
    report = build([folder], tmp_path / "news.db")
    assert "lists jhrb-2025-03-06-09.txt, which is not there" in report.passed_over[0]


@pytest.fixture
def old_db(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "news.db"
    old = SQLITE_HEADER + b"old"
    path.write_bytes(old)
    yield path
    assert path.read_bytes() == old
    assert [file.name for file in tmp_path.iterdir() if "unfinished" in file.name] == []


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize("bad", ["empty", "binary", "huge", "nothing", "missing"])
def test_where_nothing_can_be_built_the_old_database_stays(tmp_path: Path, old_db: Path, bad: str) -> None:
    folder = tmp_path / "bad"
    if bad != "missing":
        folder.mkdir()
    if bad in ("empty", "binary", "huge"):
        (folder / "page.txt").write_bytes({"empty": b"", "binary": bytes(range(256)), "huge": b"\xe6\x96\xb0" * 17_000_000}[bad])
    status, output = run("build", folder, "--db", old_db)
    assert status == 1
    assert output.strip().splitlines()[-1].startswith("Error: ")
    assert "Traceback" not in output


def test_a_full_disk_leaves_the_old_database(folder: Path, old_db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def small(db: Database, pages: object) -> None:
        db.execute("pragma max_page_count = 3")
        db.execute("create table filler as with recursive n(i) as (select 1 union all select i + 1 from n) select i from n")

    monkeypatch.setattr(build_module, "write", small)
    status, output = run("build", folder, "--db", old_db)
    assert status == 1
    assert "could not be written (database or disk is full)" in output


def test_a_folder_that_cannot_be_written_is_named(folder: Path, tmp_path: Path) -> None:
    status, output = run("build", folder, "--db", tmp_path / "nowhere" / "news.db")
    assert status == 1
    assert "could not be written" in output


def test_ctrl_c_stops_cleanly(folder: Path, old_db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(db: Database) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(build_module, "index", interrupted)
    status, output = run("build", folder, "--db", old_db)
    assert status == 1
    assert output.strip().splitlines()[-1] == "Aborted!"


@pytest.mark.parametrize("journal", ["news.db-wal", "news.db-journal"])
def test_a_database_that_another_program_writes_is_not_replaced(folder: Path, old_db: Path, journal: str) -> None:
    old_db.with_name(journal).touch()
    status, output = run("build", folder, "--db", old_db)
    assert (status, "is open in another program" in output) == (1, True)


def test_what_is_no_database_is_not_replaced(folder: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("my notes", "utf-8")
    assert run("build", folder, "--db", notes)[0] == 1
    assert notes.read_text("utf-8") == "my notes"


def test_what_a_killed_build_left_behind_is_no_hindrance(folder: Path, tmp_path: Path) -> None:
    left = tmp_path / f".news.db.{os.getpid()}.unfinished"
    Database(left).table("provinces").create({"code": str})
    assert run("build", folder, "--db", tmp_path / "news.db")[0] == 0
    assert not left.exists()


def test_a_page_that_breaks_a_room_is_named(folder: Path, old_db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(page: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(build_module, "understand", broken)
    status, output = run("build", folder, "--db", old_db)
    assert status == 1
    assert "jhrb-2025-03-06-01.txt is more than this version understands (ZeroDivisionError())" in output


def test_the_same_words_quoted_twice_in_a_sentence_are_two_rows(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("本报讯（记者许嘉）“要坚持，别放弃，”江海市体育局局长沈默说，“要坚持，别放弃。”", "utf-8")
    assert build([page], tmp_path / "news.db").rows["quotes"] == 2


def test_a_figure_refers_to_the_one_it_has_changed_from(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("本报讯（记者许嘉）江海市渔船由去年的60艘增加到82艘，增长三成多。", "utf-8")
    build([page], tmp_path / "news.db")
    with contextlib.closing(sqlite3.connect(tmp_path / "news.db")) as db:
        found = db.execute(
            "select figures.text, first.text, figures.direction from figures left join figures as first"
            " on first.id = figures.changed_from order by figures.start"
        ).fetchall()
    assert found == [("60艘", None, None), ("82艘", "60艘", None), ("三成多", None, "up")]


def test_pages_of_one_name_and_one_opening_keep_their_ids(tmp_path: Path) -> None:
    for year, ending in (("2024", "晴。"), ("2025", "雨。"), ("2026", "雪。")):
        (tmp_path / year).mkdir()
        (tmp_path / year / "03.txt").write_text(
            "本报讯（记者许嘉）江海市气象台发布天气预报，明天白天" + "多云转阴，" * 9 + ending, "utf-8"
        )
        (tmp_path / year / "pages.csv").write_text(f"file,issue_date\n03.txt,{year}-03-06\n", "utf-8")
    found = []
    for years in (["2025"], ["2025", "2026"], ["2024", "2025", "2026"]):
        build([tmp_path / year for year in years], tmp_path / "news.db")
        rows = Database(tmp_path / "news.db").query(
            "select articles.id from articles join pages on pages.id = page_id where issue_date like '2025%'"
        )
        found.append([row["id"] for row in rows])
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 1


@pytest.mark.parametrize("sql", ["create table articles (id)", None])
def test_check_refuses_what_baoshu_did_not_build(tmp_path: Path, sql: str | None) -> None:
    path = tmp_path / "other.db"
    if sql:
        Database(path).execute(sql)
    else:
        path.write_bytes(b"no database at all, whatever its name says")
    status, output = run("check", "--db", path)
    assert status == 1
    assert output.startswith("Error: ") and "build it" in output


def test_a_broken_promise_leaves_the_old_database(folder: Path, old_db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_module, "broken_promises", lambda db: ["not true: figures stand at their offsets (7 and 0 more)"])
    with pytest.raises(BaoshuError, match="was not replaced"):
        build([folder], old_db)


def test_build_explain_and_check_speak(folder: Path, tmp_path: Path) -> None:
    status, output = run("build", folder, "--db", tmp_path / "x.db")
    assert status == 0, output
    assert "x.db built from 1 pages" in output
    status, output = run("check", "--db", tmp_path / "x.db")
    assert (status, output) == (0, f"{tmp_path / 'x.db'} keeps all its promises.\n")
    status, output = run("explain", folder / "jhrb-2025-03-06-01.txt")
    assert status == 0
    assert "figure   320,000,000 吨, measure  [number_and_unit]" in output
    assert "            of 江海新港货物吞吐量" in output
    assert "speaker  沈默  江海新港集团有限公司 | 总经理" in output


HOSTILE = """石桥村春耕记

本报讯（记者许嘉）石桥村今年种了12坨姜、7坨藕，编号B-17，账本上写着54321。第三届赛歌会由42人增加到56人，增加12人。
"""


def test_what_is_not_understood_is_listed_by_what_stands_behind_it(tmp_path: Path) -> None:
    (tmp_path / "jhrb-2025-03-06-02.txt").write_text(HOSTILE, "utf-8")
    status, output = run("build", tmp_path, "--db", tmp_path / "x.db")
    assert status == 0
    assert "Numbers not understood, by what stands behind them:\n  坨 2 (12坨)  no letter behind 1 (54321)\n" in output


def test_explain_shows_what_becomes_of_every_number(tmp_path: Path) -> None:
    page = tmp_path / "jhrb-2025-03-06-02.txt"
    page.write_text(HOSTILE, "utf-8")
    _, output = run("explain", page)
    lines = output.splitlines()
    assert "DOES NOT HOLD: 56人 − 42人 = 14人，而文中为12人，不符。  [from_to]" in output
    assert sum(line.startswith("   figure") for line in lines) == 3
    assert sum(line.startswith("   not understood") for line in lines) == 3
    assert [line.split("…")[0].strip() for line in lines if line.startswith("   ignored")] == [
        "ignored  name or model",
        "ignored  ordinal",
    ]
    assert lines[-5:] == [
        "numbers  8",
        "  figures             3  count 3",
        "  ignored             2  name or model 1, ordinal 1",
        "  checks              1  do not hold 1",
        "  not understood      3  12、7、54321",
    ]


def test_check_finds_a_moved_figure_and_a_broken_index(folder: Path, tmp_path: Path) -> None:
    build([folder], tmp_path / "x.db")
    db = Database(tmp_path / "x.db")
    db.execute("update figures set start = start + 1")
    db.execute("insert into articles_fts (articles_fts) values ('rebuild')")
    db.conn.commit()
    status, output = run("check", "--db", tmp_path / "x.db")
    assert status == 1
    assert "a figure's text stands at its offsets" in output
    assert "search does not find what stands in articles" in output


@pytest.mark.parametrize("command", ["", "build", "serve", "explain", "check"])
def test_help_has_an_example(command: str) -> None:
    status, output = run(*filter(None, [command]), "--help")
    assert status == 0
    assert "baoshu" in output.split("Options:")[0].split("\n", 1)[1]


TRUTHS = sorted((Path(__file__).parent / "samples").glob("*.json"))


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.stem)
def test_most_of_what_a_reader_finds_on_a_sample_is_found(samples_db: Path, truth: Path) -> None:
    """Not an accuracy test: a floor under each page, so that a room that breaks on one layout is noticed."""
    wanted = json.loads(truth.read_text("utf-8"))
    db = Database(samples_db)
    articles = list(db.query("select articles.* from articles join pages on pages.id = page_id where file = ?", [wanted["file"]]))
    bodies = [article["body"].replace("\n", "") for article in articles]
    found = [
        one for one in wanted["articles"] if any(body.startswith(one["first"]) and body.endswith(one["last"]) for body in bodies)
    ]
    assert len(found) >= 0.8 * len(wanted["articles"]), [one["title"] for one in wanted["articles"] if one not in found]
    figures = {
        (row["text"], row["unit"], row["value"])
        for row in db.query(
            "select * from figures where article_id in (select value from json_each(?))",
            [json.dumps([a["id"] for a in articles])],
        )
    }
    right = [one for one in wanted["figures"] if (one["text"], one["unit"], float(one["value"])) in figures]
    assert len(right) >= 0.8 * len(wanted["figures"]), [one for one in wanted["figures"] if one not in right]
