"""Content that no search knows of."""


class Uncatalogued:
    """Stays out of the catalog. Stands before the class of Plone that would go into it."""

    def indexObject(self):
        """Stay out of the catalog."""

    def unindexObject(self):
        """Stay out of the catalog."""

    def reindexObject(self, idxs=None):
        """Stay out of the catalog.

        :param idxs: not asked.
        """

    def reindexObjectSecurity(self, skip_self=False):
        """Stay out of the catalog.

        :param skip_self: not asked.
        """


class UncataloguedHolder(Uncatalogued):
    """Stays out of the catalog, but holds files that the catalog knows."""

    def reindexObjectSecurity(self, skip_self=False):
        """Have the catalog read anew who sees the files: this has just changed.

        :param skip_self: not asked.
        """
        for file in self.objectValues():
            file.reindexObjectSecurity()
