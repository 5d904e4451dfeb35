"""Telegram's HTML: what it means, and what is refused with which words."""

from __future__ import annotations

import pytest

from bot.demo.entities import Entity, Formatted
from bot.demo.markup import parse_html
from bot.demo.refusals import Refusal
from bot.demo.texts import read

UNDERSTOOD = [
    ("plain", "plain", []),
    ("<b>bold</b>", "bold", [("bold", 0, 4)]),
    ("<strong>a</strong><em>b</em><ins>c</ins><del>d</del>", "abcd", [
        ("bold", 0, 1), ("italic", 1, 1), ("underline", 2, 1), ("strikethrough", 3, 1),
    ]),
    ("<B>caps</b>", "caps", [("bold", 0, 4)]),
    ("<b>in<i>ner</i></b>", "inner", [("bold", 0, 5), ("italic", 2, 3)]),
    ("\N{WAVING HAND SIGN}<b>x</b>", "\N{WAVING HAND SIGN}x", [("bold", 2, 1)]),
    ("é<b>x</b>", "éx", [("bold", 1, 1)]),
    ("<tg-spoiler>s</tg-spoiler>", "s", [("spoiler", 0, 1)]),
    ('<span class="tg-spoiler">s</span>', "s", [("spoiler", 0, 1)]),
    ("<blockquote>q</blockquote>", "q", [("blockquote", 0, 1)]),
    ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
    ("a &lt;b&gt; &amp; &quot;c&quot; &#233; &#x41;", 'a <b> & "c" é A', []),
    ("&nbsp; &copy; & &#0;", "&nbsp; &copy; & &#0;", []),
    ("<code>a <b>b</b></code>", "a b", [("code", 0, 3)]),
    ("<b></b>empty", "empty", []),
    ("<b>x</>", "x", [("bold", 0, 1)]),
    ('<b class="ignored">x</b>', "x", [("bold", 0, 1)]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "text", "marks"), UNDERSTOOD)
def test_html_becomes_text_and_marks_in_utf16_units(
    source: str, text: str, marks: list[tuple[str, int, int]]
) -> None:
    read = parse_html(source)

    assert text == read.text
    assert marks == [(entity.type, entity.offset, entity.length) for entity in read.entities]


REFUSED = [
    ("a <foo>b</foo>", 'Unsupported start tag "foo" at byte offset 2'),
    ("é<br>", 'Unsupported start tag "br" at byte offset 2'),
    ("2 < 3", 'Unsupported start tag "" at byte offset 2'),
    ("<b", "Unclosed start tag at byte offset 0"),
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
    ('<a href="x', "Unclosed start tag at byte offset 0"),
    ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<a href=x/y>z</a>", "Unexpected end of name token at byte offset 8"),
]


@pytest.mark.parametrize(("source", "reason"), REFUSED)
def test_broken_html_is_refused_in_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_html(source)

    assert f"Bad Request: can't parse entities: {reason}" == refused.value.description


LINKS = [
    ('<a href="https://example.org/a?b=1&amp;c">x</a>', {"url": "https://example.org/a?b=1&c"}),
    ('<a href="example.org">x</a>', {"url": "http://example.org/"}),
    ('<a href="tg://user?id=1">x</a>', {"url": "tg://user?id=1"}),
    ('<a href="tel:999">x</a>', None),
    ('<a href="nothing">x</a>', None),
]


@pytest.mark.parametrize(("source", "extra"), LINKS)
def test_only_links_that_telegram_follows_are_kept(source: str, extra: dict[str, str] | None) -> None:
    entities = parse_html(source).entities

    assert ([extra] if extra else []) == [dict(entity.extra) for entity in entities]


def test_code_with_a_language_inside_a_block_is_one_mark() -> None:
    read = parse_html('<pre><code class="language-python">x</code></pre>')

    assert (Entity("pre", 0, 1, (("language", "python"),)),) == read.entities


def test_a_moment_keeps_its_unix_time() -> None:
    read = parse_html('<tg-time unix="1764073800" format="t">12:30</tg-time>')

    assert {"unix_time": 1764073800, "date_time_format": "t"} == dict(read.entities[0].extra)


FOUND = [
    ("Ring 0161 234 5001 now", [("phone_number", 5, 13)]),
    ("ChildLine: 0800 1111.", [("phone_number", 11, 9)]),
    ("See https://example.org/a.", [("url", 4, 21)]),
    ("Go to example.org.uk today", [("url", 6, 14)]),
    ("/start and /help@say_so_demo_bot", [("bot_command", 0, 6), ("bot_command", 11, 21)]),
    ("Write to a.b@example.org", [("email", 9, 15)]),
    ("Room 12, 3 of 4, 12/11/2026", []),
]


@pytest.mark.parametrize(("text", "marks"), FOUND)
def test_links_numbers_and_commands_are_found_in_plain_text(
    text: str, marks: list[tuple[str, int, int]]
) -> None:
    body = read({"text": text}, "text", "parse_mode", "entities")

    assert marks == [(entity.type, entity.offset, entity.length) for entity in body.entities]


def test_nothing_is_found_inside_a_link_or_code() -> None:
    source = '<code>/start</code> <a href="https://a.org">0161 234 5001</a>'
    body = read({"text": source, "parse_mode": "HTML"}, "text", "parse_mode", "entities")

    assert ["code", "text_link"] == [entity.type for entity in body.entities]


def test_white_space_at_the_ends_goes_and_marks_move_along() -> None:
    body = Formatted(" \n bold  ", (Entity("bold", 0, 9),)).trimmed()

    assert Formatted("bold", (Entity("bold", 0, 4),)) == body


def test_marks_can_be_shown_as_tags_again() -> None:
    source = "<b>a<i>b</i></b> \N{WAVING HAND SIGN} <tg-spoiler>c</tg-spoiler>"

    assert source == parse_html(source).html()
