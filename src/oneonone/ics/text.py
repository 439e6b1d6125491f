"""What people have written, as it may stand in a file that is read line by line."""

import re
import unicodedata
from urllib.parse import quote

# C, as categories of Unicode go: no characters; Zl and Zp: what some readers end a line at.
CONTROLS = {"Cc", "Cs", "Zl", "Zp"}
LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
KEPT_IN_ADDRESS = "@!$'*+-._~"


def one_line(text: str) -> str:
    """Put a space where a line ended or a control character stood."""
    spaced = "".join(" " if is_control(character) else character for character in text)
    return " ".join(spaced.split())


def several_lines(text: str) -> str:
    """Keep the lines, and leave out every other control character."""
    lines = LINE_BREAK.split(text.replace("\t", " "))
    return "\n".join("".join(c for c in line if not is_control(c)) for line in lines).strip()


def is_control(character: str) -> bool:
    return unicodedata.category(character) in CONTROLS


def mailto(address: str) -> str:
    """Write a mail address as the one recipient that it is."""
    return f"mailto:{quote(one_line(address), safe=KEPT_IN_ADDRESS)}"
