"""Plone's main template, ours for sites of CLKSS."""

from Products.CMFPlone.browser.main_template import MainTemplate
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class FrameTemplate(MainTemplate):
    """The whole page; Plone's own stays for what is fetched into a dialogue."""

    main_template = ViewPageTemplateFile("templates/main_template.pt")
