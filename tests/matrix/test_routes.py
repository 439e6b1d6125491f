"""The table has a row for every route and method that there is, and for no other."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from matrix.asking import ask
from matrix.bodies import BODIES, DOCUMENTED
from matrix.scene import Scene
from matrix.seen import ALLOWED, SHOWN
from matrix.table import METHODS, ROWS, Cell, Row

UNKNOWN = ("POST", "PUT", "PATCH", "DELETE")


def walk(
    patterns: Iterable[URLPattern | URLResolver], before: str = "/"
) -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, before + str(pattern.pattern))
        else:
            yield before + str(pattern.pattern), pattern.callback


def methods_of(view: Any) -> set[str]:
    """Name those that a view's class has; a view without a class would answer any."""
    view_class = view.cls
    methods = {"GET", "POST", "PUT", "PATCH", "DELETE"}
    return {method for method in methods if hasattr(view_class, method.lower())}


def test_every_route_and_method_has_a_row_and_every_row_a_route() -> None:
    routes = {
        re.sub(r"<\w+:(\w+?)(_id)?>", r"<\1>", route): methods_of(view)
        for route, view in walk(get_resolver().url_patterns)
    }
    assert routes == METHODS


def test_every_writer_has_a_valid_body() -> None:
    writers = {(row.method, row.route) for row in ROWS if row.method != "GET"}
    assert writers == set(BODIES) == set(DOCUMENTED)


def test_whatever_is_read_with_a_token_is_looked_at() -> None:
    private = {row.route for row in ROWS if row.method == "GET" and row.statuses[0] == "401"}
    assert private == set(SHOWN) == set(ALLOWED)


@pytest.mark.parametrize(
    ("route", "method"),
    [(route, method) for route in METHODS for method in UNKNOWN if method not in METHODS[route]],
)
def test_a_method_without_a_row_is_refused_and_changes_nothing(
    scene: Scene, route: str, method: str
) -> None:
    like = next(row for row in ROWS if row.route == route)
    row = Row(route, method, like.on, like.statuses)
    outcome = ask(scene, Cell(row, "owner", row.states[0]))
    assert (outcome.status, outcome.changed) == (405, [])
