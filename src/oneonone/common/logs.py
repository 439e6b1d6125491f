import logging
import re

import msgspec

REQUEST_FIELDS = ("method", "path", "status", "milliseconds", "user")
JOB_FIELDS = ("job", "key", "attempts")

# Pictures and feeds are shown to whoever knows their address.
SECRET = re.compile(r"(?<!/me)(/media/|/feeds/)[^\s'\"]+")


class JsonLines(logging.Formatter):
    """One JSON object a line, so that a log can be read by people and by machines.

    No address that is a secret is in it, whoever logs it.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        fields = (*REQUEST_FIELDS, *JOB_FIELDS)
        line |= {name: getattr(record, name) for name in fields if hasattr(record, name)}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return msgspec.json.encode({name: masked(value) for name, value in line.items()}).decode()


def masked(value: object) -> object:
    return SECRET.sub(r"\1", value) if isinstance(value, str) else value
