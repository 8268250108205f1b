"""Every action of the program: its key, its name, its help, and the method it calls.

A screen puts a group in its ``ACTIONS`` and implements the methods named by the group's ``do``: ``do="new_session"``
calls ``action_new_session()``. A new action is one line here. The command line prints these keys too, so Textual is
imported only when keys are bound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from session_tui.actions.chart_tabs import CHART_TABS

if TYPE_CHECKING:
    from textual.binding import Binding


class Action(NamedTuple):
    """Something that a person can do on a screen."""

    id: str
    """The name by which the configuration remaps the action: ``session.new``."""
    key: str
    """The default keys, comma separated: ``ctrl+g,f5``."""
    name: str
    """The name in the command palette: ``New session``."""
    help: str
    """One sentence that says what the action does."""
    do: str
    """Textual's action string: ``new_session``, ``move('down')``."""
    footer: str = ""
    """The word in the footer; empty if the footer does not show the action."""
    priority: bool = False
    """Whether the key is handled before the focused widget sees it."""


PALETTE = Action("app.palette", "ctrl+p,f8", "Commands", "Find any action of this screen by its name.", "command_palette", "commands", True)  # fmt: skip
HELP = Action("app.help", "?,f12", "Keys and help", "Show what this screen is for, and its keys.", "help", "keys")  # fmt: skip
CURTAIN = Action("app.curtain", "ctrl+l,f9", "Curtain", "Blank the screen at once; any key shows it again.", "curtain", priority=True)  # fmt: skip
QUIT = Action("app.quit", "ctrl+q", "Quit", "Leave the program; everything you wrote is kept.", "quit", priority=True)  # fmt: skip

DOWN = Action("move.down", "j,down", "Down", "Move or scroll down.", "move('down')")
UP = Action("move.up", "k,up", "Up", "Move or scroll up.", "move('up')")
FIRST = Action("move.first", "g,home", "To the start", "Go to the first line.", "move('first')")
LAST = Action("move.last", "G,end", "To the end", "Go to the last line.", "move('last')")
LEFT = Action("move.left", "h,left", "Left", "Go to the pane on the left.", "move('left')")
RIGHT = Action("move.right", "l,right", "Right", "Go to the pane on the right.", "move('right')")
BACK = Action("screen.back", "escape,q", "Back", "Go back to where you came from.", "back", "back")

NEW_SESSION = Action("session.new", "n", "New session", "Choose a client and a guide, then begin.", "new_session", "new session")  # fmt: skip
OPEN_CHART = Action("chart.open", "enter", "Open", "Open the client's chart, or continue the draft.", "open_chart", "chart")  # fmt: skip
SEARCH = Action("search.open", "s,ctrl+f", "Search the notes", "Search the notes of all clients or of one.", "search", "search")  # fmt: skip
FILTER = Action("list.filter", "/", "Filter", "Narrow the list as you type.", "filter")  # fmt: skip
LEAVE_HOME = Action("home.quit", "q", "Quit", "Leave the program; everything you wrote is kept.", "app.quit")  # fmt: skip

