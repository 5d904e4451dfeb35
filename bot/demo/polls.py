"""Polls as values: the question, who chose what, and when it closes.

A vote makes a new value. It never says who voted in an anonymous poll, nor the counts of one that hides them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Poll:
    """One poll. `votes` holds each voter's id with the numbers of the options chosen."""

    id: str
    question: str
    options: tuple[str, ...]
    anonymous: bool = True
    quiz: bool = False
    multiple: bool = False
    revoting: bool = True
    hidden: bool = False
    correct: tuple[int, ...] = ()
    explanation: str = ""
    closes: datetime | None = None
    closed: bool = False
    votes: tuple[tuple[int, tuple[int, ...]], ...] = ()

    def chosen_by(self, person_id: int) -> tuple[int, ...]:
        """What somebody chose; nothing if that person has not voted."""
        return dict(self.votes).get(person_id, ())

    def voted(self, person_id: int, options: tuple[int, ...]) -> Poll:
        """The poll after somebody's vote. No options at all take a vote back.

        Raises:
            ValueError: the poll does not allow it; the sentence says why.
        """
        if self.closed:
            raise ValueError("The poll is closed.")
        if self.chosen_by(person_id) and not self.revoting:
            raise ValueError("A vote in this poll cannot be changed.")
        if len(options) > 1 and not self.multiple:
            raise ValueError("Only one option can be chosen.")
        if any(not 0 <= option < len(self.options) for option in options):
            raise ValueError("There is no such option.")
        others = tuple(vote for vote in self.votes if vote[0] != person_id)
        return replace(self, votes=(*others, (person_id, options)) if options else others)

    def counts(self) -> tuple[int, ...] | None:
        """How many chose each option; None while they are hidden."""
        if self.hidden and not self.closed:
            return None
        return tuple(
            sum(number in options for _, options in self.votes) for number in range(len(self.options))
        )

    def json(self) -> dict[str, Any]:
        """As the Bot API shows it. A count is 0 while it is hidden."""
        counts = self.counts() or (0,) * len(self.options)
        shown: dict[str, Any] = {
            "id": self.id,
            "question": self.question,
            "options": [
                {"persistent_id": str(number), "text": text, "voter_count": count}
                for number, (text, count) in enumerate(zip(self.options, counts, strict=True))
            ],
            "total_voter_count": len(self.votes),
            "is_closed": self.closed,
            "is_anonymous": self.anonymous,
            "type": "quiz" if self.quiz else "regular",
            "allows_multiple_answers": self.multiple,
            "allows_revoting": self.revoting,
            "members_only": False,
        }
        if self.quiz:
            shown |= {"correct_option_ids": list(self.correct), "explanation": self.explanation}
        if self.closes:
            shown["close_date"] = int(self.closes.timestamp())
        return shown
