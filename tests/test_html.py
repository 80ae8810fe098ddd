"""HTML pages: articles whole and once in every layout, what the page says of itself, and a sentence for what is none."""

import random
import re
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.errors import BaoshuError
from etl.read.html import read_html
from etl.read.html.document import read_document
from etl.read.html.headlines import words_of
from etl.read.html.left_out import KINDS
from etl.read.html.lines import read_lines
from tests.html_layouts import LAYOUTS, LIST, PIECES, Piece, page
from tests.html_sites import SITES

PAGES = Path(__file__).parent / "pages"
# The portal declares another encoding than it is written in.
PRINTED_IN = {"tables": "gb18030", "breaks": "gb18030", "fonts": "gb18030", "portal": "gb18030"}
EVERY_LAYOUT = {**LAYOUTS, **SITES}


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.title)
@pytest.mark.parametrize("layout", EVERY_LAYOUT)
def test_an_article_comes_back_whole_from_every_layout(layout: str, piece: Piece) -> None:
    content = EVERY_LAYOUT[layout](piece).encode(PRINTED_IN.get(layout, "utf-8"))
    assert read_html(content, "page.html").text == piece.blocks()


@pytest.mark.parametrize("layout", EVERY_LAYOUT)
def test_all_that_is_seen_is_in_an_article_or_left_out_under_a_name(layout: str) -> None:
    content = EVERY_LAYOUT[layout](PIECES[0]).encode(PRINTED_IN.get(layout, "utf-8"))
    read = read_html(content, "page.html")
    taken = words_of("".join([read.text, *(left.text for left in read.left_out)]))
    document = read_document(content, "page.html")
    for line in read_lines(document.root, document.parts):
        assert line.is_picture or all(words in taken for words in re.findall(r"[^\W_]+", line.text))
    kinds = [left.reason for left in read.left_out]
    assert len(set(kinds)) == len(kinds) and set(kinds) <= set(KINDS)
    assert "beside the articles" not in kinds or layout == "county"


def test_what_stands_beside_the_articles_is_named() -> None:
    left = {left.reason: left.text for left in read_html((PAGES / "founder-article.htm").read_bytes(), "page.html").left_out}
    assert left["related links"] == "潮白渠清淤赶在春灌前完工"
    assert left["repeated byline"] == "本报记者 林一舟 通讯员 何望"
    assert "上一篇 下一篇" in left["navigation"] and "第03版：经济" in left["page label"] and "版权" in left["site notice"]


def test_a_hidden_block_is_left_out_unless_it_is_the_page() -> None:
    copy = "<div style='display:none'><p>大桥今天通车。</p></div>"
    lines = body_of("<p>大桥今天通车。</p><p>人人来看。</p>" + copy)
    assert lines == ["大桥今天通车。", "人人来看。"]


def test_a_page_of_founders_system_says_what_it_is() -> None:
    read = read_html((PAGES / "founder-article.htm").read_bytes(), "founder-article.htm")
    known = read.known
    assert (known.newspaper, known.issue_date, known.page_no) == ("江海日报", date(2025, 3, 7), "3")
    assert (known.named_by, known.dated_by) == ("page metadata", "page metadata")
    assert read.text.split("\n")[1:4] == [
        "## 一月装卸、二月提速，三月多式联运再开两线",
        "# 江海新港吞吐量增长5.8%",
        "## ——集装箱海铁联运占比首次过一成",
    ]
    assert "### 抢装春播物资" in read.text
    assert read.text.endswith("\f\n![]\n图为3月5日，江海新港三号泊位的自动岸桥在吊装冷藏箱。贺舒 摄")
    for word in ("上一篇", "版权", "标题导航", "放大", "潮白渠", "青禾云"):
        assert word not in read.text


