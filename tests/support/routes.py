"""The routes that there are, as the service knows them."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

ANY_ID = "999999999"


def walk(
    patterns: Iterable[URLPattern | URLResolver], before: str = "/"
) -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, before + str(pattern.pattern))
        else:
            yield before + str(pattern.pattern), pattern.callback


def every_route() -> list[tuple[str, Any]]:
    return list(walk(get_resolver().url_patterns))


def page_paths(method: str) -> list[str]:
    """Give the address of every page that takes a method, for an id that nobody has.

    Views of the API are known by the `cls` that their framework gives them.
    """
    return [
        re.sub("<[^>]+>", ANY_ID, route)
        for route, view in every_route()
        if not hasattr(view, "cls") and hasattr(view.view_class, method.lower())
    ]
