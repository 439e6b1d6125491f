"""HTTP clients, which a test makes many of."""

import ssl
from typing import Any

import httpx

NO_TLS = ssl.create_default_context()  # making one takes longer than ten requests


def client(url: str, *, timeout: float = 30, **options: Any) -> httpx.Client:
    return httpx.Client(base_url=url, timeout=timeout, verify=NO_TLS, **options)
