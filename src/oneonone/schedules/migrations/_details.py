"""How it was noted until 0006 of what name, place and description people were told."""

from hashlib import sha256
from typing import Any

import msgspec


def tag_of_details(row: Any) -> str:
    told = (row.name, row.location, row.description)
    return sha256(msgspec.json.encode(told)).hexdigest()[:32]
