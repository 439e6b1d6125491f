"""The contract as plain Python: who may do what in a calendar, and what is there afterwards.

A method changes the model as the act would, and returns the status that the service has to answer.
Times are half hours after the calendar's first midnight; a meeting takes one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product

OK, BAD, FORBIDDEN, MISSING, GONE = 200, 400, 403, 404, 410
Slots = range(16, 24)  # 8:00 to 12:00


@dataclass(frozen=True)
class Offer:
    user: str
    start: int
    end: int
    preference: int


@dataclass
class Invited:
    open: bool = True


@dataclass
class Model:
    owner: str
    finalized: bool = False
    deleted: bool = False
    name: str = "Talks"
    invited: dict[str, Invited] = field(default_factory=dict)
    offers: dict[int, Offer] = field(default_factory=dict)
    meets: dict[str, tuple[int, int]] = field(default_factory=dict)

    def for_owner(self, who: str) -> int:
        if self.deleted:
            return MISSING
        return OK if who == self.owner else FORBIDDEN

    def for_owner_while_open(self, who: str) -> int:
        allowed = self.for_owner(who)
        return GONE if allowed == OK and self.finalized else allowed

    def for_participant(self, who: str) -> int:
        if self.deleted:
            return MISSING
        return OK if who == self.owner or who in self.invited else FORBIDDEN

    def in_time(self, who: str) -> int:
        closed = self.finalized or (who != self.owner and not self.invited[who].open)
        return GONE if closed else OK

    def rename(self, who: str, name: str) -> int:
        if (status := self.for_owner_while_open(who)) == OK:
            self.name = name
        return status

    def invite(self, who: str, whom: str) -> int:
        if (status := self.for_owner_while_open(who)) != OK:
            return status
        if whom == self.owner or whom in self.invited:
            return BAD
        self.invited[whom] = Invited()
        return OK

    def move_deadline(self, who: str, whom: str, *, ahead: bool) -> int:
        if (status := self.for_child(who, whom)) == OK:
            self.invited[whom].open = ahead
        return status

    def for_child(self, who: str, whom: str) -> int:
        """The owner's rows of an invitee: that there is none comes before that it is too late."""
        if (status := self.for_owner(who)) != OK:
            return status
        if whom not in self.invited:
            return MISSING
        return self.for_owner_while_open(who)

    def remove(self, who: str, whom: str) -> int:
        if (status := self.for_child(who, whom)) == OK:
            self.forget(whom)
        return status

    def leave(self, who: str) -> int:
        if self.deleted or who not in self.invited:
            return MISSING
        if self.finalized:
            return GONE
        self.forget(who)
        return OK

    def forget(self, whom: str) -> None:
        del self.invited[whom]
        self.offers = {key: offer for key, offer in self.offers.items() if offer.user != whom}
        self.meets.pop(whom, None)

    def offer(self, offer: Offer) -> int:
        if (status := self.for_participant(offer.user)) != OK:
            return status
        if (status := self.in_time(offer.user)) != OK:
            return status
        return OK if offer.start < offer.end else BAD

    def for_offer(self, who: str, key: int) -> int:
        if (status := self.for_participant(who)) != OK:
            return status
        if key not in self.offers:
            return MISSING
        if who not in (self.owner, self.offers[key].user):
            return FORBIDDEN
        return self.in_time(who)

    def change_offer(self, who: str, key: int, start: int, end: int) -> int:
        if (status := self.for_offer(who, key)) != OK:
            return status
        if start >= end:
            return BAD
        old = self.offers[key]
        self.offers[key] = Offer(old.user, start, end, old.preference)
        return OK

    def take_back(self, who: str, key: int) -> int:
        if (status := self.for_offer(who, key)) == OK:
            del self.offers[key]
        return status

    def set_meet(self, who: str, whom: str, start: int) -> int:
        """Set the schedule by hand to a single meeting."""
        if (status := self.for_owner_while_open(who)) != OK:
            return status
        if whom not in self.invited or not (
            self.level(self.owner, start) and self.level(whom, start)
        ):
            return BAD
        self.meets = {whom: (start, start + 1)}
        return OK

    def clear(self, who: str) -> int:
        if (status := self.for_owner_while_open(who)) == OK:
            self.meets = {}
        return status

    def finalize(self, who: str) -> int:
        if (status := self.for_owner(who)) != OK:
            return status
        if self.finalized:
            return BAD
        self.finalized = True
        return OK

    def reopen(self, who: str) -> int:
        if (status := self.for_owner(who)) != OK:
            return status
        if not self.finalized:
            return BAD
        self.finalized = False
        return OK

    def delete(self, who: str) -> int:
        if (status := self.for_owner(who)) == OK:
            self.deleted = True
        return status

    def level(self, who: str, slot: int) -> int:
        """The highest preference that covers a half hour; 0 where they are not free."""
        covering = (
            offer.preference
            for offer in self.offers.values()
            if offer.user == who and offer.start <= slot < offer.end
        )
        return max(covering, default=0)

    def best(self) -> tuple[int, int, int, int]:
        """Try every schedule: how many meet, and the three sums that come after."""
        people = sorted(self.invited)
        free = [
            [None, *(s for s in Slots if self.level(who, s) and self.level(self.owner, s))]
            for who in people
        ]
        return max(
            self.value(dict(zip(people, starts, strict=True)))
            for starts in product(*free)
            if len(taken := [start for start in starts if start is not None]) == len(set(taken))
        )

    def value(self, starts: dict[str, int | None]) -> tuple[int, int, int, int]:
        placed = {who: start for who, start in starts.items() if start is not None}
        levels = [self.level(who, start) for who, start in placed.items()]
        owners = sum(self.level(self.owner, start) for start in placed.values())
        return len(levels), sum(levels), -levels.count(1), owners