def test_a_page_like_peoples_says_what_it_is() -> None:
    read = read_html((PAGES / "people-article.html").read_bytes(), "people-article.html")
    known = read.known
    assert (known.newspaper, known.issue_date, known.page_no) == ("南岭时报", date(2025, 3, 7), "5")
    assert known.url == "https://paper.example.org/nlsb/pc/content/202503/07/content_40117.html"
    assert (known.named_by, known.dated_by) == ("page header", "page header")
    assert read.text.split("\n")[4] == "本报记者 许嘉 文 邵文杰 摄影"


def test_a_byline_that_the_dateline_repeats_is_told_once() -> None:
    text = read_html((PAGES / "founder-article.htm").read_bytes(), "founder-article.htm").text
    assert text.count("林一舟") == 1


@pytest.mark.parametrize(
    ("head", "header", "newspaper", "issue_date", "page_no"),
    [
        ("", "《青禾日报》（2025年03月07日 第 05 版）", "青禾日报", date(2025, 3, 7), "5"),
        ("", "2025年3月7日 星期五　A05版：财经", None, date(2025, 3, 7), "A05"),
        ("", "2025-03-07 06:12　来源：青禾晚报　作者：白云", "青禾晚报", date(2025, 3, 7), None),
        ("", "参考消息 2025/3/7", "参考消息", date(2025, 3, 7), None),
        ("", "2025年13月40日", None, None, None),
        ("", "第01版：要闻</p><p>第02版：综合", None, None, None),
        ("", "<a href='1'>第01版：要闻</a>", None, None, None),
        ("<title>天气预报-青禾日报数字报</title>", "", "青禾日报", None, None),
        ("<title>春汛警报-青禾网 第03版</title>", "", None, None, "3"),
        ('<meta property="og:site_name" content="青禾商报">', "", "青禾商报", None, None),
        ('<meta name="publishdate" content="2025-03-07">', "", None, date(2025, 3, 7), None),
        ('<link rel="canonical" href="http://e.org/html/2025-03/07/content_1.htm">', "", None, date(2025, 3, 7), None),
        ('<link rel="canonical" href="http://e.org/pc/202503/07/c1.html">', "", None, date(2025, 3, 7), None),
        ('<link rel="canonical" href="/1.html">', "", None, None, None),
    ],
)
def test_what_a_page_says_of_itself(
    head: str, header: str, newspaper: str | None, issue_date: date | None, page_no: str | None
) -> None:
    headline = "<h1>2021年1月1日起《青禾旧报》（2020年1月1日）成历史</h1>"
    content = (
        f"<html><head>{head}</head><body><p>{header}</p>{headline}<p>　　大桥今天通车，2019年5月5日开工的它全长3.2公里。</p>"
    )
    known = read_html(content.encode(), "page.html").known
    assert (known.newspaper, known.issue_date, known.page_no) == (newspaper, issue_date, page_no)


