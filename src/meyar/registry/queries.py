"""What the register knows, as records. Days are half-open: valid_from <= day < valid_to; an empty end is open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from meyar.common.azerbaijani import fold
from meyar.registry.models import Body, BodyName, BodySite, ListEdition, ListEntry, Service, Succession


class NoSuchListEdition(Exception):
    pass


@dataclass(frozen=True)
class NamePeriod:
    """How a body was called, and where its sites were, over a span of time."""

    name_az: str
    name_en: str = ""
    name_ru: str = ""
    abbreviation: str = ""
    site: str = ""  # several are separated by ";"
    valid_from: date | None = None
    valid_to: date | None = None

    def is_valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True)
class BodyRecord:
    id: int
    code: str
    kind: str
    names: tuple[NamePeriod, ...]  # oldest first, at least one
    valid_from: date | None
    valid_to: date | None
    successors: tuple[str, ...]  # codes
    certainty: str
    demonstration: bool

    def is_valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)

    def name_on(self, day: date | None) -> NamePeriod:
        """The name of the day; without a day, or outside the body's time, the latest one."""
        valid = [name for name in self.names if day and name.is_valid_on(day)]
        return (valid or self.names)[-1]


@dataclass(frozen=True)
class EntryRecord:
    """One line of an edition of the List, with what the register knows of the service now."""

    id: int
    position: int
    number: str
    service_id: int
    service: str  # code
    body_id: int
    body: str  # code
    title_az: str
    title_en: str
    title_ru: str
    nature: str
    audience: str
    fee: str
    stated_time: str
    uses_per_year: int | None
    site_address: str
    portal_address: str
    demonstration: bool


def bodies() -> tuple[BodyRecord, ...]:
    """Every body, ended ones too, in Azerbaijani order of the latest name. Four queries."""
    names: dict[int, list[BodyName]] = defaultdict(list)
    for name in BodyName.objects.all():
        names[name.body_id].append(name)
    sites: dict[tuple[int, date | None], list[str]] = defaultdict(list)
    for body_id, valid_from, address in BodySite.objects.values_list("body_id", "valid_from", "address"):
        sites[body_id, valid_from].append(address)
    successors: dict[int, list[str]] = defaultdict(list)
    succession = Succession.objects.order_by("successor__code")
    for predecessor_id, code in succession.values_list("predecessor_id", "successor__code"):
        successors[predecessor_id].append(code)
    order = {body_id: max(map(_begins, periods)) for body_id, periods in names.items()}
    records = [_body_record(body, names[body.id], sites, tuple(successors[body.id])) for body in Body.objects.all()]
    return tuple(sorted(records, key=lambda record: (order[record.id][1], record.code)))


def bodies_on(day: date) -> tuple[BodyRecord, ...]:
    """The bodies that existed on a day. Four queries."""
    return tuple(record for record in bodies() if record.is_valid_on(day))


def bodies_by_code() -> dict[str, BodyRecord]:
    return {record.code: record for record in bodies()}


def list_editions() -> QuerySet[ListEdition]:
    return ListEdition.objects.all()


def list_edition(code: str) -> ListEdition:
    """
    Raises:
        NoSuchListEdition: With the codes there are.
    """
    edition = ListEdition.objects.filter(code=code).first()
    if edition is None:
        known = ", ".join(ListEdition.objects.values_list("code", flat=True)) or "none yet"
        raise NoSuchListEdition(f"There is no edition {code!r} of the List. Known: {known}.")
    return edition


def entries_of(edition: ListEdition) -> tuple[EntryRecord, ...]:
    """The lines of an edition in its order. One query."""
    rows = ListEntry.objects.filter(edition=edition).order_by("position").values_list(*_ENTRY_FIELDS)
    return tuple(EntryRecord(*row) for row in rows)


