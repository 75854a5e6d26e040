from meyar.publication.actions.publish import correct_round, publish_round
from meyar.publication.actions.reconciliation import TotalsDoNotAgree

__all__ = ["TotalsDoNotAgree", "correct_round", "publish_round"]
