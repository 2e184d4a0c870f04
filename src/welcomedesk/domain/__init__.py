"""The trade: cases, fields, rules, checklists, contacts and letters as values and functions.

Standard library only: no Qt, no SQL, no clock, no disk. Everything takes values and returns values.
"""