NEXT_PROMPT = Action("sheet.next", "tab", "Next prompt", "Go to the next prompt; after the last one, review and sign.", "next_prompt", "next", True)  # fmt: skip
PREVIOUS_PROMPT = Action("sheet.previous", "shift+tab", "Previous prompt", "Go to the prompt before this one.", "previous_prompt", "back", True)  # fmt: skip
NEXT_SECTION = Action("sheet.next-section", "ctrl+n", "Next section", "Go to the next section.", "next_section", "section", True)  # fmt: skip
ON_TO_SECTION = Action("sheet.on-to-section", "n", "Next section (outside fields)", "Go to the next section.", "turn_section(1)", "section")  # fmt: skip
PREVIOUS_SECTION = Action("sheet.previous-section", "b", "Previous section", "Go to the section before this one.", "turn_section(-1)", "back")  # fmt: skip
GO_TO = Action("sheet.go-to", "ctrl+g,f5", "Go to a prompt", "Type part of a prompt's name to go there.", "go_to", "go to", True)  # fmt: skip
JOT = Action("sheet.jot", "ctrl+o,f2", "Jot", "Write one line for any section without leaving where you are.", "jot", "jot", True)  # fmt: skip
LAST_TIME = Action("sheet.last-time", "ctrl+t,f3", "Last time", "Show or hide the last answer to this prompt.", "last_time", "last time")  # fmt: skip
RECALL = Action("sheet.recall", "ctrl+r", "Recall", "Copy the last answer to this prompt here, to be confirmed.", "recall")  # fmt: skip
LEAVE_OUT = Action("sheet.leave-out", "x", "Leave out", "Clear the carried-over answer that has not been confirmed.", "leave_out")  # fmt: skip
SAVE_NOW = Action("sheet.save", "ctrl+s", "Save now", "Save at once and show the time; it also saves automatically.", "save_now")  # fmt: skip
WRITE = Action("sheet.write", "enter,i", "Write", "Enter this prompt's field.", "write", "write")
PRIVATE_PAGE = Action("sheet.private", "p", "Private page", "Open your private page, kept in a separate file.", "private_page", "private")  # fmt: skip
FILE_JOTS = Action("sheet.file-jots", "f", "File jots", "File the waiting jots under their sections.", "file_jots", "jots")  # fmt: skip
TO_CLOSE = Action("sheet.close", "c", "Review and sign", "Read the note, then sign it or leave it as a draft.", "close", "review")  # fmt: skip
LEAVE_SHEET = Action("sheet.leave", "escape,q", "Leave", "Leave the field, then the sheet; the draft is kept.", "leave", "leave (kept)")  # fmt: skip
TURN_SCREEN = Action("screen.turn", "f4", "Turn the screen", "Show a large, calm view that is safe for the client to see.", "turn_screen")  # fmt: skip

SIGN = Action("close.sign", "s", "Sign", "Sign the note; after that it never changes, and can only be added to.", "sign", "sign")  # fmt: skip
LEAVE_DRAFT = Action("close.draft", "d", "Leave as a draft", "Leave the note unsigned and go back to the client list.", "leave_draft", "leave as a draft")  # fmt: skip

CONFIRM = Action("close.confirm", "y", "Still true", "Confirm the marked carried-over answer: it is still true.", "confirm", "still true")  # fmt: skip
CLEAR = Action("close.clear", "x", "Leave out", "Clear the marked carried-over answer, or drop the marked jot.", "clear", "leave out")  # fmt: skip
GO_THERE = Action("close.go", "enter", "Go there", "Go to the marked answer on the sheet, or file the marked jot.", "go_there")  # fmt: skip
BACK_TO_SHEET = Action("close.back", "escape,q,shift+tab", "Back to the sheet", "Keep writing.", "back", "back")  # fmt: skip

FILE_STORY = Action("jot.story", "s", "File under story", "Put the marked jot under story.", "file('s')", "story")  # fmt: skip
FILE_GOALS = Action("jot.goals", "g", "File under goals", "Put the marked jot under goals.", "file('g')", "goals")  # fmt: skip
FILE_EXPECTATIONS = Action("jot.expectations", "e", "File under expectations", "Put the marked jot under expectations.", "file('e')", "expectations")  # fmt: skip
FILE_NEXT_STEPS = Action("jot.next-steps", "n", "File under next steps", "Put the marked jot under next steps.", "file('n')", "next steps")  # fmt: skip
FILE_PRIVATE = Action("jot.private", "p", "File on the private page", "Put the marked jot on the private page.", "file('p')", "private")  # fmt: skip
DROP_JOT = Action("jot.drop", "x", "Drop", "Delete the marked jot.", "drop", "drop")
DONE_FILING = Action("jot.done", "escape,q,enter", "Back", "Go back to the sheet.", "cancel", "back")
DOWN_THE_LIST = Action("list.down", "down", "Down", "Mark the next line.", "move('down')")
UP_THE_LIST = Action("list.up", "up", "Up", "Mark the previous line.", "move('up')")

READ = Action("session.read", "enter", "Read", "Read the session full screen, or continue the draft.", "read", "read")  # fmt: skip
PREVIOUS_SESSION = Action("session.previous", "[", "Previous session", "Go to the session before this one.", "previous_session", "previous")  # fmt: skip
NEXT_SESSION = Action("session.next", "]", "Next session", "Go to the session after this one.", "next_session", "next")  # fmt: skip
ADDENDUM = Action("session.addendum", "a", "Addendum", "Add a correction or a remark to a signed session.", "addendum", "addendum")  # fmt: skip
MOVE_AWAY = Action("session.move", "m", "Move to another client", "Move a session filed under the wrong client; both records keep a trace of it.", "move_away")  # fmt: skip

