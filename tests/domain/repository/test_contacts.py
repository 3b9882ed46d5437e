"""Telephone numbers as people write them."""

from clkss.content.repository.contacts import rules
from hypothesis import given
from hypothesis import strategies as st

import pytest
import re


class TestAddresses:
    @pytest.mark.parametrize(
        ("written", "dialled"),
        [
            ("0917 123 4567", "tel:+639171234567"),
            ("(02) 8527-8000", "tel:+63285278000"),
            ("(038) 412.3456", "tel:+63384123456"),
            ("+63 (2) 8527 8000", "tel:+63285278000"),
            ("(+63) 917 123 4567", "tel:+639171234567"),
            ("+1 202 555 0100", "tel:+12025550100"),
            ("1349", "tel:1349"),
            ("911", "tel:911"),
            ("8527-8000", "tel:85278000"),
            ("(02) 8527-8000 local 12", "tel:+63285278000;ext=12"),
            ("8527-8000 loc. 301", "tel:85278000;ext=301"),
            ("Hotline: 1349 (toll free)", "tel:1349"),
        ],
    )
    def test_what_a_telephone_dials(self, written, dialled):
        assert rules.address(written) == dialled

    @pytest.mark.parametrize(
        "written", ["", "ask at the desk", "12", "n/a", "1234567890123456", "javascript:alert(1)"]
    )
    def test_what_cannot_be_dialled(self, written):
        assert rules.address(written) is None

    @given(st.text(max_size=60))
    def test_an_address_holds_digits_and_nothing_else(self, written):
        address = rules.address(written)
        assert address is None or re.fullmatch(
            r"tel:\+?[0-9]{3,16}(;ext=[0-9]{1,6})?", address, re.ASCII
        )


class TestNumbers:
    @pytest.mark.parametrize(
        "line",
        [
            "0917 123 4567; 1349",
            "0917 123 4567 / 1349",
            "0917 123 4567, 1349",
            "0917 123 4567 or 1349",
            "0917 123 4567 o 1349",
        ],
    )
    def test_several_in_one_line(self, line):
        assert rules.numbers(line) == [
            ("0917 123 4567", "tel:+639171234567"),
            ("1349", "tel:1349"),
        ]

    def test_nothing_written(self):
        assert rules.numbers(None) == []
        assert rules.numbers(" ; ") == []

    @given(st.text(max_size=200))
    def test_whatever_was_written_is_shown(self, line):
        shown = "".join(text for text, _address in rules.numbers(line))
        assert not set(shown) - set(line)
        assert all(text.strip() for text, _address in rules.numbers(line))
