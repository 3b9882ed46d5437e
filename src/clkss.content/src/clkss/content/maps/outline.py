"""The committed outline of the country; see :mod:`clkss.content.maps.build`."""

from clkss.content.maps.rules import Outline
from functools import cache
from importlib import resources

import json


@cache
def philippines() -> Outline:
    """Give the outline of the Philippines."""
    data = resources.files("clkss.content.maps").joinpath("data", "philippines.json")
    facts = json.loads(data.read_text(encoding="utf-8"))
    return Outline(**{name: facts[name] for name in Outline._fields})
