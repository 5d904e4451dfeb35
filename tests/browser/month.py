"""A worker's first month, scene by scene: joining, cards, pages, talks, and all that is her own."""

from __future__ import annotations

from tests.browser.acts import Arrives, Be, Go, Key, Press, Say, Tap, Until
from tests.browser.album import Chapter, Scene

WEDNESDAY = Go("next-wednesday", "wait for the card’s day, Wednesday at 12:30")
A_DAY = Go("+1d", "wait a day")
AN_HOUR = Go("+1h", "wait an hour")
SETTINGS = Say("/settings")

FIRST_MINUTES = Chapter(
    "The first three minutes",
    (
        Scene(
            "welcome",
            "What Say So is and is not, before anything is asked.",
            (Press("start", "press START"),),
            wide=True,
        ),
        Scene("card", "The first card, at once.", (Tap("Adults"), Tap("Days"), Say("wigan")), wide=True),
        Scene(
            "guidance", "What the choice leads to, words to say, whom to tell here.", (Tap("B"),), wide=True
        ),
        Scene("more", "A line to keep, the other answers, the page behind the card.", (Tap("More"),)),
        Scene("own-words", "The same in one’s own words.", (Tap("Say it in your own words"),)),
        Scene("three-ways", "Three ways to say it, to compare.", (Tap("Three ways to say it"),)),
        Scene("three-ways-ticked", "One’s own check, kept nowhere.", (Tap("Said what I saw"),)),
        Scene(
            "question", "One question, which can be skipped.", (Tap("Back"), Tap("Back"), Tap("One question"))
        ),
        Scene("question-answered", "Thanks, and when it is asked again.", (Tap("Half ready"),)),
        Scene("menu", "The menu, and when the next card comes.", (Say("menu"),)),
        Scene("help", "All that one can do.", (Say("/help"),)),
    ),
)

JOINING = Chapter(
    "Joining, one question at a time",
    (
        Scene(
            "who",
            "What Say So is, for somebody who works nights.",
            (Be("Asha"), Press("start", "press START")),
        ),
        Scene("shifts", "When somebody works, for her quiet hours.", (Tap("Children"),)),
        Scene("town", "The one thing to type.", (Tap("Nights"),)),
        Scene("town-unknown", "A place that is not known.", (Say("atlantis"),)),
        Scene("town-elsewhere", "A place outside England.", (Say("cardiff"),)),
        Scene("which-area", "A town that may be in one of several areas.", (Say("ashton"),)),
        Scene("joined", "The first card of the children’s pack.", (Say("kendal"),)),
        Scene("hidden", "The chat, cleared in a hurry: a line that tells nothing.", (Say("/hide"),)),
    ),
)

WEEKLY = Chapter(
    "The weekly card",
    (
        Scene(
            "push",
            "The message that comes by itself tells nothing on a lock screen.",
            (Be("Grace"), WEDNESDAY),
            wide=True,
        ),
        Scene("later", "When it is wanted instead.", (Tap("Later"),)),
        Scene("comes-again", "When it comes again.", (Tap("Tomorrow"),)),
        Scene("push-again", "The same message, a day later.", (A_DAY,)),
        Scene("weekly-card", "The card of the week, in place of the message.", (Tap("Show it"),)),
        Scene("weekly-guidance", "Its guidance.", (Tap("C"),)),
        Scene("card-kept", "The card keeps the choice.", (Tap("See the card"),)),
    ),
)

PAGES = Chapter(
    "Pages and ten minutes",
    (
        Scene("page", "A page with one thing to try.", (Key("Read"),), wide=True),
        Scene("contents", "All pages, and how to look something up.", (Tap("All pages"),)),
        Scene(
            "pack",
            "The whole pack as one’s own copy.",
            (Key("Read"), Tap("Whole pack as PDF"), Arrives("document")),
        ),
        Scene("ten-1", "Ten minutes begin with a page.", (Say("ten minutes"),)),
        Scene("ten-2", "Then a card.", (Tap("Go on"),)),
        Scene("ten-2-answered", "Its guidance.", (Tap("A"),)),
        Scene("ten-3", "Then another page.", (Tap("Go on"),)),
        Scene("ten-4", "Then a talk.", (Tap("Go on"),)),
        Scene("ten-stopped", "It can stop anywhere.", (Tap("Stop here"),)),
        Scene("ten-over", "The end.", (Tap("Carry on"), Tap("Finish"))),
    ),
)

