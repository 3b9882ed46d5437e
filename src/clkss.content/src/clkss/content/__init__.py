"""What the things of CLKSS are."""

from zope.i18nmessageid import MessageFactory


_ = MessageFactory("clkss.content")
