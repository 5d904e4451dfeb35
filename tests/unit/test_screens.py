import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.learning.counting import Band
from bot.learning.dealing import option_order
from bot.learning.rehearsing import Place, place, turning
from bot.learning.spacing import Strength
from bot.routes import Degree, Forgotten, Found, Print, Question, RecordForm, Shift, Span, Wave, Weekday
from bot.screens import (
    alerts,
    checking,
    commands,
    common,
    concern,
    confidence,
    guide,
    home,
    joining,
    later,
    looking_up,
    numbers,
    papers,
    practising,
    preview,
    progress,
    reading,
    record,
    rehearsing,
    rights,
    second_way,
    settings,
)
from bot.screens.screen import (
    Paper,
    PhoneContact,
    Screen,
    bold,
    italic,
    line,
    lines,
    paragraphs,
    plain,
    quote,
    spoiler,
)
from content.contacts import National
from content.lookup_model import Entry
from content.models import Rating
from content.ring import Subject
from tests.unit import samples, screening
from tests.unit.fewer import MANY
from tests.unit.telegram_html import RefusedError, characters, read

SUBJECTS = st.sampled_from(Subject)
WHEN = st.sampled_from([samples.NOON, None])
NUMBERS = st.integers(1, 2**53)


@st.composite
def answered(draw: st.DrawFn, show: Callable[..., Screen]) -> Screen:
    """A card or what follows its answer, for any content and person."""
    card = draw(samples.cards())
    order = option_order(draw(NUMBERS), card)
    return show(card, order, draw(NUMBERS), draw)


def _card(card: Any, order: list[str], showing: int, draw: st.DrawFn) -> Screen:  # noqa: ANN401 - see `answered`
    chosen = draw(st.sampled_from([*order, None, "gone"]))
    return practising.card(card, order, showing, chosen, draft=draw(st.booleans()))


def _guidance(card: Any, order: list[str], showing: int, draw: st.DrawFn) -> Screen:  # noqa: ANN401 - likewise
    tell = numbers.tell(draw(samples.LINES), draw(SUBJECTS))
    return practising.guidance(card, order, showing, draw(st.sampled_from(card.options)), tell)


ELSEWHERE = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(Band))


def _more(card: Any, order: list[str], showing: int, draw: st.DrawFn) -> Screen:  # noqa: ANN401 - likewise
    behind = draw(st.one_of(st.none(), samples.excerpts()))
    return practising.more(card, order, showing, draw(st.sampled_from(order)), behind, draw(ELSEWHERE))


REHEARSALS = st.sampled_from(
    [one for pack in samples.LIBRARY.packs.values() for one in pack.rehearsals.values()]
)
PAPER = Paper("book", "say-so.pdf", bytes)


@st.composite
def stepped(draw: st.DrawFn) -> Screen:
    """Any step of any rehearsal."""
    rehearsal = draw(REHEARSALS)
    return preview.step(rehearsal, draw(st.sampled_from(list(rehearsal.nodes.values()))))


@st.composite
def talked(draw: st.DrawFn) -> Screen:
    """Any step of any rehearsal, as somebody rehearses it."""
    rehearsal = draw(REHEARSALS)
    path, here = "", place(rehearsal, "")
    for _step in range(draw(st.integers(0, 9))):
        if here is None or not here.choices:
            break
        path += draw(st.sampled_from(here.choices)).key
        here = place(rehearsal, path)
    assert here is not None
    run = draw(NUMBERS)
    if here.node.ending is None:
        shown = {"draft": draw(st.booleans()), "recap": draw(st.booleans())}
        return rehearsing.step(rehearsal, here, run, len(path), **shown)
    tell = numbers.tell(draw(samples.LINES), draw(SUBJECTS))
    ended = rehearsing.EndedRun(run, len(path), turning(rehearsal, path))
    return rehearsing.ending(rehearsal, here, here.node.ending, ended, tell)


@st.composite
def left_open(draw: st.DrawFn) -> Screen:
    """The reminder of any step of any rehearsal."""
    node = draw(st.sampled_from(list(draw(REHEARSALS).nodes.values())))
    return rehearsing.left_open(Place(node, frozenset()), draw(NUMBERS))


