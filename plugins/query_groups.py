"""The canned queries as a reader meets them: under headings, for the front page and the page of the database."""

from collections import defaultdict
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette


@hookimpl
def extra_template_vars(datasette: Datasette) -> dict[str, object]:
    """Gives every template `query_groups()`."""

    async def query_groups() -> dict[str, list[dict[str, Any]]]:
        return grouped(await datasette.get_canned_queries("news", None))

    return {"query_groups": query_groups}


def grouped(queries: dict[str, dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The queries under the headings that their `group` names in metadata.yml, in the order written there.

    >>> grouped({"search": {"group": "找"}, "records": {"group": "数"}, "latest": {"group": "找"}})
    {'找': [{'group': '找', 'name': 'search'}, {'group': '找', 'name': 'latest'}], '数': [{'group': '数', 'name': 'records'}]}
    """
    groups = defaultdict(list)
    for name, query in queries.items():
        groups[query.get("group", "其他 Others")].append({**query, "name": name})
    return dict(groups)
