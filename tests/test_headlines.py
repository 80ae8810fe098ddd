"""The lines of a headline, parted by weight: each weight has its sign, and what is sure is read as it was written."""

import pytest

from bench.headlines.laid import MOST_LINES, invented, lay
from etl.split.headline_parts import JOINT_SIGNS, JOINTS, PART_SIGNS, TITLE_SIGNS, headline_weights, part_lines, partings

SIGNS = {
    *(f"{part}: {name}" for part in ("kicker", "subtitle") for name in PART_SIGNS),
    *(f"{joint}: {name}" for joint in JOINTS for name in JOINT_SIGNS),
    *(f"title: {name}" for name in (*TITLE_SIGNS, "stands between")),
}


def test_every_weight_has_its_sign() -> None:
    assert set(headline_weights()) <= SIGNS


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (["高山在石桥调研时强调", "把水利工程建到田头", "让每一滴水都有账可查"], ("高山在石桥调研时强调", 2, None)),
        (["今天你刷卡了吗", "——青禾县图书馆见闻"], (None, 1, "——青禾县图书馆见闻")),
        (["安徽石桥镇", "茶园里来了采茶机"], ("安徽石桥镇", 1, None)),
        (
            ["青禾县公共停车场管理规定", "（2026年1月5日青禾县人民政府", "第9次常务会议通过）"],
            (None, 1, "（2026年1月5日青禾县人民政府第9次常务会议通过）"),
        ),
        (["石桥短讯", "河边添了长椅"], ("石桥短讯", 1, None)),
        (["青禾县新建扩建乡村卫生室", "首批", "36家"], (None, 3, None)),
    ],
)
def test_what_is_sure(lines: list[str], parts: tuple[str | None, int, str | None]) -> None:
    kicker, title, subtitle = part_lines(lines, "", headline_weights())
    start = lines.index(kicker) + 1 if kicker else 0
    assert (kicker, title.replace(" ", ""), subtitle) == (parts[0], "".join(lines[start : start + parts[1]]), parts[2])


def test_the_report_tells_a_wrap() -> None:
    lines = ["青禾县上线渔船", "动态电子台账"]
    assert part_lines(lines, "这本渔船动态台账由县里统一建。", headline_weights()) == (None, "青禾县上线渔船动态电子台账", None)


def test_every_way_to_part_is_found_possible() -> None:
    laid = lay(invented(), times=2, seed=5)
    possible = sum(one.parting in partings(one.lines) for one in laid)
    assert possible > 0.97 * len(laid)
    assert all(1 < len(one.lines) <= MOST_LINES for one in laid)
