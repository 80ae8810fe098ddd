"""Names of pages as a reader knows them, from metadata.yml: 文章 instead of articles."""

from datasette import hookimpl
from datasette.app import Datasette


@hookimpl
def extra_template_vars(datasette: Datasette) -> dict[str, object]:
    """Gives every template `title_of("figures")`."""
    titles = {"home": "首页", "news": "数据库", **table_titles(datasette)}

    def title_of(name: str) -> str:
        return titles.get(name, name)

    return {"title_of": title_of}


def table_titles(datasette: Datasette) -> dict[str, str]:
    """Table or view → its title."""
    tables = datasette.metadata("tables", database="news") or {}
    return {name: table["title"] for name, table in tables.items() if "title" in table}
