"""Photos of people: drawn anew and small, nothing but their pixels."""

from clkss.content.knowledge import attachments
from clkss.content.knowledge import images
from clkss.content.people import rules
from io import BytesIO
from PIL import Image


def drawn(upload):
    """Make the photo that is kept from an upload.

    :param upload: the upload of a form.
    :returns: a JPEG, at most :data:`clkss.content.people.rules.PHOTO_SIDE` pixels wide and high.
    :raises RefusedFile: when it is no picture that may be stored.
    """
    kind = attachments.kind_of(upload, attachments.size_of(upload), upload.filename)
    clean = images.redraw(upload.read(), kind)
    with Image.open(BytesIO(clean)) as picture:
        picture.load()
        small = picture.convert("RGBA")
    small.thumbnail((rules.PHOTO_SIDE, rules.PHOTO_SIDE))
    ground = Image.new("RGB", small.size, "white")
    ground.paste(small, mask=small.getchannel("A"))
    out = BytesIO()
    ground.save(out, "JPEG", quality=85)
    return out.getvalue()
