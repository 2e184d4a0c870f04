"""Calculators: one question with numbers and dates, one answer with its figures and its source.

A calculator names figures, never amounts; on a day without a figure it says which one is missing.
"""
