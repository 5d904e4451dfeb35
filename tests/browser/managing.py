"""A manager's first week, scene by scene: a team, a poster, the numbers, a session; and what a worker sees."""

from __future__ import annotations

from bot.demo.world import GROUP_ID
from tests.browser.acts import Arrives, Be, Follow, FollowHere, Go, Look, Others, Press, Say, Soon, Tap, ToTop
from tests.browser.album import Chapter, Scene

MONDAY = Go("next-monday", "wait for next Monday at 12:30")
IN_GROUP = Look("look at the group", GROUP_ID)
IN_PRIVATE = Look("go back to the bot")
UP = ToTop()
TO_GROUP = Press(f"group-{GROUP_ID}", "choose the group")

TEAM = Chapter(
    "A manager makes a team",
    (
        Scene(
            "to-manage",
            "What a manager is.",
            (
                Be("Marek"),
                Press("start", "press START"),
                Tap("Adults"),
                Tap("Days"),
                Say("wigan"),
                Say("/team"),
            ),
        ),
        Scene("teams", "No team yet.", (Tap("Ask to be a manager"),)),
        Scene("team-name", "What is it called?", (Tap("Make a team"),)),
        Scene("team-kind", "What kind of service?", (Say("Rowan House"),)),
        Scene("team-town", "Which town?", (Tap("Care home"),)),
        Scene("team-lead", "Its own safeguarding lead.", (Say("wigan"),)),
        Scene("team-phone", "The lead’s work number.", (Say("Ms Okafor"),)),
        Scene("team", "The team, and what there is to do.", (Say("01204 337777"),), wide=True),
        Scene("invite", "How people come in.", (Tap("Invite people"),)),
        Scene("link", "A text to send on.", (Tap("Make a link"),)),
        Scene("poster", "A poster for the staff room.", (Say("/invite"), Tap("Poster"), Arrives("document"))),
        Scene(
            "poster-picture", "The same as a picture.", (Tap("Picture of the poster"), Arrives("photo"), UP)
        ),
        Scene("papers", "What else there is to print.", (Say("/team"), Tap("Papers to print"))),
        Scene("privacy-papers", "For whoever has to agree.", (Tap("Privacy papers"),)),
        Scene("change-team", "What can be changed.", (Say("/team"), Tap("Change the team"))),
        Scene("managers-of-team", "A second manager.", (Say("/team"), Tap("Managers and hand-over"))),
    ),
)

JOINED = Chapter(
    "A worker comes by the link",
    (
        Scene(
            "invited",
            "What the team brings, and what nobody is told.",
            (Be("Asha"), Say("/forget"), Tap("Yes, delete it all"), Follow("Marek")),
        ),
        Scene("joined-team", "Joined with one tap: the first card.", (Tap("Nights"),)),
        Scene("my-team", "Her team.", (Say("/settings"), Tap("Team"))),
        Scene("manager-sees", "All that her manager sees: nothing yet.", (Tap("See what my manager sees"),)),
        Scene("why-blurred", "Why the numbers are blurred.", (Tap("Why blurred?"),)),
    ),
)

NUMBERS = Chapter(
    "How it goes",
    (
        Scene(
            "note-push",
            "The weekly note says nothing on a lock screen.",
            (Be("Marek"), Others(), MONDAY),
        ),
        Scene("note", "The week, and one thing to talk about.", (Tap("Show it"),)),
        Scene("numbers", "The same as all in the team can see.", (Tap("How it goes"),), wide=True),
        Scene("numbers-picture", "The same as a picture.", (Tap("Show as a picture"), Arrives("photo"))),
    ),
)

SESSION = Chapter(
    "A session with the team, with its group",
    (
        Scene("session", "A story is suggested.", (Say("/session"),), wide=True),
        Scene("session-group", "A group, only if the team has one already.", (Tap("Our group"),)),
        Scene("session-group-code", "How it is linked.", (Tap("Link a group"),)),
        Scene(
            "group-linked",
            "What the group is told.",
            (FollowHere("startgroup=", "open the link"), TO_GROUP, Soon()),
        ),
        Scene("session-opening", "Words to open with.", (IN_PRIVATE, Say("/session"), Tap("Begin"))),
        Scene("session-story", "The story, to read out.", (Tap("Go on"),)),
        Scene(
            "group-lines",
            "In the group: the story, and how lines without a name are asked for.",
            (Tap("Show the story"), Tap("Ask for lines"), Soon(), IN_GROUP),
        ),
        Scene("lines-picked", "What somebody of the team may send.", (Be("Asha"), Say("/session"))),
        Scene("session-hands", "A show of hands, or a vote in the group.", (Be("Marek"), Tap("Go on"))),
        Scene("group-vote", "The vote, without names.", (Tap("Open a vote"), Soon(), IN_GROUP), wide=True),
        Scene("group-voted", "Five or more have voted; what came out stays hidden.", (Others(),)),
        Scene("session-vote", "How the vote stands, for the one who leads.", (IN_PRIVATE, Tap("Look again"))),
        Scene("group-vote-closed", "What came out.", (Tap("Close the vote"), Soon(), IN_GROUP)),
        Scene("session-leads-to", "What each would lead to.", (IN_PRIVATE, Tap("Go on"))),
        Scene("lines-read", "The lines, to read out.", (Tap("Lines without a name"),)),
        Scene(
            "group-lines-shown", "The same in the group.", (Tap("Show them in the group"), Soon(), IN_GROUP)
        ),
        Scene("session-good", "A round of good practice.", (IN_PRIVATE, Tap("Go on"))),
        Scene("session-close", "Up to three actions.", (Tap("Go on"),)),
        Scene("session-agreed", "What was agreed on.", (Tap("One minute on this"),)),
        Scene("session-present", "Who was there, as a number.", (Tap("End the session"),)),
        Scene("session-over", "It took place.", (Tap("7"),)),
        Scene("session-date", "When to meet next.", (Tap("Date of the next"),)),
        Scene("time-to-read", "Time that the team keeps free.", (Say("/session"), Tap("Time to read"))),
    ),
)

MANAGER = (TEAM, JOINED, NUMBERS, SESSION)
