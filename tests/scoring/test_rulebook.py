from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from meyar.scoring import (
    AnswerKind,
    Channel,
    Edition,
    RulebookProblems,
    Scope,
    edition_from_canonical_json,
    edition_json_schema,
    parse_edition,
)
from tests.scoring.editions import as_yaml, criterion, edition, parameter, rulebook, text

WHOLE = """
format: 1
code: "2014"
title: {az: "2014-cü il qaydaları", en: "Rules of 2014", ru: "Правила 2014 года"}
act:
  title: {az: "Kollegiya qərarı"}
  number: "1/1-01"
  date: 2014-01-15
  in_force_on: 2014-02-01
  source: "e-qanun.az/framework/27276"
follows: "2013"
note: {az: "Ballar bərpa edilib"}
policy:
  not_applicable: exclude_within_criterion
  unreachable: not_assessed
  nothing_applies: own_state
  edges: lower_closed
  provenance: {edges: assumed}
grades:
  - {code: kafi, from: "0", title: {az: Kafi}, provenance: {bands: source}}
  - {code: ela, from: "62.5", title: {az: Əla}}
gate:
  code: electronised
  question: {az: "Elektronlaşdırılıbmı?"}
  guidance: {az: "Sınayın"}
knock_outs:
  - {parameter: online_payment, level: no, at_most: kafi, source: "bənd 3"}
criteria:
  - code: M1
    title: {az: "Elektronlaşma"}
    title_in_act: {az: "Elektronlaşma səviyyəsi"}
    weight: "54"
    parameters:
      - code: online_payment
        supersedes: payment
        scope: body
        channels: [site, portal]
        probe: payment
        question: {az: "Ödəniş onlayndırmı?"}
        guidance: {az: "Saytda sınayın"}
        deficiency: {az: "Ödəniş onlayn deyil"}
        proposal: {az: "Onlayn ödəniş qurulsun"}
        not_applicable: {when: {az: "Xidmət ödənişsizdir"}}
        provenance: {wording: source}
        clause: "parametr 1"
        levels:
          - {code: no, points: "0", title: {az: Yox}, example: {az: "Ödəniş yoxdur"}}
          - {code: yes, points: "12.50", title: {az: Var}, example: {az: "Kartla ödəniş"}}
"""


def test_a_rulebook_is_read_whole() -> None:
    rules = parse_edition(WHOLE, name="rulebook.yaml")

    payment = rules.parameter("online_payment")
    assert (rules.code, rules.follows, rules.act.number, str(rules.act.date)) == (
        "2014",
        "2013",
        "1/1-01",
        "2014-01-15",
    )
    assert (payment.criterion, payment.supersedes, payment.scope) == ("M1", "payment", Scope.BODY)
    assert payment.channels == (Channel.SITE, Channel.PORTAL)
    assert (payment.maximum, payment.level("no").points) == (12.5, 0)
    assert (rules.criterion("M1").weight, rules.criterion("M1").maximum) == (54, 12.5)
    assert (rules.grade("ela").begins_at, rules.grade_index("ela")) == (62.5, 1)
    assert (rules.gate is not None, rules.has_assumed) == (True, True)


def test_the_default_weight_is_the_sum_of_the_maxima() -> None:
    rules = edition(criterion("C1", parameter("p1", "0", "6"), parameter("p2", "0", "2.5")))

    assert rules.criterion("C1").weight == 8.5


@pytest.mark.parametrize("gate", [True, False])
def test_an_edition_without_assumptions_says_so(gate: bool) -> None:
    provenance = {"points": "source", "channel": "inferred"}

    assert edition(criterion("C1", parameter("p1", "0", "6", provenance=provenance)), gate=gate).has_assumed is False


def test_a_parameter_without_a_short_title_is_headed_by_its_question() -> None:
    rules = edition(criterion("C1", parameter("p1", "0", "6"), parameter("p2", "0", "6", title=text("Ödəniş"))))

    assert [one.heading.az for one in rules.parameters] == ["p1 sual", "Ödəniş"]


def test_a_missing_text_is_shown_in_azerbaijani_and_says_so() -> None:
    title = parse_edition(WHOLE, name="rulebook.yaml").criterion("M1").title

    assert title.in_language("ru") == ("Elektronlaşma", "az")
    assert title.in_language("az") == ("Elektronlaşma", "az")
    assert parse_edition(WHOLE, name="rulebook.yaml").title.in_language("en") == ("Rules of 2014", "en")