READ_ROW = Action("chart.read-row", "enter", "Read the marked line", "Go to the details of the marked line; space and b page through them.", "read_row", "read")  # fmt: skip
SAY_OUTCOME = Action("step.outcome", "d", "Record outcome", "Record the outcome of the marked step as a quick contact.", "say_outcome", "record outcome")  # fmt: skip
KEEP_OUTCOME = Action("outcome.keep", "ctrl+s,f2", "Save", "Save the outcome of the step as a quick contact.", "keep", "save")  # fmt: skip
BRIEF = Action("brief.open", "v", "Brief", "A one-screen summary to read before a session.", "brief", "brief")  # fmt: skip
BEGIN = Action("brief.begin", "enter", "Begin", "Begin the session, or choose a guide for it.", "begin", "begin")  # fmt: skip
SHOW_BETWEEN = Action("brief.private", "p", "Private page", "Show or hide what is unresolved between you.", "show_private", "private")  # fmt: skip
RESUME = Action("session.resume", "e", "Continue the draft", "Continue writing this draft where you stopped.", "resume", "continue")  # fmt: skip
FIND = Action("note.find", "/", "Find", "Find words in this note; n and N go to the next and the previous match.", "find", "find")  # fmt: skip
FIND_NEXT = Action("note.find-next", "n", "Find next", "Go to the next match.", "find_next")  # fmt: skip
FIND_BEFORE = Action("note.find-before", "N", "Find previous", "Go to the previous match.", "find_before")  # fmt: skip
SHOW_PRIVATE = Action("note.private", "p", "Private page", "Show or hide your private page; it is hidden again when you leave.", "show_private", "private")  # fmt: skip
PAGE_DOWN = Action("note.page-down", "space,pagedown", "Page down", "Scroll down one page.", "page('down')")  # fmt: skip
PAGE_UP = Action("note.page-up", "b,pageup", "Page up", "Scroll up one page.", "page('up')")

THROUGH = Action("answer.through-time", "t", "This question through time", "Show every answer to this question, oldest to newest, and what happened in between.", "through_time", "over time")  # fmt: skip
THROUGH_PROMPT = Action("sheet.through-time", "ctrl+f", "This question through time", "Show every answer to this prompt, oldest to newest; on a goal, its whole history.", "through_time", priority=True)  # fmt: skip
THROUGH_OUTSIDE = Action("sheet.on-through-time", "t", "This question through time (outside fields)", "Show every answer to this prompt, oldest to newest.", "through_time('outside')")  # fmt: skip
NEXT_ANSWER = Action("answer.next", "}", "Next answer", "Go to the next answer of this note.", "step_answer(1)")  # fmt: skip
PREVIOUS_ANSWER = Action("answer.previous", "{", "Previous answer", "Go to the answer before this one.", "step_answer(-1)")  # fmt: skip
EARLIER = Action("through.earlier", "[", "Previous answer", "Go to the answer given before this one.", "step_answer(-1)", "previous")  # fmt: skip
LATER = Action("through.later", "]", "Next answer", "Go to the answer given after this one.", "step_answer(1)", "next")  # fmt: skip
OPEN_THERE = Action("through.read", "enter", "Read session", "Read the whole session, at this answer.", "read", "read session")  # fmt: skip
ONE_GOAL = Action("through.goal", "o", "One goal", "Show one goal alone, from all prompts; each press shows the next goal, then all answers again.", "one_goal", "one goal")  # fmt: skip
SIDE_BY_SIDE = Action("session.side-by-side", "c", "Side by side", "Mark this session; pressed on another, it shows the two side by side.", "side_by_side", "side by side")  # fmt: skip
SWITCH_SIDES = Action("sides.switch", "v", "Change layout", "Show the two side by side, or one above the other.", "switch", "change layout")  # fmt: skip

