"""How the site of CLKSS is set up."""

from zope.i18nmessageid import MessageFactory


_ = MessageFactory("clkss.policy")