@pytest.mark.parametrize(
    ("look_up", "message"),
    [
        (lambda rules: rules.parameter("p9"), "no parameter of edition small is called 'p9'; accepted: p1"),
        (lambda rules: rules.parameter("p1").level("full"), "no level of p1 is called 'full'; accepted: no, yes"),
        (lambda rules: rules.criterion("C9"), "no criterion of edition small is called 'C9'; accepted: C1"),
        (lambda rules: rules.grade_index("five"), "no grade of edition small is called 'five'; accepted: a, b"),
    ],
)
def test_an_unknown_code_is_answered_with_the_known_ones(look_up: Callable[[Edition], Any], message: str) -> None:
    rules = edition(criterion("C1", parameter("p1", "0", "6")), grades={"a": "0", "b": "50"})

    with pytest.raises(KeyError) as unknown:
        look_up(rules)

    assert unknown.value.args == (message,)


def problems_of(content: str) -> list[str]:
    with pytest.raises(RulebookProblems) as refusal:
        parse_edition(content, name="r.yaml")
    assert str(refusal.value) == "\n".join(map(str, refusal.value.problems))
    return [str(problem) for problem in refusal.value.problems]


def test_all_problems_are_reported_at_once_each_with_its_line() -> None:
    broken = (
        WHOLE.replace('code: "2014"', "code: 2014")
        .replace("  number:", "  nmber:")
        .replace("edges: lower_closed", "edges: closed")
        .replace('from: "62.5"', "from: 62.5")
        .replace("level: no, at_most: kafi", "level: never, at_most: good")
        .replace('weight: "54"', 'weight: "0"')
        .replace("channels: [site, portal]", "channels: [web]")
        .replace('question: {az: "Ödəniş onlayndırmı?"}', 'question: {en: "Paid on line?"}')
    )

    assert problems_of(broken) == [
        "r.yaml:3: code: is not text; write it in quotes (given: 2014)",
        "r.yaml:5: act.number: is missing",
        (
            'r.yaml:7: act.nmber: is not a key here; did you mean "number"? '
            "accepted: title, number, date, in_force_on, source"
        ),
        "r.yaml:17: policy.edges: is not accepted (given: closed); accepted: 'lower_closed' or 'upper_closed'",
        'r.yaml:21: grades[1].from: 62.5 stands without quotes; write the exact decimal string "62.5" in quotes',
        'r.yaml:27: knock_outs[0].level: no level of online_payment has the code "never"; accepted: no, yes',
        'r.yaml:27: knock_outs[0].at_most: no grade has the code "good"; accepted: kafi, ela',
        "r.yaml:32: criteria[0].weight: a weight is above 0",
        (
            "r.yaml:37: criteria[0].parameters[0].channels[0]: is not accepted (given: web); accepted: "
            "'site', 'portal', 'questionnaire', 'visit', 'test_application', 'probe' or 'user_voice'"
        ),
        "r.yaml:39: criteria[0].parameters[0].question.az: is missing",
    ]


