"""Votes of a committee: a question, some options, a limited number of votes for each person."""
