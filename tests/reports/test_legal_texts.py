from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from meyar.reports.legal_texts import GENERIC, SHIPPED, LegalTexts, TextsDoNotFit, legal_texts_for
from tests.factories.publication import rules
from tests.factories.report import shipped_edition


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.yaml")), ids=lambda path: path.name)
def test_a_shipped_file_is_complete(path: Path) -> None:
    texts = LegalTexts.model_validate(YAML(typ="safe").load(path.read_text("utf-8")))

    assert texts.model_fields_set


@pytest.mark.parametrize("code", ["2013", "2014"])
def test_texts_are_chosen_by_the_legal_act(code: str) -> None:
    edition = shipped_edition(code)
    texts = legal_texts_for(edition)

    assert texts.act is not None
    assert texts.act.number == edition.act.number


def test_a_rulebook_of_the_same_name_under_another_act_gets_the_generic_texts() -> None:
    assert legal_texts_for(rules("2014")).act is None


def test_an_installation_may_bring_its_own(settings: Any, tmp_path: Path) -> None:
    settings.MEYAR_HOME = tmp_path
    own = GENERIC.read_text("utf-8").replace('en: "Report on the assessment of services"', 'en: "Our report"')
    _write(tmp_path, 'act: {number: "1", in_force_on: 2014-02-01}\n' + own)

    assert legal_texts_for(rules("2014")).title.en == "Our report"


def test_all_problems_of_a_file_are_listed_with_their_places(settings: Any, tmp_path: Path) -> None:
    settings.MEYAR_HOME = tmp_path
    _write(tmp_path, "title: {az: Hesabat, en: Report}\nunknown: 1\n")

    with pytest.raises(TextsDoNotFit) as refusal:
        legal_texts_for(rules("2014"))

    assert str(refusal.value).startswith("own.yaml: title.ru: Field required; scope: Field required;")
    assert "unknown: Extra inputs are not permitted" in str(refusal.value)


def test_a_name_in_braces_that_nothing_fills_is_refused(settings: Any, tmp_path: Path) -> None:
    settings.MEYAR_HOME = tmp_path
    _write(tmp_path, GENERIC.read_text("utf-8").replace("Results {year_of}:", "Results {years}:"))

    with pytest.raises(TextsDoNotFit, match=r"tables\.year\.en: \{years\} is not filled here; accepted: year_of"):
        legal_texts_for(rules("2014"))


def _write(home: Path, text: str) -> None:
    (home / "report_texts").mkdir()
    (home / "report_texts" / "own.yaml").write_text(text, encoding="utf-8")