KEEP_ADDENDUM = Action("addendum.keep", "ctrl+s,f2", "Add to note", "Add this addendum to the note.", "keep", "add to note")  # fmt: skip
BY_MISTAKE = Action("addendum.mistake", "ctrl+t,f3", "Entered in error", "Mark the whole note as entered in error, or remove the mark.", "by_mistake", "entered in error")  # fmt: skip
MOVE_THERE = Action("move.there", "ctrl+s,f2", "Move", "Move the session to this client.", "move_there", "move")  # fmt: skip
OTHER_FIELD = Action("addendum.field", "tab,shift+tab", "Other field", "Go to the other field.", "turn", priority=True)  # fmt: skip
ANOTHER = Action("new.another", "n", "Start another", "Leave the draft as it is and choose a guide.", "another", "start another")  # fmt: skip
MODE = Action("new.mode", "m", "Format", "In person, by video or by phone; each press changes it.", "mode", "format")  # fmt: skip
CREATE = Action("first.create", "enter", "Begin", "Create the folder for the notes and begin.", "create", "begin")  # fmt: skip
LEAVE_FIRST = Action("first.leave", "escape,q", "Leave", "Leave without creating anything.", "leave", "leave")  # fmt: skip
CLEAR_FILTER = Action("list.all", "escape", "Clear the filter", "Show the whole list again.", "clear_filter")  # fmt: skip
READ_FOUND = Action("search.read", "enter", "Read", "Read the marked session at its first match; n and N go to the other matches.", "read", "read")  # fmt: skip
ON_TO_TYPE = Action("search.type", "/", "Back to typing", "Go back to the search line.", "type", "type")  # fmt: skip
SEARCH_ORDER = Action("search.order", "o,ctrl+t,f3", "Sort", "Sort by newest or by best match.", "turn_order", "sort: newest / best match")  # fmt: skip
SEARCH_WIDER = Action("search.everybody", "w,ctrl+g,f5", "One client or all", "Search the notes of all clients, or of this client only.", "widen", "one or all clients")  # fmt: skip
FOUND_NEXT = Action("search.next", "n", "Next session", "Mark the next session found.", "move('down')")
FOUND_BEFORE = Action("search.before", "N", "Previous session", "Mark the previous session found.", "move('up')")  # fmt: skip
LEAVE_SEARCH = Action("search.leave", "escape,q", "Leave", "Leave the search line, then the search.", "leave", "back")  # fmt: skip

CHOOSE = Action("list.choose", "enter", "Choose", "Choose the marked line.", "choose", "choose")  # fmt: skip
CANCEL = Action("list.cancel", "escape", "Cancel", "Go back without choosing.", "cancel", "back")
CLOSE_HELP = Action("help.close", "escape,q", "Close the help", "Go back to the screen.", "close", "back")  # fmt: skip

