"""From nodes to values with spans, and findings about them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property

from nhs_internships.diagnostics import Diagnostic
from nhs_internships.grammar.yaml.nodes import (
    BREAKS,
    STR,
    CollectionNode,
    Leaf,
    MappingNode,
    Node,
    NodeTree,
    ScalarNode,
    SequenceNode,
    Unreadable,
    bad_escape,
    leaves,
)
from nhs_internships.grammar.yaml.values import Item, Scalar, Style, YamlMapping
from nhs_internships.grammar.yaml.writing import SURROGATE, quote, shortened
from nhs_internships.source.text import SourceText, finding
from nhs_internships.spans import Span

__all__ = ["NodeReader"]

# Keys whose values are meant as text: a value that YAML reads as another type gets a note.
_MIN_RECORD = 3  # so many keys come twice where two records are joined
_TEXT_KEYS = frozenset({"title", "permalink", "description"})

_KINDS = {
    "tag:yaml.org,2002:timestamp": "a date",
    "tag:yaml.org,2002:int": "a number",
    "tag:yaml.org,2002:float": "a number",
    "tag:yaml.org,2002:bool": "a boolean",
    "tag:yaml.org,2002:null": "nothing",
}
_UNTAGGED = {"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}
# The C parser calls the plain style "", the pure one None.
_STYLES: dict[str | None, Style] = {
    **{None: "plain", "": "plain", "'": "single", '"': "double"},
    **{"|": "block", ">": "block"},
}
# What may come before the dash of a record: blanks, comments, and tags or anchors of the list.
_GAP = re.compile(f"(?:[ \t{BREAKS}]++|#[^{BREAKS}]*+|[&!][^ \t{BREAKS}]*+)*+")
_TAG = re.compile(r"(?:&\S*+\s++)?!")


class NodeReader:
    """Reads the node tree of one part of a text, and collects findings.

    Attributes:
        text: The part, without byte order marks.
        base: Its offset in the whole text.
        source: The whole text.
        found: The findings so far.
    """

    def __init__(self, source: SourceText, part: Span) -> None:
        text = part.of(source.text)
        # The parsers skip a byte order mark, and only one of them counts it.
        self.text = text.lstrip("\ufeff")
        self.base = part.start + len(text) - len(self.text)
        self.source = source
        self.found: list[Diagnostic] = []

    def part(self, start: int, end: int) -> NodeReader:
        """A reader of a part of this part, with findings of its own."""
        return NodeReader(self.source, self.span(start, end))

    def span(self, start: int, end: int) -> Span:
        """The span in the whole text."""
        return Span(self.base + start, self.base + end)

    def empty_mapping(self) -> YamlMapping:
        """A mapping without items."""
        return YamlMapping((), self.span(0, len(self.text)))

    def mapping(self, tree: NodeTree) -> YamlMapping:
        """The mapping of a front matter."""
        self._report_rest(tree)
        if isinstance(tree.root, MappingNode):
            return self._mapping(tree.root)[0]
        if tree.root is not None:
            self._report_node("NI103", tree.root, "the front matter is not a mapping", "write lines `key: value`")
        return self.empty_mapping()

    def records(self, tree: NodeTree) -> list[YamlMapping]:
        """The mappings of a data file, which is a list."""
        self._report_rest(tree)
        if isinstance(tree.root, SequenceNode):
            return self._records(tree.root)
        if tree.root is not None:
            self._report_node("NI103", tree.root, "the data file is not a list", "begin each record with `- `")
        return []

    def empty(self, at: int, writable: bool) -> Scalar:
        """An empty value, at the position after any blanks."""
        while writable and self.text[at : at + 1] in {" ", "\t"}:
            at += 1
        return Scalar("", self.span(at, at), "empty" if writable else "other")

    def _records(self, root: SequenceNode) -> list[YamlMapping]:
        self._report_tag(root)
        records: list[YamlMapping] = []
        at: int = root.start_mark.index
        for node in root.value:
            gap = _GAP.match(self.text, at)
            dash = gap.end() if gap else at
            is_alias = node is root or node.start_mark.index < at
            if isinstance(node, MappingNode) and not is_alias:
                record, at = self._mapping(node)
                start = dash if self.text.startswith("-", dash) else node.start_mark.index
                records.append(YamlMapping(record.items, self.span(start, at)))
            else:
                at = self._alias(dash).end if is_alias else self._end(node)
                self._report("NI103", dash, at, "this item of the list is not a mapping", "write lines `key: value`")
        return records

    def _mapping(self, node: MappingNode) -> tuple[YamlMapping, int]:
        """The items of a mapping, and where the last one ends."""
        self._report_tag(node)
        start = at = node.start_mark.index
        if node.value and node.value[0][0] is node:
            at += 1  # the first key is an alias of the mapping itself, and comes after its anchor
        flow = bool(node.flow_style)
        items: list[Item] = []
        for key_node, value_node in node.value:
            key, at, _ = self._located(key_node, at, flow)
            value, at, is_alias = self._located(value_node, at, flow)
            items.append(Item(key, value))
            if key_node.tag != STR or key.style == "other":
                self._check_key(key, key_node)
            if value_node.tag != STR or value.style == "other":
                self._check_value(key, value, value_node, is_alias)
        self.report_duplicates(items)
        end = node.end_mark.index if flow else at
        return YamlMapping(tuple(items), self.span(start, end)), end

    # Spans

    def _located(self, node: Node, after: int, flow: bool) -> tuple[Scalar, int, bool]:
        """A key or value, where it ends as written, and whether it is an alias."""
        start, end = node.start_mark.index, node.end_mark.index
        if start < after:  # an alias has the node of its anchor
            alias = self._alias(after)
            return self._as_written(alias.start, alias.end), alias.end, True
        if start == end:
            # `? key` has neither value nor colon.
            empty = self.empty(start, not flow and self.text[start - 1 : start] == ":")
            return empty, empty.span.end - self.base, False
        if not isinstance(node, ScalarNode) or self.text[start] in "&!":
            end = self._end(node)
            return self._as_written(start, end), end, False
        return self._scalar(node, start, end, flow), end, False

    def _as_written(self, start: int, end: int) -> Scalar:
        return Scalar(self.text[start:end], self.span(start, end), "other")

    def _scalar(self, node: ScalarNode, start: int, end: int, flow: bool) -> Scalar:
        text: str = node.value
        style = _STYLES[node.style]
        first = self.base + start
        if style == "plain":
            return Scalar(text, Span(first, self.base + end), "other" if flow else style)
        if style == "block":
            return Scalar(text, Span(first, self.base + self._end(node)), style)
        self._check_escapes(text, start)
        return Scalar(text, Span(first + 1, self.base + end - 1), style)

    def _check_escapes(self, text: str, start: int) -> None:
        # The C parser refuses these itself.
        if not text.isascii() and SURROGATE.search(text):
            raise bad_escape(self.text, start)

    @cached_property
    def _leaves(self) -> list[Leaf]:
        # The end mark of a block collection comes after comments and blank lines, and an alias has no node of its own,
        # so texts with such values are parsed again, event by event.
        return leaves(self.text)

    def _end(self, node: Node) -> int:
        """Where a value ends, without the newlines after it."""
        start: int = node.start_mark.index
        end: int = node.end_mark.index
        if isinstance(node, CollectionNode) and not node.flow_style:
            end = self._leaves[bisect_right(self._leaves, end, key=lambda leaf: leaf.end) - 1].end
        return start + len(self.text[start:end].rstrip(f" \t{BREAKS}"))

    def _alias(self, after: int) -> Leaf:
        first = bisect_left(self._leaves, after, key=lambda leaf: leaf.start)
        return next(leaf for leaf in self._leaves[first:] if leaf.is_alias)

    # Findings

    def report_error(self, error: Unreadable) -> None:
        """Add a finding about why there is no node tree."""
        self._report(error.code, error.at, min(error.at + 1, len(self.text)), error.message, error.hint)

    def report(self, code: str, span: Span, message: str, hint: str) -> None:
        """Add a finding about a span of the whole text."""
        self.found.append(finding(self.source, code, message, span, hint))

    def _report(self, code: str, start: int, end: int, message: str, hint: str) -> None:
        self.report(code, self.span(start, max(start, end)), message, hint)

    def _report_node(self, code: str, node: Node, message: str, hint: str) -> None:
        self._report(code, node.start_mark.index, self._end(node), message, hint)

    def _report_rest(self, tree: NodeTree) -> None:
        if tree.rest is not None:
            message = "a second YAML document begins here, and is not read"
            self._report("NI108", tree.rest, tree.rest + 3, message, "keep one document in a file")

    def _report_tag(self, node: Node) -> None:
        if self._is_tagged(node):
            self._report_node("NI105", node, "this tag asks for another type, and is ignored", "remove the tag")

    def report_duplicates(self, items: Iterable[Item]) -> None:
        """Add a finding for every duplicate key."""
        keys = [item.key for item in items]
        if len({key.text for key in keys}) == len(keys):
            return
        lines: dict[str, int] = {}
        again = next((key for key in keys[1:] if key.text == keys[0].text), None)
        if again is not None and len(keys) - len({key.text for key in keys}) >= _MIN_RECORD:
            message = f"`{shortened(again.text)}` and other keys are duplicated; the last ones are used"
            self.report("NI104", again.span, message, f'write "- " before `{shortened(again.text)}` to begin a record')
            return
        for key in keys:
            line = self.source.position(key.span.start).line
            if key.text in lines:
                name = shortened(key.text)
                message = f"duplicate key `{name}` in lines {lines[key.text]} and {line}; the last one is used"
                self.report("NI104", key.span, message, "remove one of them")
            lines[key.text] = line

    def _check_key(self, key: Scalar, node: Node) -> None:
        if key.text == "<<":
            message = "`<<` would merge another mapping into this one, and is ignored"
            self.report("NI108", key.span, message, "write the keys of the other mapping here")
        elif not isinstance(node, ScalarNode) or (key.style == "other" and key.text[:1] in {"*", "&"}):
            self.report("NI108", key.span, f"this key is not plain text: {shortened(key.text)}", "write a plain word")
        else:
            self._report_tag(node)

    def _check_value(self, key: Scalar, value: Scalar, node: Node, is_alias: bool) -> None:
        name, shown = shortened(key.text), shortened(value.text)
        if not is_alias and self._has_tag(node):
            message = f"`{name}` has a tag, which is ignored; the value is kept as text"
            self.report("NI105", value.span, message, "remove the tag")
        elif is_alias or (value.style == "other" and self._is_unexpected(key, value, node)):
            message = f"the value of `{name}` is not plain text, and is kept as written: {shown}"
            self.report("NI108", value.span, message, "write it as a single text")
        elif key.text in _TEXT_KEYS and value.text and isinstance(node, ScalarNode) and node.tag != STR:
            message = f"YAML reads `{name}: {shown}` as {_KINDS.get(node.tag, 'another type')}"
            self.report("NI107", value.span, message, f"put it in quotes: {name}: {quote(value.text)}")

    def _is_unexpected(self, key: Scalar, value: Scalar, node: Node) -> bool:
        if isinstance(node, ScalarNode):
            return value.text.startswith("&")
        return key.text in _TEXT_KEYS

    def _is_tagged(self, node: Node) -> bool:
        if isinstance(node, ScalarNode):
            return bool(_TAG.match(self.text, node.start_mark.index))
        # A tag at the beginning of a mapping may belong to its first key.
        return node.tag not in _UNTAGGED

    def _has_tag(self, node: Node) -> bool:
        """Whether a value has a tag, or anything inside it."""
        first, last = node.start_mark.index, node.end_mark.index
        if self.text.find("!", first, last) < 0:
            return False
        seen: set[int] = set()
        pending = [node]
        while pending:
            node = pending.pop()
            # A node outside the value came by an alias, and is checked at its own position.
            if id(node) not in seen and first <= node.start_mark.index <= last:
                if self._is_tagged(node):
                    return True
                seen.add(id(node))
                pending += _children(node)
        return False


def _children(node: Node) -> list[Node]:
    match node:
        case SequenceNode():
            return list(node.value)
        case MappingNode():
            return [child for pair in node.value for child in pair]
        case _:
            return []
