"""Pictures to send, good and bad."""

import io
import struct
import zlib
from typing import Any

import httpx
from PIL import Image

from support.people import Person

RED, BLUE = (255, 0, 0), (0, 0, 255)
BOUNDARY = "frontier"
GPS_IFD, ORIENTATION, MAKER = 0x8825, 0x0112, 0x010F
QUARTER_TURN = 6


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def drawn(kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 30)) -> bytes:
    return encoded(Image.new(mode, size, 1), kind)


def telling_jpeg() -> bytes:
    """Draw a JPEG, red on the left and blue on the right, that says where it was taken."""
    picture = Image.new("RGB", (600, 600), RED)
    picture.paste(BLUE, (300, 0, 600, 600))
    exif = Image.Exif()
    exif[MAKER] = "Canary Camera"
    exif[ORIENTATION] = QUARTER_TURN
    exif.get_ifd(GPS_IFD).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 36.0)})
    return encoded(picture, "JPEG", exif=exif, xmp=b"<x>Canary</x>", comment=b"Canary comment")


def png_chunk(name: bytes, content: bytes) -> bytes:
    checked = name + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))


def png_that_claims(width: int, height: int) -> bytes:
    """Write a PNG of a few bytes whose header claims any size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = png_chunk(b"IHDR", header) + png_chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunks + png_chunk(b"IEND", b"")


def png_with_inflating_text() -> bytes:
    """Write a good PNG with a compressed comment that grows a thousandfold."""
    good = drawn("PNG")
    comment = png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"a" * 80_000_000, 9))
    return good[:33] + comment + good[33:]


def put_picture(person: Person, content: bytes, name: str = "me.png") -> httpx.Response:
    """Send a picture as httpx does, with a Content-Type of the part's own."""
    return person.call("PUT", "/accounts/profile/", files={"profile_picture": (name, content)})


def put_untyped_picture(person: Person, content: bytes, **values: str) -> httpx.Response:
    """Send a picture as the real command line client does: its part has no Content-Type."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in values.items()
    ]
    disposition = 'form-data; name="profile_picture"; filename="me.png"'
    parts += [
        f"--{BOUNDARY}\r\nContent-Disposition: {disposition}\r\n\r\n".encode(),
        content,
        f"\r\n--{BOUNDARY}--\r\n".encode(),
    ]
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    return person.call("PUT", "/accounts/profile/", content=b"".join(parts), headers=headers)
