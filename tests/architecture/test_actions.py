from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from meyar.accounts.permissions import ACTIONS
from tests.architecture.house import modules


def actions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function defined in an app's actions, as ("registry.import_bodies", function)."""
    seen = set()
    for name, _tree in modules():
        app, _, rest = name.partition("/")
        if not (rest == "actions.py" or rest.startswith("actions/")):
            continue
        module = importlib.import_module(
            "meyar." + name.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        )
        for verb, function in inspect.getmembers(module, inspect.isfunction):
            parameters = inspect.signature(function).parameters
            is_action = "actor" in parameters and not verb.startswith("_") and function.__module__ == module.__name__
            if is_action and (app, verb) not in seen:
                seen.add((app, verb))
                yield f"{app}.{verb}", function


ALL = dict(actions())


def test_the_table_of_permissions_names_exactly_the_actions_there_are() -> None:
    assert sorted(ACTIONS) == sorted(ALL)


@pytest.mark.parametrize("name", sorted(ALL))
def test_an_action_takes_only_keywords(name: str) -> None:
    kinds = {parameter.kind for parameter in inspect.signature(ALL[name]).parameters.values()}

    assert kinds == {inspect.Parameter.KEYWORD_ONLY}


@pytest.mark.parametrize("name", sorted(ALL))
def test_an_action_asks_for_permission_and_stands_in_one_transaction(name: str) -> None:
    source = inspect.getsource(inspect.unwrap(ALL[name]))

    assert f'require(actor, "{name}")' in source
    assert "transaction.atomic" in source
