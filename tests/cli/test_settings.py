"""Settings that make no sense stop the start with one line that names them."""

import stat
from pathlib import Path

import pytest
from support.command import run_oneonone

PRODUCTION = {"ONEONONE_BASE_URL": "https://oneonone.example"}


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PORT", "http"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "mongodb://here/there"),
        ("DATABASE_URL", "mysql://here/there"),
        ("ONEONONE_BASE_URL", "oneonone.example"),
        ("ONEONONE_BASE_URL", "ftp://oneonone.example"),
        ("ONEONONE_INVITE_CONTACTS_ONLY", "perhaps"),
        ("ONEONONE_SECRET_KEY", "short"),
        ("ONEONONE_HOME", ""),
        ("EMAIL_URL", "mail.example.org"),
        ("EMAIL_URL", "http://mail.example.org"),
        ("EMAIL_URL", "smtp://"),
        ("EMAIL_URL", "smtp://mail.example.org:many"),
    ],
)
@pytest.mark.parametrize("command", ["serve", "demo", "manage"])
def test_nonsense_stops_the_start(variable: str, value: str, command: str) -> None:
    refusal = run_oneonone(command, **{variable: value})
    assert (refusal.returncode, refusal.stdout) == (2, "")
    assert refusal.stderr.startswith(f'oneonone: Environment variable "{variable}" invalid: ')
    assert refusal.stderr.count("\n") == 1


def test_production_wants_a_key_of_its_own(tmp_path: Path) -> None:
    refusal = run_oneonone("serve", ONEONONE_HOME=str(tmp_path / "home"), **PRODUCTION)
    assert (refusal.returncode, refusal.stdout, refusal.stderr) == (
        2,
        "",
        'oneonone: Environment variable "ONEONONE_SECRET_KEY" not set\n',
    )
    assert not (tmp_path / "home").exists()


def test_production_starts_with_a_key(tmp_path: Path) -> None:
    checked = run_oneonone(
        "manage",
        "check",
        "--deploy",
        "--fail-level=WARNING",
        ONEONONE_HOME=str(tmp_path),
        ONEONONE_SECRET_KEY="an-own-key-" * 5,
        **PRODUCTION,
    )
    assert (checked.returncode, checked.stdout) == (
        0,
        "System check identified no issues (2 silenced).\n",
    )


def test_a_home_keeps_its_own_key_for_its_owner_only(tmp_path: Path) -> None:
    kept = []
    for _ in range(2):
        run_oneonone("manage", "check", ONEONONE_HOME=str(tmp_path / "new" / "home"))
        key = tmp_path / "new" / "home" / "secret_key"
        kept.append(key.read_text())
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        assert [file.name for file in key.parent.iterdir()] == ["secret_key"]
    assert kept[0] == kept[1]
    assert len(kept[0]) > 50


def test_in_a_home_that_others_may_enter_the_database_is_its_owners(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    run_oneonone("manage", "migrate", "--verbosity=0", ONEONONE_HOME=str(tmp_path))
    assert stat.S_IMODE((tmp_path / "db.sqlite3").stat().st_mode) == 0o600
