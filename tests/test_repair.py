"""The repairs: each case, and what holds for any text."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.read import read
from etl.read.files import Source, page_files
from etl.repair import REPAIRS, repair, repair_steps
from etl.repair.letters import narrow_letters
from tests.cases import cases

SAMPLES = Path(__file__).parents[1] / "samples"
PAGE_LETTERS = st.text(
    alphabet='青禾县水库，。：；（）“”‘’()".,:;?! \n\n　#*>-—…⋯·•１２％12A第版问答本报讯记者白云1月2日\ufeff\ufffd\f', max_size=80
)


@pytest.mark.parametrize("case", cases("repair"))
def test_case(case: dict[str, Any]) -> None:
    assert repair(case["text"]) == case["expect"]


def test_every_repair_has_a_case() -> None:
    known = json.loads((Path(__file__).parent / "cases" / "repair.json").read_text("utf-8"))
    assert {case["rule"] for case in known} == {mend.__name__ for mend in REPAIRS}


@pytest.mark.parametrize("mend", REPAIRS, ids=lambda mend: mend.__name__)
@given(text=PAGE_LETTERS)
@settings(max_examples=150, deadline=None)
def test_a_repair_done_twice_is_done_once(mend: Any, text: str) -> None:
    once = mend(text)
    assert mend(once) == once


@given(text=PAGE_LETTERS)
@settings(max_examples=150, deadline=None)
def test_the_result_has_single_gaps_and_no_stray_spaces(text: str) -> None:
    mended = repair(text)
    assert mended == mended.strip("\n") and "\n\n\n" not in mended
    assert all(line == line.strip(" ") for line in mended.split("\n"))
    assert "\ufffd" not in repair(text)


@given(text=PAGE_LETTERS)
@settings(max_examples=100, deadline=None)
def test_the_steps_end_in_the_repaired_text(text: str) -> None:
    steps = repair_steps(text)
    assert (steps[-1][1] if steps else text) == repair(text)


CLEAN_ARTICLES = (
    "青禾大桥通车\n本报讯（记者白云）青禾大桥今天通车，全长3.2公里。\n“过江快了二十分钟。”市民高山说。",
    "青海祁连县扩种青稞\n一粒种子，两本账\n□ 本报记者 白云 高山\n青稞熟了，三万户农家忙着抢收。\n县里说，明年再扩种。",
    "渔港开渔\n清晨，渔船出港。\n图为渔船出港。\n田远摄（中经视觉）\n傍晚，第一批渔船归来，码头上站满了人，锣鼓响了一个钟头。",
    "新规有哪些变化\n——青禾县民政局负责人答记者问\n近日，新规发布。\n问：补助提高多少？\n答：每人每月提高五十元。",
    "青禾县养老服务办法\n第一条为了规范养老服务，制定本办法。\n第二条本办法适用于全县。",
    "（上接第一版）厂长周平说：“去年产值3亿元。”\n今年计划再建两条生产线。（下转第七版）",
)


@given(st.lists(st.sampled_from(CLEAN_ARTICLES), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_clean_text_comes_through_unchanged(articles: list[str]) -> None:
    text = "\n".join(articles)
    assert repair(text) == text


@given(st.lists(st.sampled_from(CLEAN_ARTICLES), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_laid_out_text_comes_through_unchanged(articles: list[str]) -> None:
    text = "".join(f"\f\n# {article}\n" for article in articles).strip("\n")
    assert repair(text) == text


HEADINGS = st.sampled_from(("青禾大桥通车", "早稻丰收 夏粮增产", "——青禾县春耕见闻", "上半年数据·外贸", "水从哪里来？"))
LINES = st.sampled_from(
    (
        "□ 本报记者 白云 高山",
        "本报记者王禾  清晨，石桥村的茶园里人声鼎沸。",
        "本报讯（记者白云）青禾大桥今天通车，全长3.2公里。",
        "青稞熟了，三万户农家忙着抢收。",
        "县里说，明年再扩种，",
        "问：补助提高多少？",
        "石桥镇 2.1万吨 3.0万吨",
        "田远摄（中经视觉）",
        "（下转第七版）",
        "责任编辑：白云 美编：高山",
        "清晨,渔船出港(图)。",
        '他说:"好。"',
        "全县今年 早稻丰收，农户 增收。",
        "Green Port",
    )
)
MARKED = st.builds("{}{}".format, st.sampled_from(("# ", "## ", "### ", "")), HEADINGS)
RECOGNISED = st.one_of(
    st.builds("**{}**".format, HEADINGS),
    st.builds("![{}](a.png)".format, LINES),
    st.sampled_from(("", "---", "> 引水入村。", "[图片]")),
)


@given(st.lists(st.one_of(LINES, LINES, MARKED, RECOGNISED), min_size=1, max_size=9))
@settings(max_examples=200, deadline=None)
def test_markdown_repaired_twice_is_repaired_once(lines: list[str]) -> None:
    once = repair("\n".join(lines))
    assert repair(once) == once


@given(st.lists(st.one_of(LINES, LINES, MARKED, st.sampled_from(("\f", "![]", ""))), min_size=1, max_size=9))
@settings(max_examples=200, deadline=None)
def test_laid_out_text_repaired_twice_is_repaired_once(lines: list[str]) -> None:
    once = repair("\n".join(["\f", *lines]))
    assert repair(once) == once


@given(st.lists(st.sampled_from(CLEAN_ARTICLES), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_printed_indents_repaired_twice_are_repaired_once(articles: list[str]) -> None:
    lines = (line for article in articles for line in article.split("\n"))
    once = repair("\n".join(f"　　{line}" if line[-1] in "。”" else line for line in lines))
    assert repair(once) == once


@pytest.mark.parametrize("source", page_files([SAMPLES])[0], ids=lambda source: source.name)
def test_a_sample_repaired_twice_is_repaired_once(source: Source) -> None:
    for page in read(source)[0]:
        once = repair(page.text)
        assert repair(once) == once


@given(text=PAGE_LETTERS)
@settings(max_examples=150, deadline=None)
def test_no_letter_is_lost(text: str) -> None:
    def letters(of: str) -> list[str]:
        return sorted(re.findall(r"[㐀-鿿A-Za-z\d]", narrow_letters(of)))

    assert letters(repair(text)) == letters(text)
