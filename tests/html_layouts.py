"""Layouts of e-paper sites, filled with an article of our own: what the reader gives back must be that article.

Each layout is built as sites of its kind are, with their navigation, tools and notices round the article.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """An article as printed. A paragraph that begins with # is a sub-heading."""

    title: str
    paragraphs: tuple[str, ...]
    kicker: str | None = None
    subtitle: str | None = None
    byline: str | None = None
    caption: str | None = None

    def blocks(self) -> str:
        """What the reader gives back for it."""
        head = [f"## {self.kicker}" if self.kicker else None, f"# {self.title}", f"## {self.subtitle}" if self.subtitle else None]
        body = [f"### {text[1:]}" if text.startswith("#") else text for text in self.paragraphs]
        lines = ["\f", *head, self.byline, *body]
        return "\n".join(line for line in [*lines, *(["\f", "![]", self.caption] if self.caption else [])] if line)


TOOLS = '<div class="tool">字号：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a> <a href="#">打印</a></div>'
STEPS = '<div class="pn"><a href="content_1.htm">上一篇</a>&nbsp;<a href="content_3.htm">下一篇</a></div>'
NOTICE = "<p>版权声明：《青禾日报》刊发的所有作品，未经书面授权，任何单位和个人不得转载、摘编，违者将被追究法律责任。</p>"
LIST = (
    '<ul class="news-list"><li><a href="content_2.htm">本版头条</a></li><li><a href="content_3.htm">石桥镇的水牛上了保险</a></li>'
    '<li><a href="content_4.htm">图片新闻：芦苇荡里收苇忙</a></li></ul>'
)
PAGES = (
    '<div id="pageList"><a id="pageLink" href="node_1.htm">第01版：要闻</a>'
    '<a id="pageLink" href="node_2.htm">第02版：综合</a></div>'
)
FOOT = '<div class="footer">青禾日报社版权所有　技术支持：青禾云　ICP备00000000号</div>'


def paragraphs(piece: Piece, form: str = "<p>　　{}</p>") -> str:
    return "\n".join(form.format(f"<strong>{text[1:]}</strong>" if text.startswith("#") else text) for text in piece.paragraphs)


def tag(form: str, text: str | None) -> str:
    return form.format(text) if text else ""


def page(body: str, title: str, charset: str = "utf-8") -> str:
    return (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"><title>{title}</title>'
        f"<style>h1{{font-size:20px}}</style><script>var a='<p>广告</p>';</script></head><body>{body}</body></html>"
    )


def comment(part: str, text: str | None) -> str:
    return f"<!--<npm:article-{part}>-->{text}<!--</npm:article-{part}>-->" if text else ""


def tables(piece: Piece) -> str:
    """Founder's older system: tables, the parts of the article in comments and elements of its own."""
    parts = (
        ("font02", comment("pretitle", piece.kicker)),
        ("font01", f"<founder-title>{comment('title', piece.title)}</founder-title>"),
        ("font02", comment("subtitle", piece.subtitle)),
        ("font02", f"<founder-author>{comment('author', piece.byline)}</founder-author>"),
    )
    rows = "".join(f'<tr><td class="{style}" align=center>{part}</td></tr>' for style, part in parts)
    picture = (
        f"<table id=newspic><tr><td><img src=1.jpg></td></tr><tr><td>{comment('pic-text', piece.caption)}</td></tr></table>"
        if piece.caption
        else ""
    )
    content = comment("content", paragraphs(piece, "<P>&nbsp;&nbsp;&nbsp;&nbsp;{}</P>"))
    return page(
        f"<table><tr><td>第02版：<strong>综合</strong></td><td>2025年4月2日 星期三</td></tr></table>{PAGES}{STEPS}{TOOLS}"
        f"<table>{rows}<tr><td>{picture}</td></tr></table><div id=ozoom><founder-content>{content}</founder-content></div>"
        f"{STEPS}<table><tr><td>{NOTICE}</td></tr></table>{LIST}{FOOT}",
        "青禾日报数字报",
        "gb2312",
    )


