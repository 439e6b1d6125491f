"""Tokens that the service never issued, or that it no longer believes."""

import base64
import hmac
import json
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import jwt
from django.conf import settings

from oneonone.accounts.tokens import derive_key
from oneonone.common import clock
from support.people import Person

HOUR = timedelta(hours=1)
FORGED_KEY = secrets.token_bytes(64)
INVALID = (401, {"detail": "Token is invalid or expired."})
ANONYMOUS = (401, {"detail": "Authentication credentials were not provided."})


def claims_of(token: str) -> dict[str, Any]:
    return dict(jwt.decode(token, options={"verify_signature": False}))


def segment(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def unsigned(claims: dict[str, Any], algorithm: str) -> str:
    header = json.dumps({"alg": algorithm, "typ": "JWT"}).encode()
    return f"{segment(header)}.{segment(json.dumps(claims).encode())}."


def signed(claims: dict[str, Any]) -> str:
    """Sign with the service's own key, as nobody outside can."""
    return jwt.encode(claims, derive_key("tokens"), "HS256")


def changed(token: str, **claims: Any) -> str:
    """Change claims and sign anew; None removes a claim."""
    merged = claims_of(token) | claims
    return signed({name: value for name, value in merged.items() if value is not None})


def claims_swapped(token: str, **claims: Any) -> str:
    """Change claims and keep the old signature."""
    header, _, signature = token.split(".")
    payload = segment(json.dumps(claims_of(token) | claims).encode())
    return f"{header}.{payload}.{signature}"


def header_swapped(token: str, **header: str) -> str:
    _, payload, signature = token.split(".")
    return f"{segment(json.dumps(header).encode())}.{payload}.{signature}"


def resigned(token: str, key: bytes, algorithm: str = "HS256") -> str:
    """Sign the same claims by hand: PyJWT warns of such keys, and knows no such algorithms."""
    header = json.dumps({"alg": algorithm, "typ": "JWT"}).encode()
    content = f"{segment(header)}.{token.split('.')[1]}"
    digest = f"sha{algorithm[2:]}"
    return f"{content}.{segment(hmac.digest(key, content.encode(), digest))}"


FORGERIES: dict[str, Callable[[str], str]] = {
    "garbage": lambda _: "garbage",
    "three dots": lambda _: "...",
    "very long": lambda _: "a" * 6000,
    "header alone": lambda token: token.split(".")[0],
    "no signature": lambda token: token.rpartition(".")[0] + ".",
    "signature cut": lambda token: token[:-4],
    "a fourth part": lambda token: token + ".e30",
    "two words": lambda token: f"{token} {token}",
    "a second token": lambda token: f"{token},{token}",
    "quoted": lambda token: f'"{token}"',
    "alg none": lambda token: unsigned(claims_of(token), "none"),
    "alg NONE": lambda token: unsigned(claims_of(token), "NONE"),
    "alg empty": lambda token: unsigned(claims_of(token), ""),
    "alg RS256 over ours": lambda token: header_swapped(token, alg="RS256", typ="JWT"),
    "no alg": lambda token: header_swapped(token, typ="JWT"),
    "RS256 signed with our key": lambda token: resigned(token, derive_key("tokens"), "RS256"),
    "HS512, right key": lambda token: resigned(token, derive_key("tokens"), "HS512"),
    "HS384, right key": lambda token: resigned(token, derive_key("tokens"), "HS384"),
    "wrong key": lambda token: resigned(token, FORGED_KEY),
    "empty key": lambda token: resigned(token, b""),
    "Django's key": lambda token: resigned(token, settings.SECRET_KEY.encode()),
    "the fingerprint's key": lambda token: resigned(token, derive_key("password")),
    "another's sub": lambda token: claims_swapped(token, sub="1"),
    "a later exp": lambda token: claims_swapped(token, exp=2**33),
    "expired": lambda token: changed(token, exp=clock.now() - HOUR),
    "expired a second ago": lambda token: changed(token, exp=clock.now() - timedelta(seconds=1)),
    "issued in the future": lambda token: changed(token, iat=clock.now() + HOUR),
    "not yet valid": lambda token: changed(token, nbf=clock.now() + HOUR),
    "nobody's sub": lambda token: changed(token, sub=str(2**62)),
    "another password": lambda token: changed(token, password="0" * 64),
    "unknown type": lambda token: changed(token, token_type="sliding"),
    **{
        f"no {claim}": lambda token, claim=claim: changed(token, **{claim: None})
        for claim in ("sub", "iat", "exp", "jti", "token_type", "password")
    },
}


def bearer(token: str) -> dict[str, bytes]:
    return {"Authorization": f"Bearer {token}".strip().encode()}


def log_in_again(person: Person, password: str) -> dict[str, str]:
    answer = person.http.post(
        "/accounts/login/", json={"username": person.username, "password": password}
    )
    return dict(answer.json())
