"""Inputs: files, folders and archives; what a hostile archive holds is passed over with a sentence, or refused."""

import random
import sqlite3
import stat
import struct
import warnings
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.build import build
from etl.errors import BaoshuError
from etl.read import archives, read
from etl.read.files import LARGEST_TEXT, Source, page_files

TEXT = "青禾大桥通车\n\n本报讯（记者白云）青禾大桥今天通车，全长3.2公里。"


def pack(path: Path, members: dict[str, str | bytes], **options: int) -> Path:
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # of names that stand twice
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def pack_one(path: Path, info: zipfile.ZipInfo, content: str = TEXT) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("第01版.txt", TEXT + "一")
        archive.writestr(info, content)
    return path


def test_an_archive_is_read_as_a_folder_is(tmp_path: Path) -> None:
    path = pack(
        tmp_path / "qhrb-2025-03.zip",
        {
            "03/qhrb-2025-03-07-02.txt": TEXT,
            "03/qhrb-2025-03-07-01.txt": TEXT + "一",
            "./03/pages.csv": "file,newspaper,issue_date,page_no\nqhrb-2025-03-07-02.txt,青禾日报,2025-03-07,B2\n",
            "04/qhrb-2025-04-01-01.txt": TEXT + "二",
            "README.txt": "说明",
            "03/photo.jpg": b"\xff\xd8",
            "__MACOSX/03/._qhrb-2025-03-07-01.txt": b"\0\5\x16\7",
        },
    )
    sources, unread = page_files([path])
    assert [source.member for source in sources] == [
        "03/qhrb-2025-03-07-01.txt",
        "03/qhrb-2025-03-07-02.txt",
        "04/qhrb-2025-04-01-01.txt",
    ]
    assert unread == []
    pages = [page for source in sources for page in read(source)[0]]
    assert [(page.newspaper, page.issue_date, page.page_no) for page in pages] == [
        ("qhrb", date(2025, 3, 7), "1"),
        ("青禾日报", date(2025, 3, 7), "B2"),
        ("qhrb", date(2025, 4, 1), "1"),
    ]
    assert pages[0].text == TEXT + "一"


def test_a_database_is_built_from_an_archive_of_html_pages(tmp_path: Path) -> None:
    pages = Path(__file__).parent / "pages"
    path = tmp_path / "issue.zip"
    pack(path, {f"2025-03-07/{page.name}": page.read_bytes() for page in sorted(pages.iterdir())})
    build([path], tmp_path / "news.db")
    with sqlite3.connect(tmp_path / "news.db") as db:
        found = db.execute("select file, format, newspaper, issue_date, page_no from pages order by file").fetchall()
        titles = db.execute("select kicker, title, dateline_place from articles where kind = 'news' order by title").fetchall()
    assert found == [
        ("founder-article.htm", "html", "江海日报", "2025-03-07", "3"),
        ("people-article.html", "html", "南岭时报", "2025-03-07", "5"),
    ]
    assert titles == [
        ("一月装卸、二月提速，三月多式联运再开两线", "江海新港吞吐量增长5.8%", "江海"),
        ("沙土地改种订单小麦，三个村年增收六百万元", "潮白渠边新麦绿（春耕一线见闻③）", None),
    ]