BODY = "<h1>青禾大桥通车</h1><p>　　青禾大桥今天通车，全长3.2公里，两岸往来缩短到五分钟。</p>"
BRIDGE = "\f\n# 青禾大桥通车\n青禾大桥今天通车，全长3.2公里，两岸往来缩短到五分钟。"


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "GBK", "big5", "x-unknown", None])
@pytest.mark.parametrize("written", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_bytes_are_believed_before_the_declared_encoding(written: str, declared: str | None) -> None:
    head = f'<meta charset="{declared}">' if declared else ""
    assert read_html((f"<html><head>{head}</head><body>" + BODY).encode(written), "page.html").text == BRIDGE


def test_letters_written_as_numbers_are_read() -> None:
    content = "".join(letter if letter.isascii() else f"&#{ord(letter)};" for letter in BODY)
    assert read_html(content.encode("ascii"), "page.html").text == BRIDGE


def test_a_letter_cut_in_two_does_not_cost_the_page() -> None:
    content = page(BODY + LIST * 20, "青禾大桥通车").encode()
    at = content.index("石桥镇".encode())
    assert read_html(content[: at + 1] + content[at + 3 :], "page.html").text == BRIDGE


def test_an_xhtml_page_with_a_declaration_is_read() -> None:
    content = '<?xml version="1.0" encoding="gb2312"?><html xmlns="http://www.w3.org/1999/xhtml"><body>' + BODY
    assert read_html(content.encode("gb18030"), "page.html").text == BRIDGE


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (page(f'<div id="ozoom">{LIST * 3}</div>', "青禾日报"), "lists articles but holds none"),
        (page("<h1>广告</h1><div id='ozoom'><p><img src='1.jpg'></p></div>", "广告"), "holds no text of an article"),
        ("<html><body><p>Only English words here.</p></body></html>", "is no Chinese page"),
        ("", "is no Chinese page"),
        ("%PDF-1.7 青禾", "is a PDF with another name"),
        ("<meta http-equiv='refresh' content='0; URL=node_1.htm'>", "only sends its reader on to node_1.htm"),
        (
            "<meta http-equiv=refresh content='3;url=\"node_1.htm\"'><p>正在打开数字报</p>",
            "only sends its reader on to node_1.htm",
        ),
        ("<p>大桥</p>" * 40_000, "more than a page can"),
    ],
    ids=["index", "picture", "English", "empty", "PDF", "refresh", "refresh with words", "large"],
)
def test_what_is_no_article_is_refused_in_one_sentence(content: str, sentence: str) -> None:
    with pytest.raises(BaoshuError, match=sentence) as error:
        read_html(content.encode(), "page.html")
    assert str(error.value).startswith("page.html ") and "\n" not in str(error.value)


def articles(pieces: tuple[Piece, ...], form: str) -> str:
    return "".join(
        form.format(title=piece.title, text="".join(f"<p>{text.strip('#')}</p>" for text in piece.paragraphs)) for piece in pieces
    )


@pytest.mark.parametrize(
    "form",
    [
        '<div class="art"><h2>{title}</h2>{text}</div>',
        "<article><h1>{title}</h1>{text}</article>",
        "<h2>{title}</h2>{text}",
        "<founder-title>{title}</founder-title><founder-content>{text}</founder-content>",
        '<h2>{title}</h2><div id="ozoom">{text}</div>',
    ],
    ids=["blocks", "articles", "flat", "founder", "bodies"],
)
def test_each_article_of_a_page_stands_behind_its_own_border(form: str) -> None:
    content = page(
        f'<h1>青禾日报</h1><p>2025年4月2日　第02版：综合</p><div class="page">{articles(PIECES, form)}</div>', "青禾日报"
    )
    blocks = read_html(content.encode(), "page.html").text.split("\f\n")[1:]
    assert [block.split("\n")[0] for block in blocks] == [f"# {piece.title}" for piece in PIECES]
    for block, piece in zip(blocks, PIECES, strict=True):
        assert block.rstrip("\n").split("\n")[1:] == [text.strip("#") for text in piece.paragraphs]


@pytest.mark.parametrize(
    ("kicker", "form"),
    [
        (
            "<div class=yinti>{}</div>",
            "<div class=box>{kicker}<div class=tit><h2>{title}</h2></div><div class=con>{text}</div></div>",
        ),
        ("<h4>{}</h4>", "<div class=box>{kicker}<h2>{title}</h2>{text}</div>"),
        ("<p class=yinti>{}</p>", "{kicker}<h2>{title}</h2>{text}<hr>"),
        ("{}<br>", "<table><tr><td align=center>{kicker}<b>{title}</b></td></tr><tr><td>{text}</td></tr></table>"),
    ],
    ids=["blocks", "headings", "flat", "tables"],
)
def test_kickers_of_a_page_of_several_articles_stand_above_their_titles(kicker: str, form: str) -> None:
    body = "".join(
        form.format(
            kicker=kicker.format(piece.kicker) if piece.kicker else "",
            title=piece.title,
            text="".join(f"<p>{text.strip('#')}</p>" for text in piece.paragraphs),
        )
        for piece in PIECES
    )
    text = read_html(page(f"<p>2025年4月2日　第02版：综合</p><div>{body}</div>{LIST}", "青禾日报").encode(), "page.html").text
    heads = [[line for line in block.split("\n") if line.startswith("#")] for block in text.split("\f\n")[1:]]
    assert heads == [[*([f"## {piece.kicker}"] if piece.kicker else []), f"# {piece.title}"] for piece in PIECES]


