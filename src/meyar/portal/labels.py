"""Words for the codes that frozen rows carry."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Labels = dict[str, Promise]

STATES: Final[Labels] = {
    "graded": _("Graded"),
    "not_electronised": pgettext_lazy("one service", "Not electronised"),
    "undetermined": _("Not determined"),
    "nothing_applies": _("Nothing applies"),
}
COUNTED_STATES: Final[Labels] = {**STATES, "not_electronised": _("Not electronised")}
ANSWER_KINDS: Final[Labels] = {
    "na": _("Not applicable"),
    "not_assessed": _("Not assessed"),
    "unreachable": _("Could not be reached"),
}
BODY_KINDS: Final[Labels] = {
    "ministry": _("Ministry"),
    "state_committee": _("State committee"),
    "state_service": _("State service"),
    "fund": _("Fund"),
    "administration": _("Administration"),
    "commission": _("Commission"),
    "company": _("Company"),
    "bank": _("Bank"),
    "other": _("Other body"),
}
NATURES: Final[Labels] = {"interactive": _("interactive"), "informative": _("informative")}
FEES: Final[Labels] = {"free": _("free of charge"), "paid": _("paid")}
GATE_DETAILS: Final[Labels] = {
    "none": pgettext_lazy("how far electronised", "not at all"),
    "partly": pgettext_lazy("how far electronised", "partly"),
    "fully": pgettext_lazy("how far electronised", "fully"),
}
PROVENANCE: Final[Labels] = {
    "source": _("from the act"),
    "inferred": _("inferred"),
    "assumed": _("reconstructed"),
}
PARTS: Final[Labels] = {
    "wording": _("wording"),
    "guidance": _("guidance"),
    "criterion": _("criterion"),
    "channel": _("channel"),
    "points": _("points"),
    "weight": _("weight"),
    "levels": _("levels"),
    "bands": _("bands"),
    "scope": _("scope"),
    "not_applicable": _("“not applicable”"),
    "unreachable": _("“could not be reached”"),
    "nothing_applies": _("“nothing applies”"),
    "edges": _("edges of the bands"),
}
CHANNELS: Final[Labels] = {
    "site": _("the body's site"),
    "portal": _("the state portal"),
    "questionnaire": _("questionnaire"),
    "visit": _("visit"),
    "test_application": _("test application"),
    "probe": _("automatic probe"),
    "user_voice": _("what users say"),
}


def label(labels: Labels, code: str) -> str:
    """The word for a code; a code without one is shown as it is, empty stays empty."""
    return str(labels[code]) if code in labels else code
