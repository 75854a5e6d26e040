from meyar.assessment.actions.answers import import_answers
from meyar.assessment.actions.rounds import assess_round, close_round, plan_round

__all__ = ["assess_round", "close_round", "import_answers", "plan_round"]
