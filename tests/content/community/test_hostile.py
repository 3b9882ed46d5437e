"""500 posts of somebody who means harm are shown, and do none."""

from clkss.content.community.discussion import posting
from clkss.content.community.discussion import rules
from clkss.content.testing.people import acting_as
from lxml import html

import random
import transaction
import unicodedata


TAGS = {"p", "br", "ul", "li", "blockquote", "a", "strong"}
ATTRIBUTES = {"class", "dir", "href", "rel"}

WEAPONS = [
    "<script>window.hacked = 1</script>",
    "<img src=x onerror=hacked()>",
    "</div></article></main><h1>Down</h1>",
    "<svg/onload=hacked()>",
    "<iframe src=https://evil.example></iframe>",
    "javascript:hacked()",
    "[x](javascript:hacked())",
    "https://evil.example/?<script>hacked()</script>",
    'https://evil.example/"onmouseover="hacked()',
    "http://раураl.example/",
    "https://bank.example@evil.example/",
    "\u202eredrum\u202c",
    "\u200b\u200b\ufeffzero\u2060width",
    "Z" + "\u0301\u0302\u0303\u0304" * 100,
    "W" * 5_000,
    "> " * 200 + "deep",
    "\n".join(["> > > > > > > quote"] * 50),
    "{{7*7}} ${7*7} <tal:x replace='python:1' />",
    "&lt;script&gt;&amp;&#60;script&#62;",
    "\x00\x08\x1b[31m",
    "аdmin аnd Admin",
    "@" * 500,
    "@admin @demo.member.danao",
    "]]><!--",
    "٣٤٥ עברית العربية",
    "👨‍👩‍👧‍👦",
    "data:text/html,<script>hacked()</script>",
    "- \n- x\n* y",
]


def test_500_hostile_posts(site, topic, browse):
    random.seed(20261126)
    made = topic("public", title="<script>hacked()</script>\u202eTitle")
    texts = []
    with acting_as(site, "municipal.secretary"):
        for number in range(500):
            some = random.sample(WEAPONS, random.randint(1, 4))
            text = rules.clean(f"no {number} " + random.choice([" ", "\n", "\n\n"]).join(some))
            posting.put(made, text[: rules.LONGEST], "municipal.secretary")
            texts.append(text)
    transaction.commit()
    shown = 0
    browser = browse()
    url = made.absolute_url()
    while url:
        browser.open(url)
        page = html.fromstring(browser.contents)
        own = [each for each in page.iter("script") if not each.get("src")]
        assert all(each.get("type") == "application/ld+json" for each in own)
        assert len(page.xpath("//h1")) == 1
        assert "\u202e" not in browser.contents
        posts = page.find_class("clkss-post-text")
        shown += len(posts)
        for post in posts:
            for element in post.iterdescendants():
                assert element.tag in TAGS
                assert set(element.attrib) <= ATTRIBUTES
                if element.tag == "a":
                    assert element.get("href").startswith(("http://", "https://"))
                    assert element.get("rel") == "nofollow ugc noopener"
            said = post.text_content()
            assert not [c for c in said if unicodedata.category(c) in ("Cc", "Co") and c != "\n"]
        # All posts lie within the one list: nobody broke out of it.
        assert len(page.xpath("//ol[contains(@class, 'clkss-posts')]//article")) == len(posts)
        assert page.xpath("//footer")
        later = page.xpath("//a[@rel='next']/@href")
        url = later[0] if later else None
    assert shown == 501
