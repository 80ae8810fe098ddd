"""Articles with their ids: what is filed can be linked."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from etl.ids import content_id, opening
from etl.model import Article, Findings, Page, ReadPage, Speaker


class Filed(NamedTuple):
    """An article with its id, its page and what was found in it."""

    id: int
    page: Page
    findings: Findings

    @property
    def article(self) -> Article:
        return self.findings.article

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        return self.findings.speakers


def file_articles(pages: Iterable[ReadPage]) -> list[Filed]:
    """All articles with their ids: from newspaper, issue, the page file's name and the opening words, so that neither new
    pages nor a mended ending, mark or layout renames an article.

    Articles of one page that share their opening are numbered; pages that share everything are told apart by their bytes.
    """
    holder: dict[tuple[str, ...], str] = {}
    filed = []
    for read_page in pages:
        page = read_page.page
        on_page: Counter[str] = Counter()
        for findings in read_page.findings:
            words = opening(findings.article.body)
            on_page[words] += 1
            key: tuple[str, ...] = (*_issue_named(page), page.file, words, str(on_page[words]))
            if holder.setdefault(key, page.sha256) != page.sha256:
                key = (*key, page.sha256)
            filed.append(Filed(content_id("article", *key), page, findings))
    return filed


def _issue_named(page: Page) -> tuple[str, str]:
    """Newspaper and issue as those name them who handed the page over: what is read off the page itself may be read better
    some day, and that should rename no article."""
    given = ("manifest", "file name")
    return (
        page.newspaper or "" if page.named_by in given else "",
        str(page.issue_date or "") if page.dated_by in given else "",
    )