def test_a_subtitle_behind_a_break_is_no_part_of_the_title() -> None:
    head = "<td>一渠清水过三村<br><b>青禾大桥<br>今天通车</b><br>——两岸村民见闻</td>"
    text = read_html(
        page(f"<table><tr>{head}</tr></table><p>大桥今天通车，全长3.2公里，人人来看。</p>", "").encode(), "page.html"
    ).text
    assert text.split("\n")[1:5] == ["## 一渠清水过三村", "# 青禾大桥", "# 今天通车", "## ——两岸村民见闻"]


def test_the_sections_of_one_article_stay_together() -> None:
    sections = "".join(
        f"<section><h2>{number}、渠</h2><p>潮白渠全长36公里，每年春灌前都要清一次淤。</p></section>" for number in "一二三"
    )
    text = read_html(page(f"<article><h1>一条河的账本</h1>{sections}</article>", "一条河的账本").encode(), "page.html").text
    assert text.count("\f") == 1 and text.count("### ") == 3


NOISY = """<div class="crumb">您的位置：<a href="/">首页</a> &gt; <a href="/n">要闻</a> &gt; 正文</div>
<div class="l"><div class="news_title">雨前的七十二小时</div>
<div class="news_info"><span>2024-05-16</span><span>来源：青禾日报</span><span>浏览：233次</span></div>
<div class="lead">导读：北江上游连下三天雨，三座水库提前腾出库容。</div>
<div class="text"><section><section>
<p><span>　　值班员把第一份雨情报到了县里。两小时后，三座水库同时开闸，预泄4200万方。</span></p></section></section>
<div class="ad"><a href="http://ad">旧车换新，就到青禾汽车城</a></div>
<section><p>　　“宁可腾出来用不上，也不能要用的时候没有。”调度员牟远说。</p><p><br></p><p>　　（记者 白云）</p></section></div>
<div class="zrbj">责任编辑：田远</div></div>
<div class="r"><div class="card"><h3>专题：防汛</h3><p>连日来，青禾县各部门加强值守，守护群众平安。</p></div>
<div class="card"><h3>服务：天气</h3><p>未来三天，青禾县多云间晴，气温18到29度，适宜外出。</p></div></div>
<div class="ft"><p>未经青禾网书面授权，任何单位和个人不得转载本网内容，违者将依法追究法律责任。</p></div>"""


def test_an_unknown_layout_with_prose_beside_the_article_gives_the_article_alone() -> None:
    read = read_html(page(NOISY, "新闻详情").encode(), "page.html")
    assert read.text.split("\n")[1:] == [
        "# 雨前的七十二小时",
        "导读：北江上游连下三天雨，三座水库提前腾出库容。",
        "值班员把第一份雨情报到了县里。两小时后，三座水库同时开闸，预泄4200万方。",
        "“宁可腾出来用不上，也不能要用的时候没有。”调度员牟远说。",
        "（记者 白云）",
    ]
    assert (read.known.newspaper, read.known.issue_date) == ("青禾日报", date(2024, 5, 16))


def test_a_headline_that_the_body_repeats_is_told_once() -> None:
    body = '<h1>青禾大桥通车</h1><div class="lai">记者 白云</div>'
    body += '<div id="ozoom"><p>青禾大桥通车</p><p>记者 白云</p><p>大桥今天通车。</p></div>'
    assert read_html(page(body, "").encode(), "page.html").text.split("\n")[1:] == [
        "# 青禾大桥通车",
        "记者 白云",
        "大桥今天通车。",
    ]


