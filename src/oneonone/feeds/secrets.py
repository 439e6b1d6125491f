"""The secret part of a feed's address."""

import secrets
from hashlib import sha256

BYTES = 32


def make_secret() -> str:
    return secrets.token_urlsafe(BYTES)


def digest_of(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