WARNED = st.integers(0, 1)
TELL = st.builds(numbers.tell, samples.LINES, SUBJECTS)
MATCHES = st.lists(
    st.builds(looking_up.Match, samples.excerpts(), st.just("neglect"), samples.names(40)),
    min_size=1,
    max_size=3,
)
ENTRY = st.builds(Entry, samples.names(40), st.just(()), samples.texts(240), st.just("neglect"))
TEXTED = st.just([samples.LIBRARY.contacts.national(National.SHOUT)])


@st.composite
def optioned(draw: st.DrawFn) -> Screen:
    """Any option of any card, as an owner sees it."""
    card = draw(samples.cards())
    tell = numbers.tell(draw(samples.LINES), draw(SUBJECTS))
    return preview.option(card, draw(st.sampled_from(card.options)), tell)


RINGS = st.lists(samples.RINGS, max_size=3)
REPORTS = st.lists(st.builds(checking.Report, samples.ENTRIES, st.integers(1, 2**31)), max_size=20)
WHOM = st.builds(
    concern.WhomToTell,
    samples.LINES,
    SUBJECTS,
    st.lists(samples.RINGS, min_size=1, max_size=3),
    RINGS,
    st.lists(st.sampled_from([one for one in samples.LIBRARY.contacts.national_lines if one.text_to])),
)
CHOSEN = st.builds(
    settings.Chosen,
    pack=samples.packs(),
    area=st.one_of(st.none(), samples.texts(40)),
    shift=st.sampled_from(Shift),
    day=st.sampled_from(Weekday),
    minutes=st.integers(0, 1439),
    every_weeks=st.sampled_from([1, 2]),
    next_due=WHEN,
    away_until=WHEN,
)
LONDON = st.just(samples.LONDON)
PRINCIPLES = st.lists(
    st.builds(
        progress.Principle,
        samples.names(60),
        st.sampled_from(Strength),
        st.sampled_from([date(2026, 12, 2), None]),
    ),
    min_size=1,
    max_size=10,
)
WAVES = st.sampled_from(Wave)
DEGREES = st.sampled_from(Degree)
FELT = st.builds(confidence.Felt, st.sampled_from(Question), DEGREES, st.one_of(st.none(), DEGREES))
CHOICES = st.builds(confidence.Choice, samples.names(60), DEGREES, st.sampled_from(Rating))
PRACTISED = st.builds(progress.Done, *[st.sampled_from([0, 1, 2, 10**6])] * 4)
WAYS = st.builds(progress.Ways, said=st.booleans(), wave=st.one_of(st.none(), WAVES))
COUNT = st.sampled_from([0, 1, 2, 10**6])
HELD = st.builds(Forgotten, COUNT, COUNT, COUNT)
ABOUT = st.builds(
    rights.About,
    st.one_of(st.none(), st.just(date(2026, 11, 25))),
    samples.names(40),
    st.one_of(st.none(), samples.names(40)),
    samples.names(20),
)
SCREENS: dict[str, st.SearchStrategy[Screen]] = {
    "look-up in danger": st.builds(
        looking_up.urgent, st.builds(home.help_screen), WARNED, quiet=st.booleans()
    ),
    "matches": st.builds(
        looking_up.matches, MATCHES, TELL, WARNED, draft=st.booleans(), joined=st.booleans()
    ),
    "matches for herself": st.builds(
        looking_up.for_herself,
        st.builds(looking_up.matches, MATCHES, TELL, WARNED, draft=st.booleans(), joined=st.booleans()),
        st.sampled_from(samples.LIBRARY.concern.every_door),
    ),
    "danger with a door": st.builds(
        looking_up.with_door,
        st.builds(home.help_screen),
        st.sampled_from(samples.LIBRARY.concern.every_door),
    ),
    "thanks for a vote": st.builds(looking_up.thanks),
    "why a page did not help": st.builds(
        looking_up.ask_why_not, st.sampled_from(["neglect", "deprivation-of-liberty"])
    ),
    "meaning": st.builds(looking_up.meaning, ENTRY, st.one_of(st.none(), samples.excerpts()), WARNED),
    "number asked for": st.builds(
        looking_up.asked, samples.LINES, st.lists(samples.RINGS, max_size=2), TEXTED, WARNED
    ),
    "no match": st.builds(
        looking_up.no_match,
        st.lists(samples.names(40), max_size=3),
        TELL,
        WARNED,
        joined=st.booleans(),
    ),
    "small talk": st.builds(looking_up.small_talk, WARNED, joined=st.booleans()),
    "card": answered(_card),
    "guidance": answered(_guidance),
    "more": answered(_more),
    "nothing signed": st.builds(home.nothing_signed_yet),
    "nudge": st.builds(practising.nudge, st.just(date(2026, 11, 25)), st.integers(0, 100)),
    "ask later": st.builds(later.ask_later, st.just(date(2026, 11, 25))),
    "comes again": st.builds(later.comes_again, st.just(date(2026, 11, 25)), st.just(samples.NOON), LONDON),
    "excerpt": st.builds(reading.excerpt, samples.excerpts(), st.just("what-not-to-do"), draft=st.booleans()),
    "contents": st.builds(reading.contents, st.lists(samples.excerpts(), max_size=14), st.integers(0, 2**53)),
    "home": st.builds(home.home, WHEN, LONDON),
    "help": st.builds(home.help_screen),
    "privacy": st.builds(rights.privacy, samples.texts(200), st.integers(60, 3650)),
    "own data": st.builds(rights.my_data, st.one_of(st.none(), ABOUT), HELD, st.just(bytes)),
    "nothing held": st.builds(rights.nothing_held),
    "ask forget": st.builds(rights.ask_forget),
    "forgotten": st.builds(rights.forgotten, HELD),
    "hidden": st.builds(rights.hidden, st.one_of(st.none(), NUMBERS)),
    "still there": st.builds(rights.still_there, st.just(14)),
    "all stays": st.builds(rights.stays),
    "not understood": st.builds(home.not_understood, joined=st.booleans()),
    "not readable": st.builds(home.not_readable),
    "moved": st.builds(home.moved, joined=st.booleans()),
    "trouble": st.builds(home.trouble),
    "welcome": st.builds(joining.welcome, st.lists(samples.packs(), min_size=1, max_size=2)),
    "choose shift": st.builds(joining.choose_shift, samples.packs()),
    "ask town": st.builds(joining.ask_town),
    "choose area": st.builds(joining.choose_area, st.lists(samples.areas(), min_size=1, max_size=2)),
    "town not found": st.builds(joining.town_not_found),
    "outside England": st.builds(joining.outside_england, samples.texts(40), joining=st.booleans()),
    "numbers": st.builds(numbers.numbers, samples.LINES, own=st.booleans(), owner=st.booleans()),
    "second way": st.builds(
        second_way.second_way,
        samples.LINES,
        st.sampled_from(["https://example.org/?a=1&b=<2>", None]),
        st.lists(samples.RINGS, max_size=3),
    ),
    "saved numbers": st.builds(
        second_way.saved,
        samples.LINES,
        st.builds(PhoneContact, samples.names(60), st.just("101"), st.just("")),
    ),
    "type a town": st.builds(numbers.type_town),
    "whose numbers": st.builds(numbers.which, st.lists(samples.areas(), min_size=1, max_size=2)),
    "concern": st.builds(concern.concern, samples.guides(), samples.LINES),
    "further doors": st.builds(concern.further, samples.guides()),
    "door": st.builds(concern.door, samples.doors(), WHOM),
    "what to write down": st.builds(guide.write_down, samples.guides(), samples.LINES, SUBJECTS),
    "what happens next": st.builds(guide.happens_next, samples.guides()),
    "protection": st.builds(guide.protection, samples.guides(), RINGS),
    "not able": st.builds(guide.not_able, samples.guides(), samples.LINES, SUBJECTS),
    "cleared": st.builds(guide.cleared, typed=st.booleans()),
    "cleared with what was typed": st.builds(guide.cleared_with, st.integers(1, 2**53)),
    "clear takes what was typed": st.builds(
        guide.takes_typed,
        st.builds(guide.happens_next, st.just(samples.LIBRARY.concern)),
        st.one_of(st.none(), st.integers(1, 2**53)),
    ),
    "reminder set": st.builds(guide.reminder_set),
    "reminder gone": st.builds(guide.reminder_gone),
    "reminder": st.builds(guide.reminder),
    "somebody came back": st.builds(guide.came_back, samples.guides()),
    "no answer": st.builds(guide.no_answer, samples.guides(), RINGS),
    "numbers to check": st.builds(checking.check_numbers, NUMBERS, NUMBERS, REPORTS, st.integers(0, 9)),
    "line to check": st.builds(
        checking.check_line,
        samples.ENTRIES,
        st.one_of(st.none(), st.builds(checking.Finding, st.sampled_from(Found), st.just(date(2026, 11, 1)))),
        withheld=st.booleans(),
    ),
    "out of use": st.builds(checking.out_of_use, st.lists(samples.ENTRIES, max_size=20)),
    "daily list": st.builds(checking.daily_list, REPORTS),
    "settings": st.builds(settings.settings, CHOSEN, LONDON),
    "ask away": st.builds(settings.ask_away, WHEN, WHEN, LONDON),
    "go on": st.builds(settings.go_on),
    "ask day": st.builds(settings.ask_day),
    "ask hour": st.builds(settings.ask_hour, st.sampled_from(Weekday)),
    "ask shift": st.builds(settings.ask_shift),
    "ask pack": st.builds(settings.ask_pack, st.lists(samples.packs(), max_size=2)),
    "talks": st.builds(
        rehearsing.choose,
        st.lists(REHEARSALS, max_size=14),
        st.integers(0, 2**53),
        st.one_of(st.none(), st.tuples(NUMBERS, st.just("A talk"))),
    ),
    "step of a talk": talked(),
    "ending of a talk": talked(),
    "talk left in the middle": left_open(),
    "talk left alone": st.builds(rehearsing.left_alone, NUMBERS),
    "old step of a talk": st.builds(rehearsing.old_step, NUMBERS, st.integers(0, 20)),
    "talk taken out": st.builds(rehearsing.withdrawn),
    "own copy": st.builds(papers.own_copy, samples.packs(), st.sampled_from(Print), st.just(PAPER)),
    "hand-out": st.builds(papers.hand_out, samples.cards(), st.just(PAPER)),
    "paper being made": st.builds(papers.being_made),
    "progress": st.builds(progress.progress, PRACTISED, PRINCIPLES, WHEN, LONDON, WAYS),
    "progress, just begun": st.builds(progress.just_begun, WHEN, LONDON),
    "progress as a picture": st.builds(progress.picture, PRINCIPLES, st.just(PAPER)),
    "how ready": st.builds(confidence.ask_ready, WAVES, st.just(Question.CHALLENGE), NUMBERS),
    "no more questions": st.builds(confidence.thanks, WAVES, st.one_of(st.just(0), NUMBERS)),
    "then and now": st.builds(
        confidence.then_and_now, st.lists(FELT, max_size=6), st.lists(CHOICES, max_size=10)
    ),
    "record for which time": st.builds(record.ask_record),
    "record as which file": st.builds(
        record.choose_record, st.sampled_from(Span), st.lists(st.sampled_from(RecordForm), unique=True)
    ),
    "record": st.builds(record.record, st.sampled_from(Span), st.sampled_from(RecordForm), st.just(PAPER)),
    "preview": st.builds(preview.how_to),
    "preview of an excerpt": st.builds(preview.excerpt, samples.excerpts()),
    "preview of a card": st.builds(preview.card, samples.cards()),
    "preview of an option": optioned(),
    "preview of a rehearsal": st.builds(preview.rehearsal, REHEARSALS),
    "preview of a step": stepped(),
    "outbox stuck": st.builds(alerts.outbox_stuck, st.integers(0, 10**6)),
    "disk nearly full": st.builds(alerts.disk_nearly_full, st.integers(0, 200)),
    "backup failed": st.builds(alerts.backup_failed),
    "backup old": st.builds(alerts.backup_old, st.integers(36, 10**5)),
    "review due": st.builds(alerts.review_due, st.lists(samples.texts(40), max_size=12), st.integers(0, 999)),
}