def test_a_list_of_articles_with_a_sentence_of_each_is_refused() -> None:
    teasers = "".join(
        f"<li><h3><a href='{at}'>{piece.title}</a></h3><p>{piece.paragraphs[0]}</p></li>" for at, piece in enumerate(PIECES)
    )
    with pytest.raises(BaoshuError, match="lists articles but holds none"):
        read_html(page(f"<h1>要闻</h1><ul>{teasers}</ul>", "青禾日报").encode(), "page.html")


def body_of(inside: str, title: str = "<h1>青禾大桥通车</h1>") -> list[str]:
    return read_html(page(f'{title}<div id="ozoom">{inside}</div>', "").encode(), "page.html").text.split("\n")[2:]


def test_nothing_of_a_marked_body_is_taken_for_the_sites() -> None:
    inside = (
        "<p>县里出台办法，未经书面授权，不得复制古茶树的图像。</p><p><a href='1'>办法全文见附件</a></p><p>正文</p>"
        "<p>天气预报</p><p>来源：气象台</p><p>2024</p><p>版权所有者可以申请登记。</p>"
    )
    assert body_of(inside) == [
        "县里出台办法，未经书面授权，不得复制古茶树的图像。",
        "办法全文见附件",
        "正文",
        "天气预报",
        "来源：气象台",
        "2024",
        "版权所有者可以申请登记。",
    ]


def test_sub_headings_of_a_marked_body_open_no_article() -> None:
    inside = "<p>大桥今天通车，全长3.2公里。</p><h2>桥上</h2><p>第一辆车是公交车，坐了四十个人。</p>"
    assert body_of(inside, "<h2>青禾大桥通车</h2>")[1:2] == ["### 桥上"]


@pytest.mark.parametrize(
    ("inside", "captions"),
    [
        ("<p><img src=1></p><p>图为大桥。</p><p>大桥今天通车。</p>", ["图为大桥。"]),
        ("<p><img src=1></p><p>大桥今天通车。</p>", []),
        ("<p><img src=1 alt='大桥上的第一辆公交车驶过'></p><p>大桥今天通车。</p>", ["大桥上的第一辆公交车驶过"]),
        ("<p><img src=1 alt='logo'></p><p>大桥今天通车。</p>", []),
        ("<p><img src=1 alt='大桥今天通车，全长3.2公里'></p><p>大桥今天通车，全长3.2公里。</p>", []),
        ("<table><tr><td><img src=1></td></tr><tr><td>桥头的孩子</td></tr></table><p>大桥今天通车。</p>", ["桥头的孩子"]),
        ("<table><tr><td align=center><img src=1><p>大桥今天通车。</p><p>人人来看。</p></td></tr></table>", []),
        (
            "<p>大桥今天通车。</p><p><img src=1></p><p align=center>桥头的孩子</p><p><img src=2></p><p>孩子说好。</p>",
            ["桥头的孩子"],
        ),
    ],
)
def test_captions_are_told_from_text(inside: str, captions: list[str]) -> None:
    lines = body_of(inside)
    assert [lines[at + 1] for at, line in enumerate(lines) if line == "![]"] == captions
    assert any(line.startswith("大桥今天通车") for line in lines)


def test_a_picture_alone_keeps_its_caption() -> None:
    body = (
        "<founder-title>芦苇荡里收苇忙</founder-title><table id=newspic><tr><td><img src=1.jpg></td></tr><tr><td>"
        "<!--<npm:article-pic-text>-->1月8日，芦苇收割进入尾声。白云 摄<!--</npm:article-pic-text>--></td></tr></table>"
        "<div id=ozoom><founder-content></founder-content></div>"
    )
    text = read_html(page(body, "青禾日报").encode(), "page.html").text
    assert text == "\f\n# 芦苇荡里收苇忙\n![]\n1月8日，芦苇收割进入尾声。白云 摄"


def test_text_that_stands_twice_for_two_screens_is_read_once() -> None:
    twice = page(f'<div id="ozoom">{BODY}</div><div id="mobile"><div id="ozoom">{BODY}</div></div>', "青禾大桥通车")
    assert read_html(twice.encode(), "page.html").text == BRIDGE


