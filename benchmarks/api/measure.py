"""Print the median CPU milliseconds of requests in this process, as JSON.

The contestants take turns of a few calls, so that a machine that slows down slows all of them.
"""

import json
import logging
import statistics
import sys
import time
from collections.abc import Callable, Sequence

import django

django.setup()
logging.disable()

from contestants import replay, routes
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from scene import Request, Scene

from oneonone import urls
from oneonone.wsgi import application

ROUNDS, WARM_UP, TURN = 20, 2, 8
OF_TRANSACTIONS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
STEPS = {
    "a view with all the middleware": "/steps/view/",
    "a view of the framework for APIs": "/steps/api/",
    "the same, told who asks": "/steps/user/",
    "the list of 50 calendars": "/calendars/",
}


def main() -> None:
    call_command("migrate", verbosity=0)
    urls.urlpatterns.extend(routes)
    scene = Scene(application)
    requests = [measure_request(scene, request) for request in scene.requests()]
    took = measure(*(scene.caller(Request(name, "GET", path)) for name, path in STEPS.items()))
    steps = dict(zip(STEPS, took, strict=True))
    json.dump({"requests": requests, "steps": steps}, sys.stdout)


def measure_request(scene: Scene, request: Request) -> dict[str, object]:
    ask = scene.caller(request)
    ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
    statements = [query["sql"] for query in captured]
    contestants = [ask, lambda: replay(statements, request.work)]
    if request.plain:
        contestants.append(scene.caller(request.to_plain()))
    ours, bare, *plain = measure(*contestants)
    return {
        "name": request.name,
        "queries": sum(not statement.startswith(OF_TRANSACTIONS) for statement in statements),
        "ours": ours,
        "bare": bare,
        "plain": plain[0] if plain else None,
    }


def measure(*contestants: Callable[[], object]) -> Sequence[float]:
    seconds: list[list[float]] = [[] for _ in contestants]
    for number in range(WARM_UP + ROUNDS):
        for took, contestant in zip(seconds, contestants, strict=True):
            turn = [call_timed(contestant) for _ in range(TURN)]
            if number >= WARM_UP:
                took.extend(turn)
    return [1000 * statistics.median(took) for took in seconds]


def call_timed(contestant: Callable[[], object]) -> float:
    began = time.process_time()
    contestant()
    return time.process_time() - began


if __name__ == "__main__":
    main()
