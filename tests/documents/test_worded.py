"""What people are told passes the catalogue: nothing is put together past it."""

from __future__ import annotations

import ast
import gettext
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).parents[2] / "src" / "oneonone"
GERMAN = SOURCE / "locale" / "de" / "LC_MESSAGES" / "django.mo"
APPS = ("common", "limits", "accounts", "contacts", "calendars", "schedules")
# The API and what reads its bodies speak English, and so does what whoever runs the service reads.
ENGLISH = {"api", "api.py", "health.py", "management", "migrations", "parsers.py"}
# A rule of the database that no action lets anybody reach.
UNREACHED = {"constraints.py"}
SENTENCE = re.compile(r"[A-Za-z']{2,} [a-z']{2,}")
LOOKED_UP = {"gettext", "ngettext", "gettext_lazy", "ngettext_lazy", "_"}
TELLING = {"say", "ValidationError", "ParseError", "show_failure", "last_resort"}

modules = [
    path
    for app in APPS
    for path in sorted((SOURCE / app).rglob("*.py"))
    if not (ENGLISH | UNREACHED) & set(path.relative_to(SOURCE).parts)
]


def name_of(node: ast.expr) -> str:
    return getattr(node, "id", getattr(node, "attr", ""))


def errors() -> set[str]:
    tree = ast.parse((SOURCE / "common" / "errors.py").read_text())
    return {node.name for node in tree.body if isinstance(node, ast.ClassDef)}


def unspoken(tree: ast.AST) -> set[int]:
    """Give what is looked up already, and what only shows in a shell or a log."""
    nodes = [
        node
        for node in ast.walk(tree)
        if (isinstance(node, ast.Call) and name_of(node.func) in LOOKED_UP)
        or (isinstance(node, ast.FunctionDef) and node.name == "__str__")
    ]
    return {id(part) for node in nodes for part in ast.walk(node)}


def words(node: ast.JoinedStr) -> str:
    return " ".join(part.value for part in node.values if isinstance(part, ast.Constant))


def composed(tree: ast.AST) -> Iterator[str]:
    """Give every sentence with a value in it that no catalogue can hold."""
    silent = unspoken(tree)
    for node in ast.walk(tree):
        if id(node) in silent:
            continue
        if isinstance(node, ast.JoinedStr) and SENTENCE.search(words(node)):
            yield ast.unparse(node)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
            text = node.left.value if isinstance(node.left, ast.Constant) else ""
            if isinstance(text, str) and SENTENCE.search(text):
                yield ast.unparse(node)


def told(tree: ast.AST) -> Iterator[str]:
    """Give every sentence that is handed as it stands to an error or a notice."""
    silent, telling = unspoken(tree), TELLING | errors()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node.func) in telling:
            for part in ast.walk(node):
                text = part.value if isinstance(part, ast.Constant) else None
                if isinstance(text, str) and SENTENCE.search(text) and id(part) not in silent:
                    yield text


@pytest.mark.parametrize("path", modules, ids=lambda path: str(path.relative_to(SOURCE)))
def test_what_a_module_tells_people_is_translated(path: Path) -> None:
    with GERMAN.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    tree = ast.parse(path.read_text())
    assert list(composed(tree)) == []
    assert [text for text in told(tree) if catalogue.gettext(text) == text] == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('raise Invalid({"a": [f"User {name} is not invited."]})', 1),
        ('FULL = f"A calendar has at most {MOST:,} people."', 1),
        ('message = "At most %s people at once." % most', 1),
        ('raise Invalid(gettext("User %s is not invited.") % name)', 0),
        ('self.say(f"{said}. {told}")', 0),
    ],
)
def test_a_sentence_put_together_is_found(code: str, found: int) -> None:
    assert len(list(composed(ast.parse(code)))) == found


def test_a_sentence_told_past_the_catalogue_is_found() -> None:
    code = 'self.say("It is done now.")\nraise Gone(gettext("This is closed"))\nlog("no one hears")'
    assert list(told(ast.parse(code))) == ["It is done now."]
