"""Who gets the newsletter, for administrators: to answer whoever asks what is kept of them."""

from clkss.content import _
from clkss.content import audit
from clkss.content.frame.views import FormView
from clkss.content.newsletter import store
from datetime import datetime
from datetime import UTC
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class Subscribers(FormView):
    """The addresses of those without an account, each with a button that erases it.

    Who looks is recorded.
    """

    template = ViewPageTemplateFile("templates/subscribers.pt")
    page_title = _("title_newsletter_subscribers", default="Who gets the newsletter")
    robots = "noindex"

    def __call__(self):
        if self.is_post:
            self.check_token()
            return self._erase()
        self.rows = [self._shown(row) for row in store.confirmed()]
        self.members = len(store.following())
        audit.record_now("newsletter.subscribers-seen", self.context, number=len(self.rows))
        return self.template()

    def _erase(self):
        id = self.request.form.get("subscriber", "")
        url = f"{self.context.absolute_url()}/@@subscribers"
        if not isinstance(id, str) or store.find(id) is None:
            message = _("newsletter_no_subscriber", default="This address is not kept any more.")
            return self.redirect_with_message(message, url, "error")
        store.erase(id)
        audit.record("newsletter.subscriber-erased", self.context)
        message = _("newsletter_erased", default="The address is erased.")
        return self.redirect_with_message(message, url)

    def _shown(self, row):
        since = datetime.fromtimestamp(row.confirmed, UTC).date().isoformat()
        return {"id": row.id, "address": row.address, "since": since}