TALKS = Chapter(
    "A talk to rehearse",
    (
        Scene("talks", "Which talk?", (Say("/rehearse"),)),
        Scene("talk-1", "How it begins.", (Tap("The box over the bin"),), wide=True),
        Scene("talk-2", "What comes back.", (Tap("A"),)),
        Scene("talk-own-words", "One’s own words for this step.", (Tap("Say it in your own words"),)),
        Scene("talk-back", "A step back.", (Tap("Back"), Tap("Back"))),
        Scene("talk-ending", "How it ended, and what worked.", (Until("A", "What worked"),)),
        Scene(
            "talk-other",
            "Another talk, left in the middle.",
            (Tap("Another talk"), Tap("Nineteen calls"), Tap("A")),
        ),
        Scene(
            "left-open",
            "Two days later, told without a word about it. Where she was is covered.",
            (A_DAY, A_DAY, AN_HOUR),
        ),
        Scene("left-alone", "Not now.", (Tap("Leave it"),)),
    ),
)

PROGRESS = Chapter(
    "One’s own progress",
    (
        Scene("progress", "What was practised and what comes back, for nobody else.", (Say("/progress"),)),
        Scene(
            "progress-picture",
            "The same as a picture, with the words below.",
            (Tap("Show as a picture"), Arrives("photo")),
        ),
        Scene("then-and-now", "How ready she felt.", (Say("/progress"), Tap("Then and now"))),
        Scene("record", "For which time?", (Tap("My progress"), Tap("Record of learning"))),
        Scene("record-form", "Which kind of file?", (Tap("Last 3 months"),)),
        Scene("record-paper", "The paper, without a name.", (Tap("Paper (PDF)"), Arrives("document"))),
        Scene("good", "Something good was seen: what was it about?", (Say("something good"),)),
        Scene("good-thanks", "A line to send on.", (Tap("Food"),)),
    ),
)

LOOK_UP = Chapter(
    "Looking something up",
    (
        Scene("look-up", "How to look something up.", (Key("Look up"),)),
        Scene("look-up-answer", "Pages that may help.", (Say("they leave her in a wet pad"),), wide=True),
        Scene("look-up-vote", "Whether it helped, counted for the page.", (Tap("Not helpful"),)),
        Scene("look-up-word", "A word explained.", (Say("what is DoLS"),)),
        Scene("look-up-names", "A name and a room.", (Say("Mrs Jones in room 12 has bruises"),)),
        Scene("look-up-nothing", "Nothing that fits.", (Say("parking permit"),)),
        Scene("look-up-town", "A town: its numbers.", (Say("bolton"),)),
        Scene("emergency", "Danger comes first.", (Say("he is not breathing"),), wide=True),
        Scene("despair", "Somebody who may want to die.", (Say("i want to end it"),)),
        Scene(
            "unreadable",
            "A sticker, a picture, a voice message.",
            (Press("attach", "attach"), Press("attach-sticker", "a sticker")),
        ),
    ),
)

CONCERN = Chapter(
    "Raise a concern",
    (
        Scene("concern", "999, the area’s numbers, four doors.", (Key("Raise a concern"),), wide=True),
        Scene("cleared", "Cleared from the chat.", (Tap("Clear this"),)),
        Scene(
            "door-danger",
            "Someone is in danger now.",
            (Key("Raise a concern"), Tap("Someone is in danger now")),
        ),
        Scene(
            "door-hurt", "Someone is or may be hurt.", (Tap("Back to the list"), Tap("Someone is or may be"))
        ),
        Scene("note-down", "What to note down.", (Tap("What to note down"),)),
        Scene(
            "what-next",
            "What happens next.",
            (Key("Raise a concern"), Tap("Someone is or"), Tap("What happens next")),
        ),
        Scene(
            "door-manager", "It is about my manager.", (Key("Raise a concern"), Tap("It is about my manager"))
        ),
        Scene("door-small", "Something small.", (Key("Raise a concern"), Tap("Something small"))),
        Scene("not-able", "She does not feel able to speak.", (Tap("I do not feel able"),)),
        Scene("further-doors", "Further doors.", (Key("Raise a concern"), Tap("Something else"))),
        Scene("door-staff", "A worry about somebody who works with children.", (Tap("Staff who work"),)),
        Scene(
            "door-me",
            "It is happening to me.",
            (Key("Raise a concern"), Tap("Something else"), Tap("It is happening")),
        ),
        Scene(
            "door-despair",
            "I feel I can’t go on.",
            (Key("Raise a concern"), Tap("Something else"), Tap("I feel I")),
        ),
        Scene("contacts", "All numbers of the area.", (Say("/contacts"),)),
        Scene(
            "did-not-work", "A number that did not work: another way.", (Tap("01942 828777 did not work"),)
        ),
        Scene("contact-saved", "A contact for the phone.", (Say("/contacts"), Tap("Save"))),
    ),
)

