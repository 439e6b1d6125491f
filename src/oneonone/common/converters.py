import re

NO_ID = 0  # no row has it


class IdConverter:
    """A path segment that should be an id; whatever else it is finds nothing, after the login."""

    regex = "[^/]+"

    def to_python(self, value: str) -> int:
        number = int(value) if re.fullmatch(r"[1-9][0-9]{0,18}", value, re.ASCII) else NO_ID
        return number if number < 2**63 else NO_ID

    def to_url(self, value: int) -> str:
        return str(value)
