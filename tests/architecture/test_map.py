from __future__ import annotations

import pytest
from django.apps import apps

from tests.architecture.house import ROOT, SOURCE, height, imports, layers, modules


def test_every_folder_of_the_source_is_on_the_map_and_the_other_way_round() -> None:
    folders = {path.parent.name for path in SOURCE.glob("*/__init__.py")}

    assert folders == set().union(*layers())


def test_the_page_of_the_map_names_every_folder() -> None:
    page = (ROOT / "docs" / "map.md").read_text(encoding="utf-8")

    assert [folder for layer in layers() for folder in layer if f"`{folder}`" not in page] == []


def test_foreign_keys_point_down_the_map() -> None:
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model.__module__.startswith("meyar.")
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model is not None
        if field.related_model._meta.app_label != model._meta.app_label
        if height(field.related_model._meta.app_label) >= height(model._meta.app_label)
    ]

    assert upward == []


def test_publication_is_related_to_no_other_app() -> None:
    through_the_wall = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model is not None
        if "publication" in {model._meta.app_label, field.related_model._meta.app_label}
        if model._meta.app_label != field.related_model._meta.app_label
    ]

    assert through_the_wall == []


def test_the_models_of_an_app_are_private_to_it() -> None:
    foreign = [
        f"{name}:{line} imports {module}"
        for name, tree in modules()
        for line, module in imports(tree)
        if module.startswith("meyar.") and module.endswith(".models")
        if module.split(".")[1] != name.split("/")[0]
    ]

    assert foreign == []


def test_no_django_admin_and_no_signals() -> None:
    banned = [
        f"{name}:{line} {module}"
        for name, tree in modules()
        for line, module in imports(tree)
        if module.startswith(("django.contrib.admin", "django.db.models.signals", "django.dispatch"))
    ]

    assert banned == []


@pytest.mark.parametrize("word", ["utils", "helpers", "misc", "manager", "base"])
def test_no_file_has_a_name_that_says_nothing(word: str) -> None:
    assert [name for name, _tree in modules() if name.split("/")[-1].removesuffix(".py") == word] == []


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    long = [
        f"{path.relative_to(SOURCE)}: {lines}"
        for path in sorted(SOURCE.rglob("*.py"))
        if "migrations" not in path.parts
        if (lines := path.read_text(encoding="utf-8").count("\n")) > 400
    ]

    assert long == []
