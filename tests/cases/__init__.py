"""Cases are JSON: `[{"label", "text", "expect", "note"?, "known_failure"?}]`, sentences written for this project."""

import json
from pathlib import Path
from typing import Any

import pytest


def cases(name: str) -> list[Any]:
    """The cases of `<name>*.json` as pytest parameters; known failures are strict xfails, so a cure is noticed."""
    files = sorted(Path(__file__).parent.glob(f"{name}*.json"))
    found = [case for file in files for case in json.loads(file.read_text("utf-8"))]
    return [
        pytest.param(
            case,
            id=case["label"],
            marks=[pytest.mark.xfail(strict=True, reason=case["known_failure"])] if "known_failure" in case else [],
        )
        for case in found
    ]
