"""Mails that were written to the home, read back."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings

from oneonone.common.errors import NotFound

KEY = re.compile(r"[0-9a-f-]{36}", re.ASCII)


@dataclass(frozen=True, slots=True)
class WrittenMail:
    key: str
    written_at: datetime
    message: EmailMessage

    @property
    def headers(self) -> list[tuple[str, str]]:
        return [(name, str(value)) for name, value in self.message.items()]

    @property
    def text(self) -> str:
        return self.part("plain")

    @property
    def html(self) -> str:
        return self.part("html")

    def part(self, kind: str) -> str:
        body = self.message.get_body((kind,))
        return str(body.get_content()) if body else ""


def folder() -> Path:
    found: Path = settings.HOME / "mail"
    found.mkdir(mode=0o700, exist_ok=True)
    return found


def newest_mails(most: int) -> list[WrittenMail]:
    dated = sorted(((path.stat().st_mtime, path) for path in folder().glob("*.eml")), reverse=True)
    return [read(path) for _, path in dated[:most]]


def find_mail(key: str) -> WrittenMail:
    path = folder() / f"{key}.eml"
    if not (KEY.fullmatch(key) and path.is_file()):
        raise NotFound
    return read(path)


def read(path: Path) -> WrittenMail:
    message = message_from_bytes(path.read_bytes(), EmailMessage, policy=policy.default)
    return WrittenMail(path.stem, datetime.fromtimestamp(path.stat().st_mtime, UTC), message)
