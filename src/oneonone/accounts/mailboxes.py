"""Somebody's mail address as people write it, with their name or without."""

import re
from dataclasses import dataclass
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

LONGEST_ADDRESS, LONGEST_NAME = 254, 150
WITH_NAME = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")
QUOTES = "\"' "


class AddressValidator(EmailValidator):
    """Refuse what is no address; one in other letters than ASCII many servers can't take."""

    def __call__(self, value: str | None) -> None:
        if not is_reachable(value or ""):
            raise ValidationError(self.message, code=self.code, params={"value": value})
        super().__call__(value)


check_address = AddressValidator()


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An address that mail can be sent to; without a name it stands for one."""

    name: str
    address: str

    @classmethod
    def of(cls, address: str) -> Self:
        return cls(address[:LONGEST_NAME], address)

    def __str__(self) -> str:
        named = self.name != self.address[:LONGEST_NAME]
        return f"{self.name} <{self.address}>" if named else self.address

    @property
    def key(self) -> str:
        """Give the address in the one case that addresses are compared in."""
        return self.address.casefold()


def read_mailbox(text: str) -> Mailbox | None:
    """Read `Name <address>` or an address alone; None is neither."""
    parts = WITH_NAME.fullmatch(text.strip())
    name, address = parts.group("name", "address") if parts else ("", text)
    address = address.strip()
    if not is_address(address):
        return None
    named = name.strip(QUOTES)[:LONGEST_NAME]
    return Mailbox(named, address) if named else Mailbox.of(address)


def is_address(text: str) -> bool:
    try:
        check_address(text)
    except ValidationError:
        return False
    return len(text) <= LONGEST_ADDRESS


def is_reachable(address: str) -> bool:
    """Tell whether a header can name an address that somebody has: old ones were not checked."""
    return bool(address) and address.isascii()
