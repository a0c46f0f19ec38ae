"""Which text that is gone a new one most likely was."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from plainleaf.catalogue.message import Key, Message

# msgmerge's threshold as well.
_CUTOFF = 0.6


def closest(new: Iterable[Message], gone: Sequence[Message]) -> dict[Key, Message]:
    """For the key of each new message the nearest of those that are gone, if any is near.

    Between equally near ones the same msgctxt wins, then the first in the file.
    """
    pairs = ((message.key, _nearest(message, gone)) for message in new)
    return {key: near for key, near in pairs if near is not None}


def _nearest(message: Message, gone: Sequence[Message]) -> Message | None:
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(message.msgid)
    best, best_score = None, (_CUTOFF, False)
    for candidate in gone:
        matcher.set_seq1(candidate.msgid)
        # Both bounds are never below the ratio, and much cheaper.
        if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < best_score[0]:
            continue
        score = (matcher.ratio(), candidate.msgctxt == message.msgctxt)
        if score > best_score:
            best, best_score = candidate, score
    return best
