"""Names of the states and of the one transition of an issue."""

WORKFLOW = "clkss_newsletter_workflow"

DRAFT = "draft"
SENT = "sent"

SEND = "send"
