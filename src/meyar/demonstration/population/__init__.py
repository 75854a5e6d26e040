"""The synthetic answers of 2013-2015: no database, no clock; the same bytes on every machine."""

from meyar.demonstration.population.sheets import sheets
from meyar.demonstration.population.summary import MoveSummary, PopulationSummary, YearSummary, population_summary
from meyar.demonstration.population.years import YearOfAnswers, years_of_answers

__all__ = [
    "MoveSummary",
    "PopulationSummary",
    "YearOfAnswers",
    "YearSummary",
    "population_summary",
    "sheets",
    "years_of_answers",
]
