"""Rules that an order is held to before the public reads it; each explains itself.

A rule knows a kind of wording, not a case: words, what must stand beside them, and what
excuses them (`rules`), over folded texts that no disguise escapes (`readings`). What
`holds` waits for a moderator; the rest is advice. Sources: Charter of human rights and
freedoms (Québec), ss. 10, 16, 18.1, 18.2, 20; Act respecting labour standards; Labour
Code; what job boards were abused for.
"""

from placement.screening.rules import Finding
from placement.screening.texts import Terms, of_text, of_texts

__all__ = ["Finding", "Terms", "of_text", "of_texts"]
