"""What the generated documents are made of, beside their topics."""

from aid import AID
from work import WORK


TOPICS = WORK + AID

PLACES = {
    "1380900000": "Navotas",
    "1130700000": "Davao City",
    "0301404000": "Bocaue",
    "0301400000": "Bulacan",
    "1804500000": "Negros Occidental",
    "1804502000": "Bago City",
    "0501600000": "Camarines Norte",
    "0501608000": "Paracale",
    "0702200000": "Cebu",
    "0730600000": "Cebu City",
    "0701200000": "Bohol",
    "0405600000": "Quezon province",
    "1401110000": "La Trinidad",
    "1401100000": "Benguet",
    "0504100000": "Masbate",
    "1600300000": "Agusan del Sur",
    "0931700000": "Zamboanga City",
    "0631000000": "Iloilo City",
    "0806005000": "Catbalogan",
    "0803738000": "Ormoc",
    "1001300000": "Bukidnon",
    "0401000000": "Batangas",
    "1381300000": "Quezon City",
    "1230800000": "General Santos",
    "1402700000": "Ifugao",
    "1705300000": "Palawan",
    "0306900000": "Tarlac",
    "1606724000": "Surigao City",
}
"""Places by code, with the name under which texts speak of them."""

AUTHORS = (
    "Maria Reyes",
    "Jose Santos",
    "Luz Dimaculangan",
    "Ramon Villanueva",
    "Cristina Bautista",
    "Fatima Abdulrahman",
    "Peter Oduya",
    "Ana Lopez-Ferrer",
)

FRAMES = {
    "GoodPractice": (
        "{name}: what worked in {place}",
        "{name} in {place}",
        "How {place} dealt with it: {name}",
        "What {place} learned in three years",
    ),
    "Programme": (
        "{name} programme, {place}",
        "Programme on {name} in {place} {year}–{later}",
        "{place} action programme {year}–{later}",
    ),
    "Service": ("{name}: help desk of {place}", "{place} {office}: {name}"),
    "Partner": ("{place} network on {name}", "Alliance for {name}, {place}"),
    "Resource": ("{name}: a study of {place}", "{name}: report {year}", "{name}: a handbook"),
    "CaseStudy": (
        "Case study from {place}: {name}",
        "{name}: one family in {place}",
        "The story of one family in {place}",
    ),
    "GlossaryTerm": ("{name}",),
    "Exchange": ("Exchange on {name} between {place} and {other}",),
    "News Item": (
        "{place}: {name} in the news",
        "{name}: new ordinance in {place}",
        "Mayor of {place} opens a new office",
    ),
    "Event": ("Forum on {name}, {place}", "{place}: workshop on {name}"),
}
"""Titles by portal type, in English."""

FILIPINO_FRAMES = {
    "GoodPractice": (
        "{name}: ang nagtagumpay sa {place}",
        "{name} sa {place}",
        "Ang natutuhan ng {place}",
    ),
    "Programme": ("Programa sa {place}: {name}",),
    "Service": ("{name}: tanggapan ng tulong sa {place}",),
    "Partner": ("Samahan sa {place}: {name}",),
    "Resource": ("{name}: pag-aaral sa {place}", "{name}: ulat ng {year}"),
    "CaseStudy": ("Isang kuwento mula sa {place}: {name}",),
    "GlossaryTerm": ("{name}",),
    "Exchange": ("Palitan ng karanasan ng {place} at {other}: {name}",),
    "News Item": ("Balita mula sa {place}: {name}",),
    "Event": ("Pulong sa {place}: {name}",),
}
"""Titles by portal type, in Filipino."""

TOKENS = {
    "Service": ("education", "livelihood", "health", "legal", "psychosocial", "rescue", "shelter"),
    "Resource": ("publication", "tool", "training-material", "data-set", "fact-sheet", "report"),
    "Partner": ("government", "employers", "workers", "ngo"),
    "Exchange": ("offer", "request"),
}
"""Kinds within a portal type."""

FILLER = (
    "The work began after a meeting of parents, teachers and officials.",
    "Many people asked how long this would last.",
    "Money came from the local budget and from donors.",
    "What was learned is shared with neighbouring towns.",
    "The results are looked at again every year.",
    "Nothing of this would have been possible without volunteers.",
    "Child labour has many causes, poverty first among them.",
    "Each of the partners signed an agreement with the mayor.",
    "Some families moved away before the end.",
    "The rules for working hours of children follow Republic Act 9231.",
)

FILIPINO_FILLER = (
    "Nagsimula ang gawain sa pulong ng mga magulang, guro at opisyal.",
    "Marami ang nagtanong kung hanggang kailan ito tatagal.",
    "Galing sa badyet ng bayan at sa mga nagkaloob ang pondo.",
    "Ibinabahagi sa mga karatig-bayan ang mga natutuhan.",
    "Sinusuri ang mga resulta taon-taon.",
    "Maraming sanhi ang paggawa ng bata, una na ang kahirapan.",
    "Lumagda sa kasunduan ang bawat katuwang kasama ang alkalde.",
)
