"""Broken and hostile JSON: a clean error or a catalogue, and nothing else, in bounded time and memory."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import nhs_internships as ni
from _limited import output_of
from json_samples import CATALOGUE
from nhs_internships.errors import FormatError, LimitError, ReadError
from nhs_internships.formats.json import from_json, to_json
from nhs_internships.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENT = to_json(CATALOGUE)
WRONG: tuple[object, ...] = (None, True, 0, 1, -1.5, 1.0, float("nan"), "", "x", [], ["x"], [[]], {}, {"x": 1}, 10**30)

Key = str | int


def places(data: object, place: tuple[Key, ...] = ()) -> Iterator[tuple[Key, ...]]:
    """Every place of a document."""
    yield place
    if isinstance(data, dict):
        for key, one in data.items():
            yield from places(one, (*place, key))
    elif isinstance(data, list):
        for at, one in enumerate(data):
            yield from places(one, (*place, at))


def replaced(place: tuple[Key, ...], value: object) -> object:
    """The document with another value in one place."""
    if not place:
        return value
    document = json.loads(DOCUMENT)
    inside = document
    for step in place[:-1]:
        inside = inside[step]
    inside[place[-1]] = value
    return document


def outcome(document: object) -> ni.Catalogue | list[str]:
    """The catalogue of a document, or its problems; anything else fails the test."""
    try:
        return from_json(json.dumps(document))
    except FormatError as error:
        return [str(problem) for problem in error.problems]


def test_a_document_cut_anywhere_is_a_clean_error() -> None:
    """At every byte, also inside a character."""
    data = DOCUMENT.encode()
    for end in range(len(data)):
        with pytest.raises((FormatError, ReadError)):
            from_json(data[:end])


def test_a_wrong_value_anywhere_is_a_clean_error() -> None:
    """Every value of the document, each replaced by every wrong one: an error that names the place, or a catalogue."""
    for place in places(json.loads(DOCUMENT)):
        for value in WRONG:
            document = replaced(place, value)
            found = outcome(document)
            if isinstance(found, list):
                assert found
                last = place[-1] if place else ""
                assert any(str(last) in problem for problem in found), (place, value, found)


def test_a_missing_key_anywhere_is_a_clean_error_or_a_default() -> None:
    """Each key of the document is left out once."""
    for place in places(json.loads(DOCUMENT)):
        if place and isinstance(place[-1], str):
            document = json.loads(DOCUMENT)
            inside = document
            for step in place[:-1]:
                inside = inside[step]
            del inside[place[-1]]
            found = outcome(document)
            if isinstance(found, list):
                assert len(found) == 1
                assert f"{place[-1]}: missing" in found[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not JSON: the text is empty"),
        (" \n", "not JSON: the text is empty"),
        ("{", "not JSON: Expecting property name .* at line 1, column 2"),
        ('{"schema": 1}\n}', "not JSON: Extra data at line 2, column 1"),
        ("{'schema': 1}", "not JSON: Expecting property name"),
        ("null", "expected an object, got null"),
        ("[]", "expected an object, got an array"),
        ('"text"', 'expected an object, got "text"'),
        ("NaN", "expected an object, got NaN"),
        (f'{{"schema": {"9" * 5000}}}', "a number has thousands of digits"),
        (f'{{"schema": {"9" * 4000}}}', "is of version a number of more than 60 digits"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
        ("[" * 100_000 + "]" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_document(text: str, said: str) -> None:
    """Text of any kind, and too much of it."""
    with pytest.raises(FormatError, match=said):
        from_json(text)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"schema": 1, "name": "\xff"}', "not UTF-8: byte 0xff at offset 23"),
        ('{"schema": 1}'.encode("utf-16"), "the file is UTF-16, not UTF-8"),
        ('{"schema": 1}'.encode("utf-16-le"), "looks like UTF-16"),
        (b'{"schema": 1}\0', "a NUL character at offset 13"),
        (b'{"name": "\xed\xa0\x80"}', "not UTF-8: byte 0xed"),
    ],
)
def test_bytes_that_are_no_text(data: bytes, said: str) -> None:
    """The entrance says which byte, and what the file is instead."""
    with pytest.raises(ReadError, match=said):
        from_json(data)


def test_brackets_in_strings_do_not_count() -> None:
    """Only what is nested is deep, whatever the texts hold."""
    catalogue = ni.Catalogue(projects=[ni.Project(slug="a", title='"[\\' * 100 + "]{" * 100)])
    assert from_json(to_json(catalogue)) == catalogue


@pytest.mark.parametrize("text", ["'[' * 100_000", """'{"a":' * 100_000""", """'[{"a":' * 50_000"""])
def test_a_deep_document_does_not_crash_a_small_stack(text: str) -> None:
    """The parser recurses once a level, so the depth is counted first."""
    code = f"""
import threading
from nhs_internships.errors import FormatError
from nhs_internships.formats.json import from_json
def read():
    try:
        from_json({text})
    except FormatError as error:
        print(error)
threading.stack_size(64 * 1024)
thread = threading.Thread(target=read)
thread.start()
thread.join()
"""
    assert output_of(code) == "<json>: nested too deeply to be the document of a catalogue"


def test_a_document_over_the_limit_is_refused_unread() -> None:
    """The limit counts bytes, and can be raised."""
    text = '{"schema": 1, "name": "éééé"}'
    exact = Limits(json_bytes=len(text.encode()))
    assert from_json(text, limits=exact) == from_json(text.encode(), limits=exact)
    for given in (text, text.encode()):
        with pytest.raises(LimitError, match=r"33 bytes are more than the limit of 32; .*json_bytes"):
            from_json(given, limits=Limits(json_bytes=32))


@pytest.mark.parametrize(
    "text",
    [
        '"[" * 900_000',
        """'{"schema": 1, "projects": [' + ', '.join(['5'] * 300_000) + ']}'""",
        """'{"schema": 1, ' + ', '.join(f'"waves{n}": 1' for n in range(150_000)) + '}'""",
        """'{"schema": 1, "projects": [{"status": "' + 'open' * 500_000 + '"}]}'""",
        """'{"schema": 1, ' + ', '.join(['"waves": 1'] * 200_000) + '}'""",
    ],
    ids=["nested", "wrong", "unknown", "long", "repeated"],
)
def test_no_document_fills_the_memory(text: str) -> None:
    """No more than 300 MB, in an interpreter of its own."""
    code = f"""
from nhs_internships.errors import FormatError
from nhs_internships.formats.json import from_json
try:
    print(len(from_json({text}).diagnostics))
except FormatError as error:
    print(len(str(error)) < 5_000)
"""
    assert output_of(code) in {"True", "1000"}
