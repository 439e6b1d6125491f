"""A letter's subject, HTML and text, from one template.

A template is HTML: its title is the subject, and the text says what the HTML says, without images.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from oneonone.mail.letters import Letter

UNSEEN = {"style", "title"}
BLOCKS = {"h1", "p", "dl", "ul", "hr", "div"}
LONGEST_SUBJECT = 200  # characters
# What turns the direction of the text after it: in a name, that is all the rest of the line.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Rendered:
    subject: str
    html: str
    text: str


def render(letter: Letter) -> Rendered:
    context = {
        **letter.context,
        "to": letter.to,
        "unsubscribe": letter.unsubscribe,
        "service": settings.BASE_URL,
    }
    with translation.override(letter.to.language):
        context["language"] = letter.to.language
        html = TURNING.sub("", render_to_string(letter.template, context))
    reader = Reader()
    reader.feed(html)
    reader.close()
    return Rendered(in_one_line(reader.subject), html, reader.text())


def in_one_line(text: str) -> str:
    """Make one line of a text, and shorten what a header would not take."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1]}…"


@dataclass
class Reader(HTMLParser):
    """Reads HTML as text: blocks apart, a line an item, addresses after what leads there.

    A fact of several lines stands apart from the next one.
    """

    subject: str = ""
    pieces: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    address: str = ""
    several_lines: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside.append(tag)
        if tag in BLOCKS:
            self.pieces.append("\n\n")
        elif tag == "dt":
            self.pieces.append("\n\n" if self.several_lines else "\n")
            self.several_lines = False
        elif tag in {"br", "li"}:
            self.pieces.append("\n- " if tag == "li" else "\n")
            self.several_lines = True
        elif tag == "dd":
            self.pieces.append(" ")
        elif tag == "a":
            self.address = dict(attrs).get("href") or ""
        if tag in {"br", "hr", "meta"}:
            self.inside.pop()

    def handle_endtag(self, tag: str) -> None:
        self.inside.pop()
        if tag == "a":
            self.pieces.append(f"\n{self.address}")
        elif tag == "p":
            self.pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        if "title" in self.inside:
            self.subject += data
        elif not UNSEEN & set(self.inside):
            self.pieces.append(re.sub(r"\s+", " ", data))

    def text(self) -> str:
        lines = [line.strip() for line in "".join(self.pieces).split("\n")]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
