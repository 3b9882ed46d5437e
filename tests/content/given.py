"""What the tests of several rooms are given: a practice with all that is asked for, and who
brings it up."""

PRACTICE = {
    "title": "Night classes for fishing children",
    "description": "The school opened in the evening.",
    "language": "en",
    "themes": ["education"],
    "background": "Forty children fished at night.",
    "action": "The school moved its classes.",
    "achievements": "Thirty-one came back.",
    "sustainability": "The barangay pays the teacher.",
    "lessons_learned": "Talk with the boat owners.",
    "necessary_conditions": "A teacher free in the evening.",
}

SUBMIT = ("national.secretary", "submit")
PUBLISH = ("national.editor", "publish")
RETIRE = ("national.editor", "retire")

OF_THE_NATION = {
    "draft": (),
    "national_review": (SUBMIT,),
    "published": (SUBMIT, PUBLISH),
    "retired": (SUBMIT, PUBLISH, RETIRE),
}
"""Who does what, in order, until an item that the nation's secretary wrote is in a state."""
