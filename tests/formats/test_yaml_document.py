"""YAML: the JSON document for people, exact for any text, and safe to read."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING

import pytest
import yaml

from _catalogues import AWKWARD, SMALL, awkward_catalogue
from _limited import output_of
from _loaders import LOADERS
from nhs_internships import Catalogue
from nhs_internships.errors import FormatError, LimitError, ReadError
from nhs_internships.formats.yaml import from_yaml, to_yaml
from nhs_internships.grammar.yaml import nodes
from nhs_internships.grammar.yaml.documents import as_json, dump
from nhs_internships.limits import DEFAULT_LIMITS, Limits
from nhs_internships.model import Brief, Field, Project

if TYPE_CHECKING:
    from nhs_internships.grammar.yaml.documents import Plain

HEAD = "schema: 1\n"


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def any_loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test holds for both parsers: the C one, and the one of platforms without it."""
    monkeypatch.setattr(nodes, "LOADER", request.param)


def with_title(text: str) -> Catalogue:
    return Catalogue(projects=[Project(slug="a", title=text)])


def title_of(written: str) -> object:
    """The title as it is read from YAML that somebody wrote by hand."""
    return from_yaml(f"{HEAD}projects:\n  - slug: a\n    title: {written}\n")["a"].title


@pytest.mark.parametrize(
    "catalogue", [SMALL, awkward_catalogue(), Catalogue(projects=())], ids=["small", "awkward", "-"]
)
def test_a_catalogue_comes_back(catalogue: Catalogue) -> None:
    """Equal, and the same as by way of JSON."""
    back = from_yaml(to_yaml(catalogue))
    assert back == catalogue
    assert back.to_json() == Catalogue.from_json(catalogue.to_json()).to_json()


def test_the_methods_of_a_catalogue_do_the_same() -> None:
    """``to_yaml`` and ``from_yaml`` are the functions."""
    assert SMALL.to_yaml() == to_yaml(SMALL)
    assert Catalogue.from_yaml(SMALL.to_yaml()) == SMALL


@pytest.mark.usefixtures("any_loader")
@pytest.mark.parametrize("text", AWKWARD)
def test_a_title_comes_back_as_it_was(text: str) -> None:
    """Words, numbers, dates, blanks, line ends and signs of YAML stay texts."""
    assert from_yaml(to_yaml(with_title(text)))["a"].title == text


@pytest.mark.usefixtures("any_loader")
@pytest.mark.parametrize("text", AWKWARD)
def test_another_reader_of_yaml_reads_the_same(text: str) -> None:
    """PyYAML, which follows YAML 1.1 with its many booleans, finds the same data."""
    data: Plain = {"key": [text, {text or "empty": [[text, text], []]}], "last": text}
    assert yaml.safe_load(dump(data)) == data
    assert json.loads(as_json(dump(data), DEFAULT_LIMITS)) == data


def test_the_document_reads_well() -> None:
    """Block style, one level two blanks, and texts of several lines as they stand."""
    project = {"slug": "a", "fields": [{"name": "Need", "text": "One: 1.\n\n- Two\n"}], "badges": [], "url": None}
    assert dump({"schema": 1, "projects": [project]}) == (
        "schema: 1\n"
        "projects:\n"
        "  - slug: a\n"
        "    fields:\n"
        "      - name: Need\n"
        "        text: |\n"
        "          One: 1.\n"
        "\n"
        "          - Two\n"
        "    badges: []\n"
        "    url: null\n"
    )


@pytest.mark.parametrize("text", ["a\nb", "a\nb\n", "a\nb\n\n\n", "a\n\n  b\nc", "a\n- b: c # d"])
def test_lines_stand_as_a_block(text: str) -> None:
    """However many line ends close the text."""
    written = dump({"text": text, "next": 1})
    assert written.startswith("text: |")
    assert yaml.safe_load(written) == {"text": text, "next": 1}


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("yes", "yes"),
        ("No", "No"),
        ("2024-07-01", "2024-07-01"),
        ("12:30:45", "12:30:45"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("'5'", "5"),
        ('"null"', "null"),
        ("!!str 5", "5"),
        ("|\n      a\n      b\n", "a\nb\n"),
        (">-\n      a\n      b\n", "a b"),
    ],
)
def test_what_people_write_is_a_text(written: str, title: str) -> None:
    """Only null, true, false and numbers need quotes to be texts, as in YAML 1.2."""
    assert title_of(written) == title


@pytest.mark.parametrize(
    ("written", "got"), [("5", "5"), ("1e3", "1000.0"), ("true", "true"), ("~", "null"), ("", "null")]
)
def test_nothing_is_converted_silently(written: str, got: str) -> None:
    """A number is no title; the error says what to mend, and where."""
    with pytest.raises(FormatError) as error:
        title_of(written)
    assert str(error.value) == f"<yaml>: projects[0].title: expected a string, got {got}"


