"""Updates on the page of their programme; their own address leads there."""

from Products.Five.browser import BrowserView


class Lead(BrowserView):
    """Lead from an update to the place where it is read."""

    def __call__(self):
        programme = self.context.__parent__.absolute_url()
        self.request.response.redirect(f"{programme}/view#update-{self.context.getId()}")
        return ""
