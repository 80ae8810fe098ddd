"""What a page prints beside its articles, in invented words: masthead, page label, editors' line, weather, adverts, notices."""

import random

PAPERS = ("江海日报", "南岭时报", "北疆晚报", "青禾都市报", "云泽商报")
SECTIONS = ("要闻", "综合", "经济", "文化", "地方", "国际", "体育", "民生", "理论", "生态")
PEOPLE = ("贺兰", "程小舟", "孟川", "宋雨", "罗青山", "唐棠", "孔宁", "谢一帆")
DAYS = "一二三四五六日"


def date_line(rng: random.Random) -> str:
    """The date of the issue: 2026年3月6日 星期五."""
    return f"{rng.randint(2019, 2026)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日 星期{rng.choice(DAYS)}"


def page_label(rng: random.Random) -> str:
    """第03版 要闻, A07 体育, 要闻·2."""
    section, number = rng.choice(SECTIONS), rng.randint(1, 16)
    return rng.choice(
        (f"第{number:02d}版 {section}", f"{section} {number:02d}版", f"{number}版 {section}", f"A{number:02d} {section}")
    )


def masthead(rng: random.Random) -> list[str]:
    """The lines at the head of a front page."""
    paper = rng.choice(PAPERS)
    numbers = f"国内统一连续出版物号 CN {rng.randint(11, 65)}-{rng.randint(1000, 9999):04d}"
    issue = f"第{rng.randint(1000, 29999)}期 今日{rng.choice((4, 8, 12, 16))}版"
    lines = [paper, date_line(rng), numbers, issue, f"{paper}社出版"]
    return lines[: rng.randint(2, len(lines))]


def header(rng: random.Random) -> list[str]:
    """The lines at the head of an inner page: a label, a date, the paper's name, in any order."""
    lines = [page_label(rng), date_line(rng), rng.choice(PAPERS)]
    rng.shuffle(lines)
    return lines[: rng.randint(1, 3)]


def editors(rng: random.Random) -> str:
    """责任编辑：贺兰 美编：孟川."""
    chief, designer, reader = rng.sample(PEOPLE, 3)
    return rng.choice(
        (
            f"责任编辑：{chief} 美编：{designer}",
            f"责编 {chief} 版式 {designer} 校对 {reader}",
            f"本版责编：{chief} 美编：{designer} 校对：{reader}",
            f"编辑/{chief} 美编/{designer} 审读/{reader}",
        )
    )


def weather(rng: random.Random) -> list[str]:
    """A box of the day's weather."""
    low, high = rng.randint(-5, 15), rng.randint(16, 32)
    return [rng.choice(("今日天气", "天气预报")) + f"：多云转晴 {low}℃～{high}℃ 东南风{rng.randint(2, 4)}级"]


def advert(rng: random.Random) -> list[str]:
    """The lines of an advertisement that says what it is."""
    phone = f"{rng.randint(200, 999)}{rng.randint(10000, 99999)}"
    return rng.choice(
        (
            ["广告", f"青禾家居城春季大促 热线：{phone}"],
            [f"广告：云泽茶业新茶上市 订购电话：{phone}"],
            ["广告", "南岭山泉 一口清甜", f"招商热线：{phone}"],
        )
    )


def notice(rng: random.Random) -> list[str]:
    """The lines of a notice."""
    number = rng.randint(10**7, 10**8 - 1)
    who = rng.choice(PEOPLE)
    return rng.choice(
        (
            ["遗失声明", f"{who}遗失身份证，证号尾数{number % 10000:04d}，声明作废。"],
            ["注销公告", f"江海市{who[-1]}禾商贸有限公司拟注销，请债权人自公告之日起45日内申报债权。"],
            ["遗失声明", f"云泽县石桥镇便民商店遗失营业执照正本，编号{number}，声明作废。"],
        )
    )


def guide(rng: random.Random) -> list[str]:
    """A box that names articles of other pages."""
    titles = rng.sample(
        ("百里长渠引水入村", "老街夜市重开张", "山货出海记", "冬小麦长势喜人", "一条古道的新生"), rng.randint(2, 3)
    )
    return [rng.choice(("导读", "今日导读")), *(f"{title} {page}版" for title, page in zip(titles, (3, 5, 7), strict=False))]