def small(**more: Any) -> dict[str, Any]:
    return rulebook(criterion("C1", parameter("p1", "0", "6")), **more)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            rulebook(criterion("C1", parameter("p1", "0", "6"), parameter("p1", "0", "6"))),
            'criteria[0].parameters[1].code: there is already a parameter with the code "p1"',
        ),
        (
            rulebook(criterion("C1", parameter("p1", "0", "6")), criterion("C1", parameter("p2", "0", "6"))),
            'criteria[1].code: there is already a criterion with the code "C1"',
        ),
        (
            rulebook(criterion("C1", parameter("electronised", "0", "6"))),
            'criteria[0].parameters[0].code: "electronised" is a reserved word; give the parameter another code',
        ),
        (
            rulebook(criterion("C1", parameter("p1", "0", "6", "6"))),
            'criteria[0].parameters[0].levels[2].points: levels rise from the lowest up: "6" is not above "6"',
        ),
        (
            rulebook(criterion("C1", parameter("p1", "0", "6"), weight="0.12345")),
            (
                'criteria[0].weight: "0.12345" is not an exact number from 0 to 999999.9999; '
                'write digits with at most four decimals, such as "12" or "2.5"'
            ),
        ),
        (
            rulebook(criterion("C1", parameter("p1", "0", "6"), weight=True)),
            'criteria[0].weight: is not a number; write an exact decimal string in quotes, such as "12" or "2.5"',
        ),
        (
            rulebook(criterion("C1", parameter("p1", "0", "6"), weight=54)),
            'criteria[0].weight: 54 stands without quotes; write the exact decimal string "54" in quotes',
        ),
        (small(grades={"a": "1", "b": "50"}), 'grades[0].from: the lowest grade begins at "0"'),
        (
            small(grades={"a": "0", "b": "70", "c": "70"}),
            'grades[2].from: bands rise from the lowest up: "70" is not above "70"',
        ),
        (
            small(grades={"a": "0", "b": "100.5"}),
            'grades[1].from: "100.5" leaves no percent for this grade; begin below "100"',
        ),
        (
            small(grades={"a": "0", "b": "100"}, edges="upper_closed"),
            'grades[1].from: "100" leaves no percent for this grade; begin below "100"',
        ),
        (
            small(grades={"a": "0", "not_electronised": "50"}),
            'grades[1].code: "not_electronised" is a reserved word; give the grade another code',
        ),
        (
            small(grades={"a": "0", "b": "50"})
            | {"grades": [{"code": 5, "from": "0", "title": text("a")}, *small()["grades"][1:]]},
            "grades[0].code: is not text; write it in quotes (given: 5)",
        ),
        (
            rulebook(criterion("C1", parameter("p1", "0", "6", scop="body"))),
            (
                'criteria[0].parameters[0].scop: is not a key here; did you mean "scope"? accepted: code, title, supersedes, '
                "scope, channels, probe, question, guidance, deficiency, proposal, not_applicable, provenance, clause, levels"
            ),
        ),
        (small(grades={"a": "0"}), "grades: has 1 items; at least 2 are wanted"),
        (
            small(nothing_applies="kafii"),
            'policy.nothing_applies: "kafii" is not accepted; accepted: own_state, qeyri_kafi, kafi, yaxsi, ela',
        ),
        (
            small(knock_outs=[{"parameter": "p9", "level": "no", "at_most": "kafi"}]),
            'knock_outs[0].parameter: no parameter has the code "p9"; accepted: p1',
        ),
        (small(title={"az": "  "}), "title.az: is empty; write the text or leave the key out"),
        (small(title="Qaydalar"), "title: is not a mapping (given: Qaydalar); accepted keys: az, en, ru"),
        (small(criteria={}), "criteria: is not a list"),
        (small(code="Qaydalar"), 'code: "Qaydalar" is not a code; it must match ^[a-z0-9-]+$'),
        (
            small(act={**small()["act"], "date": "20140115"}),
            'act.date: "20140115" is not a date; write it as 2014-01-15',
        ),
        (small(act={**small()["act"], "date": 20140115}), "act.date: is not a date; write it as 2014-01-15"),
        (
            {**small(), "policy": {**small()["policy"], "provenance": "source"}},
            "policy.provenance: is not a mapping (given: source)",
        ),
    ],
)
def test_a_contradiction_is_named_with_its_place(data: dict[str, Any], message: str) -> None:
    (problem,) = problems_of(as_yaml(data))

    assert problem.partition(": ")[2] == message


def test_a_level_that_is_a_reserved_word_is_refused() -> None:
    data = small()
    data["criteria"][0]["parameters"][0]["levels"][0]["code"] = "na"

    (problem,) = problems_of(as_yaml(data))

    assert problem.endswith('levels[0].code: "na" is a reserved word; give the level another code')


