"""What to do first, said after a refusal: the command itself, ready to be copied."""

from __future__ import annotations

from typing import NoReturn

from meyar.cli.installation import fail


def refuse(refusal: Exception, *, round_code: str = "") -> NoReturn:
    """Print the refusal and the command that comes first; leave with 1."""
    advice = advice_for(refusal, round_code)
    fail([refusal, f"  {advice}"] if advice else [refusal])


def advice_for(refusal: Exception, round_code: str) -> str:
    """Empty where the refusal says it all. By the name of the refusal, so that its app need not be loaded."""
    return _ADVICE.get(type(refusal).__name__, "").format(code=round_code)


def list_missing(code: str) -> str:
    return f"  Import it first: meyar import services FILE --round {code}"


def rules_missing() -> str:
    return "  Take them in first: meyar rulebook adopt PATH --in-force"


_ADVICE = {
    "NoSuchRound": "Plan it first: meyar round plan {code} --year YEAR --list LIST --rulebook RULES",
    "RoundIsPlannedAlready": "Go on with its answers (meyar import answers FILE --round {code}), or give another code.",
    "EditionIsNotInForce": "Once nobody will change them any more: meyar rulebook adopt PATH --in-force",
    "RoundHasNoAnswers": "Import them: meyar import answers FILE --round {code}",
    "RoundIsNotAssessed": "Assess it: meyar round assess {code}",
    "RoundIsPublished": (
        "To correct it, import the corrected answers (meyar import answers FILE --round {code}), assess, "
        'and publish with --correct "the reason the public reads".'
    ),
    "RoundIsPublishedAlready": (
        'After importing and assessing what changed: meyar round publish {code} --correct "the reason the public reads"'
    ),
    "NothingToCorrect": "A first issue is published without --correct; a correction needs results that differ.",
    "ListIsFrozen": (
        "Give the changed List a code of its own (--round {code}-2, say) and plan a round on it; "
        "a published round keeps the List it was graded on."
    ),
}
