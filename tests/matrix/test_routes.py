"""The table has a row for every route and method that there is, and for no other."""

import re
from dataclasses import replace
from typing import Any

import pytest
from matrix.asking import ask
from matrix.bodies import BODIES, DOCUMENTED
from matrix.scene import Scene
from matrix.seen import ALLOWED, SHOWN
from matrix.table import METHODS, ROWS, Cell
from support.routes import every_route

FEED = "/feeds/<secret>.ics/"  # read with the address alone
UNKNOWN = ("POST", "PUT", "PATCH", "DELETE")


def methods_of(view: Any) -> set[str]:
    """Name those that a view's class has; a view without a class would answer any."""
    view_class = getattr(view, "cls", None) or view.view_class
    methods = {"GET", "POST", "PUT", "PATCH", "DELETE"}
    return {method for method in methods if hasattr(view_class, method.lower())}


def test_every_route_and_method_has_a_row_and_every_row_a_route() -> None:
    routes = {
        re.sub(r"<\w+:(\w+?)(_id)?>", r"<\1>", route): methods_of(view)
        for route, view in every_route()
    }
    assert routes == METHODS


def test_every_writer_has_a_valid_body() -> None:
    writers = {(row.method, row.route) for row in ROWS if row.method != "GET"}
    assert writers == set(BODIES) == set(DOCUMENTED)


def test_whatever_is_read_with_a_token_is_looked_at() -> None:
    private = {row.route for row in ROWS if row.method == "GET" and row.statuses[0] == "401"}
    assert private | {FEED} == set(SHOWN) == set(ALLOWED)


@pytest.mark.parametrize(
    ("route", "method"),
    [(route, method) for route in METHODS for method in UNKNOWN if method not in METHODS[route]],
)
def test_a_method_without_a_row_is_refused_and_changes_nothing(
    scene: Scene, route: str, method: str
) -> None:
    like = next(row for row in ROWS if row.route == route)
    row = replace(like, method=method)
    outcome = ask(scene, Cell(row, "owner", row.states[0]))
    assert (outcome.status, outcome.changed) == (405, [])
