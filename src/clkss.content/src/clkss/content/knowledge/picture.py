"""The field for the picture: a file, a box to take the old one away; no script needed.

What comes in is drawn anew before anything keeps it.
"""

from Acquisition import aq_base
from clkss.content.knowledge import attachments
from clkss.content.knowledge import images
from clkss.content.knowledge.interfaces import IPicture
from plone.namedfile.file import NamedBlobImage
from z3c.form.converter import BaseDataConverter
from z3c.form.interfaces import IFieldWidget
from z3c.form.interfaces import IWidget
from z3c.form.interfaces import NO_VALUE
from z3c.form.interfaces import NOT_CHANGED
from z3c.form.widget import FieldWidget
from z3c.form.widget import Widget
from zope.component import adapter
from zope.interface import implementer
from zope.interface import implementer_only
from zope.interface import Invalid


class IPictureWidget(IWidget):
    """Takes a picture."""


@implementer_only(IPictureWidget)
class PictureWidget(Widget):
    """Takes a picture; its value is an upload, ``None`` to take away, or ``NOT_CHANGED``.

    :param request: the request.
    """

    value = None
    klass = "clkss-picture-widget"
    input_type = "file"

    def stored(self):
        """Return the picture that is stored, or nothing."""
        return None if self.ignoreContext else getattr(aq_base(self.context), "image", None)

    def extract(self, default=NO_VALUE):
        """Read what came: a file, the wish to take the picture away, or neither."""
        upload = self.request.form.get(self.name)
        if getattr(upload, "filename", ""):
            return upload
        if self.stored() is None or f"{self.name}-remove" in self.request.form:
            return None
        return NOT_CHANGED

    @property
    def remove_name(self):
        """Name of the box that takes the picture away."""
        return f"{self.name}-remove"

    @property
    def accept(self):
        """What the browser offers."""
        return ",".join(sorted(attachments.IMAGES))

    def alt(self):
        """Say what the stored picture shows."""
        base = aq_base(self.context)
        return getattr(base, "image_alt", None) or getattr(base, "image_caption", None) or ""

    def thumbnail(self):
        """Return the address of the stored picture in small."""
        return f"{self.context.absolute_url()}/@@images/image/mini"


@adapter(IPicture, IPictureWidget)
class PictureConverter(BaseDataConverter):
    """Between an upload and a picture to store."""

    def toWidgetValue(self, value):
        """Take the picture as it is."""
        return value

    def toFieldValue(self, value):
        """Check the upload and draw it anew.

        :raises Invalid: with the reason in words.
        """
        if value is None or value is NOT_CHANGED:
            return value
        try:
            return picture_from(value)
        except attachments.RefusedFile as refused:
            raise Invalid(refused.reasons[0]) from None


@implementer(IFieldWidget)
def PictureFieldWidget(field, request):
    """Make the widget for a picture.

    :param field: the field.
    :param request: the request.
    """
    return FieldWidget(field, PictureWidget(request))


def picture_from(upload):
    """Make a picture to store from an upload.

    :param upload: the upload of a form.
    :raises RefusedFile: when it is no picture that may be stored.
    """
    kind = attachments.kind_of(upload, attachments.size_of(upload), upload.filename)
    picture = NamedBlobImage(
        data=images.redraw(upload.read(), kind), contentType=kind, filename=upload.filename
    )
    picture.clkss_redrawn = True
    return picture
