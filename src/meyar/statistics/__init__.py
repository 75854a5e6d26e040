"""Pure statistics on grades: what published totals do and do not say."""
