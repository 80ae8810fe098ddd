"""The way of the data, from page files to the database."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from etl.check import broken_promises
from etl.checks import find_checks
from etl.errors import BaoshuError
from etl.figures import find_figures
from etl.header import complete, share_issue
from etl.index import index
from etl.model import Article, Findings, Page, ReadPage
from etl.places import article_provinces, find_home, find_places, main_province
from etl.quotes import find_quotes
from etl.quotes.ignored import find_ignored
from etl.quotes.unnamed import find_unnamed
from etl.read import read
from etl.read.files import Source, page_files
from etl.read.manifest import missing_pages
from etl.repair import repair
from etl.replace import replacing
from etl.report import Report, report
from etl.speakers import find_speakers
from etl.split import split
from etl.write import write

Progress = Callable[[Sequence[Source]], Iterable[Source]]


def build(inputs: Sequence[Path], db_path: Path, progress: Progress = iter) -> Report:
    """Builds the database at `db_path` from page files and folders of them, and says what came of it.

    A page that is missing, unreadable or a repetition is passed over and named in the report. Raises BaoshuError where a
    manifest is wrong, nothing can be built, or the result breaks a promise; the file at `db_path` is then what it was.
    """
    files, unread = page_files(inputs)
    unread += missing_pages(files)
    pages, passed_over = read_pages(progress(files))
    with replacing(db_path) as db:
        write(db, pages)
        index(db)
        if broken := broken_promises(db):
            raise BaoshuError(f"{db_path} was not replaced, for the new one breaks promises: {'; '.join(broken)}")
        return report(db, pages, unread + passed_over)


def read_pages(files: Iterable[Source]) -> tuple[list[ReadPage], list[str]]:
    """Reads and understands pages, in order of their content's name; and a sentence for each page passed over."""
    pages: list[ReadPage] = []
    sources: dict[str, Source] = {}
    passed_over = []
    for source in files:
        try:
            read_here, unread = read(source)
        except BaoshuError as error:
            passed_over.append(str(error))
            continue
        passed_over += unread
        fresh = []
        for page in read_here:
            if page.sha256 in sources:
                passed_over.append(f"{source} is the same page as {sources[page.sha256]}; it is taken once")
            else:
                sources[page.sha256] = source
                fresh.append(page)
        try:
            pages += understand(fresh)
        except Exception as error:
            raise BaoshuError(
                f"{source} is more than this version understands ({error!r}); report it, and build without it"
            ) from error
    if not pages:
        raise BaoshuError("; ".join(passed_over))
    return sorted(pages, key=lambda one: (one.page.file, one.page.sha256)), passed_over


def understand(pages: Sequence[Page]) -> list[ReadPage]:
    """The pages of one file → their articles with all findings, and what belongs to no article."""
    texts = [repair(page.text) for page in pages]
    completed = share_issue([complete(page, text) for page, text in zip(pages, texts, strict=True)])
    return [_understand_page(page, text) for page, text in zip(completed, texts, strict=True)]


def _understand_page(page: Page, text: str) -> ReadPage:
    parts = split(page, text)
    home = find_home(parts.articles, page.newspaper)
    findings = tuple(find(article, home) for article in parts.articles)
    return ReadPage(page, text, findings, parts.left_over + page.left_out)


def find(article: Article, home: str | None) -> Findings:
    """Article → places, speakers, quotes, figures and the checks of these, `home` being the division its page writes from.
    A speaker without words is none; words whose source has no name are kept apart from the others."""
    places = find_places(article, home)
    people = find_speakers(article, places)
    quotes = find_quotes(article, people)
    unnamed = find_unnamed(article, people, quotes)
    about = main_province(article, places, home)
    figures, ignored = find_figures(article, places, quotes, home=home, about=about)
    heard = {quote.speaker for quote in quotes}
    return Findings(
        article=article,
        places=tuple(places),
        provinces=article_provinces(article, places, home, about=about),
        province_code=about,
        speakers=tuple(person for person in people if person.name in heard),
        quotes=tuple(quotes),
        figures=tuple(figures),
        ignored=tuple(ignored),
        checks=tuple(find_checks(article, figures)),
        unnamed_quotes=tuple(unnamed),
        ignored_quotations=tuple(find_ignored(article, [*quotes, *unnamed])),
    )
