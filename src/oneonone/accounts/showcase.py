"""The schedule on the front page: made-up people, whose best schedule a test plans anew."""

from collections.abc import Iterator
from dataclasses import dataclass

HOURS = ("9:00", "9:30", "10:00", "10:30", "11:00")


@dataclass(frozen=True)
class Guest:
    """Somebody with a level for each of the hours (0: not free), and the one they got."""

    name: str
    levels: tuple[int, ...]
    meets: int

    @property
    def cells(self) -> Iterator[tuple[int, bool]]:
        for hour, level in enumerate(self.levels):
            yield level, hour == self.meets


# In the order in which they answered: whoever comes first would take what the next one needs.
GUESTS = (
    Guest("Ana", (3, 3, 3, 3, 3), meets=4),
    Guest("Bo", (1, 0, 0, 0, 0), meets=0),
    Guest("Cem", (0, 3, 3, 0, 0), meets=2),
    Guest("Dita", (0, 2, 0, 0, 0), meets=1),
    Guest("Eve", (0, 0, 2, 3, 0), meets=3),
)
FIRST_COME = 3  # of them would get a meeting, first come, first served
