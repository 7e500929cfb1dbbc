"""Fact files changed: what is added, taken out, renamed or joined is checked before it is written.

A change is worked out from what the files say while nobody else changes them, then read as `check`
would read it: what that would newly report is refused, and nothing is written.
"""
