"""Addresses of knowledge: the title, shortened, and four random characters.

The four make the address unlikely to be taken, so writers of the same hour do not wait for each
other, and hard to guess while the item is a draft.
"""

from clkss.content.committees.interfaces import IKnowledgeContainer
from clkss.content.review.content import IReviewed
from hashlib import sha256
from plone.app.content.namechooser import NormalizingNameChooser
from plone.i18n.normalizer.interfaces import IURLNormalizer
from zope.component import adapter
from zope.component import getUtility
from zope.container.interfaces import INameChooser
from zope.interface import implementer

import secrets


ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LONGEST = 40


def suffix(seed=None):
    """Make four characters.

    :param seed: the same seed makes the same characters; random ones by default.
    """
    if seed is None:
        return "".join(secrets.choice(ALPHABET) for _position in range(4))
    digest = sha256(seed.encode()).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:4])


def name_for(title, seed=None, fallback="item"):
    """Make the id of an item.

    :param title: its title.
    :param seed: see :func:`suffix`.
    :param fallback: what stands for a title without any letter.
    """
    slug = getUtility(IURLNormalizer).normalize(title or "", max_length=LONGEST).strip("-")
    return f"{slug or fallback}-{suffix(seed)}"


@implementer(INameChooser)
@adapter(IKnowledgeContainer)
class KnowledgeNames(NormalizingNameChooser):
    """Chooses ids where knowledge is added.

    :param context: the container.
    """

    def chooseName(self, name, obj):
        """Give the id of new content.

        :param name: what was asked for; knowledge is named after its title whatever it is.
        :param obj: the content.
        """
        if not IReviewed.providedBy(obj):
            return super().chooseName(name, obj)
        seed = obj.__dict__.get("submission")
        chosen = name_for(obj.title, seed)
        while chosen in self.context:
            chosen = name_for(obj.title)
        return chosen
