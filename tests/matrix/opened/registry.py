import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import pytest
from django.db.models import QuerySet

import oneonone.urls  # noqa: F401  loads whatever may have imported a guard by name
from oneonone.common.errors import NotFound

Guard = tuple[ModuleType, str]
OPENED: dict[Guard, Callable[..., Any]] = {}


def opens(module: ModuleType) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register what takes the place of the module's function of the same name."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        OPENED[module, function.__name__] = function
        return function

    return register


def replace_everywhere(patch: pytest.MonkeyPatch, guard: Guard, by: Callable[..., Any]) -> None:
    """Replace a function in its module and in each that has imported it by name."""
    module, name = guard
    original = getattr(module, name)
    for other in [m for key, m in sys.modules.items() if key.startswith("oneonone.")]:
        if getattr(other, name, None) is original:
            patch.setattr(other, name, by)


@contextmanager
def opened(*guards: Guard) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for guard in guards:
            replace_everywhere(patch, guard, OPENED[guard])
        yield


def find(rows: QuerySet[Any], key: int) -> Any:
    found = rows.filter(pk=key).first()
    if found is None:
        raise NotFound
    return found
