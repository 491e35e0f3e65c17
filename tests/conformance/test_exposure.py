"""The given labelled states of buckets, where they are at hand."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parents[2] / ".." / "shared" / "exposure-cases.jsonl"


def _runner() -> Any:
    spec = importlib.util.spec_from_file_location(
        "exposure_runner", Path(__file__).with_name("exposure.py")
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not CASES.exists(), reason="the labelled cases are not at hand")
def test_all_labelled_states_agree() -> None:
    results = list(_runner().check_file(CASES))
    assert results
    assert [result for result in results if not result.agrees] == []
