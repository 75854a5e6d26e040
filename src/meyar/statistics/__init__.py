"""Pure statistics on grades: what published totals say, and means for analysis."""

from meyar.statistics.claims import (
    Totals,
    TotalsAudit,
    TotalsDoNotCompare,
    Verdict,
    audit_totals,
    fewest_downgrades,
)
from meyar.statistics.means import arithmetic_mean, geometric_mean, harmonic_mean

__all__ = [
    "Totals",
    "TotalsAudit",
    "TotalsDoNotCompare",
    "Verdict",
    "arithmetic_mean",
    "audit_totals",
    "fewest_downgrades",
    "geometric_mean",
    "harmonic_mean",
]
