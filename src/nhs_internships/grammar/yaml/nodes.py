"""From text to a node tree, within limits: the one place that uses python-frontmatter, and PyYAML for reading.

PyYAML composes the tree and constructs no objects. Its marks count characters, in the C parser and in the pure one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import frontmatter
import yaml
from frontmatter.default_handlers import BaseHandler
from yaml import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from nhs_internships.grammar.yaml.reasons import Reason, reason
from nhs_internships.limits import LIMIT_HINT, Limits

__all__ = [
    "BREAKS",
    "FAILURES",
    "STR",
    "UNPRINTABLE",
    "CollectionNode",
    "Leaf",
    "MappingNode",
    "Node",
    "NodeTree",
    "ScalarNode",
    "SequenceNode",
    "Unreadable",
    "bad_escape",
    "compose",
    "compose_front_matter",
    "explained",
    "leaves",
    "over_limit",
    "type_of",
]

LOADER: type[yaml.CSafeLoader] | type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser: the C one is many times faster, and not on every platform. The tests run with both."""
# What the parsers raise on bad input: the pure one passes numbers of the text to int() and chr().
FAILURES = (yaml.YAMLError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
# The C composer recurses, with about 320 bytes of stack for each level, and small threads have 128 KB.
_MAX_DEPTH = 128
# The message of libyaml since 0.2.6, which may reach its own limit before the depth is counted.
_TOO_DEEP = "maximum nesting depth"

STR = "tag:yaml.org,2002:str"
"""The type that YAML gives to a text."""

BREAKS = "\r\n\x85\u2028\u2029"
"""The characters that end a line in YAML 1.1."""

UNPRINTABLE = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
"""An expression for the characters that YAML does not allow as they are."""

_MARKER = re.compile(f"(?:\\A|(?<=[{BREAKS}]))---")
_BAD_ESCAPE = re.compile(r"\\(?:u|U0000)[dD][89a-fA-F]|\\U(?!00(?:0[0-9a-fA-F]|10))")
_FORBIDDEN = re.compile(UNPRINTABLE)
_RESOLVER = yaml.resolver.Resolver()


class Unreadable(Exception):
    """A text has no node tree; this error is always caught inside the package."""

    def __init__(self, code: str, at: int, message: str, hint: str) -> None:
        super().__init__(code, at, message, hint)
        self.code, self.at, self.message, self.hint = code, at, message, hint


class NodeTree(NamedTuple):
    """The root node of the first document of a text, and where a second document begins, if there is one."""

    root: Node | None
    rest: int | None


class Leaf(NamedTuple):
    """The end of a value: a scalar, an alias, or a closing bracket."""

    start: int
    end: int
    is_alias: bool


class _Handler(BaseHandler):
    """Makes python-frontmatter use the given front matter, and keep the node tree instead of values.

    Its own splitting changes newlines, strips, and knows one kind of fence; its values clash with keys such as
    `content`.
    """

    FM_BOUNDARY = re.compile("---")  # required, and not used

    def __init__(self, inner: str, limits: Limits) -> None:
        self.inner, self.limits = inner, limits

    def split(self, text: str) -> tuple[str, str]:
        """The front matter that was found before, for any text."""
        return self.inner, ""

    def load(self, fm: str) -> dict[str, object]:
        """The node tree, under a single key."""
        return {"tree": compose(fm, self.limits)}


def compose_front_matter(inner: str, limits: Limits) -> NodeTree:
    """The node tree of the text between the fences of a front matter.

    Raises:
        Unreadable: It is not YAML, or exceeds a limit.
    """
    tree = frontmatter.parse(inner, handler=_Handler(inner, limits))[0]["tree"]
    return tree if isinstance(tree, NodeTree) else NodeTree(None, None)


def compose(text: str, limits: Limits) -> NodeTree:
    """The node tree of a text.

    Raises:
        Unreadable: It is not YAML, or exceeds a limit.
    """
    if len(text) * 4 > limits.yaml_bytes and (size := len(text.encode("utf-8"))) > limits.yaml_bytes:
        raise over_limit(0, "is larger", f"{size:,} bytes, and the limit is {limits.yaml_bytes:,}", "yaml_bytes")
    try:
        if _may_exceed(text, limits):
            _check_limits(text, limits)
        loader = LOADER(text)
        root = _non_empty(loader.get_node()) if loader.check_node() else None
        return NodeTree(root, _second_document(text, root) if loader.check_node() else None)
    except FAILURES as error:
        raise explained(error, text, limits) from None


def _non_empty(root: Node | None) -> Node | None:
    # A marker `---` with nothing after it makes a node without characters.
    return root if root and root.start_mark.index < root.end_mark.index else None


def _second_document(text: str, root: Node | None) -> int:
    # The mark of the C parser is somewhere after the `---`.
    end = root.end_mark.index if root else 0
    found = _MARKER.search(text, end)
    return found.start() if found else end


def leaves(text: str) -> list[Leaf]:
    """The ends of all values of a text that can be composed, in order."""
    found: list[Leaf] = []
    for event in _events(text):
        start, end = _place(event)
        if isinstance(event, yaml.ScalarEvent | yaml.AliasEvent) or text[start:end] in {"]", "}"}:
            found.append(Leaf(start, end, isinstance(event, yaml.AliasEvent)))
    return found


def type_of(text: str) -> str:
    """The tag that YAML 1.1 gives to an unquoted text."""
    tag: str = _RESOLVER.resolve(ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]  # bare in the stubs
    return tag


def _may_exceed(text: str, limits: Limits) -> bool:
    """Whether a text has enough characters to exceed a limit, so that its nodes must be counted.

    A character makes at most four nodes, an alias needs a ``*``, and a collection one of the five indicators.
    """
    return (
        len(text) * 4 > limits.yaml_nodes
        or text.count("*") > limits.yaml_aliases
        or sum(map(text.count, "-?:[{")) > min(limits.yaml_depth, _MAX_DEPTH)
    )


_LEVEL: dict[type, int] = {
    **dict.fromkeys((yaml.SequenceStartEvent, yaml.MappingStartEvent), 1),
    **dict.fromkeys((yaml.SequenceEndEvent, yaml.MappingEndEvent), -1),
}


def _events(text: str) -> Iterator[yaml.Event]:
    """The events of the first document, which the parsers produce without recursion."""
    loader = LOADER(text)
    while loader.check_event() and (event := loader.get_event()):
        yield event
        if isinstance(event, yaml.DocumentEndEvent):
            return


def _place(event: yaml.Event) -> tuple[int, int]:
    start, end = event.start_mark, event.end_mark
    return (start.index, end.index) if start and end else (0, 0)


def _check_limits(text: str, limits: Limits) -> None:
    max_depth = min(limits.yaml_depth, _MAX_DEPTH)
    depth = nodes = aliases = 0
    for event in _events(text):
        depth += _LEVEL.get(type(event), 0)
        nodes += isinstance(event, yaml.NodeEvent)
        aliases += isinstance(event, yaml.AliasEvent)
        if depth > max_depth:
            raise _too_deep(_place(event)[0], limits)
        if nodes > limits.yaml_nodes:
            raise over_limit(_place(event)[0], "has more values", f"{limits.yaml_nodes:,}", "yaml_nodes")
        if aliases > limits.yaml_aliases:
            raise over_limit(_place(event)[0], "has more aliases", f"{limits.yaml_aliases:,}", "yaml_aliases")


def _too_deep(at: int, limits: Limits) -> Unreadable:
    return over_limit(at, "is nested deeper", f"{min(limits.yaml_depth, _MAX_DEPTH)} levels", "yaml_depth")


def over_limit(at: int, problem: str, bound: str, name: str) -> Unreadable:
    """The error for a text that exceeds a limit."""
    most = f" (at most {_MAX_DEPTH})" if name == "yaml_depth" else ""
    hint = f"{LIMIT_HINT}{name}=...){most} to read it all the same"
    return Unreadable("NI106", at, f"the YAML {problem} than the limit allows ({bound}), and was not read", hint)


def explained(error: Exception, text: str, limits: Limits) -> Unreadable:
    """The error for a text on which a parser failed, in our words."""
    if not isinstance(error, yaml.MarkedYAMLError):
        # Two failures have no mark: a character that YAML forbids, and in the pure parser an invalid escape.
        found = _FORBIDDEN.search(text)
        return syntax_error(reason("unacceptable character"), found.start()) if found else bad_escape(text)
    why = reason(error.problem or "")
    mark = (why.at_opening and error.context_mark) or error.problem_mark or error.context_mark
    at = mark.index if mark else 0
    if _TOO_DEEP in (error.problem or ""):
        return _too_deep(at, limits)
    if text.startswith("\t", at):
        why = reason("tab character")
    return syntax_error(why, at)


def syntax_error(why: Reason, at: int) -> Unreadable:
    """The error for a text that is not YAML."""
    return Unreadable("NI102", at, f"the YAML cannot be read: {why.words}", why.hint)


def bad_escape(text: str, start: int = 0) -> Unreadable:
    """The error for a text with an escape that means no character, somewhere after ``start``."""
    found = _BAD_ESCAPE.search(text, start)
    return syntax_error(reason("escape"), found.start() if found else start)
