"""Pages as systems of papers, of county governments and of public accounts build them, each filled with an article of our own.

More layouts for `tests.html_layouts`: tables in tables, letters set by <font>, blanks for indents, text that scripts show later.
"""

from collections.abc import Callable

from tests.html_layouts import FOOT, LIST, NOTICE, PAGES, STEPS, Piece, paragraphs, tag

NAMES = (("introtitle", "kicker"), ("title", "title"), ("subtitle", "subtitle"), ("author", "byline"))


def site(head: str, body: str) -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def marked(piece: Piece, text: str) -> str:
    """A paragraph, or a sub-heading in bold type."""
    return f"<b>{text[1:]}</b>" if text.startswith("#") else text


def fonts(piece: Piece) -> str:
    """Founder's pages of the first years: an element for each part, type set by <font>, everything in tables."""
    parts = "".join(
        f"<tr><td align=middle><founder-{name}><font size={5 if name == 'title' else 3}>{text}</font></founder-{name}></td></tr>"
        for name, field in NAMES
        if (text := getattr(piece, field))
    )
    picture = (
        f"<table border=0><tr><td><img src=res1.jpg></td></tr><tr><td><font color=#000>{piece.caption}</font></td></tr></table>"
        if piece.caption
        else ""
    )
    text = paragraphs(piece, "<P><FONT face=宋体>&nbsp;&nbsp;&nbsp;&nbsp;{}</FONT></P>")
    return site(
        "<title>青禾日报</title><meta http-equiv=Content-Type content='text/html; charset=gb2312'>",
        f"<table width=800><tr><td><table><tr><td>{PAGES}</td><td>2025年4月2日 第02版：综合</td></tr></table></td></tr><tr><td>"
        f"<table><tr><td><table>{parts}</table>{picture}<founder-content><div id=ozoom>{text}</div></founder-content></td>"
        f"<td width=200>{LIST}</td></tr></table></td></tr><tr><td>{STEPS}{FOOT}</td></tr></table>",
    )


def node(piece: Piece) -> str:
    """The pages named node_2.htm and content_5.htm: a map of the page and a list beside the article."""
    area = "<map name=PagePicMap><area shape=polygon coords='1,1,9,9' href='content_1.htm'></map>"
    form = "<div class=pic><img src=a.jpg><p align=center>{}</p></div>"
    return site(
        f"<meta charset=utf-8><title>青禾日报-2025年04月02日-{piece.title}</title>",
        "<div class=ban><span>2025年04月02日</span> <span>第02版：综合</span></div><div class=left>"
        f"<img usemap=#PagePicMap>{area}"
        f"<div class=pagelist>{PAGES}</div></div><div class=right><div class=art>{tag('<h4>{}</h4>', piece.kicker)}"
        f"<h2>{piece.title}</h2>{tag('<h5>{}</h5>', piece.subtitle)}{tag('<h6>{}</h6>', piece.byline)}"
        f"{tag(form, piece.caption)}<div id=ozoom class=cont>{paragraphs(piece, '<p>　　{}</p>')}</div></div>{LIST}</div>{FOOT}",
    )


def breaks_twice(piece: Piece) -> str:
    """A body without paragraphs: two breaks and blanks of full width part them."""
    text = "<br />\n<br />\n".join(f"　　{marked(piece, text)}" for text in piece.paragraphs)
    return site(
        f"<meta charset=utf-8><title>{piece.title}_青禾日报电子版</title>",
        f"<div class=top>{PAGES}</div><div id=main><div class=bt>{tag('<p class=yinti>{}</p>', piece.kicker)}"
        f"<h1>{piece.title}</h1>"
        f"{tag('<p class=futi>{}</p>', piece.subtitle)}</div><div class=author>{piece.byline or ''}</div>"
        f"{tag('<figure><img src=1.jpg><figcaption>{}</figcaption></figure>', piece.caption)}"
        f"<div id=articleContent>{text}<br /></div></div>{STEPS}<div class=foot>{NOTICE}</div>",
    )


