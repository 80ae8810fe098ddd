"""`python -m bench [FOLDER]`: characters a second of every room over a folder of pages (default samples/), on one core, and of
what a user would otherwise start with: jieba's segmenter and tagger over the same text, the plain text of a PDF, the text that
trafilatura finds on an HTML page; then the figures alone, on dense and on running text (`bench/figures.py`)."""

import sys
from collections.abc import Callable
from pathlib import Path

import jieba.posseg
import pypdfium2
import trafilatura

from bench.figures import compare_figures
from bench.timing import median_seconds
from etl.checks import find_checks
from etl.figures import find_figures
from etl.places import find_places
from etl.quotes import find_quotes
from etl.quotes.ignored import find_ignored
from etl.quotes.unnamed import find_unnamed
from etl.read import LARGEST_PDF, read
from etl.read.files import Source, page_files
from etl.repair import repair
from etl.search import segment
from etl.speakers import find_speakers
from etl.split import split

TAGGER_SAMPLE = 100_000


def main(folder: Path) -> None:
    """Prints one line a room: the median of three rounds after a first one that loads the vocabulary."""
    sources = page_files([folder])[0]
    pages = [page for source in sources for page in read(source)[0]]
    texts = [repair(page.text) for page in pages]
    articles = [article for page, text in zip(pages, texts, strict=True) for article in split(page, text).articles]
    places = [find_places(article) for article in articles]
    speakers = [find_speakers(article, found) for article, found in zip(articles, places, strict=True)]
    quotes = [find_quotes(article, found) for article, found in zip(articles, speakers, strict=True)]
    characters = sum(len(article.body) for article in articles)
    raw = sum(len(page.text) for page in pages)
    print(f"{len(pages)} pages, {len(articles)} articles, {characters:,} characters of body\n")
    found = list(zip(articles, places, speakers, quotes, strict=True))
    figures = [(article, find_figures(article, where, said)[0]) for article, where, _, said in found]
    rooms: dict[str, tuple[Callable[[], object], int]] = {
        "repair": (lambda: [repair(page.text) for page in pages], raw),
        "split": (lambda: [split(page, text) for page, text in zip(pages, texts, strict=True)], raw),
        "places": (lambda: [find_places(article) for article in articles], characters),
        "speakers": (lambda: [find_speakers(article, where) for article, where, _, _ in found], characters),
        "quotes": (lambda: [find_quotes(article, who) for article, _, who, _ in found], characters),
        "unnamed quotes": (lambda: [find_unnamed(article, who, said) for article, _, who, said in found], characters),
        "ignored quotations": (lambda: [find_ignored(article, said) for article, _, _, said in found], characters),
        "figures": (lambda: [find_figures(article, where, said) for article, where, _, said in found], characters),
        "checks": (lambda: [find_checks(article, cited) for article, cited in figures], characters),
        "segment": (lambda: [segment(article.body) for article in articles], characters),
    }
    for format, other, plain in (("pdf", "pypdfium2", plain_pdf), ("html", "trafilatura", plain_html)):
        files = [source for source in sources if source.format == format]
        if files:
            size = sum(len(page.text) for source in files for page in read(source)[0])
            for name, reader in ((f"read {format}", read), (other, plain)):
                seconds = median_seconds(lambda reader=reader, files=files: [reader(source) for source in files])
                print(f"{name:<22} {size / seconds:>12,.0f} characters/s {1000 * seconds / len(files):>8,.0f} ms a file")
    total = 0.0
    for name, (room, size) in rooms.items():
        seconds = median_seconds(room)
        total += seconds
        print(f"{name:<22} {size / seconds:>12,.0f} characters/s")
    print(f"{'all rooms':<22} {raw / total:>12,.0f} characters/s")
    sample = "".join(article.body for article in articles)[:TAGGER_SAMPLE]
    for name, tool in (("jieba.lcut", jieba.lcut), ("jieba.posseg.lcut", jieba.posseg.lcut)):
        print(f"{name:<22} {len(sample) / median_seconds(lambda tool=tool: tool(sample)):>12,.0f} characters/s")
    for line in compare_figures(articles):
        print(line)


def plain_pdf(source: Source) -> list[str]:
    """The text of a PDF in the order in which it stands in the file."""
    document = pypdfium2.PdfDocument(source.content(LARGEST_PDF))
    return [document[at].get_textpage().get_text_range() for at in range(len(document))]


def plain_html(source: Source) -> str | None:
    """The main text of a page as the library alone finds it."""
    return trafilatura.extract(source.content())


main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "samples")
