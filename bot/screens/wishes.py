"""What somebody may type, in plain words, who wants less of all this, none of it, or something of her own.

Each list is one text for translators, with a full stop between its parts: other languages have other ways to say
it, and more or fewer of them. Apostrophes and capitals make no difference.
"""

from __future__ import annotations

from bot.words import _


def words_for_stopping() -> tuple[str, ...]:
    """No more of this."""
    return _parts(
        _(
            "stop it. stop this. stop that. stop messaging me. stop texting me. stop writing to me."
            " stop bothering me. stop contacting me. stop sending. stop sending me this."
            " stop sending me messages. stop the messages. stop the cards. stop messages. stop cards."
            " leave me alone. leave me be. leave me in peace. let me be. go away. get lost. shut up."
            " no more. no more messages. no more cards. no more texts."
            " i dont want this. i dont want these. i dont want this any more. i dont want this anymore."
            " i dont want messages. i dont want any messages. dont message me."
            " dont text me. dont write to me. dont send me anything. unsubscribe. opt out."
            " not interested. im not interested. turn it off. turn this off. switch it off"
        )
    )


def words_for_fewer() -> tuple[str, ...]:
    """Less of this."""
    return _parts(
        _(
            "fewer. fewer messages. fewer cards. fewer texts. less. less often. less messages. less cards."
            " too many. too many messages. too many texts. too many cards. too much. too often."
            " its too much. its too many. this is too much. this is too many. that is too many."
            " you send too many. you send too much. you message too much. you text too much."
            " not so many. not so often. not so much. not every week. every other week."
            " every two weeks. slow down. thin out. calm down"
        )
    )


def words_for_messages() -> tuple[str, ...]:
    """What a wish speaks of that is about what we send, and surely about no harm."""
    return _parts(_("messages. message. messaging. texts. text. texting. cards. sending. send. unsubscribe"))


def words_to_leave_out() -> tuple[str, ...]:
    """What stands beside a wish and changes nothing about it."""
    return _parts(_("please. pls. plz. just. now. ok. okay. can you. could you. will you. thanks. thank you"))


def words_for_until() -> tuple[str, ...]:
    """What stands before the day on which somebody is back, the longest first."""
    return _parts(
        _(
            "i am on holiday until. im on holiday until. i am on leave until. im on leave until."
            " i was away until. i am away until. im away until. i am off until. im off until."
            " on holiday until. holiday until. on leave until. away until. pause until. off until."
            " nothing until. back on. until. till. til"
        )
    )


def words_for_something_good() -> tuple[str, ...]:
    """Somebody saw good practice."""
    return _parts(
        _(
            "i saw something good. saw something good. something good. good practice. i saw good practice."
            " thank someone. thank a colleague"
        )
    )


def _parts(words: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in words.split("."))
