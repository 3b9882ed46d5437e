"""The load balancer's question."""

from clkss.content.frame import health


def test_site_that_works_says_so(visitor):
    visitor.open("health")
    assert visitor.status == 200
    assert visitor.browser.contents == "storage: ok\ndatabase: ok\n"
    assert visitor.browser.headers["Cache-Control"] == "no-store"


def test_site_without_its_database_is_out_of_rotation(visitor, monkeypatch):
    def fail(kind="facts"):
        raise OSError("no disk")

    monkeypatch.setattr(health.relational, "read", fail)
    visitor.open("health")
    assert visitor.status == 503
    assert visitor.browser.contents == "database: no answer\n"
