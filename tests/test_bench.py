"""The texts that figures are measured on."""

from bench.figures import RUNNING_DENSITY, THIRTY_UNITS_RE, running
from etl.figures import find_figures
from etl.model import Article


def test_running_text_has_as_few_figures_as_news() -> None:
    body = "青禾厂去年产茶30吨，增长5%。" + "茶山上雾还没有散，采茶的人已经背着竹篓上了路。" * 40
    texts = list(running([Article(number, "news", body) for number in range(1, 9)]))
    characters = sum(len(article.body) for article in texts)
    figures = sum(len(find_figures(article, [], [])[0]) for article in texts)
    assert 0 < figures <= RUNNING_DENSITY * characters


def test_the_plain_regex_reads_what_it_is_meant_to() -> None:
    assert THIRTY_UNITS_RE.findall("接待游客约331万人次，增长5.2%，比上月高1.1个百分点。") == [
        "约331万人次",
        "5.2%",
        "1.1个百分点",
    ]