def lists_shown() -> QuerySet[ListEdition]:
    """Every edition, the youngest first, with `services` and `bodies`, how many of either it has. One query."""
    return ListEdition.objects.annotate(
        services=Count("entries"), bodies=Count("entries__body", distinct=True)
    ).order_by("-in_force_on", "code")


def lines_of(edition: ListEdition) -> QuerySet[ListEntry]:
    """The lines of an edition with their services and bodies, for paging. One query per page."""
    return ListEntry.objects.filter(edition=edition).select_related("service", "body").order_by("position")


def baseline_of(code: str, in_force_on: date) -> ListEdition | None:
    """What an import into this edition is compared with: the edition itself once filled, else the one before it."""
    filled = ListEdition.objects.filter(entries__isnull=False).distinct()
    return (
        filled.filter(code=code).first()
        or filled.filter(in_force_on__lte=in_force_on).exclude(code=code).order_by("in_force_on", "code").last()
    )


def services_by_code() -> dict[str, Service]:
    return {service.code: service for service in Service.objects.all()}


def services_in_editions_after(day: date, *, besides: str) -> frozenset[int]:
    """Ids of the services that a younger edition of the List knows."""
    entries = ListEntry.objects.filter(edition__in_force_on__gt=day).exclude(edition__code=besides)
    return frozenset(entries.values_list("service_id", flat=True))


class BodyLookup:
    """
    Finds bodies by code, abbreviation or name in any language and of any time.

    What is written exactly alike comes before what is only alike when folded: ƏN and EN are two ministries. Of
    several bodies of one name those that existed on the day come first.
    """

    def __init__(self, records: Iterable[BodyRecord], day: date | None = None) -> None:
        self.records = {record.code: record for record in records}
        self._day = day
        exact: dict[str, set[str]] = defaultdict(set)
        folded: dict[str, set[str]] = defaultdict(set)
        for record in self.records.values():
            for name in record.names:
                for text in filter(None, (name.abbreviation, name.name_az, name.name_en, name.name_ru)):
                    exact[text].add(record.code)
                    folded[fold(text)].add(record.code)
        self._exact, self._folded = exact, folded

    def find(self, text: str) -> tuple[BodyRecord, ...]:
        """None, the one, or those between which the text does not decide."""
        if text in self.records:
            return (self.records[text],)
        codes = self._exact.get(text) or self._folded.get(fold(text)) or {text.lower()} & self.records.keys()
        found = tuple(self.records[code] for code in sorted(codes))
        if self._day and len(found) > 1:
            day = self._day
            return tuple(record for record in found if record.is_valid_on(day)) or found
        return found

    def words(self) -> tuple[str, ...]:
        """What a sheet may write, for suggestions: codes, then names and abbreviations."""
        return (*self.records, *self._exact)


_ENTRY_FIELDS = (
    "id", "position", "number", "service_id", "service__code", "body_id", "body__code", "title_az", "title_en",
    "title_ru", "service__nature", "service__audience", "service__fee", "service__stated_time",
    "service__uses_per_year", "service__site_address", "service__portal_address", "service__demonstration",
)  # fmt: skip


def _begins(name: BodyName) -> tuple[date, str]:
    return (name.valid_from or date.min, name.sort_key)


def _body_record(
    body: Body,
    names: list[BodyName],
    sites: dict[tuple[int, date | None], list[str]],
    successors: tuple[str, ...],
) -> BodyRecord:
    periods = tuple(
        NamePeriod(
            name_az=name.name_az,
            name_en=name.name_en,
            name_ru=name.name_ru,
            abbreviation=name.abbreviation,
            site=";".join(sites.get((body.id, name.valid_from), ())),
            valid_from=name.valid_from,
            valid_to=name.valid_to,
        )
        for name in sorted(names, key=_begins)
    )
    return BodyRecord(
        id=body.id,
        code=body.code,
        kind=body.kind,
        names=periods,
        valid_from=body.valid_from,
        valid_to=body.valid_to,
        successors=successors,
        certainty=body.certainty,
        demonstration=body.demonstration,
    )