def account(piece: Piece) -> str:
    """An article of a public account: a script shows the body only once it has loaded."""
    text = paragraphs(piece, '<section><p style="text-indent:2em"><span>{}</span></p><p><br></p></section>')
    form = '<section><img data-src="1.jpg"><p style="text-align: center;">{}</p></section>'
    return site(
        f'<meta charset=utf-8><title>{piece.title}</title><meta property="og:title" content="{piece.title}">'
        '<meta property="og:site_name" content="青禾日报">',
        f'<div id="page-content">{tag("<p class=pretitle>{}</p>", piece.kicker)}'
        f'<h1 class="rich_media_title" id="activity-name">\n {piece.title}\n</h1>'
        f"{tag('<p class=subtitle>{}</p>', piece.subtitle)}"
        f'<div id="meta_content"><span class="rich_media_meta rich_media_meta_text">{piece.byline or ""}</span>'
        '<span><a href="javascript:void(0);" id="js_name">青禾日报</a></span><em id="publish_time">2025-04-02 06:30</em></div>'
        f'<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;">'
        f"{tag(form, piece.caption)}{text}"
        '</div></div><div class="rich_media_tool"><a>阅读原文</a><span>阅读</span><span>在看</span></div>'
        '<div id="js_pc_qr_code">微信扫一扫<br>关注该公众号</div><div>继续滑动看下一个</div>',
    )


def county(piece: Piece) -> str:
    """The portal of a county government."""
    form = '<p align="center"><img src="1.jpg"></p><p style="TEXT-ALIGN: center">{}</p>'
    return site(
        f'<meta charset=utf-8><title>{piece.title}-青禾县人民政府</title><meta name="ArticleTitle" content="{piece.title}">'
        '<meta name="PubDate" content="2025-04-02 06:30"><meta name="ContentSource" content="青禾日报">',
        '<div class="header"><a href="/">首页</a><a href="/zw">政务公开</a><a href="/fw">办事服务</a></div>'
        '<div class="dqwz">当前位置：<a href="/">首页</a> &gt; <a href="/xw">新闻中心</a> &gt; <a href="/xw/yw">青禾要闻</a>'
        "</div>"
        f'<div class="content"><div class="ytt">{piece.kicker or ""}</div><div class="tit">{piece.title}</div>'
        f'<div class="ftt">{piece.subtitle or ""}</div><div class="xx"><span>发布时间：2025-04-02 06:30</span>'
        "<span>来源：青禾日报</span><span>浏览次数：<script>document.write(1)</script>32次</span>"
        "<span>【字体：<a>大</a> <a>中</a> "
        f'<a>小</a>】</span></div>{tag("<div>{}</div>", piece.byline)}<div class="view TRS_UEDITOR">'
        f"{tag(form, piece.caption)}{paragraphs(piece)}</div>"
        '<div class="gn"><a href="javascript:window.print()">打印本页</a> <a href="javascript:window.close()">关闭窗口</a>'
        "</div></div>"
        '<div class="footer"><p>主办：青禾县人民政府办公室　承办：青禾县大数据中心</p>'
        "<p>网站标识码：0000000000　蒙ICP备00000000号</p></div>",
    )


def portal(piece: Piece) -> str:
    """A county's news site of twenty years ago: tables without names, all letters set by <font>."""
    text = "<BR>".join(f"&nbsp;&nbsp;&nbsp; {marked(piece, text)}" for text in piece.paragraphs)
    picture = tag(
        "<TR><TD align=center><IMG src=1.jpg></TD></TR><TR><TD align=center><FONT size=2>{}</FONT></TD></TR>", piece.caption
    )
    above = tag("<TR><TD align=center><B>{}</B></TD></TR>", piece.kicker)
    below = tag("<TR><TD align=center><B>{}</B></TD></TR>", piece.subtitle)
    return site(
        f"<TITLE>{piece.title}</TITLE><META http-equiv=Content-Type content='text/html; charset=utf-8'>",
        "<TABLE><TR><TD><A href=/>首页</A> | <A href=/n>青禾新闻</A> | <A href=/p>图片</A></TD></TR></TABLE>"
        f"<TABLE><TR><TD><TABLE>{above}<TR><TD align=center><FONT size=5><B>{piece.title}</B></FONT></TD></TR>{below}"
        f"<TR><TD align=center><FONT size=2>2025-4-2 {piece.byline or ''} 点击：123</FONT></TD></TR></TABLE>"
        f"<TABLE>{picture}<TR><TD class=f14><FONT size=3>{text}</FONT></TD></TR></TABLE></TD></TR></TABLE>"
        f"<TABLE><TR><TD>{LIST}</TD></TR></TABLE>{FOOT}",
    )