CHOICES = Chapter(
    "Settings",
    (
        Scene("settings", "All settings, and what each is now.", (Say("/resume"), SETTINGS), wide=True),
        Scene("day", "On which day?", (Tap("Day and time"),)),
        Scene("hour", "At what time?", (Tap("Wednesday"),)),
        Scene("day-set", "What was chosen.", (Tap("12:00"),)),
        Scene("set-shifts", "Which shifts, and when nothing comes.", (SETTINGS, Tap("Shifts"))),
        Scene("set-pack", "Which pack.", (SETTINGS, Tap("Pack"))),
        Scene("set-area", "Which town.", (SETTINGS, Tap("Area"))),
        Scene("set-pages", "How often a page.", (SETTINGS, Tap("Pages"))),
        Scene("set-pages-done", "A page every day.", (Tap("Every day"),)),
        Scene("reading-time", "Ten minutes a week that are hers.", (SETTINGS, Tap("Reading time"))),
        Scene("away", "Away for a while.", (SETTINGS, Tap("Away for a while"))),
        Scene("away-month", "Until which month.", (Tap("Until a day"),)),
        Scene("away-day", "Until which day.", (Tap("January 2027"),)),
        Scene("away-set", "Nothing comes before that day.", (Tap("5"),)),
        Scene("back", "Back again.", (Say("/resume"),)),
        Scene("fewer", "Less often, in plain words.", (Say("too many messages"),)),
        Scene("stopped", "Nothing more, in plain words.", (Say("leave me alone"),)),
        Scene("settings-off", "Settings while cards are off.", (SETTINGS,)),
        Scene("on-again", "Cards again, each week.", (Say("/resume"), Tap("Every week"))),
        Scene("no-team", "In no team.", (SETTINGS, Tap("Team"))),
        Scene("manage", "How one becomes a manager.", (Tap("I manage a service"),)),
        Scene("manage-asked", "Six letters, for the owner to know her by.", (Tap("Ask to be a manager"),)),
    ),
)

OTHER_LANGUAGE = Chapter(
    "Another language",
    (
        Scene("languages", "Each by its own name.", (Say("/language"),)),
        Scene("polish", "Polish from now on, and that it is a draft.", (Tap("Polski"),)),
        Scene("polish-concern", "Raise a concern, in Polish.", (Say("/concern"),)),
        Scene("polish-card", "A story, not yet translated; what can be done is.", (Say("/practise"),)),
        Scene("polish-settings", "Settings in Polish.", (SETTINGS,)),
        Scene("english-again", "Back to English, by its name.", (Say("English"),)),
    ),
)

SILENCE = Chapter(
    "What comes by itself",
    (
        Scene("page-push", "A page that was asked for daily.", (A_DAY,)),
        Scene("page-of-the-day", "The page, in place of the message.", (Tap("Show it"),)),
        Scene("pages-off", "No pages any more.", (SETTINGS, Tap("Pages"), Tap("No pages"))),
        Scene(
            "three-unseen",
            "After three messages that nobody looked at: one question.",
            (WEDNESDAY, WEDNESDAY, WEDNESDAY, WEDNESDAY),
            wide=True,
        ),
        Scene("fewer-chosen", "Every other week from now on.", (Tap("Fewer"),)),
    ),
)

RIGHTS = Chapter(
    "What is hers",
    (
        Scene("privacy", "What is kept, and who can see what.", (Say("/privacy"),), wide=True),
        Scene("my-data", "All that is held, with a file.", (Tap("See my data"), Arrives("document"))),
        Scene("forget", "Asked once.", (Say("/forget"),)),
        Scene("forgotten", "What was deleted, and what cannot be reached.", (Tap("Yes, delete it all"),)),
        Scene("nothing-held", "Nothing is held.", (Say("/mydata"),)),
    ),
)

MONTH = (
    FIRST_MINUTES,
    JOINING,
    WEEKLY,
    PAGES,
    TALKS,
    PROGRESS,
    LOOK_UP,
    CONCERN,
    CHOICES,
    OTHER_LANGUAGE,
    SILENCE,
)