def test_paragraphs_are_told_by_tags_breaks_and_indents() -> None:
    body = (
        "<div id=ozoom>　　大桥今天通车。<br>　　大桥全长<a href='#'>3.2</a>公里，<br>投资4亿元。　　两岸的人都来看桥。"
        "<p></p>青禾&nbsp;讯</div>"
    )
    text = read_html(page(f"<h1>青禾大桥通车</h1>{body}", "").encode(), "page.html").text
    assert text.split("\n")[2:] == ["大桥今天通车。", "大桥全长3.2公里，投资4亿元。", "两岸的人都来看桥。", "青禾 讯"]


def test_a_table_of_figures_keeps_its_rows() -> None:
    rows = "<tr><td>石桥镇</td><td>2.1万吨</td></tr><tr><td>河湾镇</td><td>1.8万吨</td></tr>"
    body = f"<h1>夏粮入库</h1><div id=ozoom><p>各镇夏粮入库如下。</p><table>{rows}</table></div>"
    text = read_html(page(body, "").encode(), "page.html").text
    assert text.split("\n")[2:] == ["各镇夏粮入库如下。", "石桥镇 2.1万吨", "河湾镇 1.8万吨"]


@settings(max_examples=60, deadline=2000, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(EVERY_LAYOUT)), st.integers(0, 2**32))
def test_damaged_pages_never_end_in_anything_but_a_sentence(layout: str, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(EVERY_LAYOUT[layout](PIECES[0]).encode(PRINTED_IN.get(layout, "utf-8")))
    for _ in range(chance.choice((1, 5, 40))):
        start = chance.randrange(len(content) + 1)
        stop = start + chance.choice((0, 1, 3, 200))
        content[start:stop] = chance.choice(
            (b"", b"<", b">", b"</div>", b"<table><tr>", b"<!--", b"\0", b"\xff\xfe", bytes(content[:99]))
        )
    try:
        read_html(bytes(content), "page.html")
    except BaoshuError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize(
    "content",
    [
        "<a" * 100_000 + "桥",
        "<!--enpproperty<a>" * 20_000 + "桥",
        "<div>" * 20_000 + "<p>青禾大桥今天通车，全长3.2公里。</p>",
        "<p>" + "字体大小" * 2_000 + "桥</p>",
        "<p>桥" + " " * 200_000 + "\n" * 100_000 + "桥</p>",
        "<p>" + "《桥》（" * 20_000,
        "<b>桥<i>" * 9_000,
        "<table><tr><td>桥" * 5_000,
    ],
    ids=["tags", "notes", "depth", "tools", "blanks", "info", "unclosed", "tables"],
)
def test_pages_made_to_hang_do_not(content: str) -> None:
    with suppress(BaoshuError):
        assert read_html(content.encode(), "page.html") is not None


def test_a_picture_between_two_articles_is_an_article_of_its_own() -> None:
    text = read_html(
        """<h5>本版新闻</h5><ul><li><a href=#1>青禾大桥通车</a></li><li><a href=#2>图片报道</a></li>
        <li><a href=#3>石桥茶开采</a></li></ul>
        <div class=article><h1>青禾大桥通车</h1><div id=ozoom><p>青禾大桥今天通车，全长3.2公里。</p></div></div>
        <div class=picture><table><tr><td><img src=2.jpg></td></tr>
        <tr><td><p>3月7日，青禾县的茶农在采摘春茶。</p><p>白 云摄</p></td></tr></table></div>
        <div class=article><h1>石桥茶开采</h1><div id=ozoom><p>石桥镇的茶园今天开采了，面积1200亩。</p></div></div>""".encode(),
        "page.html",
    ).text
    assert text.split("\f\n")[1:] == [
        "# 青禾大桥通车\n青禾大桥今天通车，全长3.2公里。\n",
        "![]\n3月7日，青禾县的茶农在采摘春茶。\n白 云摄\n",
        "# 石桥茶开采\n石桥镇的茶园今天开采了，面积1200亩。",
    ]