def cards(piece: Piece) -> str:
    """A site for telephones: blocks inside blocks, an empty block for each blank line."""
    text = paragraphs(piece, "<div><span>{}</span></div><div><br></div>")
    return site(
        f"<meta charset=utf-8><title>{piece.title}</title><meta name=author content=青禾日报>",
        "<div class=nav><a href=/>首页</a><a href=/e>数字报</a></div>"
        f"<div class=articleBox>{tag('<div class=yinti>{}</div>', piece.kicker)}"
        f"<div class=articleTitle><h2>{piece.title}</h2></div>{tag('<div class=futi>{}</div>', piece.subtitle)}"
        "<div class=articleInfo><span>2025/04/02</span><span>第02版</span>"
        f"</div>{tag('<div class=articleAuthor>{}</div>', piece.byline)}"
        f"{tag('<div class=pic><figure><img src=1.jpg><figcaption>{}</figcaption></figure></div>', piece.caption)}"
        f"<div class=articleContent>{text}</div></div><div class=share>分享到：<a>微信</a><a>微博</a></div>{FOOT}",
    )


def lists(piece: Piece) -> str:
    """Parts of an article as entries of a definition list, the body in one of them."""
    return site(
        f"<meta charset=utf-8><title>青禾日报数字报-{piece.title}</title>",
        f"{PAGES}<dl class=article>{tag('<dt class=introtitle>{}</dt>', piece.kicker)}<dt class=headline><h1>{piece.title}"
        "</h1></dt>"
        f"{tag('<dt class=subtitle>{}</dt>', piece.subtitle)}<dd class=source>{piece.byline or ''}</dd>"
        f"{tag('<dd><figure><img src=1.jpg><figcaption>{}</figcaption></figure></dd>', piece.caption)}"
        f"<dd itemprop=articleBody>{paragraphs(piece, '<p>&emsp;&emsp;{}</p>')}</dd></dl>{STEPS}{LIST}{FOOT}",
    )


def editor(piece: Piece) -> str:
    """Text pasted from a word processor into the editor of a site: a <span> for every run of letters, empty paragraphs."""
    text = "".join(
        f'<p class=MsoNormal style="text-indent:28pt"><span lang=ZH-CN>{marked(piece, text)[:9]}</span>'
        f"<span>{marked(piece, text)[9:]}"
        "</span><o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        if not text.startswith("#")
        else f"<p class=MsoNormal><b><span>{text[1:]}</span></b></p>"
        for text in piece.paragraphs
    )
    return site(
        f"<meta charset=utf-8><title>{piece.title} - 青禾晚报</title>",
        "<div class=wrap><div class=path>"
        f"<a href=/>首页</a> › <a href=/yw>要闻</a> › 正文</div>{tag('<h3>{}</h3>', piece.kicker)}"
        f"<h1>{piece.title}</h1>{tag('<h2>{}</h2>', piece.subtitle)}<div class=meta>2025年04月02日 06:30　来源：青禾晚报</div>"
        f"{tag('<p class=by>{}</p>', piece.byline)}"
        f"{tag('<figure><img src=1.jpg><figcaption>{}</figcaption></figure>', piece.caption)}"
        f"<div class=content>{text}</div><p class=zrbj>责任编辑：高山</p></div><div class=rel><h4>相关阅读</h4>{LIST}"
        f"</div>{FOOT}",
    )


def frames(piece: Piece) -> str:
    """A page that reloads itself every quarter of an hour, with the article in the innermost of three tables."""
    rows = "".join(
        tag("<tr><td style='text-align:center'>{}</td></tr>", text)
        for text in (tag("<h3>{}</h3>", piece.kicker), f"<h1>{piece.title}</h1>", tag("<h2>{}</h2>", piece.subtitle))
        if text
    )
    picture = f"<table><tr><td><img src=1.jpg></td></tr><tr><td>{piece.caption}</td></tr></table>" if piece.caption else ""
    return site(
        f"<meta http-equiv=refresh content=900><meta charset=utf-8><title>{piece.title}</title>",
        f"<table><tr><td colspan=2>{PAGES}</td></tr><tr><td><table><tr><td><table>{rows}<tr><td>{piece.byline or ''}</td></tr>"
        f"<tr><td>{picture}<div id=ozoom>{paragraphs(piece, '<p>{}</p>')}</div></td></tr></table></td></tr></table></td>"
        f"<td>{LIST}</td></tr></table>{FOOT}",
    )


SITES: dict[str, Callable[[Piece], str]] = {
    build.__name__: build for build in (fonts, node, breaks_twice, account, county, portal, cards, lists, editor, frames)
}
