"""Reading single revisions. Each text is parsed once, and what it states is kept by its path and content."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from attrs import evolve, field, frozen, mutable

from nhs_internships.catalogue import Catalogue
from nhs_internships.catalogue.loading import folders
from nhs_internships.catalogue.reconcile.mentions import Mention
from nhs_internships.catalogue.reconcile.merging import Merged, merge
from nhs_internships.catalogue.statements import Collected, Statements, statements_of
from nhs_internships.diagnostics import Diagnostic, finding_in
from nhs_internships.dialects import Document
from nhs_internships.dialects.reading import read_source
from nhs_internships.errors import ReadError
from nhs_internships.history.values import Revision
from nhs_internships.limits import Limits
from nhs_internships.model import Wave
from nhs_internships.source.git import GitRepository
from nhs_internships.source.paths import PathFindings
from nhs_internships.source.revision import RevisionReader
from nhs_internships.source.text import SourceText

__all__ = ["Snapshot", "SnapshotReader", "Text"]

# Findings of a text of which nothing, or hardly anything, could be read.
_UNREADABLE = frozenset({"NI101", "NI102", "NI103", "NI106", "NI125"})


class Text(NamedTuple):
    """One text of a revision.

    Attributes:
        statements: What it states.
        dialect: The name of its dialect, if it has entries.
        problem: Why it cannot be read, if it cannot.
        is_earlier: Whether it cannot be read, and these are the statements of an earlier revision.
    """

    statements: Statements
    dialect: str | None = None
    problem: Diagnostic | None = None
    is_earlier: bool = False


@frozen
class Snapshot:
    """One revision as it was read.

    Attributes:
        revision: The revision.
        catalogue: Its catalogue.
        texts: Its texts by their paths.
    """

    revision: Revision
    catalogue: Catalogue
    texts: Mapping[str, Text]

    @classmethod
    def empty(cls, revision: Revision) -> Snapshot:
        """What was before the first revision."""
        return cls(revision, Catalogue(projects=()), {})


_Key: TypeAlias = tuple[str, tuple[int, ...]]


@mutable(eq=False)
class _Merging:
    """Merges the mentions of a project, and remembers the result: in most revisions they are those of the last one.

    They are told apart by identity, because comparing all that they state would take longer than merging; the texts
    that hold them are kept as long as this is.
    """

    _results: dict[tuple[Wave, ...], dict[_Key, Merged]] = field(factory=dict)
    _waves: Sequence[Wave] = ()
    _of_waves: dict[_Key, Merged] = field(factory=dict)

    def __call__(self, slug: str, mentions: Sequence[Mention], waves: Sequence[Wave]) -> Merged:
        if waves is not self._waves:
            self._waves, self._of_waves = waves, self._results.setdefault(tuple(waves), {})
        key = slug, tuple(map(id, mentions))
        if key not in self._of_waves:
            self._of_waves[key] = merge(slug, mentions, waves)
        return self._of_waves[key]


@mutable(eq=False)
class SnapshotReader:
    """Reads revisions of one repository, in any order; what they share is read and reconciled once.

    Attributes:
        repository: The repository.
        crosswalk: Code of an internship -> slug.
        limits: Bounds on what is read.
    """

    repository: GitRepository
    crosswalk: Mapping[str, str]
    limits: Limits
    _lists: RevisionReader = field(init=False)
    _documents: dict[tuple[str, str], Document] = field(factory=dict, init=False)
    _texts: dict[tuple[str, str], Text] = field(factory=dict, init=False)
    _contents: dict[str, bytes] = field(factory=dict, init=False)  # read ahead, and not parsed yet
    _last: tuple[str, Snapshot] | None = field(default=None, init=False)
    _merge: _Merging = field(factory=_Merging, init=False)

    def __attrs_post_init__(self) -> None:
        self._lists = RevisionReader(self.repository, self.limits)

    def read(self, revision: Revision, tree: str) -> Snapshot:
        """Read a revision as `load` would read a folder with its files.

        Raises:
            LimitError: The revision has too many files.
            ReadError: An object is missing or damaged.
        """
        if self._last is None or self._last[0] != tree:
            findings = PathFindings()
            files = self._lists.files(tree, findings)
            texts = {path: self._text(path, blob) for path, blob in files.items()}
            self._last = tree, self._snapshot(revision, texts, findings)
        _, snapshot = self._last
        return snapshot if snapshot.revision is revision else self._renewed(snapshot, revision)

    def _renewed(self, snapshot: Snapshot, revision: Revision) -> Snapshot:
        """The snapshot of another revision that has the same files."""
        catalogue = evolve(snapshot.catalogue, as_of=revision.date, name=self._name(revision))
        return evolve(snapshot, revision=revision, catalogue=catalogue)

    def read_ahead(self, trees: Iterable[str]) -> None:
        """Get what some revisions consist of, which takes less time than getting it for each of them.

        Raises:
            ReadError: An object is damaged.
        """
        wanted = list(trees)
        self._lists.read_ahead(wanted)
        files = {blob: path for tree in wanted for path, blob in self._lists.files(tree, PathFindings()).items()}
        new = [blob for blob, path in files.items() if (blob, posixpath.basename(path)) not in self._documents]
        self._contents = self.repository.read_many(new, self.limits.text_bytes)

    def with_readable(self, snapshot: Snapshot, before: Snapshot) -> Snapshot:
        """A snapshot in which a text that cannot be read states what it stated before, if it could be read then."""
        earlier = before.texts
        kept = {
            path: earlier[path]._replace(problem=text.problem, is_earlier=True)
            for path, text in snapshot.texts.items()
            if text.problem is not None
            and path in earlier
            and (earlier[path].problem is None or earlier[path].is_earlier)
        }
        return self._snapshot(snapshot.revision, {**snapshot.texts, **kept}, ()) if kept else snapshot

    def _snapshot(self, revision: Revision, texts: Mapping[str, Text], findings: Iterable[Diagnostic]) -> Snapshot:
        collected = Collected()
        for text in texts.values():
            collected.add(text.statements)
        collected.diagnostics.extend(sorted(findings, key=lambda one: (one.path, one.code)))
        catalogue = collected.catalogue(self.crosswalk, revision.date, (self._name(revision),), self._merge)
        return Snapshot(revision, catalogue, texts)

    def _name(self, revision: Revision) -> str:
        return f"{self.repository.root.name}@{revision.id[:9]}"

    def _text(self, path: str, blob: str) -> Text:
        if (path, blob) not in self._texts:
            self._texts[path, blob] = self._read_text(path, blob)
        return self._texts[path, blob]

    def _read_text(self, path: str, blob: str) -> Text:
        # The name of a text decides how it is read, its folder does not.
        key = blob, posixpath.basename(path)
        if key not in self._documents:
            data = self._contents.get(blob)
            if data is None:
                data = self.repository.read_object(blob, "blob", self.limits.text_bytes)
            try:
                self._documents[key] = read_source(SourceText.from_bytes(data, path, self.limits))
            except ReadError as error:
                problem = finding_in(path, "NI125", error.problem, hint=error.hint)
                return Text(Statements(diagnostics=(problem,)), problem=problem)
        document = _at(self._documents[key], path)
        above, folder = folders(self.repository.root)
        found = next((found for found in document.diagnostics if found.code in _UNREADABLE), None)
        dialect = document.dialect.name if document.entries else None
        return Text(statements_of(document, f"{folder}{path}", above), dialect, found)


def _at(document: Document, path: str) -> Document:
    """A document as it would be read from another folder."""
    if document.name == path:
        return document
    return evolve(
        document,
        source=evolve(document.source, name=path),
        diagnostics=tuple(evolve(found, path=path) for found in document.diagnostics),
    )
