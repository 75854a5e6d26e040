from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from meyar.accounts.permissions import require
from meyar.common.actors import Actor
from meyar.common.events import record_event
from meyar.rulebooks.choices import EditionState
from meyar.rulebooks.models import RulebookEdition
from meyar.scoring import parse_edition


class EditionIsInForce(Exception):
    """An edition in force cannot be changed, only followed by another one."""


class NoSuchEdition(Exception):
    pass


class EditionHasNoDate(Exception):
    """An edition comes into force on a day its act states."""


@transaction.atomic
def adopt_edition(*, actor: Actor, text: str, name: str) -> RulebookEdition:
    """
    Take an edition in as a draft, or replace the draft of the same code.

    Args:
        text: The rulebook in YAML.
        name: What to call it in error messages, usually its file name.

    Raises:
        RulebookProblems: The text is not a rulebook; all problems with their lines.
        EditionIsInForce: An edition of this code is in force and its content is another one.
    """
    require(actor, "rulebooks.adopt_edition")
    edition = parse_edition(text, name=name)
    stored = RulebookEdition.objects.select_for_update().filter(code=edition.code).first()
    if stored and stored.sha256 == edition.sha256:
        return stored
    if stored and stored.state == EditionState.IN_FORCE:
        raise EditionIsInForce(
            f"Edition {edition.code} is in force (SHA-256 {stored.sha256}); {name} differs (SHA-256 {edition.sha256}). "
            "Give the changed Rules a code of their own and let them follow this edition."
        )
    stored = stored or RulebookEdition(code=edition.code)
    stored.canonical_json = edition.canonical_json.decode()
    stored.sha256 = edition.sha256
    stored.in_force_on = edition.act.in_force_on
    stored.adopted_at = timezone.now()
    stored.save()
    record_event(
        actor=actor,
        verb="rulebooks.adopt_edition",
        subject=f"rulebook {edition.code}",
        details={"sha256": edition.sha256, "name": name},
    )
    return stored


@transaction.atomic
def put_in_force(*, actor: Actor, code: str) -> RulebookEdition:
    """
    From now on the edition is immutable and rounds can be planned under it. Again on the same edition: nothing.

    Raises:
        NoSuchEdition: No edition of this code was taken in.
        EditionHasNoDate: It does not say from which day it is in force.
    """
    require(actor, "rulebooks.put_in_force")
    stored = RulebookEdition.objects.select_for_update().filter(code=code).first()
    if stored is None:
        known = ", ".join(RulebookEdition.objects.values_list("code", flat=True)) or "none"
        raise NoSuchEdition(f"No edition {code!r} was taken in; known: {known}.")
    if stored.state == EditionState.IN_FORCE:
        return stored
    if stored.in_force_on is None:
        raise EditionHasNoDate(f"Edition {code} does not say from which day it is in force: write act.in_force_on.")
    stored.state = EditionState.IN_FORCE
    stored.save(update_fields=["state"])
    record_event(
        actor=actor, verb="rulebooks.put_in_force", subject=f"rulebook {code}", details={"sha256": stored.sha256}
    )
    return stored
