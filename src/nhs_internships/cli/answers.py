"""What a command found, as each of its readers gets it."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from attrs import evolve, field, frozen

from nhs_internships.catalogue import Catalogue, bundled
from nhs_internships.cli import lines, screens
from nhs_internships.cli.text import PROGRAM
from nhs_internships.diagnostics import Severity
from nhs_internships.model.texts import counted

__all__ = ["Answer", "counted_severities", "or_nothing_found"]


@frozen(kw_only=True)
class Answer:
    """What a command found, as each reader gets it.

    Attributes:
        data: Gives the JSON document.
        blocks: Gives the lines of a pipe.
        piped: Gives the text of a pipe, in place of the blocks.
        screen: Gives what a terminal shows.
        text: A text that every reader gets as it is, in place of the three.
        messages: For standard error.
        code: The exit code.
        source: The catalogue that answered, if one did.
        loaded: Other catalogues that were loaded for the answer, by their paths.
        then: Gives a second answer when this one was printed, for example after a question.
    """

    data: Callable[[], object] = list
    blocks: Callable[[], Iterable[lines.Block]] = list
    piped: Callable[[], str] | None = None
    screen: Callable[[], Iterable[screens.Grid]] = list
    text: str | None = None
    messages: tuple[str, ...] = ()
    code: int = 0
    source: Catalogue | None = None
    loaded: Mapping[str, Catalogue] = field(factory=dict)
    then: Callable[[], Answer] | None = None

    @property
    def footer(self) -> Iterable[screens.Grid]:
        """For terminals: the day for which the answer is true, and for the bundled catalogue how to get a newer one."""
        if self.source is None or self.text is not None:
            return ()
        hint = "Bundled; for a newer copy of the site add --catalogue FOLDER." if self.source is bundled() else ""
        return screens.as_of(self.source.as_of, hint)

    def advice(self, path: str | None) -> Iterator[str]:
        """For standard error: how many findings each source had when it was read, and the command that shows them.

        Args:
            path: Where ``source`` was loaded from; ``None`` for the bundled catalogue.
        """
        named = {path: self.source} if path and self.source else {}
        for name, catalogue in {**named, **self.loaded}.items():
            if catalogue.diagnostics and not name.lower().endswith(".json"):
                kinds = counted_severities(found.severity for found in catalogue.diagnostics)
                yield f"{name}: {kinds} when it was read; see: {PROGRAM} check {shlex.quote(name)}"


def or_nothing_found(found: object, message: str, answer: Answer) -> Answer:
    """The answer; if nothing was found, with a message and exit code 1."""
    return answer if found else evolve(answer, messages=(*answer.messages, message), code=1)


def counted_severities(severities: Iterable[Severity]) -> str:
    """How many there are of each, the worst first: ``2 errors, 1 note``."""
    counts = Counter(severities)
    return ", ".join(counted(counts[one], one) for one in Severity if counts[one])