def test_archives_in_a_folder_are_read_with_its_files(tmp_path: Path) -> None:
    (tmp_path / "第03版.txt").write_text(TEXT, "utf-8")
    pack(tmp_path / "早.zip", {"第01版.txt": TEXT + "一"})
    (tmp_path / "坏.zip").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "第04版_files").mkdir()
    (tmp_path / "第04版_files" / "frame.html").write_text("<p>广告</p>", "utf-8")
    sources, unread = page_files([tmp_path])
    assert sorted(map(str, sources)) == sorted([f"{tmp_path}/早.zip/第01版.txt", f"{tmp_path}/第03版.txt"])
    assert len(unread) == 1 and "坏.zip is no archive that can be read" in unread[0]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_without_a_flag_are_read_in_the_packers_encoding(tmp_path: Path, encoding: str) -> None:
    path = pack(tmp_path / "qh.zip", {"aaaaaaaaaaaa/bbbbbbbbbbbb.txt": TEXT})
    folder, page = "江海日报".encode(encoding).ljust(12, b"_"), "经济版".encode(encoding).ljust(12, b"_")
    path.write_bytes(path.read_bytes().replace(b"a" * 12, folder).replace(b"b" * 12, page))
    sources, _ = page_files([path])
    assert sources[0].member.replace("_", "") == "江海日报/经济版.txt"
    assert read(sources[0])[0][0].text == TEXT


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("../../第02版.txt", "points out of the archive"),
        ("03/../../第02版.txt", "points out of the archive"),
        ("/etc/第02版.txt", "points out of the archive"),
        ("C:\\第02版.txt", "points out of the archive"),
        ("..\\..\\第02版.txt", "points out of the archive"),
        ("第02版.zip", "is an archive itself"),
        ("03/第02版.tar.gz", "is an archive itself"),
        ("第01版.txt", "stands in it twice"),
    ],
)
def test_a_member_that_is_no_honest_page_is_passed_over(tmp_path: Path, name: str, sentence: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = pack_one(tmp_path / "qh.zip", zipfile.ZipInfo(name))
    sources, unread = page_files([path])
    assert [source.member for source in sources] == ["第01版.txt"]
    assert len(unread) == 1 and sentence in unread[0] and "\n" not in unread[0]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["qh.zip"]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices_are_passed_over(tmp_path: Path, kind: int) -> None:
    info = zipfile.ZipInfo("第02版.txt")
    info.create_system, info.external_attr = 3, (kind | 0o777) << 16
    sources, unread = page_files([pack_one(tmp_path / "qh.zip", info, "/etc/passwd")])
    assert [source.member for source in sources] == ["第01版.txt"]
    assert "is a link or a device" in unread[0]


def test_an_encrypted_member_is_passed_over(tmp_path: Path) -> None:
    path = pack(tmp_path / "qh.zip", {"第01版.txt": TEXT})
    content = bytearray(path.read_bytes())
    entry = content.index(b"PK\x01\x02")
    flags = struct.unpack_from("<H", content, entry + 8)[0]
    struct.pack_into("<H", content, entry + 8, flags | 1)
    path.write_bytes(bytes(content))
    with pytest.raises(BaoshuError, match=r"holds no page: .*第01版\.txt, which is encrypted"):
        page_files([path])


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    path = pack(tmp_path / "bomb.zip", {"第01版.txt": TEXT, "第02版.txt": "桥" * 2_000_000})
    with pytest.raises(BaoshuError, match=r"第02版.txt, which unpacks to 6 MB, far more than a page; take it away"):
        page_files([path])


def test_an_archive_too_large_in_all_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = pack(tmp_path / "month.zip", {f"{number}.txt": TEXT for number in range(30)})
    monkeypatch.setattr(archives, "LARGEST_UNPACKED", 2000)
    with pytest.raises(BaoshuError, match="unpacks to 0 GB; split it"):
        page_files([path])


def test_an_archive_of_too_many_members_is_refused_before_they_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 100)
    path = pack(tmp_path / "many.zip", {f"{number}.txt": "桥" for number in range(101)})
    with pytest.raises(BaoshuError, match="holds 101 files, more than 100"):
        page_files([path])
    monkeypatch.setattr(archives, "LARGEST_DIRECTORY", 1000)
    path = pack(tmp_path / "more.zip", {f"{number}.txt": "桥" for number in range(101)})
    with pytest.raises(BaoshuError, match="holds more than 100 files"):
        page_files([path])


def test_members_that_overlap_are_refused(tmp_path: Path) -> None:
    path = pack(tmp_path / "qh.zip", {"1.txt": TEXT * 20, "2.txt": TEXT * 20})
    content = bytearray(path.read_bytes())
    for entry in (content.index(b"PK\x01\x02"), content.rindex(b"PK\x01\x02")):
        struct.pack_into("<L", content, entry + 20, len(content))
    path.write_bytes(bytes(content))
    with pytest.raises(BaoshuError, match="members overlap"):
        page_files([path])


