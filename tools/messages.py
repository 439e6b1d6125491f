"""Keeps the catalogues of the pages: takes new messages in, drops those gone, and compiles."""

import argparse
import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parents[1] / "src" / "oneonone"
LOCALE = SOURCE / "locale"
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_lazy": None, "ngettext_lazy": (1, 2), "gettext_noop": None}
# Where refusals are worded. The API says them in English, and pages look them up.
REFUSING = {
    "access",
    "actions",
    "blocking",
    "bounds",
    "claim",
    "entries",
    "errors",
    "failures",
    "fields",
    "middleware",
    "parsers",
    "passwords",
    "periods",
    "pictures",
    "planning",
    "rules",
    "serializers",
}
SENTENCE = re.compile(r"[A-Z][^\[=|]* [^\[=|]*")
SILENT = {"cli", "management", "planner"}  # they speak to whoever runs the service
Message = str | tuple[str, ...]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say what is wrong")
    check = parser.parse_args().check
    said = gather()
    problems = [
        problem
        for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))
        for problem in (find_problems if check else update)(path, said)
    ]
    print("\n".join(problems) or "Every message is there, in every language.")
    return 1 if problems else 0


def gather() -> Catalog:
    """Read every message out of the code and the templates."""
    said = Catalog(project="OneOnOne", charset="utf-8")
    for path in sorted(SOURCE.rglob("*.py")):
        for message in (*marked(path.read_text()), *refusals(path)):
            said.add(message, locations=[(str(path.relative_to(SOURCE)), 0)])
    for path in sorted(SOURCE.rglob("*.html")):
        for line in templatize(path.read_text()).splitlines():
            for message in marked(line.strip()):
                said.add(message, locations=[(str(path.relative_to(SOURCE)), 0)])
    return said


def marked(code: str) -> Iterator[Message]:
    for _, _, message, _ in extract_python(io.BytesIO(code.encode()), KEYWORDS, (), {}):
        if isinstance(message, str):
            yield message
        elif isinstance(message, tuple):
            yield tuple(part for part in message[:2] if part)


def refusals(path: Path) -> Iterator[str]:
    """Find the sentences of a module that refuses: what begins like one and has two words."""
    names = {path.stem, *path.relative_to(SOURCE).parts}
    if not REFUSING & names or SILENT & names:
        return
    tree = ast.parse(path.read_text())
    silent = {id(part) for node in ast.walk(tree) for part in unspoken(node)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and SENTENCE.fullmatch(text) and id(node) not in silent:
            yield text


def unspoken(node: ast.AST) -> Iterator[ast.AST]:
    """Give what stands in docstrings, and the pieces of formatted strings."""
    if isinstance(node, ast.JoinedStr):
        yield from node.values
    if isinstance(node, ast.Expr):
        yield node.value


def update(path: Path, said: Catalog) -> list[str]:
    kept = read(path)
    said.creation_date = kept.creation_date
    kept.update(said, no_fuzzy_matching=True)
    kept.obsolete.clear()
    written = io.BytesIO()
    write_po(written, kept, width=99, sort_by_file=True, include_lineno=False)
    path.write_bytes(written.getvalue())
    path.with_suffix(".mo").write_bytes(compiled(path))
    return [f"{path.parents[1].name}: not translated: {text}" for text in untranslated(read(path))]


def find_problems(path: Path, said: Catalog) -> list[str]:
    kept = read(path)
    ids, wanted = ({message.id for message in one if message.id} for one in (kept, said))
    compiled_before = path.with_suffix(".mo").read_bytes()
    problems = [
        *(f"missing: {text}" for text in sorted(map(str, wanted - ids))),
        *(f"not used: {text}" for text in sorted(map(str, ids - wanted))),
        *(f"not translated: {text}" for text in untranslated(kept)),
        *(f"{error}: {message.id}" for message, errors in kept.check() for error in errors),
        *(["the compiled one is old"] if compiled_before != compiled(path) else []),
    ]
    return [f"{path.parents[1].name}: {problem} (make messages)" for problem in problems]


def untranslated(catalog: Catalog) -> list[str]:
    parts = [
        (m, m.string if isinstance(m.string, tuple | list) else (m.string,))
        for m in catalog
        if m.id
    ]
    return [str(m.id) for m, strings in parts if m.fuzzy or not all(strings)]


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name)


def compiled(path: Path) -> bytes:
    written = io.BytesIO()
    write_mo(written, read(path))
    return written.getvalue()


if __name__ == "__main__":
    sys.exit(main())
