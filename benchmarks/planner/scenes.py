"""What is run: sets of problems of one kind and size."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from families import FAMILIES
from instances import written
from problems import DAYS, make_problem

from oneonone.planner import Problem

FAMILY_PEOPLE = 80


class Scene(NamedTuple):
    name: str
    people: int
    make: Callable[[int], Problem]
    relaxation: str = ""  # the one to compare with

    def write(self, seed: int, home: Path) -> Path:
        """Write the problem of a seed in the planner's format."""
        path = home / f"{self.name.replace(' ', '-').replace(',', '')}-{seed}.json"
        path.write_text(written(self.make(seed)))
        return path


def scenes(sizes: Iterable[int], five: Iterable[int], families: Iterable[str]) -> Iterator[Scene]:
    """Give office hours on quarter hours and on five minutes, and one scene for each family."""
    yield from (_office_hours(people, 15, "relaxation") for people in sizes)
    yield from (_office_hours(people, 5, "relaxation-ipm") for people in five)
    for name in families:
        yield Scene(f"{name}, {FAMILY_PEOPLE}", FAMILY_PEOPLE, _of_family(name), "relaxation")


def _office_hours(people: int, grain: int, relaxation: str) -> Scene:
    def make(seed: int) -> Problem:
        return make_problem(people, DAYS[people], seed, grain_minutes=grain)

    return Scene(f"{people} over {DAYS[people]} days, {grain} min", people, make, relaxation)


def _of_family(name: str) -> Callable[[int], Problem]:
    return lambda seed: FAMILIES[name](FAMILY_PEOPLE, seed)