EVERYWHERE = (PALETTE, HELP, CURTAIN, QUIT)
MOVING = (DOWN, UP, FIRST, LAST, LEFT, RIGHT)
HOME = (
    NEW_SESSION,
    OPEN_CHART,
    SEARCH,
    FILTER,
    BRIEF,
    SAY_OUTCOME,
    CLEAR_FILTER,
    *MOVING,
    LEAVE_HOME,
)
FIRST_RUN = (CREATE, LEAVE_FIRST)
NEWLY = (CHOOSE, ANOTHER, MODE, *MOVING, CANCEL)
SHEET = (
    NEXT_PROMPT,
    PREVIOUS_PROMPT,
    NEXT_SECTION,
    ON_TO_SECTION,
    PREVIOUS_SECTION,
    GO_TO,
    JOT,
    LAST_TIME,
    BRIEF,
    LEAVE_SHEET,
    RECALL,
    LEAVE_OUT,
    WRITE,
    PRIVATE_PAGE,
    FILE_JOTS,
    TO_CLOSE,
    THROUGH_PROMPT,
    THROUGH_OUTSIDE,
    SAVE_NOW,
    TURN_SCREEN,
    *MOVING,
)
CLOSE = (
    SIGN,
    LEAVE_DRAFT,
    CONFIRM,
    CLEAR,
    FILE_JOTS,
    GO_THERE,
    THROUGH_PROMPT,
    NEXT_ANSWER,
    PREVIOUS_ANSWER,
    TURN_SCREEN,
    *MOVING,
    BACK_TO_SHEET,
)
FILING = (
    FILE_STORY,
    FILE_GOALS,
    FILE_EXPECTATIONS,
    FILE_NEXT_STEPS,
    FILE_PRIVATE,
    DROP_JOT,
    DONE_FILING,
)
JOTTING = (CANCEL,)
GOING = (DOWN_THE_LIST, UP_THE_LIST, CANCEL)
TABS = tuple(Action(tab.action, tab.key, tab.name, tab.help, f"show_tab('{tab.id}')") for tab in CHART_TABS)
CHART_PAGE = (NEW_SESSION, BRIEF, SEARCH, *TABS, PAGE_DOWN, PAGE_UP, *MOVING, BACK)
BRIEFING = (BEGIN, SHOW_BETWEEN, *MOVING, BACK)
CHART_LIST = (READ_ROW, *CHART_PAGE)
STEPS_PAGE = (READ_ROW, SAY_OUTCOME, *CHART_PAGE)
CHART = (
    READ,
    NEW_SESSION,
    BRIEF,
    RESUME,
    ADDENDUM,
    MOVE_AWAY,
    SEARCH,
    FILTER,
    PREVIOUS_SESSION,
    NEXT_SESSION,
    THROUGH,
    SIDE_BY_SIDE,
    NEXT_ANSWER,
    PREVIOUS_ANSWER,
    TURN_SCREEN,
    *TABS,
    PAGE_DOWN,
    PAGE_UP,
    *MOVING,
    BACK,
)
READING = (
    PREVIOUS_SESSION,
    NEXT_SESSION,
    FIND,
    FIND_NEXT,
    FIND_BEFORE,
    SHOW_PRIVATE,
    THROUGH,
    TURN_SCREEN,
    ADDENDUM,
    RESUME,
    NEXT_ANSWER,
    PREVIOUS_ANSWER,
    PAGE_DOWN,
    PAGE_UP,
    *MOVING,
    BACK,
)
THROUGH_TIME = (
    OPEN_THERE,
    EARLIER,
    LATER,
    ONE_GOAL,
    FIND,
    FIND_NEXT,
    FIND_BEFORE,
    PAGE_DOWN,
    PAGE_UP,
    *MOVING,
    BACK,
)
SIDES = (
    SWITCH_SIDES,
    THROUGH,
    FIND,
    FIND_NEXT,
    FIND_BEFORE,
    NEXT_ANSWER,
    PREVIOUS_ANSWER,
    PAGE_DOWN,
    PAGE_UP,
    *MOVING,
    BACK,
)
SEARCHING = (
    READ_FOUND,
    ON_TO_TYPE,
    SEARCH_ORDER,
    SEARCH_WIDER,
    FOUND_NEXT,
    FOUND_BEFORE,
    PAGE_DOWN,
    PAGE_UP,
    *MOVING,
    LEAVE_SEARCH,
)
SAYING = (KEEP_OUTCOME, CANCEL)
ADDING = (KEEP_ADDENDUM, BY_MISTAKE, OTHER_FIELD, CANCEL)
MOVING_AWAY = (MOVE_THERE, OTHER_FIELD, CANCEL)
HELPING = (CLOSE_HELP, *MOVING)

_PLACES: tuple[tuple[str, tuple[Action, ...]], ...] = (
    ("everywhere", EVERYWHERE),
    ("home", HOME),
    ("first run", FIRST_RUN),
    ("new session", NEWLY),
    ("sheet", SHEET),
    ("jot", JOTTING),
    ("filing jots", FILING),
    ("go to", GOING),
    ("close", CLOSE),
    ("brief", BRIEFING),
    ("chart", CHART),
    ("chart pages", CHART_PAGE),
    ("chart lists", CHART_LIST),
    ("steps", STEPS_PAGE),
    ("reading", READING),
    ("search", SEARCHING),
    ("through time", THROUGH_TIME),
    ("side by side", SIDES),
    ("addendum", ADDING),
    ("moving a session", MOVING_AWAY),
    ("outcome", SAYING),
    ("help", HELPING),
)


def all_actions() -> tuple[tuple[str, Action], ...]:
    """Return every action with the place where it works, in the order in which users meet them."""
    return tuple((place, action) for place, actions in _PLACES for action in actions)


def bindings(*actions: Action) -> list[Binding]:
    """Return the actions as Textual bindings, for a screen's ``BINDINGS``."""
    from textual.binding import Binding

    return [
        Binding(
            action.key,
            action.do,
            action.footer or action.name,
            id=action.id,
            tooltip=action.help,
            show=bool(action.footer),
            priority=action.priority,
        )
        for action in actions
    ]
