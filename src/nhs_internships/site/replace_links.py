"""Replaces an address wherever a site links to it: one page, or everything below a host or path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from attrs import evolve, field, frozen

from nhs_internships.checks.pages import SitePages
from nhs_internships.dialects import Document
from nhs_internships.dialects.detection import is_yaml_file
from nhs_internships.dialects.links import runs_code
from nhs_internships.dialects.outputs import read_output
from nhs_internships.errors import ChangeRefused, nearest
from nhs_internships.grammar.yaml import read_front_matter
from nhs_internships.model import Brief, Claim, Entry, Output
from nhs_internships.site.verifying import Fact, facts
from nhs_internships.source.text import Edit
from nhs_internships.spans import Span

__all__ = ["Replacing"]

_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*:)?(?P<slashes>//)?")
_BAD_OLD = re.compile(r"[\s\"'<>\x00-\x1f\x7f]")
_BAD = re.compile(r"[\s<>()\"'|\\`{}\[\]\x00-\x1f\x7f]")
# An address inside another one (an archive's, a redirect's) is not the link.
_BEFORE = r"(?<![\w.%@/?=&#~+-])"
# A longer word is another host or folder; a full stop may end a sentence.
_AFTER = r"(?=[/?#]|[^\w.%@:&=~+-]|[.:](?:\s|\Z)|\Z)"
# Where a relative address is a link: in Markdown, in HTML, in a definition, as a value in YAML.
_LINKED = (
    r"(?:\]\([ \t]*<?|\b(?:href|src)[ \t]*=[ \t]*[\"']?|(?:\A|(?<=[\r\n]))[ ]{{0,3}}\[[^\[\]\r\n]+\]:[ \t]+<?)"
    r"(?P<old>{old})(?=[\s)>\"'?#]|\Z)"
)
_VALUE = r"(?:\A|(?<=[\r\n]))[ \t-]*[\w -]+:[ \t]+[\"']?(?P<old>{old})(?=[\"']?[ \t]*(?:[\r\n]|\Z))"
_ANY_SCHEME = "[A-Za-z][A-Za-z0-9+.-]*:"
_HOST = re.compile(r"(?:[\w-]+\.)+(?!(?:html?|md|pdf)\b)[A-Za-z]{2,}(?::\d+)?(?=[/?#]|\Z)")
_WHOLE = "write it as in https://example.org/page/"
_ENDS = re.compile(r"[\s)\]>\"'<|,;`?#]")
_OWN_ADDRESS = re.compile(r"(?:\A|(?<=[\r\n]))permalink[ \t]*:[^\r\n]*")
_TEXTS = frozenset({"title", "description", "keywords"})
_MAX_GUESSES = 2000


@frozen(kw_only=True, eq=False)
class Replacing:
    """An address that is replaced on all pages of a site.

    Attributes:
        pages: The pages.
        old: The address: of one page, or the beginning of others, up to the end of a host or a part of a path.
        new: What to write instead.
        warnings: What is left for a person; filled while replacing.
    """

    pages: SitePages
    old: str
    new: str
    warnings: list[str] = field(factory=list)

    def check(self) -> None:
        """Refuse addresses that cannot be links, or would be others in the places of the old one.

        Raises:
            ChangeRefused: Says which, and why.
        """
        if runs_code(self.new):
            problem = "the link would run code when it is clicked"
            raise ChangeRefused(self.new, problem, "give the address of a page")
        for address, bad in ((self.old, _BAD_OLD), (self.new, _BAD)):
            if not address or bad.search(address):
                problem = "the address holds characters that end a link" if address else "the address is blank"
                raise ChangeRefused(address or "replace links", problem, _WHOLE)
            _check_whole(address)
        self._check_kinds()

    def _check_kinds(self) -> None:
        """Refuse a relative address for one with a host: where it leads depends on the page and on the site."""
        scheme, slashes, bare = _split(self.new)
        is_mail = bool(_split(self.old)[0]) and not _split(self.old)[1]
        is_host = not is_mail and _HOST.match(bare)
        if not (self._is_relative or scheme or slashes or is_host):
            problem = "where a relative address leads depends on the page and the site; the old one is whole"
            raise ChangeRefused(self.new, problem, _WHOLE)

    def documents(self) -> Iterator[Document]:
        """Every page that changes, with the new address.

        Raises:
            UnsafeEdit: A page would state something else, too.
            ChangeRefused: No page has the address.
        """
        is_found = False
        for document in self.pages.documents:
            replaced = self._document(document)
            is_found = is_found or replaced is not document
            if replaced is not document:
                yield replaced
        if not is_found and self.old != self.new:
            known = list(dict.fromkeys(one.text for one in self.pages.addresses))[:_MAX_GUESSES]
            guess = nearest(self.old, known)
            hint = f'did you mean "{guess}"?' if guess else "give an address as the pages write it"
            raise ChangeRefused(self.old, "no page links to this address", hint)

    def expected(self, claims: Iterable[Claim]) -> set[Fact]:
        """What claims state afterwards."""
        return {(name, self._claimed(name, value, path), path, rank) for name, value, path, rank in facts(claims)}

    def _claimed(self, name: str, value: str, path: str) -> str:
        if name == "url":
            document = self.pages.by_path.get(path)
            return value if document is not None and document.brief else self.address(value)
        return self.text(value) if name in _TEXTS else value

    # Texts

    @cached_property
    def _is_relative(self) -> bool:
        """Whether the address begins neither with a scheme nor with a host of the site's links."""
        if any(_split(self.old)[:2]):
            return False
        return not any(f"//{self.old}" in one.text for one in self.pages.documents)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        scheme, slashes, bare = _split(self.old)
        old = re.escape(bare).replace(r"\&", "(?:&amp;|&)")
        if self._is_relative:
            return re.compile(_LINKED.format(old=old))
        after = "" if bare.endswith("/") else _AFTER
        if scheme and not slashes:  # mailto:
            return re.compile(f"{_BEFORE}(?P<scheme>{re.escape(scheme)})(?P<old>{old}){after}", re.IGNORECASE)
        schemes = re.escape(scheme) if scheme else _ANY_SCHEME
        return re.compile(f"{_BEFORE}(?:(?P<scheme>{schemes})//|(?<!:)//)?(?P<old>{old}){after}", re.IGNORECASE)

    @cached_property
    def _value(self) -> re.Pattern[str]:
        return re.compile(_VALUE.format(old=re.escape(self.old)))

    def _edits(self, text: str) -> Iterator[Edit]:
        for found in self._pattern.finditer(text):
            span = Span(*found.span("old"))
            following = text[span.end : span.end + 1]
            if self._is_relative:
                yield Edit(span, self.new)
            else:
                yield Edit(Span(found.start(), span.end), self._written(found, following))

    def _written(self, found: re.Match[str], following: str) -> str:
        """The new address, with a scheme if the old one has it there, before the rest of a longer one."""
        scheme, slashes, bare = _split(self.new)
        before = found.string[found.start() : found.start("old")]
        if before.endswith(":") or (scheme and (found["scheme"] or not slashes)):
            before = f"{scheme}{slashes}"
        return before + self._joined(bare, following)

    def _joined(self, new: str, following: str) -> str:
        """An address before the rest of a longer one, with one slash between them."""
        if following == "/" and not self.old.endswith("/"):
            return new.removesuffix("/")
        if self.old.endswith("/") and following and not _ENDS.match(following):
            return new if new.endswith("/") else f"{new}/"
        return new

    def text(self, text: str) -> str:
        """A text with the new address in its links."""
        for edit in sorted(self._edits(text), key=lambda edit: edit.span.start, reverse=True):
            text = f"{text[: edit.span.start]}{edit.text}{text[edit.span.end :]}"
        return text

    def address(self, url: str) -> str:
        """A link target, if it is the address or begins with it, with the new one."""
        if self._is_relative:
            return self.new + url[len(self.old) :] if re.match(f"{re.escape(self.old)}(?:[?#]|\\Z)", url) else url
        return self.text(url)

    # Pages

    def _document(self, document: Document) -> Document:
        edits = list(self._page_edits(document))
        if not edits or self.old == self.new:
            return document
        entries = [self._entry(entry) for entry in document.entries]
        brief = self._brief(document.brief) if document.brief else None
        return document.checked(document.after(edits), entries, brief)

    def _page_edits(self, document: Document) -> Iterator[Edit]:
        text, is_data = document.text, is_yaml_file(document.source)
        front_end = len(text) if is_data else read_front_matter(document.source)[1]
        own = None if is_data else _OWN_ADDRESS.search(text, 0, front_end)
        found = {edit.span: edit for edit in self._edits(text)}
        if self._is_relative:
            spans = (Span(*value.span("old")) for value in self._value.finditer(text, 0, front_end))
            found |= {span: Edit(span, self.new) for span in spans}
        for span, edit in found.items():
            if own is not None and own.start() <= span.start < own.end():
                self.warnings.append(f"{document.name}: the permalink is the address of the page itself, and stays")
            else:
                yield edit

    def _entry(self, entry: Entry) -> Entry:
        return evolve(
            entry,
            title=self.text(entry.title),
            section=None if entry.section is None else self.text(entry.section),
            url=None if entry.url is None else self.address(entry.url),
            outputs=[self._output(output) for output in entry.outputs],
            description=None if entry.description is None else self.text(entry.description),
        )

    def _output(self, output: Output) -> Output:
        """An output with the new address; a record states it without a scheme, too."""
        text = self.address(output.text)
        if read_output(output.kind, output.text) == output:
            return read_output(output.kind, text)
        return evolve(output, url=None if output.url is None else self.address(output.url), text=text)

    def _brief(self, brief: Brief) -> Brief:
        return evolve(
            brief,
            title=self.text(brief.title),
            heading=self.text(brief.heading),
            subheading=self.text(brief.subheading),
            description=None if brief.description is None else self.address(brief.description),
            keywords=[self.text(word) for word in brief.keywords],
            preamble=self.text(brief.preamble),
            fields=[evolve(one, text=self.text(one.text)) for one in brief.fields],
            extra=[(key, self.address(value)) for key, value in brief.extra],
        )


def _split(address: str) -> tuple[str, str, str]:
    """The scheme, the two slashes and the rest of an address."""
    found = _SCHEME.match(address)
    return (found["scheme"] or "", found["slashes"] or "", address[found.end() :]) if found else ("", "", address)


def _check_whole(address: str) -> None:
    """Refuse an address that lacks what follows its scheme, or has two schemes."""
    scheme, slashes, bare = _split(address)
    is_web = bool(slashes) or scheme.lower() in {"http:", "https:"}
    if (is_web and (not slashes or bare.startswith(("/", "?", "#", ":")))) or not bare:
        raise ChangeRefused(address, f"nothing that an address needs follows {scheme}{slashes}", _WHOLE)
    if re.match(f"{_ANY_SCHEME}/", bare):
        raise ChangeRefused(address, "the address has two schemes", _WHOLE)
