"""Pure scoring: the types of an edition, its text, and from answers to a grade with every reason for it."""

from meyar.scoring.answers import (
    NOT_APPLICABLE,
    NOT_ASSESSED,
    UNREACHABLE,
    Answer,
    AnswerKind,
    AnswerProblem,
    AnswersDoNotFit,
    accepted_words,
    parse_answer,
)
from meyar.scoring.canonical import canonical_bytes, sha256_hex
from meyar.scoring.cases import run_case
from meyar.scoring.cheapest_path import Path, Step, cheapest_path
from meyar.scoring.comparison import Change, Comparison, compare_editions
from meyar.scoring.comparison_words import ChangeKind
from meyar.scoring.display import (
    NothingToShare,
    percent_floored,
    percent_shown,
    share_half_up,
    shares_hamilton,
)
from meyar.scoring.edition import (
    GATE_CODE,
    Act,
    Channel,
    Criterion,
    EdgeOwnership,
    Edition,
    Gate,
    Grade,
    KnockOut,
    Level,
    NotApplicablePolicy,
    NotApplicableRule,
    Parameter,
    PercentOutOfRange,
    Policy,
    Provenance,
    Scope,
    Text,
    UnreachablePolicy,
)
from meyar.scoring.exact import score
from meyar.scoring.exact_number import decimal_string
from meyar.scoring.margin import margin_down, next_grade, points_to_next, to_next_grade
from meyar.scoring.problems import Problem, RulebookProblems
from meyar.scoring.rulebook import edition_from_canonical_json, edition_json_schema, parse_edition
from meyar.scoring.scorecard import CriterionScore, ParameterScore, Scorecard, State
from meyar.scoring.unforeseen import accepting_not_applicable, unforeseen_not_applicable
from meyar.scoring.weight_box import WeightBox, grades_within_box, weight_box

__all__ = [
    "GATE_CODE",
    "NOT_APPLICABLE",
    "NOT_ASSESSED",
    "UNREACHABLE",
    "Act",
    "Answer",
    "AnswerKind",
    "AnswerProblem",
    "AnswersDoNotFit",
    "Change",
    "ChangeKind",
    "Channel",
    "Comparison",
    "Criterion",
    "CriterionScore",
    "EdgeOwnership",
    "Edition",
    "Gate",
    "Grade",
    "KnockOut",
    "Level",
    "NotApplicablePolicy",
    "NotApplicableRule",
    "NothingToShare",
    "Parameter",
    "ParameterScore",
    "Path",
    "PercentOutOfRange",
    "Policy",
    "Problem",
    "Provenance",
    "RulebookProblems",
    "Scope",
    "Scorecard",
    "State",
    "Step",
    "Text",
    "UnreachablePolicy",
    "WeightBox",
    "accepted_words",
    "accepting_not_applicable",
    "canonical_bytes",
    "cheapest_path",
    "compare_editions",
    "decimal_string",
    "edition_from_canonical_json",
    "edition_json_schema",
    "grades_within_box",
    "margin_down",
    "next_grade",
    "parse_answer",
    "parse_edition",
    "percent_floored",
    "percent_shown",
    "points_to_next",
    "run_case",
    "score",
    "sha256_hex",
    "share_half_up",
    "shares_hamilton",
    "to_next_grade",
    "unforeseen_not_applicable",
    "weight_box",
]
