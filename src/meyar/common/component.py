"""What makes a function a component: a template tag with named attributes and nothing else."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from django import template
from django.template.base import FilterExpression, Parser, Token, token_kwargs


def component(register: template.Library, template_name: str) -> Callable[[Callable[..., dict[str, Any]]], Any]:
    """
    Register a function as a tag; its keyword-only parameters are the closed list of attributes.

    A wrong attribute, a missing one or anything that is not name=value stops the template from loading, with a
    sentence that lists the accepted ones. The function returns the context of the component's own template.
    """

    def decorate(prepare: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
        parameters = inspect.signature(prepare).parameters.values()
        accepted = [parameter.name for parameter in parameters]
        required = [parameter.name for parameter in parameters if parameter.default is inspect.Parameter.empty]

        def compile_tag(parser: Parser, token: Token) -> _ComponentNode:
            tag, *bits = token.split_contents()
            given = token_kwargs(bits, parser)
            unknown = [name for name in given if name not in accepted] + [bit for bit in bits if bit]
            missing = [name for name in required if name not in given]
            if unknown or missing:
                raise template.TemplateSyntaxError(_refusal(tag, unknown, missing, accepted))
            return _ComponentNode(template_name, prepare, given)

        register.tag(prepare.__name__, compile_tag)
        return prepare

    return decorate


def _refusal(tag: str, unknown: list[str], missing: list[str], accepted: list[str]) -> str:
    problems = []
    if unknown:
        problems.append(f"unknown: {', '.join(unknown)}")
    if missing:
        problems.append(f"missing: {', '.join(missing)}")
    return f"{{% {tag} %}} has wrong attributes ({'; '.join(problems)}). Accepted: {', '.join(accepted)}."


class _ComponentNode(template.Node):
    def __init__(
        self,
        template_name: str,
        prepare: Callable[..., dict[str, Any]],
        given: dict[str, FilterExpression],
    ) -> None:
        self.template_name = template_name
        self.prepare = prepare
        self.given = given

    def render(self, context: template.Context) -> str:
        values = {name: expression.resolve(context) for name, expression in self.given.items()}
        own = context.new(self.prepare(**values))
        assert context.template is not None
        return context.template.engine.get_template(self.template_name).render(own)
