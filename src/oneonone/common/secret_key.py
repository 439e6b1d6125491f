import os
import secrets
from pathlib import Path


def read_or_make_secret_key(home: Path) -> str:
    """Return the key kept in `home`, made at the first start; only the owner can read it.

    Two processes that start at once agree: the key is written aside and linked into place.
    """
    path = home / "secret_key"
    if not path.exists():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = home / f".secret_key.{secrets.token_hex(8)}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
