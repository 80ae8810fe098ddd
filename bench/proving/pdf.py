"""Sheet → HTML → PDF by Chromium. The browser measures first that no line runs over its room, else the truth were wrong."""

import base64
import html
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.proving.sheet import Line, Shape, Sheet

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update")
FONTS = {"serif": "Noto Serif CJK SC", "sans": "Noto Sans CJK SC"}
STYLE = """
@page { size: %(width).2fpt %(height).2fpt; margin: 0 }
body { margin: 0; position: relative; width: %(width).2fpt; height: %(height).2fpt }
div, img, svg { position: absolute }
.l { white-space: pre; text-spacing-trim: space-all; font-kerning: none }
.justify { text-align: justify; text-align-last: justify; text-justify: inter-character; white-space: nowrap }
.center { text-align: center } .right { text-align: right }
.v { writing-mode: vertical-rl; text-orientation: upright }
.frame { border: 0.7pt solid #222; box-sizing: border-box }
.double { border: 2.4pt double #222; box-sizing: border-box }
.tint { background: #e8e8e8 } .ground { background: #999 } .rule { background: #333 }
"""
OVERFLOW = """
[...document.querySelectorAll('.l')]
  .filter(e => e.classList.contains('v') ? e.scrollHeight > e.clientHeight + 1 : e.scrollWidth > e.clientWidth + 1)
  .map(e => e.textContent)
"""
DRAWING = (
    '<svg viewBox="0 0 100 100" preserveAspectRatio="none" style="%s"><rect width="100" height="100" fill="#ddd"/>'
    '<circle cx="30" cy="40" r="22" fill="#777"/><path d="M0 100 60 30 100 90z" fill="#555"/></svg>'
)


def to_html(sheet: Sheet) -> str:
    """The sheet as a page of HTML in which each line stands at its own point."""
    style = STYLE % {"width": sheet.width, "height": sheet.height}
    drawn = "\n".join(_draw(one) for group in sheet.groups for one in group)
    return f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>{style}</style><body>\n{drawn}\n</body></html>'


def _draw(one: Line | Shape) -> str:
    return _draw_line(one) if isinstance(one, Line) else _draw_shape(one)


def _draw_line(line: Line) -> str:
    box = f"left:{line.x:.2f}pt;top:{line.y:.2f}pt;width:{line.width:.2f}pt;height:{line.height:.2f}pt;"
    leading = "1.2" if line.vertical else f"{line.height:.2f}pt"
    look = f"font:{'bold' if line.bold else 'normal'} {line.size:.2f}pt/{leading} '{FONTS[line.font]}';"
    text = html.escape(line.text)
    if line.lead:
        text = f"<b>{html.escape(line.text[: line.lead])}</b>{html.escape(line.text[line.lead :])}"
    kind = "l v" if line.vertical else f"l {line.align}"
    drawn = f'<div class="{kind}" style="{box}{look}">{text}</div>'
    if line.shadow:
        moved = f"left:{line.x + 0.8:.2f}pt;top:{line.y + 0.8:.2f}pt;"
        drawn = f'<div class="{kind}" style="{box}{moved}{look}color:#bbb">{text}</div>{drawn}'
    return drawn


def _draw_shape(shape: Shape) -> str:
    box = f"left:{shape.x:.2f}pt;top:{shape.y:.2f}pt;width:{shape.width:.2f}pt;height:{shape.height:.2f}pt"
    if shape.look == "photo":
        return f'<img src="{photo_address()}" style="{box}">'
    if shape.look == "drawing":
        return DRAWING % box
    return f'<div class="{shape.look.removesuffix(" frame")}" style="{box}"></div>'


@cache
def photo_address() -> str:
    """A small grey picture as a data address."""
    width, height = 60, 40
    rows = b"".join(b"\0" + bytes((x * 3 + y * 2) % 200 + 40 for x in range(width)) for y in range(height))
    parts = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )
    return "data:image/png;base64," + base64.b64encode(png).decode()


@contextmanager
def browser() -> Iterator[Page]:
    """One page of one browser, for all sheets of a run."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield chromium.new_page()
        chromium.close()


def print_sheet(page: Page, sheet: Sheet, path: Path) -> None:
    """Prints a sheet. Raises AssertionError where a line runs over its room."""
    page.set_content(to_html(sheet))
    over = page.evaluate(OVERFLOW)
    assert not over, f"{path.name}: lines run over: {over}"
    page.pdf(path=path, print_background=True, prefer_css_page_size=True)


def print_html(page: Page, text: str, path: Path) -> None:
    """Prints a page that the browser lays out, on a sheet as high as it comes out."""
    page.emulate_media(media="print")
    page.set_content(text)
    page.set_viewport_size({"width": 200, "height": 200})
    width, height = page.evaluate("[document.body.offsetWidth, document.documentElement.scrollHeight]")
    # Printed type is a hair higher than on screen: without some room below, a page would break in two.
    page.add_style_tag(content=f"@page {{ size: {width}px {height + 40}px }}")
    page.pdf(path=path, print_background=True, prefer_css_page_size=True)
