"""Pictures are drawn anew before they are stored: no place, no camera, no hidden text in them."""

from clkss.content import _
from clkss.content.knowledge.attachments import IMAGES
from clkss.content.knowledge.attachments import JPEG
from clkss.content.knowledge.attachments import PNG
from clkss.content.knowledge.attachments import RefusedFile
from clkss.content.knowledge.attachments import WEBP
from io import BytesIO
from PIL import Image
from PIL import ImageOps
from PIL import UnidentifiedImageError

import warnings


MOST_PIXELS = 50_000_000
LONGEST_SIDE = 4096

_FORMATS = {"JPEG": JPEG, "PNG": PNG, "WEBP": WEBP}

NOT_A_PICTURE = _(
    "image_damaged", default="This is no picture in JPEG, PNG or WebP, or is damaged."
)
TOO_MANY_PIXELS = _("image_too_many_pixels", default="A picture may have at most 50 megapixels.")


def redraw(data: bytes, kind: str) -> bytes:
    """Draw a picture anew, upright, with nothing but its pixels.

    :param data: the picture.
    :param kind: its media type, one of those that may be attached.
    :returns: the picture in the same format, at most 4,096 pixels wide and high.
    :raises RefusedFile: when it is no such picture, or has too many pixels.
    """
    if kind not in IMAGES:
        raise RefusedFile([NOT_A_PICTURE])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=tuple(_FORMATS)) as opened:
                width, height = opened.size
                if width * height > MOST_PIXELS:
                    raise RefusedFile([TOO_MANY_PIXELS])
                if _FORMATS[opened.format] != kind:
                    raise RefusedFile([NOT_A_PICTURE])
                form = opened.format
                opened.load()
                picture = ImageOps.exif_transpose(opened)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise RefusedFile([TOO_MANY_PIXELS]) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise RefusedFile([NOT_A_PICTURE]) from None
    wanted = ("RGB", "L") if form == "JPEG" else ("RGB", "RGBA", "L")
    if picture.mode not in wanted:
        picture = picture.convert("RGB" if form == "JPEG" else "RGBA")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    out = BytesIO()
    options = {"JPEG": {"quality": 85}, "PNG": {"optimize": False}, "WEBP": {"quality": 85}}
    clean.save(out, form, **options[form])
    return out.getvalue()
