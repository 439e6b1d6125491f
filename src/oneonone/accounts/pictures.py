"""Profile pictures: whatever comes in, what is kept is a small WebP that we encoded ourselves."""

import io
from threading import Lock
from typing import IO

from django.utils.formats import number_format
from django.utils.translation import gettext
from PIL import Image, ImageOps, UnidentifiedImageError

from oneonone.common.errors import Invalid

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_BYTES = 5_000_000
MAX_PIXELS = 25_000_000
SIDE = 512  # pixels

decoding = Lock()  # one at a time in a process: the largest takes 100 MB and half a second


def redraw_picture(upload: IO[bytes], size: int) -> bytes:
    """Decode a picture within bounds and encode it anew: a square of one size, no metadata.

    Args:
        upload: the file as sent, whatever it claims to be.
        size: its length in bytes.

    Returns:
        A WebP picture of 512 by 512 pixels.

    Raises:
        Invalid: too large, or not a JPEG, PNG or WebP picture.
    """
    if size > MAX_BYTES:
        message = gettext("A picture has at most %s bytes.") % number_format(
            MAX_BYTES, force_grouping=True
        )
        raise Invalid({"profile_picture": [message]})
    try:
        with decoding:
            square = decode_square(upload)
    except Exception as error:
        message = "Upload a valid JPEG, PNG or WebP picture of at most 25 megapixels."
        raise Invalid({"profile_picture": [message]}) from error
    encoded = io.BytesIO()
    square.save(encoded, "WEBP", quality=85)
    return encoded.getvalue()


def decode_square(upload: IO[bytes]) -> Image.Image:
    picture = Image.open(upload, formats=FORMATS)
    if picture.width * picture.height > MAX_PIXELS:
        raise UnidentifiedImageError("too many pixels")
    smallest = min(picture.size)
    ratio = min(1, SIDE / smallest)
    picture.thumbnail((picture.width * ratio + 1, picture.height * ratio + 1))
    upright = ImageOps.exif_transpose(picture)
    return ImageOps.fit(upright.convert("RGBA"), (SIDE, SIDE))
