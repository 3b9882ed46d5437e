"""Plone's protection against forged forms, without its token in addresses."""

from clkss.content.interfaces import IClkssLayer
from plone.protect.auto import ProtectTransform
from plone.transformchain.interfaces import ITransform
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface


FIELD = "_authenticator"


@implementer(ITransform)
@adapter(Interface, IClkssLayer)
class Protection(ProtectTransform):
    """Gives Plone's token to forms that post, and to no others.

    Plone gives it to forms that ask, too: then it stands in the address of what was found, in what
    people share, and in logs. A form that asks changes nothing, so it needs none.
    """

    def transform(self, result, encoding):
        """Give tokens as Plone does, then take them from forms that ask.

        :param result: the page, as text or as a tree.
        :param encoding: of the page.
        """
        result = super().transform(result, encoding)
        if result is None:
            return None
        for form in result.tree.getroot().iter("form"):
            if form.get("method", "get").lower() == "get":
                for field in form.xpath(".//input[@name=$name]", name=FIELD):
                    field.getparent().remove(field)
        return result
