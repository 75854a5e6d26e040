"""Sheets of answers: read against the Rules and the List of their round, shown before anything is written."""

from meyar.assessment.imports.answers import preview_answers

__all__ = ["preview_answers"]
