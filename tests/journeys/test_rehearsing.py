"""Rehearsals in the chat: there and back, after a restart, after days, after the content changed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.journeys.play import GRACE, MONDAY

if TYPE_CHECKING:
    from bot.demo.messages import Message
    from tests.journeys.play import Play


async def begins(play: Play) -> Message:
    """Grace has joined and begins the first rehearsal."""
    await play.joins()
    await play.says("/rehearse")
    return await play.taps(play.world.last(GRACE).labels[0])


async def test_every_choice_is_answered_until_the_ending_says_what_worked(play: Play) -> None:
    step = await begins(play)
    before = len(play.written())
    for _choice in range(12):
        if "What worked" in step.text:
            break
        step = await play.taps("A")

    assert "What worked" in step.text
    assert "01942" in step.text, "whom to tell is always near"
    assert before == len(play.written()), "the talk stays in one message"
    assert play.rows("SELECT ended_at FROM runs WHERE ended_at IS NOT NULL")


async def test_an_ending_offers_the_other_way_from_the_step_where_it_parts(play: Play) -> None:
    step = await begins(play)
    steps = []
    while "What worked" not in step.text:
        steps.append(step.text)
        step = await play.taps("A")
    other = await play.taps("Try another way")
    [(path,)] = play.rows("SELECT path FROM runs")

    assert ["Try another way", "Back", "From the start", "Say it in your own words"] == step.labels[:4]
    assert other.text == steps[len(path)], "all is as it was at that step"
    assert len(path) > 0, "and it is not simply the first"


async def test_back_shows_the_step_before_also_after_a_restart(play: Play) -> None:
    first = await begins(play)
    second = await play.taps("B")
    await play.taps("A")
    await play.restart()
    back = await play.taps("Back")
    again = await play.taps("Back")

    assert second.text == back.text
    assert first.text == again.text


async def test_an_old_button_never_answers_the_present_step(play: Play) -> None:
    first = await begins(play)
    old = {button.text: str(button.data) for button in first.buttons}
    present = await play.taps("A")
    play.world.tap_data(GRACE, first.id, old["B"])
    await play.settled()
    asked = play.world.last(GRACE)
    on = await play.taps("Carry on")
    play.world.tap_data(GRACE, first.id, old["B"])
    await play.settled()
    back = await play.taps("Go back to there")

    assert "earlier step" in asked.text
    assert present.text == on.text
    assert first.text == back.text


async def test_over_all_pairs_of_steps_no_button_of_the_one_answers_the_other(play: Play) -> None:
    step = await begins(play)
    passed: list[str] = []
    while "What worked" not in step.text:
        options = {button.text: str(button.data) for button in step.buttons if len(button.text) == 1}
        for old in passed:
            play.clock.jump_to(play.clock.now() + timedelta(minutes=1))  # nobody taps this fast
            before = play.rows("SELECT path FROM runs")
            play.world.tap_data(GRACE, step.id, old)
            await play.settled()
            assert before == play.rows("SELECT path FROM runs"), old
            if "earlier step" in play.world.last(GRACE).text:
                assert step.text == (await play.taps("Carry on")).text
            else:
                assert step.text == play.world.last(GRACE).text, (
                    "it was chosen then, and that is where it led"
                )
        passed += options.values()
        step = await play.taps("B")

    assert len(passed) >= 6, "it was long enough to mix steps up"


async def test_five_taps_at_once_go_one_step(play: Play) -> None:
    first = await begins(play)
    for _tap in range(5):
        play.world.tap(GRACE, first, "A")
    await play.settled()

    assert [("a",)] == play.rows("SELECT path FROM runs")


async def test_a_talk_can_be_carried_on_after_days_in_the_version_it_began_with(play: Play) -> None:
    await begins(play)
    step = await play.taps("A")
    pack = play.sayso.desk.library.packs["adults"]
    for name, rehearsal in pack.rehearsals.items():
        pack.rehearsals[name] = rehearsal.model_copy(update={"title": "Another title", "nodes": {}})
    await play.goes_to(MONDAY + timedelta(days=29))
    listed = await play.says("/rehearse")
    resumed = await play.taps(next(label for label in listed.labels if label.startswith("Carry on")))

    assert step.text.split("\n\n", maxsplit=1)[1] in resumed.text


async def test_after_thirty_days_it_is_not_offered_any_more(play: Play) -> None:
    await begins(play)
    await play.taps("A")
    await play.goes_to(MONDAY + timedelta(days=31))
    listed = await play.says("/rehearse")

    assert not any(label.startswith("Carry on") for label in listed.labels)


async def test_a_talk_that_was_taken_out_says_so_and_offers_others(play: Play) -> None:
    await begins(play)
    await play.taps("A")
    run = play.rows("SELECT id, rehearsal FROM runs")[0]
    del play.sayso.desk.library.packs["adults"].rehearsals[run[1]]
    shown = await play.taps("A")

    assert "taken out" in shown.text
    assert "Choose another" in shown.labels


async def test_nobody_can_look_into_somebody_elses_talk(play: Play) -> None:
    await begins(play)
    await play.joins("Asha")
    for data in ("1er:1", "1es:1:0:a", "1et:1:0", "1eo:1:0", "1ec:1"):
        play.world.tap_data("Asha", play.world.last("Asha").id, data)
        await play.settled()
        assert "moved" in play.world.last("Asha").text

    assert [("",)] == play.rows("SELECT path FROM runs")


async def test_a_talk_can_be_typed(play: Play) -> None:
    await play.joins()
    listed = await play.says("rehearse")
    first = await play.says(listed.labels[0])
    second = await play.says("a")
    back = await play.says("back")

    assert first.text != second.text
    assert first.text == back.text


async def test_a_version_that_was_not_safe_is_not_gone_on_with(play: Play) -> None:
    await begins(play)
    await play.taps("A")
    (version, name), *_ = play.rows("SELECT version, rehearsal FROM runs")
    pack = play.sayso.desk.library.packs["adults"]
    pack.rehearsals[name] = pack.rehearsals[name].model_copy(update={"withdrawn": (version,)})
    shown = await play.taps("A")
    begun = await play.taps("Begin the new one")

    assert "could be made safer" in shown.text
    assert "What do you say?" in begun.text
    assert [(version,), (pack.rehearsals[name].version,)] == play.rows("SELECT version FROM runs ORDER BY id")
