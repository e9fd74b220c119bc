"""Front matter that is broken or hostile: the page is read all the same, and the finding says what is wrong."""

from __future__ import annotations

import pytest

import nhs_internships as ni
from _limited import output_of

BODY = "## Open Projects\n- [Made-up](made-up/)\n"
BRIEF = "\n# Made-up\n\n**Need:** A need.\n\n**Datasets:** None.\n"


def codes(document: ni.Document) -> list[str]:
    return [found.code for found in document.diagnostics]


def test_front_matter_that_is_never_closed() -> None:
    """It is text then, and the entries after it are read."""
    document = ni.parse("---\ntitle: A\n\n" + BODY)
    assert codes(document) == ["NI101"]
    assert [entry.title for entry in document.entries] == ["Made-up"]
    assert (document.diagnostics[0].line, document.front_matter) == (1, {})


@pytest.mark.parametrize("inner", ["- a\n- b\n", "just a text\n", "42\n"])
def test_front_matter_that_is_no_mapping(inner: str) -> None:
    """The finding says so; the page is read."""
    document = ni.parse(f"---\n{inner}---\n{BODY}")
    assert codes(document) == ["NI103"]
    assert len(document.entries) == 1


def test_a_key_that_stands_twice() -> None:
    """The last one counts, and both lines are named."""
    document = ni.parse(f"---\ntitle: One\ntitle: Two\n---\n{BRIEF}")
    assert document.brief
    assert document.brief.title == "Two"
    assert codes(document) == ["NI104"]
    assert "in lines 2 and 3" in document.diagnostics[0].message


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system ['exit 1']", "!!python/name:os.system", "!made-up x"])
def test_a_tag_is_text(tag: str) -> None:
    """Nothing is constructed and nothing runs."""
    document = ni.parse(f"---\ntitle: {tag}\npermalink: /made-up/\n---\n{BRIEF}")
    assert document.brief
    assert document.brief.title == tag
    assert document.brief.permalink == "/made-up/"
    assert codes(document) == ["NI105"]


def _laughs() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    return "\n".join(lines) + "\n"


def _merges() -> str:
    lines = ["a0: &a0 {k: v}"] + [f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 10)}]}}" for n in range(1, 12)]
    return "\n".join(lines) + "\n"


# As expressions, for some of the texts are too long for a command line.
HOSTILE = {
    "billion laughs": repr(_laughs()),
    "merge-key bomb": repr(_merges()),
    "thousands of aliases": r'"a: &a x\n" + "".join(f"b{n}: *a\n" for n in range(5_000))',
    "open brackets": r'"title: " + "[" * 100_000 + "\n"',
    "open braces": r'"title: " + "{a: " * 50_000 + "\n"',
    "nested lists": r'"a:\n" + "".join(" " * n + "-\n" for n in range(1, 1_000))',
}


@pytest.mark.parametrize("inner", HOSTILE.values(), ids=HOSTILE)
def test_hostile_front_matter_is_not_read(inner: str) -> None:
    """It is refused before the parser could hang or crash, and the page after it is read."""
    code = f"""
import nhs_internships as ni
document = ni.parse("---\\n" + {inner} + "---\\n" + {BODY!r})
print([found.code for found in document.diagnostics], [entry.title for entry in document.entries])
"""
    assert output_of(code) == "['NI106'] ['Made-up']"


def test_hostile_front_matter_in_a_thread_with_a_small_stack() -> None:
    """The C parser would overrun 512 KB long before it ran out of brackets."""
    code = """
import threading
import nhs_internships as ni

def read() -> None:
    for opener in ("[", "{a: ", "- ", "? "):
        document = ni.parse("---\\ntitle: " + opener * 100_000 + "\\n---\\n- [A](a-b/)\\n")
        print(document.diagnostics[0].code, len(document.entries), end=" ")

threading.stack_size(512 * 1024)
thread = threading.Thread(target=read)
thread.start()
thread.join()
"""
    assert output_of(code).split()[::2][:2] == ["NI106", "NI106"]
    assert output_of(code).split()[1::2] == ["1"] * 4


def test_an_alias_of_itself_ends() -> None:
    """A mapping that holds itself is kept as written."""
    document = ni.parse(f"---\na: &a\n  b: *a\ntitle: Made-up\n---\n{BRIEF}")
    assert document.brief
    assert document.brief.title == "Made-up"


@pytest.mark.parametrize("key", ["content", "handler", "1", "metadata", "encoding", "null", "self"])
def test_any_key_is_legal(key: str) -> None:
    """No key has a meaning of its own for the reader."""
    document = ni.parse(f"---\n{key}: a value\ntitle: Made-up\n---\n{BRIEF}")
    assert document.brief
    assert document.brief.extra == ((key, "a value"),)
    assert not document.diagnostics


@pytest.mark.parametrize(
    ("title", "kind"),
    [("2024-07-01", "a date"), ("42", "a number"), ("1.5", "a number"), ("yes", "a boolean"), ("null", "nothing")],
)
def test_a_title_that_yaml_reads_as_something_else(title: str, kind: str) -> None:
    """It stays the text that its author wrote, with a note."""
    document = ni.parse(f"---\ntitle: {title}\n---\n{BRIEF}")
    assert document.brief
    assert document.brief.title == title
    assert codes(document) == ["NI107"]
    assert kind in document.diagnostics[0].message
    assert document.edit_brief(need="New.").text == document.text.replace("A need.", "New.")


def test_a_broken_line_does_not_lose_the_others() -> None:
    """A colon in a title is the most frequent slip."""
    document = ni.parse(f"---\ntitle: Made-up: a project\npermalink: /made-up/\n---\n{BRIEF}")
    assert document.brief
    assert (document.brief.title, document.brief.permalink) == ("Made-up: a project", "/made-up/")
    assert codes(document) == ["NI102"]
    assert document.diagnostics[0].line == 2