def test_a_band_may_begin_at_100_where_it_owns_its_edge() -> None:
    assert edition(criterion("C1", parameter("p1", "0", "6")), grades={"a": "0", "b": "100"}).grade_at(100).code == "b"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (
            "",
            (
                "r.yaml:1: is not a rulebook; accepted keys: format, code, title, act, follows, note, policy, "
                "grades, gate, knock_outs, criteria"
            ),
        ),
        (
            "- 1",
            (
                "r.yaml:1: is not a rulebook; accepted keys: format, code, title, act, follows, note, policy, "
                "grades, gate, knock_outs, criteria"
            ),
        ),
        ("a: [", "r.yaml:1: is not readable as YAML: expected the node content, but found '<stream end>'"),
        ("a: 1\n--- b", "r.yaml:2: is not readable as YAML: but found another document"),
        (
            "a: \x07",
            "r.yaml: is not readable as YAML: unacceptable character #x0007: special characters are not allowed",
        ),
        ("[" * 5000, "r.yaml: is nested more than 20 levels deep"),
        ("a: " + "{a: " * 3000, "r.yaml: is nested more than 20 levels deep"),
        ("[" + "1," * 50_000 + "]", "r.yaml: holds more than 40000 values"),
        ("a" * 1_000_001, "r.yaml: is 1000001 characters long; at most 1000000 are read"),
    ],
)
def test_a_text_that_is_no_rulebook_is_refused(content: str, problem: str) -> None:
    assert problems_of(content) == [problem]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            ('{az: "Ballar bərpa edilib"}', "&note {az: a, en: *note}"),
            "r.yaml:12: note.en: is an alias (*name); write the text out in full",
        ),
        (
            ('{az: "Ballar bərpa edilib"}', '!!python/object:os.system {az: "rm"}'),
            "r.yaml:12: note: has the tag tag:yaml.org,2002:python/object:os.system; tags are not accepted, remove it",
        ),
        (
            ('follows: "2013"', 'follows: "2013"\nfollows: "2012"'),
            "r.yaml:12: follows: the key stands twice; the first is on line 11",
        ),
        (
            ('follows: "2013"', '? [a, b]\n: "2013"'),
            "r.yaml:11: a key is a single word; this one is a list or a mapping",
        ),
    ],
)
def test_what_yaml_can_do_beyond_plain_data_is_refused(change: tuple[str, str], problem: str) -> None:
    assert problem in problems_of(WHOLE.replace(*change))


@pytest.mark.parametrize("odd", ["1.5e400", "0x1F", ".inf", "true", "1234567890123456789012", "~", "-3", "2.5"])
def test_odd_scalars_are_refused_and_never_break_the_reader(odd: str) -> None:
    (problem,) = problems_of(WHOLE.replace('points: "12.50"', f"points: {odd}"))

    assert problem.startswith("r.yaml:48: criteria[0].parameters[0].levels[1].points: ")


def test_the_file_s_layout_and_comments_do_not_change_the_hash() -> None:
    plain = parse_edition(WHOLE, name="a.yaml")
    other = (
        WHOLE.replace("12.50", "12.5")
        .replace("\npolicy:", "\n\n# comment\npolicy:")
        .replace("az: Kafi}", "az: ' Kafi '}")
    )

    assert parse_edition(other, name="b.yaml").sha256 == plain.sha256
    assert parse_edition(WHOLE.replace("Ballar", "Xallar"), name="c.yaml").sha256 != plain.sha256


def test_letters_composed_in_two_ways_have_one_hash() -> None:
    composed, decomposed = "Ö", "O\u0308"

    assert (
        edition(criterion("C1", parameter("p1", "0", "6")), note=text(composed)).sha256
        == edition(criterion("C1", parameter("p1", "0", "6")), note=text(decomposed)).sha256
    )


@pytest.mark.parametrize("broken", ["{", b"\xff", "[" * 100_000])
def test_text_that_is_not_json_is_refused(broken: str | bytes) -> None:
    with pytest.raises(RulebookProblems, match="canonical JSON: is not readable as JSON"):
        edition_from_canonical_json(broken)


def test_a_problem_of_canonical_json_has_a_path_and_no_line() -> None:
    content = parse_edition(WHOLE, name="a.yaml").canonical_json.replace(b'"62.5"', b"62.5")

    with pytest.raises(RulebookProblems) as refusal:
        edition_from_canonical_json(content)

    assert [str(problem) for problem in refusal.value.problems] == [
        'canonical JSON: grades[1].from: 62.5 stands without quotes; write the exact decimal string "62.5" in quotes'
    ]


def test_an_edition_made_past_the_reader_is_checked_too() -> None:
    with pytest.raises(ValueError, match="there is already a criterion"):
        Edition.model_validate(rulebook(*[criterion("C1", parameter("p1", "0", "6"))] * 2))


def test_the_published_schema_describes_the_format() -> None:
    schema = edition_json_schema()

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["required"]) == {"format", "code", "title", "act", "policy", "grades", "criteria"}
    assert schema["additionalProperties"] is False
    assert schema["$defs"]["Grade"]["properties"]["from"]["type"] == "string"


def test_the_answer_words_are_those_of_a_sheet() -> None:
    assert [kind.value for kind in AnswerKind] == ["level", "na", "not_assessed", "unreachable"]