def mobile(piece: Piece) -> str:
    """Founder's newer system: blocks with names of their own, the body between comments, a comment that says the rest."""
    notes = "".join(
        f"<{key}>{value or ''}</{key}>"
        for key, value in (("title", piece.title), ("introtitle", piece.kicker), ("subtitle", piece.subtitle))
    )
    picture = tag('<p><img src="1.jpg"></p><p style="text-align:center;">{}</p>', piece.caption)
    return page(
        f'<div class="newsdetatit">{tag("<p class=introtitle>{}</p>", piece.kicker)}<h3>{piece.title}</h3>'
        f"{tag('<p class=subtitle>{}</p>', piece.subtitle)}</div>"
        f'<ul class="info"><li>2025-04-02</li><li>{piece.byline or ""}</li><li>来源：青禾日报</li></ul>'
        f'<div class="newsdetatext"><founder-content><!--enpcontent-->{picture}{paragraphs(piece)}<!--/enpcontent-->'
        f"<!--enpproperty <articleid>1</articleid>{notes}/enpproperty--></founder-content></div>{STEPS}{FOOT}",
        f"{piece.title}--青禾日报",
    )


def people(piece: Piece) -> str:
    """The layout of paper.people.com.cn: h3, h1, h2, the line of writers and date, the body in a block named ozoom."""
    form = '<table class="pci_c"><tr><td><img src="1.jpg"></td></tr><tr><td><p>{}</p></td></tr></table>'
    return page(
        f'<div class="header"><img alt="青禾日报" src="logo.png"></div>{PAGES}<div class="article">{TOOLS}'
        f"<h3>{piece.kicker or ''}</h3><h1>{piece.title}</h1><h2>{piece.subtitle or ''}</h2>"
        f'<p class="sec">{piece.byline or ""}<br><span class="date">《青禾日报》'
        '（<span class="newstime">2025年04月02日</span>&nbsp;&nbsp;第&nbsp;02&nbsp;版）</span></p>'
        f'<div class="attachment">{tag(form, piece.caption)}</div><div id="ozoom">{paragraphs(piece)}</div></div>{LIST}{FOOT}',
        piece.title,
    )


def columns(piece: Piece) -> str:
    """The layout of epaper.gmw.cn: as people's, with the writers in a block named lai."""
    return page(
        f'<div class="text_c"><h3>{piece.kicker or ""}</h3><h1>{piece.title}</h1><h2>{piece.subtitle or ""}</h2>'
        f'<div class="lai"><span>{piece.byline or ""}</span>（2025年04月02日 02版）</div><div class="c_c">'
        f"{tag('<table><tr><td><img src=1.jpg></td></tr><tr><td><p>{}</p></td></tr></table>', piece.caption)}"
        f'<div id="articleContent">{paragraphs(piece)}</div></div></div>{LIST}{FOOT}',
        f"{piece.title}-青禾日报-青禾网",
    )


def semantic(piece: Piece) -> str:
    """A site of today: article, header, figure."""
    picture = tag('<figure><img src="1.jpg" alt="青禾大桥"><figcaption>{}</figcaption></figure>', piece.caption)
    return page(
        "<header><nav><a href='/'>首页</a><a href='/p'>电子报</a></nav></header><main><article><header>"
        f"{tag('<p class=kicker>{}</p>', piece.kicker)}<h1>{piece.title}</h1>{tag('<p>{}</p>', piece.subtitle)}"
        f"{tag('<p class=author>{}</p>', piece.byline)}<time>2025-04-02 06:30</time></header>"
        f"{picture}{paragraphs(piece, '<p>{}</p>')}</article>"
        f"<aside><h2>相关阅读</h2>{LIST}</aside></main><footer>{NOTICE}</footer>",
        f"{piece.title}_青禾日报",
    )


