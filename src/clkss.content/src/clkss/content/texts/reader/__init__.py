"""Runs in a process of its own: reads one file from standard input, writes its text and ends.

Nothing here may import Zope, or anything but the standard library: the process starts in a
moment, and nothing that a file does to it reaches the site.
"""
