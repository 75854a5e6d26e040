"""Meyar assesses how state bodies provide their electronic services."""