def unnamed(piece: Piece) -> str:
    """Blocks without telling names, the body in one of them."""
    picture = tag('<div align="center"><img src="1.jpg"></div><div align="center">{}</div>', piece.caption)
    return page(
        '<div class="a1"><a href="/">青禾网</a> &gt; <a href="/n">新闻</a> &gt; 正文</div><div class="b7"><div class="b8">'
        f"{tag('<div class=yt>{}</div>', piece.kicker)}<div class=xx>{piece.title}</div>"
        f"{tag('<div class=ft>{}</div>', piece.subtitle)}</div>{tag('<div class=zz>{}</div>', piece.byline)}"
        f"<div class=sj>2025-04-02 06:30　来源：青禾日报</div>{TOOLS}"
        f'<div class="nr">{picture}{paragraphs(piece, "<div>　　{}</div>")}</div></div>'
        f'<div class="c2"><h3>热点推荐</h3>{LIST}</div>{FOOT}',
        f"{piece.title}-青禾网",
    )


def breaks(piece: Piece) -> str:
    """One cell of a table, its paragraphs parted by breaks."""
    text = "<br><br>\n".join(f"　　<b>{text[1:]}</b>" if text.startswith("#") else f"　　{text}" for text in piece.paragraphs)
    return page(
        f"<table><tr><td>{PAGES}</td></tr><tr><td align=center>{tag('<b>{}</b>', piece.kicker)}</td></tr>"
        f"<tr><td align=center><h2>{piece.title}</h2></td></tr><tr><td align=center>{tag('<b>{}</b>', piece.subtitle)}</td></tr>"
        f"<tr><td align=center>{piece.byline or ''}</td></tr>"
        f"{tag('<tr><td align=center><img src=1.jpg></td></tr><tr><td align=center>{}</td></tr>', piece.caption)}"
        f"<tr><td><font id=zoom>{text}</font></td></tr><tr><td>{STEPS}</td></tr></table>{FOOT}",
        "青禾日报电子版",
        "gbk",
    )


LAYOUTS: dict[str, Callable[[Piece], str]] = {
    layout.__name__: layout for layout in (tables, mobile, people, columns, semantic, unnamed, breaks)
}

PIECES = (
    Piece(
        kicker="沙土地改种订单小麦，三个村年增收六百万元",
        title="潮白渠边新麦绿",
        subtitle="——青禾县春耕见闻",
        byline="本报记者 许嘉 通讯员 高岩",
        caption="3月4日，柳庄村村民在麦田里检查滴灌带。乔远 摄",
        paragraphs=(
            "清晨的潮白渠，水面上浮着薄雾。种粮大户丁秀兰蹲下身，拨开一垄麦苗：“分蘖五个，比去年多一个。”",
            "#水从哪里来",
            "“过去大水漫灌，一亩要用260方。”县水利局的技术员介绍，铺上滴灌以后，亩均用水降到140方。",
            "#卖到哪里去",
            "2022年，村里同粮油公司签了订单，改种强筋小麦，每斤加价一角五分。",
        ),
    ),
    Piece(
        title="青禾县夏粮入库19万吨",
        paragraphs=(
            "本报青禾7月12日讯（记者白云）记者从县粮食局获悉，截至7月10日，全县夏粮入库19万吨，比去年同期增加1.2万吨。",
            "今年小麦最低收购价为每斤1.19元，32个收购点全部开秤。（下转第三版）",
        ),
    ),
    Piece(
        title="给小区里的修补匠留个位置",
        byline="□ 程远",
        paragraphs=(
            "磨剪子、配钥匙、补锅底，这些手艺离日子最近，离商场最远。",
            "有人说，街上清爽了才像城市。可是一把伞坏了一根骨，换一根只要三块钱，扔掉却要再买三十块钱的新伞。",
            "城市是住的，不是看的。",
        ),
    ),
    Piece(
        kicker="第九届青禾柿子节开幕",
        title="三天来了1.2万名游客",
        byline="青禾日报记者 邵文杰",
        caption="图为游客在河湾村采摘柿子。",
        paragraphs=(
            "10月20日，河湾村的晒场上铺满了柿子。村里今年收柿子46万斤，比去年多8万斤。",
            "“往年愁卖，今年愁装箱。”合作社理事长周满仓说。",
        ),
    ),
)