def test_thousands_of_bad_members_give_a_few_sentences(tmp_path: Path) -> None:
    path = pack(tmp_path / "qh.zip", {"第01版.txt": TEXT, **{f"../{number}.txt": "桥" for number in range(3000)}})
    sources, unread = page_files([path])
    assert len(sources) == 1
    assert len(unread) == archives.MOST_SENTENCES + 1 and "2990 more files" in unread[-1]


def test_a_broken_member_is_named(tmp_path: Path) -> None:
    path = pack(tmp_path / "qh.zip", {"第01版.txt": TEXT * 50, "第02版.txt": TEXT})
    content = bytearray(path.read_bytes())
    at = content.index("第01版.txt".encode()) + 30
    content[at : at + 20] = bytes(20)
    path.write_bytes(bytes(content))
    with pytest.raises(BaoshuError, match=r"qh\.zip/第01版\.txt cannot be unpacked"):
        read(page_files([path])[0][0])


def test_a_size_that_lies_is_found(tmp_path: Path) -> None:
    path = pack(tmp_path / "qh.zip", {"第01版.txt": TEXT * 50})
    content = bytearray(path.read_bytes())
    struct.pack_into("<L", content, content.index(b"PK\x01\x02") + 24, 10)
    path.write_bytes(bytes(content))
    with pytest.raises(BaoshuError, match="cannot be unpacked"):
        read(page_files([path])[0][0])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is no archive that can be read"),
        (b"PK\x05\x06" + bytes(18), "holds no page"),
        (b"PK\x05\x06" + b"\xff" * 18, "holds more than"),
        ("大桥今天通车。".encode() * 100, "is no archive that can be read"),
    ],
    ids=["empty", "no members", "lying directory", "text"],
)
def test_what_is_no_archive_is_refused_in_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "qh.zip"
    path.write_bytes(content)
    with pytest.raises(BaoshuError, match=sentence) as error:
        page_files([path])
    assert str(path) in str(error.value) and "\n" not in str(error.value)


def test_a_page_too_large_is_refused_wherever_it_lies(tmp_path: Path) -> None:
    large = (TEXT * (LARGEST_TEXT // len(TEXT.encode()) + 1)).encode()
    (tmp_path / "page.txt").write_bytes(large)
    path = tmp_path / "qh.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("page.txt", large)
    for source in (Source(tmp_path / "page.txt"), Source(path, "page.txt")):
        with pytest.raises(BaoshuError, match="has more than 4 MB"):
            source.content()


@settings(max_examples=150, deadline=2000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_damaged_archives_never_end_in_anything_but_a_sentence(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = pack(
        tmp_path / "qh.zip", {"03/第01版.txt": TEXT * 9, "03/第02版.html": f"<h1>桥</h1><p>{TEXT}</p>", "pages.csv": "file\n"}
    )
    content = bytearray(path.read_bytes())
    for _ in range(chance.choice((1, 3, 20))):
        start = chance.randrange(len(content) + 1)
        content[start : start + chance.choice((0, 1, 4, 50))] = chance.randbytes(chance.choice((0, 1, 4)))
    path.write_bytes(bytes(content))
    try:
        for source in page_files([path])[0]:
            with suppress(BaoshuError):
                read(source)
    except BaoshuError as error:
        assert "\n" not in str(error)


def test_a_changed_archive_is_opened_again(tmp_path: Path) -> None:
    path = pack(tmp_path / "qh.zip", {"第01版.txt": TEXT})
    source = page_files([path])[0][0]
    path.unlink()
    with pytest.raises(BaoshuError, match="vanished"):
        source.content()
    pack(path, {"第02版.txt": TEXT})
    with pytest.raises(BaoshuError, match=r"第01版.txt vanished"):
        source.content()
