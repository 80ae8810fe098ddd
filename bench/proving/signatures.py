"""How an article is signed: by dateline, byline below the headline, closing credit, photo credit, or not at all."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bench.proving.articles import Known, Printed

OPINION = "commentary"


@dataclass(frozen=True, slots=True)
class Pools:
    """The names and places the known articles are signed with: whoever lays a page out signs anew."""

    names: tuple[str, ...]
    places: tuple[str, ...]


def pools(known: Sequence[Known]) -> Pools:
    """The names and places of known articles, each once, in order."""
    names = sorted({name for article in known if article.kind != "caption" for name in article.names})
    places = sorted({article.place for article in known if article.place})
    return Pools(tuple(names) or ("白云", "高山"), tuple(places) or ("江海",))


def sign(rng: random.Random, article: Known, pool: Pools) -> Printed:
    """The article with a signature of a form that its kind allows, and without any layout yet."""
    bare = Printed(article.kind, article.body, article.kicker, article.title, article.subtitle)
    if article.kind == "caption":
        return _credit_photo(rng, bare, article, pool)
    if article.kind == "document":
        return replace(bare, features=frozenset({"unsigned"}))
    if article.kind == OPINION:
        return _sign_opinion(rng, bare, article)
    sign_as = rng.choices((_dateline, _byline, _closing, _unsigned), (45, 27, 12, 16))[0]
    return sign_as(rng, bare, pool)


def _unsigned(rng: random.Random, bare: Printed, pool: Pools) -> Printed:
    return replace(bare, features=frozenset({"unsigned"}))


def _some_names(rng: random.Random, pool: Pools) -> tuple[str, ...]:
    plain = [name for name in pool.names if "·" not in name]
    return tuple(rng.sample(plain, min(len(plain), rng.choices((1, 2, 3), (70, 25, 5))[0])))


def _date(rng: random.Random) -> str:
    return f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日"


def _dateline(rng: random.Random, bare: Printed, pool: Pools) -> Printed:
    """本报银川2月24日讯（记者白雪 通讯员马少华）, 新华社兰州3月6日电, 本报讯（记者 高娃）."""
    source = rng.choices(("本报", "新华社", "据新华社", "中新社"), (62, 26, 8, 4))[0]
    agency = source != "本报"
    place = rng.choice(pool.places) if agency or rng.random() < 0.6 else None
    date = _date(rng) if agency or (place and rng.random() < 0.85) else ""
    verb = "电" if agency or (date and rng.random() < 0.25) else "讯"
    names = _some_names(rng, pool) if rng.random() < 0.85 else ()
    head = f"{source}{place or ''}{date}{verb}"
    gap = rng.choice(("", "", " "))
    return replace(
        bare,
        byline=names,
        source=source.removeprefix("据"),
        dateline_place=place,
        dateline=head + (gap + _bracket(rng, names) if names else " " if gap and agency else ""),
        features=frozenset({"dateline"}),
    )


def _bracket(rng: random.Random, names: tuple[str, ...]) -> str:
    gap = rng.choice(("", " "))
    if len(names) > 1 and rng.random() < 0.4:
        return f"（记者{gap}{names[0]} 通讯员{gap}{' '.join(names[1:])}）"
    return f"（记者{gap}{rng.choice((' ', '、')).join(names)}）"


def _byline(rng: random.Random, bare: Printed, pool: Pools) -> Printed:
    """□ 本报记者 顾一苇 陆川, 本报记者 白雪 通讯员 马少华, 文/高娃, 新华社记者 宋文漪."""
    names = _some_names(rng, pool)
    listed = " ".join(names)
    forms: list[tuple[str, str | None]] = [
        (f"本报记者 {listed}", "本报"),
        (f"本报记者{rng.choice(('', '  '))}{names[0]}", "本报"),
        (f"□ 本报记者 {listed}", "本报"),
        (f"□本报记者 {listed}", "本报"),
        (f"◎ 本报记者 {listed}", "本报"),
        (f"新华社记者 {listed}", "新华社"),
        (f"文/图 本报记者 {listed}", "本报"),
        (f"本报记者 {listed} 文/图", "本报"),
        (f"文/{names[0]}", None),
        (f"记者 {listed}", None),
        (f"（记者 {listed}）", None),
    ]
    if len(names) > 1:
        forms += [(f"本报记者 {names[0]} 通讯员 {' '.join(names[1:])}", "本报")] * 3
    signature, source = rng.choice(forms)
    printed = tuple(name for name in names if name in signature)
    if len(names[0]) == 2 and printed == names[:1] and rng.random() < 0.15:
        signature = signature.replace(names[0], "  ".join(names[0]))
    return replace(bare, byline=printed, source=source, signature=signature, features=frozenset({"byline"}))


def _closing(rng: random.Random, bare: Printed, pool: Pools) -> Printed:
    """（高娃）, （本报记者 白雪 马少华）, （新华社兰州3月6日电）."""
    names = _some_names(rng, pool)
    listed = " ".join(names)
    place = rng.choice(pool.places)
    forms: list[tuple[str, tuple[str, ...], str | None, str | None]] = [
        (f"（{listed}）", names, None, None),
        (f"（记者 {listed}）", names, None, None),
        (f"（本报记者 {listed}）", names, "本报", None),
        (f"（新华社{place}{_date(rng)}电）", (), "新华社", place),
        (f"（据新华社{place}{_date(rng)}电）", (), "新华社", place),
    ]
    credit, byline, source, where = rng.choice(forms)
    return replace(
        bare, byline=byline, source=source, dateline_place=where, credit=credit, features=frozenset({"closing credit"})
    )


def _sign_opinion(rng: random.Random, bare: Printed, article: Known) -> Printed:
    """An opinion piece bears its own author's name alone; one without a column's label keeps the box before it (□陆知秋)."""
    if not article.names:
        return replace(bare, features=frozenset({"unsigned"}))
    listed = " ".join(article.names)
    if not article.kicker:
        signature = f"□{rng.choice(('', ' '))}{listed}"
    elif rng.random() < 0.3:
        return replace(bare, byline=article.names, credit=f"（{listed}）", features=frozenset({"closing credit"}))
    else:
        signature = rng.choice((listed, f"□ {listed}", f"□{listed}"))
    return replace(bare, byline=article.names, signature=signature, features=frozenset({"byline"}))


def _credit_photo(rng: random.Random, bare: Printed, article: Known, pool: Pools) -> Printed:
    """田远摄（北疆视觉）, 本报记者 高娃摄, 新华社发（白雪 摄）."""
    name = (article.names or _some_names(rng, pool))[0]
    forms: list[tuple[str, str | None]] = [
        (f"{name}摄（北疆视觉）", "北疆视觉"),
        (f"{name} 摄", None),
        (f"{name}摄", None),
        (f"本报记者 {name}摄", "本报"),
        (f"本报记者 {name} 摄", "本报"),
        (f"新华社记者 {name} 摄", "新华社"),
        (f"新华社发（{name} 摄）", "新华社"),
        (f"{name} 摄/光明图片", "光明图片"),
    ]
    credit, source = rng.choice(forms)
    return replace(bare, byline=(name,), source=source, credit=credit, features=frozenset({"caption"}))
