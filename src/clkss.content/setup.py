from pathlib import Path
from setuptools import find_namespace_packages
from setuptools import setup


setup(
    name="clkss.content",
    version="1.0.0.dev0",
    description="What the things of the Child Labor Knowledge Sharing System are",
    long_description=(Path(__file__).parent / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    classifiers=[
        "Development Status :: 3 - Alpha",
        "Framework :: Plone",
        "Framework :: Plone :: 6.2",
        "Framework :: Plone :: Addon",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
    ],
    license="GPL-2.0-only",
    packages=find_namespace_packages("src", include=["clkss.*"]),
    package_dir={"": "src"},
    include_package_data=True,
    zip_safe=False,
    python_requires=">=3.11,!=3.13.0",
    install_requires=[
        "collective.monkeypatcher",
        "cryptography",
        "openpyxl",
        "huey",
        "MarkupSafe",
        "Pillow",
        "plone.app.caching",
        "plone.app.discussion",
        "plone.app.iterate",
        "plone.app.linkintegrity",
        "plone.formwidget.recurrence",
        "plone.restapi",
        "Products.CMFPlone",
        "pyotp",
        "segno",
        "snowballstemmer",
        "SQLAlchemy",
        "XlsxWriter",
    ],
    entry_points={"z3c.autoinclude.plugin": ["target = plone"]},
)
