from __future__ import annotations

import pytest

from meyar.registry.imports import MappingRefused, read_mapping


def refusal(text: str) -> list[str]:
    with pytest.raises(MappingRefused) as refused:
        read_mapping(text.encode())
    return [problem.as_text("en") for problem in refused.value.problems]


def test_a_mapping_is_written_in_yaml_or_json_and_its_values_stay_text() -> None:
    yaml = read_mapping(b"columns: {code: id}\nvalues: {fee: {Y: paid, N: free, 007: no}}\nskip_rows: 2\n")
    json = read_mapping(
        b'{"columns": {"code": "id"}, "values": {"fee": {"Y": "paid", "N": "free", "007": "no"}}, "skip_rows": 2}'
    )

    assert yaml == json
    assert yaml.values["fee"] == {"Y": "paid", "N": "free", "007": "no"}


def test_every_wrong_key_of_a_mapping_is_named() -> None:
    assert refusal("column: {code: id}\nsplit: {name_az: {column: x, separator: '', part: -1}}\n") == [
        (
            "The mapping file: “split.name_az.separator” is not of the kind expected "
            "(String should have at least 1 character)."
        ),
        (
            "The mapping file: “split.name_az.part” is not of the kind expected "
            "(Input should be greater than or equal to 0)."
        ),
        (
            "The mapping file has an unknown key “column”. Accepted: sheet, skip_rows, columns, constants, values, "
            "split, filter, distinct, first_address, answers."
        ),
    ]


@pytest.mark.parametrize("text", ["columns: [", "a: *unknown", "\x00"])
def test_what_is_not_yaml_is_refused_with_a_sentence(text: str) -> None:
    assert refusal(text)[0].endswith("The mapping file is not YAML or JSON in UTF-8.")


def test_a_mapping_that_multiplies_itself_is_refused_at_once() -> None:
    lines = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    lines += [
        f"{name}: &{name} [{','.join(['*' + before] * 9)}]" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]

    assert len(refusal("\n".join(lines))) == 9


def test_a_file_that_is_much_too_large_is_not_read() -> None:
    assert refusal("#" * 300_000) == ["The mapping file is larger than 256 KiB."]
