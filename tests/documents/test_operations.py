import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_table_of_settings_is_complete() -> None:
    table = (ROOT / "docs" / "operations.md").read_text()
    source = (ROOT / "src" / "oneonone" / "settings.py").read_text()
    described = re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE)
    read = re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', source)
    assert sorted(described) == sorted(set(read))