def test_a_day_needs_no_quotes() -> None:
    """A day and a month are texts of a document."""
    assert str(from_yaml(f"{HEAD}as_of: 2024-07-31\nprojects: []\n").as_of) == "2024-07-31"
    assert str(from_yaml(f"{HEAD}waves:\n  - start: 2024-07\n").waves[0].start) == "2024-07"


def test_unknown_and_repeated_keys_are_findings() -> None:
    """And errors under ``strict``, as in JSON."""
    text = f"{HEAD}name: one\nname: two\nnmae: three\n"
    assert [found.code for found in from_yaml(text).diagnostics] == ["NI302", "NI301"]
    assert from_yaml(text).name == "two"
    with pytest.raises(FormatError, match="2 problems"):
        from_yaml(text, strict=True)


@pytest.mark.usefixtures("any_loader")
@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: [", "line 1"),
        ("schema: 1\n\tname: a\n", "line 2"),
        ("a: &x 1\nb: *x\n", "line 2, column 4: `\\*` refers to another value"),
        ("a: !!python/object/apply:os.system [true]\n", "line 1, column 4: this value has a tag"),
        ("!!python/name:os.system", "a tag"),
        ("a: !!set {b}\n", "a tag"),
        ("schema: 1\n---\nschema: 1\n", "a second document"),
        ("? [a]\n: b\n", "this key is a list or mapping"),
        ("a: " + "9" * 5_000, "this number has hundreds of digits"),
        ("[]", "expected an object, got an array"),
        ("", "expected an object, got null"),
        ("yes", 'expected an object, got "yes"'),
        ("schema: 3\n", "upgrade"),
    ],
)
def test_what_is_no_document_is_a_clean_error(text: str, problem: str) -> None:
    """It says where and what; nothing is run, nothing is expanded."""
    with pytest.raises(FormatError, match=problem):
        from_yaml(text)


def test_a_document_cut_anywhere_is_a_catalogue_or_a_clean_error() -> None:
    """No cut ends in a foreign error."""
    text = to_yaml(SMALL)
    for end in range(len(text)):
        with contextlib.suppress(FormatError):
            assert isinstance(from_yaml(text[:end]), Catalogue)


@pytest.mark.parametrize("data", [b"\xff\xfea\0", b"name: \xe9\n", "name: \ud800\n", "name: \0\n"])
def test_what_is_no_text_is_a_clean_error(data: str | bytes) -> None:
    """UTF-16, other encodings, half characters and NUL."""
    with pytest.raises(ReadError):
        from_yaml(data)


def test_bytes_and_a_byte_order_mark_are_read() -> None:
    """As a file has them."""
    assert from_yaml(b"\xef\xbb\xbf" + to_yaml(SMALL).encode()) == SMALL


@pytest.mark.parametrize(
    ("limits", "text"),
    [
        (Limits(json_bytes=10), "schema: 1\nname: a long one\n"),
        (Limits(yaml_nodes=1), "[" + "a," * 20 + "]"),
        (Limits(yaml_depth=4), "[[[[[a]]]]]"),
    ],
)
def test_a_limit_is_a_limit(limits: Limits, text: str) -> None:
    """And the error names the one to raise."""
    with pytest.raises(LimitError, match="pass limits=Limits"):
        from_yaml(text, limits=limits)


@pytest.mark.parametrize(
    "text",
    [
        "'[' * 100_000",
        "'{a: ' * 100_000",
        "'- ' * 100_000",
        "'a: &a [' + ''.join(f'&a{i} [*a{i-1}, *a{i-1}], ' for i in range(1, 40)) + ']'",
        "'a: &a\\n  <<: *a\\n'",
        "'- a\\n' * 1_000_000",
        "'\"' + 'a' * 1_000_000",
        "'? ' * 50_000",
        "'!' * 100_000",
        "'&a ' * 50_000",
    ],
)
def test_bombs_are_clean_errors(text: str) -> None:
    """In time, in a small memory, and in a thread with a small stack."""
    code = f"""
import threading
from nhs_internships import NHSInternshipsError
from nhs_internships.formats.yaml import from_yaml
def read():
    try:
        from_yaml({text})
    except NHSInternshipsError as error:
        print(type(error).__name__)
threading.stack_size(512 * 1024)
thread = threading.Thread(target=read)
thread.start()
thread.join()
"""
    assert output_of(code) in {"FormatError", "LimitError"}


def test_a_text_of_a_field_stands_as_a_block() -> None:
    """What people edit most reads as they wrote it."""
    brief = Brief(fields=[Field(name="Need", text="First.\n\n- one\n- two")])
    text = to_yaml(Catalogue(projects=[Project(slug="a", title="A", brief=brief)]))
    assert "text: |-\n            First.\n\n            - one\n" in text