@pytest.mark.parametrize("screen", SCREENS)
def test_telegram_takes_a_screen_whatever_text_is_in_it(screen: str) -> None:
    screening.is_taken(SCREENS[screen])


def test_every_function_that_makes_a_screen_is_tried_above() -> None:
    modules = (
        alerts,
        checking,
        concern,
        confidence,
        guide,
        home,
        joining,
        later,
        looking_up,
        numbers,
        papers,
        practising,
        preview,
        progress,
        reading,
        record,
        rehearsing,
        rights,
        second_way,
        settings,
    )

    assert len(SCREENS) == len(screening.makers(*modules))


@MANY
@given(samples.texts(300))
def test_a_text_is_shown_as_it_is_in_every_dress(text: str) -> None:
    """Only signs that cannot be seen are left out, and whatever parts two words still parts them."""
    words = text.split()
    shown = [dress(f"a {text}") for dress in (plain, bold, italic, quote, spoiler)]

    for markup in shown:
        seen = read(markup)
        assert ["a", *filter(None, map(_visible, words))] == seen.split()


def _visible(word: str) -> str:
    return "".join(sign for sign in word if sign.isprintable() or sign == "\u200d")


def test_the_joiner_inside_an_emoji_stays() -> None:
    family = "\U0001f469\u200d\U0001f467"

    assert family == plain(family)


