"""Checks of labels: badges, card labels, keywords and filters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from attrs import evolve

from nhs_internships.checks.base import Check, found
from nhs_internships.checks.colours import is_colour, same_colour
from nhs_internships.checks.label_edits import (
    alt_fix,
    alternative_text,
    colour_fix,
    fix_of,
    label_fix,
    word_fix,
)
from nhs_internships.checks.pages import ListedEntry, SitePages
from nhs_internships.checks.permalinks import misled_slugs
from nhs_internships.diagnostics import Diagnostic, FileEdit, Fix, Place
from nhs_internships.dialects import CARDS, Document, UnparsedKind
from nhs_internships.dialects.card_labels import facets_of, filter_words
from nhs_internships.dialects.markdown import ALT_TEXTS
from nhs_internships.errors import nearest
from nhs_internships.grammar.cards import Tag
from nhs_internships.grammar.html import hidden_spans
from nhs_internships.grammar.inline import attribute
from nhs_internships.model import Badge, Facet, Status
from nhs_internships.model.badges import STATED_FACETS, facet_of
from nhs_internships.model.texts import counted, fold, short
from nhs_internships.spans import Span, inside, starting_in
from nhs_internships.vocabulary import Term, Vocabulary

__all__ = ["CHECKS"]

_LIGHTGREY, _GREY = "lightgrey", "grey"
_KNOWN_ALTS = frozenset({*ALT_TEXTS.values(), "modality"})
# A guess compares a label with every term, and a page may have thousands of unknown labels.
_MAX_GUESSES = 100
# On a shorter page no facet is usual.
_MIN_ENTRIES = 3
_MAX_KEYWORD = 60
_KEYWORD = re.compile(r"[^,;\s](?:[^,;]*[^,;\s])?")
_FILTER = re.compile(r"""<button\b[^<>]*?\sdata-filter\s*=\s*["']?(?P<word>[^"'<>\s]+)""", re.IGNORECASE)
_TITLE = re.compile(r"""\s(?:title=)?(?P<quote>["'])(?P<title>[^"'<>]*)(?P=quote)\s*/?[)>]""")
_DASH_OF_TWO_PARTS = ": "  # Explainable-AI-yellow is read as the label "Explainable" and the message "AI"
_EVERYTHING = frozenset({"all", "*"})


class _Problem(NamedTuple):
    """What is wrong with a label, wherever it is written; ``label`` is the one to write."""

    code: str
    message: str
    hint: str = ""
    label: str | None = None
    is_safe: bool = False


def _labels(pages: SitePages) -> Iterator[Diagnostic]:
    """Labels of badges that are in no term, misspelt, in an old or odd spelling, or of another facet."""
    known: dict[Badge, _Problem | None] = {}
    written = _written_labels(pages)
    guesses = iter(range(_MAX_GUESSES))
    for one in pages.entries:
        for k, badge in enumerate(one.entry.badges):
            if badge not in known:
                known[badge] = _label_problem(pages.settings.vocabulary, badge, written, guesses)
            problem = known[badge]
            if problem is not None and not (problem.code == "NI705" and _expected_colour(pages, one, badge)):
                yield _label_finding(one, k, problem)


def _written_labels(pages: SitePages) -> frozenset[str]:
    """The labels of all current pages."""
    return frozenset(
        badge.label for one in pages.entries if not pages.is_old(one.document) for badge in one.entry.badges
    )


def _label_finding(one: ListedEntry, k: int, problem: _Problem) -> Diagnostic:
    fix = label_fix(one, k, problem.label, is_safe=problem.is_safe) if problem.label else None
    return found(one.document, problem.code, problem.message, one.spans.badges[k], hint=problem.hint, fix=fix)


def _label_problem(
    vocabulary: Vocabulary, badge: Badge, written: frozenset[str], guesses: Iterator[int]
) -> _Problem | None:
    label, facet = badge.label, badge.facet
    term = None if facet is Facet.TOPIC else vocabulary.find(label, facet)
    other = term or vocabulary.find(label)
    if other is None:
        message = f'the label "{label}" is in no term of the vocabulary'
        dashed = vocabulary.find(label.replace(_DASH_OF_TWO_PARTS, "-"))
        if dashed is not None:
            hint = f"write {dashed.label}; a single dash cuts the address of a badge into two parts"
            return _Problem("NI701", message, hint, dashed.label)
        guess = vocabulary.nearest(label) if next(guesses, None) is not None else None
        hint = f'did you mean "{guess}"?' if guess else "add it to nhs-internships.toml if it is right"
        return _Problem("NI701", message, hint)
    if term is None and Facet.TOPIC not in {facet, other.facet}:
        hint = f"give it the alternative text {ALT_TEXTS[other.facet]}"
        return _Problem("NI705", f'"{label}" is {_a(other.facet)}, and this badge says {_a(facet)}', hint)
    return _spelling_problem(other, label, written)


def _a(facet: Facet) -> str:
    return f"an {facet}" if facet is Facet.AREA else f"a {facet}"


def _spelling_problem(term: Term, label: str, written: frozenset[str]) -> _Problem | None:
    """A spelling of a term that is not one of its good ones; blanks count only where the site writes both."""
    hint = f"write {term.label}"
    if _is_spelling(label, term.misspellings):
        return _Problem("NI702", f'the label "{label}" is a misspelling of "{term.label}"', hint, term.label, True)
    if _is_spelling(label, term.old):
        return _Problem("NI703", f'the label "{label}" is an old spelling of "{term.label}"', hint, term.label)
    good = (term.label, *term.aliases)
    if label in good:
        return None
    other_case = next((one for one in good if one.casefold() == label.casefold()), None)
    meant = other_case or (term.label if term.label in written and fold(label) == fold(term.label) else None)
    if meant is None:
        return None
    what = "case" if other_case else "spaces or hyphens"
    message = f'the label "{label}" differs from "{meant}" in its {what} alone'
    return _Problem("NI704", message, f"write {meant}", meant)


def _is_spelling(label: str, spellings: Sequence[str]) -> bool:
    return bool(spellings) and fold(label) in map(fold, spellings)


def _misspelt_topics(pages: SitePages) -> Iterator[Diagnostic]:
    """Misspelt labels of records; other labels there are free text."""
    for one in pages.records:
        for k, badge in enumerate(one.entry.badges):
            term = pages.settings.vocabulary.find(badge.label)
            if term and _is_spelling(badge.label, term.misspellings):
                message = f'the label "{badge.label}" is a misspelling of "{term.label}"'
                fix = word_fix(one.document, one.spans.badges[k], term.label)
                yield found(one.document, "NI702", message, one.spans.badges[k], hint=f"write {term.label}", fix=fix)


def _misspelt_keywords(pages: SitePages) -> Iterator[Diagnostic]:
    """Misspelt labels among the keywords of briefs; other keywords are free text."""
    vocabulary = pages.settings.vocabulary
    for document in pages.briefs:
        span = document.brief_spans.keywords if document.brief_spans else None
        for word in _KEYWORD.finditer(document.text, span.start, span.end) if span else ():
            term = vocabulary.find(word.group())
            if term and _is_spelling(word.group(), term.misspellings):
                message = f'the keyword "{word.group()}" is a misspelling of "{term.label}"'
                place = Span(*word.span())
                fix = word_fix(document, place, term.label)
                yield found(document, "NI702", message, place, hint=f"write {term.label}", fix=fix)


def _colours(pages: SitePages) -> Iterator[Diagnostic]:
    """Badges in a colour that is none or not that of their term, card labels with the modifier of another one."""
    for one in pages.entries:
        for k, badge in enumerate(one.entry.badges):
            colour = _expected_colour(pages, one, badge)
            if one.spans.dialect is not CARDS and badge.colour is not None and not is_colour(badge.colour):
                message = f'"{badge.colour}" is no colour that shields.io knows'
                hint = f"write {colour}" if colour else "name a colour, such as lightgrey"
                fix = colour_fix(one, k, colour) if colour else None
                yield found(one.document, "NI707", message, one.spans.badges[k], hint=hint, fix=fix)
            elif colour is not None:
                yield _colour_finding(pages, one, k, colour)


def _colour_finding(pages: SitePages, one: ListedEntry, k: int, colour: str) -> Diagnostic:
    badge = one.entry.badges[k]
    what, is_safe = "colour", True
    if one.spans.dialect is CARDS:
        what, is_safe = "modifier", _keeps_facets(pages, one, k, colour)
    message = f'"{badge.label}" has the {what} {badge.colour or "of the default"}, and its term has {colour or "none"}'
    hint = f"use the {what} {colour}" if colour else "remove the modifier"
    fix = colour_fix(one, k, colour, is_safe=is_safe)
    return found(one.document, "NI706", message, one.spans.badges[k], hint=hint, fix=fix)


def _expected_colour(pages: SitePages, one: ListedEntry, badge: Badge) -> str | None:
    """The colour that a badge should have; ``None`` where it has it, or none is known; empty for no modifier."""
    term = _term(pages.settings.vocabulary, badge)
    facet = term.facet if term else badge.facet
    wanted: str | None
    if one.spans.dialect is CARDS:
        wanted = _GREY if facet is Facet.TECHNIQUE else (term.modifier if term else None)
    elif term and term.facet is not badge.facet:  # the alternative text is wrong, or states no facet
        return None
    else:
        wanted = _LIGHTGREY if facet is Facet.TECHNIQUE else (term.colour if term else None)
    if wanted is None or (one.spans.dialect is not CARDS and badge.colour is None):
        return None
    return None if same_colour(wanted, badge.colour or "") else wanted


def _term(vocabulary: Vocabulary, badge: Badge) -> Term | None:
    return vocabulary.find(badge.label, badge.facet) or vocabulary.find(badge.label)


def _keeps_facets(pages: SitePages, one: ListedEntry, k: int, modifier: str) -> bool:
    """Whether the labels of a card are read with the right facets once one has another modifier."""
    tags = [
        Tag(badge.label, badge.colour, None, span)
        for badge, span in zip(one.entry.badges, one.spans.badges, strict=True)
    ]
    tags[k] = evolve(tags[k], modifier=modifier or None)
    read = facets_of(tags)
    term = _term(pages.settings.vocabulary, one.entry.badges[k])
    others = [facet for at, facet in enumerate(read) if at != k]
    kept = [badge.facet for at, badge in enumerate(one.entry.badges) if at != k]
    return others == kept and (term is None or read[k] is term.facet)


def _alternative_texts(pages: SitePages) -> Iterator[Diagnostic]:
    """Alternative texts that name no facet as the pages write it, unless they are the label itself."""
    for one in pages.entries:
        for k, badge in enumerate(one.entry.badges):
            alt = alternative_text(one, k)
            if alt is None or alt in _KNOWN_ALTS or fold(alt) == fold(badge.label):
                continue
            facet = facet_of(alt)
            term = pages.settings.vocabulary.find(badge.label) if facet is Facet.TOPIC else None
            facet = term.facet if term else facet
            meant = ALT_TEXTS[facet] if facet is not Facet.TOPIC else None
            fix = alt_fix(one, k, meant) if meant else None
            hint = f"write {meant}" if meant else "write area, technique or datamodality"
            message = f'the alternative text "{alt}" of this badge is no facet'
            yield found(one.document, "NI708", message, one.spans.badges[k], hint=hint, fix=fix)


def _twice(pages: SitePages) -> Iterator[Diagnostic]:
    """Badges of one entry with one label and one facet."""
    for one in pages.entries:
        badges = one.entry.badges
        for k, badge in enumerate(badges):
            if k and (badge.label, badge.facet) in {(other.label, other.facet) for other in badges[:k]}:
                message = f'this entry has the badge "{badge.label}" twice'
                yield found(one.document, "NI714", message, one.spans.badges[k], hint="remove one of them")


def _hidden_labels(pages: SitePages) -> Iterator[Diagnostic]:
    """Once a page: images of labels of which neither the alternative text nor the title says the label."""
    hidden: dict[str, list[Span]] = {}
    for one in pages.entries:
        for k, span in enumerate(one.spans.badges):
            if not _says_label(one, k):
                hidden.setdefault(one.document.name, []).append(span)
    for path, spans in hidden.items():
        message = f"{counted(len(spans), 'badge')} of this page cannot be read without seeing the image"
        hint = 'a screen reader says the alternative text; add the label as title: ![area](address "NLP")'
        yield found(pages.by_path[path], "NI713", message, hint=hint)


def _says_label(one: ListedEntry, k: int) -> bool:
    """Whether a badge says its label to those who do not see it."""
    alt, label = alternative_text(one, k), fold(one.entry.badges[k].label)
    if alt is None or fold(alt) == label:
        return True
    written = one.spans.badges[k].of(one.document.text)
    title = _TITLE.search(written) if '"' in written or "'" in written else None
    return title is not None and fold(title["title"]) == label


def _missing_badges(pages: SitePages) -> Iterator[Diagnostic]:
    """Entries without a badge of a facet that most entries of their page state."""
    for one, missing, least, n in _incomplete(pages):
        names = " or ".join((", ".join(missing[:-1]), missing[-1])) if len(missing) > 1 else missing[0]
        message = f"this entry has no {names} badge; {least} of the {n} entries of this page have one"
        yield found(one.document, "NI709", message, one.place, hint="add the badge")


def _incomplete(pages: SitePages) -> Iterator[tuple[ListedEntry, Sequence[Facet], int, int]]:
    """Each entry that lacks usual facets: those, how many entries have the rarest of them, and of how many."""
    broken = _broken_badges(pages)
    by_page: dict[Document, list[ListedEntry]] = {}
    for one in pages.entries:
        if one.entry.status is not Status.FUTURE:
            by_page.setdefault(one.document, []).append(one)
    for listed in by_page.values():
        stated = [_stated_facets(pages, one) for one in listed]
        counts = Counter(facet for facets in stated for facet in facets)
        usual = [facet for facet in STATED_FACETS if counts[facet] * 2 > len(listed) >= _MIN_ENTRIES]
        for one, facets in zip(listed, stated, strict=True):
            missing = [facet for facet in usual if facet not in facets]
            if missing and not starting_in(one.spans.whole, broken[one.document.name]):
                yield one, missing, min(counts[facet] for facet in missing), len(listed)


def _broken_badges(pages: SitePages) -> Mapping[str, Sequence[Span]]:
    """The badges of each page that cannot be read, which is a finding of its own."""
    return {
        document.name: [part.span for part in document.unparsed if part.kind is UnparsedKind.BADGE]
        for document in pages.listings
    }


def _stated_facets(pages: SitePages, one: ListedEntry) -> set[Facet]:
    """The facets of its badges, and those of their terms: a wrong facet is a fault of its own."""
    badges = one.entry.badges
    return {badge.facet for badge in badges} | {
        term.facet for badge in badges if (term := _term(pages.settings.vocabulary, badge))
    }


def _keywords(pages: SitePages) -> Iterator[Diagnostic]:
    """Briefs whose keywords are other terms than the badges of the current listing."""
    broken, misled = _broken_badges(pages), misled_slugs(pages)
    incomplete = {(one.document.name, one.n) for one, *_ in _incomplete(pages)}
    for slug, documents in pages.briefs_by_slug.items():
        if slug in misled:
            continue
        document = documents[0]
        listed = next((one for one in pages.entries_by_slug.get(slug, ()) if one.entry.badges), None)
        if listed is None or pages.is_old(listed.document) or pages.is_old(document):
            continue
        if starting_in(listed.spans.whole, broken[listed.document.name]):
            continue
        badges = _terms(pages, listed)
        words = document.brief.keywords if document.brief else ()
        if any(len(word) > _MAX_KEYWORD for word in words):  # a text whose own label is missing or broken
            continue
        keywords = {fold(name): word for word in words if (name := _term_label(pages, word))}
        is_labels = any(pages.settings.vocabulary.find(word) for word in words)
        missing = [name for key, name in badges.items() if key not in keywords]
        extra = [word for key, word in keywords.items() if key not in badges]
        if is_labels and (missing or extra) and not _is_slip(pages, missing, extra):
            is_sound = (listed.document.name, listed.n) not in incomplete
            is_sound = is_sound and _can_replace(pages, listed, missing, extra)
            is_sound = is_sound and all(_terms(pages, one) != keywords.keys() for one in pages.entries_by_slug[slug])
            yield _keyword_finding(pages, listed, document, missing, extra, is_sound=is_sound)


def _terms(pages: SitePages, one: ListedEntry) -> dict[str, str]:
    """The terms of the badges of an entry, by their folded labels."""
    names = (_term_label(pages, badge.label, badge.facet) for badge in one.entry.badges)
    return {fold(name): name for name in names if name}


def _can_replace(pages: SitePages, one: ListedEntry, missing: Sequence[str], extra: Sequence[str]) -> bool:
    """Whether keywords can be taken from the badges: all are terms, and no term is lost with nothing in its place."""
    find = pages.settings.vocabulary.find
    return all(_term(pages.settings.vocabulary, badge) for badge in one.entry.badges) and len(missing) >= sum(
        find(word) is not None for word in extra
    )


def _is_slip(pages: SitePages, missing: Sequence[str], extra: Sequence[str]) -> bool:
    """Whether all that differs is one label that no term has, for the one that it resembles."""
    if len(missing) != 1 or len(extra) != 1 or pages.settings.vocabulary.find(missing[0]):
        return False
    return nearest(missing[0], extra) is not None


def _term_label(pages: SitePages, text: str, facet: Facet | None = None) -> str:
    return pages.settings.vocabulary.label(text, facet)


def _keyword_finding(
    pages: SitePages,
    one: ListedEntry,
    document: Document,
    missing: Sequence[str],
    extra: Sequence[str],
    *,
    is_sound: bool,
) -> Diagnostic:
    parts = [f"lack {_quoted(missing)}"] if missing else []
    parts += [f"add {_quoted(extra)}"] if extra else []
    message = f"the keywords of the brief {' and '.join(parts)}"
    span = document.brief_spans.keywords if document.brief_spans else None
    line = document.source.line(span.start) if span else None
    related = [Place(path=document.name, line=line, message="its keywords")]
    hint = "make keywords and badges agree"
    fix = _keyword_list_fix(pages, one, document, span) if is_sound and missing else None
    return found(one.document, "NI710", message, one.place, hint=hint, related=related, fix=fix)


def _quoted(texts: Sequence[str]) -> str:
    return ", ".join(f'"{short(text)}"' for text in texts)


def _keyword_list_fix(pages: SitePages, one: ListedEntry, document: Document, span: Span | None) -> Fix | None:
    """A fix that makes the keywords of a brief the labels of the listing, where they are one plain line."""
    if span is None or not re.fullmatch(r"[^\r\n\[\]\"'*_-][^\r\n\[\]\"'*_]*", span.of(document.text)):
        return None
    words = document.brief.keywords if document.brief else ()
    known = {fold(_term_label(pages, word)): word for word in words}
    labels = (known.get(fold(_term_label(pages, badge.label, badge.facet)), badge.label) for badge in one.entry.badges)
    text = ", ".join(labels)
    return fix_of(document, span, text, "write the labels of the listing", is_safe=False)


def _data_tags(pages: SitePages) -> Iterator[Diagnostic]:
    """Cards that the filter for their own area does not find."""
    filtered = {document for document in pages.listings if "data-filter" in document.text}
    for one in pages.entries:
        areas = [badge for badge in one.entry.badges if badge.facet is Facet.AREA and _is_area(pages, badge)]
        if one.spans.dialect is not CARDS or not areas:
            continue
        text, whole = one.document.text, one.spans.whole
        tag = Span(whole.start, text.find(">", whole.start) + 1)
        place = attribute(text, tag, "data-tags")
        words = place.of(text).split() if place else []
        wanted = [filter_words(badge, pages.settings.vocabulary) for badge in areas]
        missing = [names[0] for names in wanted if names and not set(names) & set(words)]
        if missing and (place or one.document in filtered):
            is_known = all(_term(pages.settings.vocabulary, badge) for badge in areas)
            yield _data_tag_finding(pages, one, tag, place, missing, is_known=is_known)


def _is_area(pages: SitePages, badge: Badge) -> bool:
    """Whether a label that is read as an area is one; with a wrong modifier that of a technique is not."""
    term = _term(pages.settings.vocabulary, badge)
    return term is None or term.facet is Facet.AREA


def _data_tag_finding(
    pages: SitePages, one: ListedEntry, tag: Span, place: Span | None, missing: Sequence[str], *, is_known: bool
) -> Diagnostic:
    text = one.document.text
    what = f'"{place.of(text)}"' if place else "missing"
    message = f"the data-tags of this card are {what}, and its area is {_quoted(missing)}"
    if place:
        words = " ".join(_with_words(pages, place.of(text).split(), missing))
        edit = FileEdit(path=one.document.name, span=place, text=words)
    else:
        end = Span(tag.end - 1, tag.end - 1)
        edit = FileEdit(path=one.document.name, span=end, text=f' data-tags="{" ".join(dict.fromkeys(missing))}"')
    fix = Fix(title="write the area in data-tags", edits=(edit,)) if is_known else None
    return found(one.document, "NI711", message, place or tag, hint="add the word of the area", fix=fix)


def _with_words(pages: SitePages, words: Sequence[str], missing: Sequence[str]) -> list[str]:
    """The words of data-tags with those that are missing, in the place of one that is no term and looks like it."""
    written = list(words)
    for word in missing:
        unknown = [one for one in written if pages.settings.vocabulary.find(one) is None]
        near = nearest(word, unknown)
        if near is not None:
            written[written.index(near)] = word
        elif word not in written:
            written.insert(0, word)
    return list(dict.fromkeys(written))


def _filters(pages: SitePages) -> Iterator[Diagnostic]:
    """Filter buttons that show no project."""
    for document in pages.listings:
        if "data-filter" not in document.text or document.dialect is not CARDS:
            continue
        tags = {word for spans in document.spans for word in _words(document, spans.whole)}
        hidden = hidden_spans(document.text)
        for button in _FILTER.finditer(document.text):
            word = button["word"]
            if word not in tags and word not in _EVERYTHING and not inside(button.start(), hidden):
                message = f'no project of this page has "{word}" among its data-tags, so this button shows none'
                yield found(document, "NI712", message, Span(*button.span("word")), hint="remove the button")


def _words(document: Document, whole: Span) -> list[str]:
    text = document.text
    place = attribute(text, Span(whole.start, text.find(">", whole.start) + 1), "data-tags")
    return place.of(text).split() if place else []


CHECKS: tuple[Check, ...] = (
    Check(("NI701", "NI702", "NI703", "NI704", "NI705"), _labels),
    Check(("NI702",), _misspelt_topics, of_page=True),
    Check(("NI702",), _misspelt_keywords, of_page=True),
    Check(("NI706", "NI707"), _colours, of_page=True),
    Check(("NI708",), _alternative_texts, of_page=True),
    Check(("NI709",), _missing_badges, of_page=True),
    Check(("NI710",), _keywords),
    Check(("NI711",), _data_tags, of_page=True),
    Check(("NI712",), _filters, of_page=True),
    Check(("NI713",), _hidden_labels, of_page=True),
    Check(("NI714",), _twice, of_page=True),
)
"""The checks of this family."""
