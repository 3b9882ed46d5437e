"""Languages in which the glossary names things, beside English and Filipino.

Names of languages are proper names; those that the site has as languages of texts are translated
(``clkss.languages``), the others are the same in English and Filipino.
"""

OF_THE_COUNTRY = {
    "akl": "Aklanon",
    "bik": "Bikol",
    "cbk": "Chavacano",
    "ceb": "Cebuano",
    "fil": "Filipino",
    "hil": "Hiligaynon",
    "ibg": "Ibanag",
    "ilo": "Ilocano",
    "ivv": "Ivatan",
    "krj": "Kinaray-a",
    "mdh": "Maguindanaon",
    "mrw": "Maranao",
    "msb": "Masbateño",
    "pag": "Pangasinan",
    "pam": "Kapampangan",
    "sgd": "Surigaonon",
    "tgl": "Tagalog",
    "tsg": "Tausug",
    "war": "Waray",
    "xsb": "Sambal",
    "yka": "Yakan",
}

OF_NEIGHBOURS = {
    "ar": "Arabic",
    "es": "Spanish",
    "fr": "French",
    "id": "Indonesian",
    "km": "Khmer",
    "lo": "Lao",
    "ms": "Malay",
    "my": "Burmese",
    "pt": "Portuguese",
    "tet": "Tetum",
    "th": "Thai",
    "vi": "Vietnamese",
    "zh": "Chinese",
}

NAMES = OF_THE_COUNTRY | OF_NEIGHBOURS
"""ISO 639 code → name."""
