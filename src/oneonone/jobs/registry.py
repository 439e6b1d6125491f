"""What can be done, by name, and what is looked after again and again.

Each app's `tasks.py` registers its own when the apps are ready.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Task:
    """What a handler gets. `key` is the same however often it is tried."""

    key: UUID
    payload: Mapping[str, Any]
    now: datetime


Handler = Callable[[Task], None]
Sweep = Callable[[datetime], None]

HANDLERS: dict[str, Handler] = {}
SWEEPS: list[Sweep] = []


def handles(name: str) -> Callable[[Handler], Handler]:
    """Register what does the jobs of a name; it may be called more than once for each."""

    def register(handler: Handler) -> Handler:
        HANDLERS[name] = handler
        return handler

    return register


def sweeps(sweep: Sweep) -> Sweep:
    """Register what is looked after every so often; it claims the rows it finds."""
    SWEEPS.append(sweep)
    return sweep