def test_a_space_that_does_not_break_still_parts_two_words() -> None:
    assert "10 am" == plain("10\u00a0am")


def test_parts_that_are_empty_leave_no_gap() -> None:
    nothing = plain("")

    assert "a b" == line(plain("a"), nothing, plain("b"))
    assert "a\nb" == lines(plain("a"), nothing, plain("b"))
    assert "a\n\nb" == paragraphs(plain("a"), nothing, plain("b"))


BARE = ("a < b", "a > b", "a & b", "&quot;", "&#39;", "&nbsp;")
UNBALANCED = ("<b>a", "a</b>", "<b><i>a</b></i>", "<u>a</u>", "<b class='x'>a</b>", "<br>")
LINKS = (
    "<a>a</a>",
    '<a href="javascript:x">a</a>',
    '<a href="https://a.uk?b&c">a</a>',
    '<a href="https://a.uk">a',
)
UNSENDABLE = ("", " \n", "<b></b>", "\ud800", "a\x00", "a\r", "a" * 4097)


@pytest.mark.parametrize("markup", [*BARE, *UNBALANCED, *LINKS, *UNSENDABLE])
def test_the_reader_of_these_tests_refuses_what_telegram_refuses(markup: str) -> None:
    with pytest.raises(RefusedError):
        read(markup)


def test_the_reader_of_these_tests_takes_what_is_right() -> None:
    assert "a <b> & c" == read("a <b>&lt;b&gt;</b> <i>&amp;</i> c")
    assert "aa" == read("<blockquote>a<b>a</b></blockquote>")
    assert "page" == read('<a href="https://a.uk/?b=1&amp;c=&quot;">page</a>')


def test_the_menu_has_the_four_keys_that_other_programs_look_for() -> None:
    made = common.menu()

    assert (("Read", "Practise"), ("Raise a concern", "Look up")) == made.rows
    assert 1 <= len(made.placeholder) <= 64


def test_the_profile_fits_into_what_telegram_allows() -> None:
    assert characters(commands.short_description()) <= 120
    assert characters(commands.description()) <= 512
    for name, text in commands.menu_commands():
        assert re.fullmatch(r"[a-z]{1,32}", name)
        assert 1 <= characters(text) <= 256
