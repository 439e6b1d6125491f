"""How many broken planners the tests notice, by module: counts what `mutmut run` left behind."""

import json
from pathlib import Path

LEFT = Path("mutants/src/oneonone/planner")
UNNOTICED = {0, 33}  # exit codes: every test passes, no test gets there


def main() -> None:
    print("| module | noticed | of |")
    print("|---|--:|--:|")
    total = noticed = 0
    for path in sorted(LEFT.rglob("*.meta")):
        known = json.loads(path.read_text())["exit_code_by_key"].values()
        codes = [code for code in known if code is not None]
        seen = sum(code not in UNNOTICED for code in codes)
        if codes:
            module = path.relative_to(LEFT).with_suffix("").with_suffix("")
            print(f"| {module} | {seen} | {len(codes)} |")
        total, noticed = total + len(codes), noticed + seen
    print(f"| all | {noticed} | {total} |")


if __name__ == "__main__":
    main()
