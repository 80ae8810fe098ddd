"""Page files in every encoding, and a sentence for what cannot be read."""

import os
from datetime import date
from pathlib import Path

import pytest

from etl.errors import BaoshuError
from etl.model import Page
from etl.read import read
from etl.read.files import LARGEST_TEXT, Source, page_files
from etl.read.manifest import from_file_name

TEXT = "江海新港去年吞吐量增长\n\n本报江海3月6日电（记者林一舟）江海新港去年货物吞吐量达3.2亿吨，同比增长5.8%。"


def read_one(path: Path) -> Page:
    (page,), _ = read(Source(path))
    return page


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_every_encoding_gives_the_same_text(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert read_one(path).text == TEXT


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b" \n\n ", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is no Chinese text"),
        (bytes(range(256)) * 40, "is no Chinese text"),
        ("報紙版面：去年貨物吞吐量增長，記者採訪了港口負責人。".encode("big5"), "is no Chinese text"),
        (TEXT.encode("utf-8")[:-1] + b"\xff\xfe\xff", "is no Chinese text"),
        (b"%PDF-1.7 ...", "is a PDF with another name"),
        (b"Only English words here.", "is no Chinese text"),
        (TEXT.encode() * (LARGEST_TEXT // len(TEXT.encode()) + 1), "more than a newspaper page"),
    ],
    ids=["empty", "blank", "picture", "bytes", "Big5", "broken UTF-8", "PDF", "English", "large"],
)
def test_what_is_no_page_is_refused_in_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(content)
    with pytest.raises(BaoshuError, match=sentence) as error:
        read_one(path)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_vanishes_is_named(tmp_path: Path) -> None:
    with pytest.raises(BaoshuError, match="vanished"):
        read_one(tmp_path / "gone.txt")


def test_a_broken_link_is_named(tmp_path: Path) -> None:
    (tmp_path / "page.txt").symlink_to(tmp_path / "nowhere.txt")
    with pytest.raises(BaoshuError, match=r"page\.txt vanished"):
        read(page_files([tmp_path])[0][0])


@pytest.mark.parametrize(
    ("stem", "known"),
    [
        ("jhrb-2025-03-06-01", ("江海日报", date(2025, 3, 6), "1")),
        ("江海日报_20250306_A03", ("江海日报", date(2025, 3, 6), "A03")),
        ("cctv-20240104", ("中央广播电视总台", date(2024, 1, 4), None)),
        ("dsb-2025-03-06", ("dsb", date(2025, 3, 6), None)),
        ("dsb-2025-13-06-01", (None, None, None)),
        ("page-a", (None, None, None)),
        ("content_20250306_301", (None, date(2025, 3, 6), None)),
    ],
)
def test_file_names_speak(stem: str, known: tuple[str | None, date | None, str | None]) -> None:
    said = from_file_name(stem)
    assert (said.newspaper, said.issue_date, said.page_no) == known


def test_the_manifest_speaks_before_the_file_name(tmp_path: Path) -> None:
    (tmp_path / "jhrb-2025-03-06-01.txt").write_text(TEXT, "utf-8")
    (tmp_path / "pages.csv").write_text(
        "file,newspaper,issue_date,page_no,url,licence\njhrb-2025-03-06-01.txt,江海晚报,2025-03-07,2,https://example.org/2,CC-BY-4.0\n",
        "gb18030",
    )
    page = read_one(tmp_path / "jhrb-2025-03-06-01.txt")
    assert (page.newspaper, page.issue_date, page.page_no) == ("江海晚报", date(2025, 3, 7), "2")
    assert (page.url, page.licence) == ("https://example.org/2", "CC-BY-4.0")


@pytest.mark.parametrize(
    ("manifest", "sentence"),
    [
        ("文件,报纸\na.txt,江海日报\n", "line 1: the columns are"),
        ("file,issue_date\na.txt,2025年3月6日\n", "line 2: '2025年3月6日' is no date"),
        ("file,newspaper\na.txt,江海日报\na.txt,江海日报\n", "line 3: a.txt is already given"),
        ("file,newspaper\n,江海日报\n", "line 2: .* does not fit"),
        ("file,file\na.txt,a.txt\n", "line 1: the columns are"),
        ('file,newspaper\na.txt,"江海日报\nb.txt,江海日报\n', "line 3: unexpected end of data"),
    ],
)
def test_a_bad_manifest_is_refused_with_its_line(tmp_path: Path, manifest: str, sentence: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "pages.csv").write_text(manifest, "utf-8")
    with pytest.raises(BaoshuError, match=sentence):
        read_one(tmp_path / "a.txt")


def test_inputs_without_a_page_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BaoshuError, match="holds no page"):
        page_files([tmp_path])
    with pytest.raises(BaoshuError, match="does not exist"):
        page_files([tmp_path / "nowhere"])
    (tmp_path / "photo.jpg").touch()
    with pytest.raises(BaoshuError, match="is no page file"):
        page_files([tmp_path / "photo.jpg"])


def test_a_manifest_needs_no_chinese(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "pages.csv").write_text("file,newspaper,issue_date\na.txt,jhrb,2025-03-06\n", "utf-8")
    assert read_one(tmp_path / "a.txt").issue_date == date(2025, 3, 6)


def test_a_changed_manifest_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    for day in ("2025-03-06", "2025-03-07"):
        (tmp_path / "pages.csv").write_text(f"file,issue_date\na.txt,{day}\n", "utf-8")
        os.utime(tmp_path / "pages.csv", ns=(int(day[-1]), int(day[-1])))
        assert str(read_one(tmp_path / "a.txt").issue_date) == day


def test_traditional_characters_are_chinese(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("報紙版面：去年貨物吞吐量增長", "utf-8")
    assert read_one(tmp_path / "page.txt").text.startswith("報紙")


def test_a_name_that_is_no_utf_8_is_refused(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xb1\xa8.txt"))
    path.write_text(TEXT, "utf-8")
    with pytest.raises(BaoshuError, match="rename it") as error:
        read_one(path)
    str(error.value).encode("utf-8")


def test_a_pipe_is_no_page(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(BaoshuError, match="holds no page"):
        page_files([tmp_path])
