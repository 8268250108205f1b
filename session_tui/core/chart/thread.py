"""The thread: story and events, goal, reason, decision, step, trial, outcome. Gaps are shown as questions."""

from collections.abc import Iterable
from dataclasses import dataclass

from session_tui.core.chart.chart import Chart, Dated
from session_tui.core.chart.histories import GoalHistory, Statement, StepHistory
from session_tui.core.chart.open_items import OpenTrial
from session_tui.core.model.values import Decision, Event, Kind

STORY = "story"
"""The id of the prompt for the story."""

STORY_IN_SHORT = "story-short"
"""The id of the prompt for the short version of the story, which both rewrite together."""


@dataclass(frozen=True, slots=True)
class ThreadStep:
    """A step on the thread, with its trial, whether running, due or judged."""

    step: StepHistory
    trial: OpenTrial | None = None


@dataclass(frozen=True, slots=True)
class ThreadGoal:
    """A goal on the thread.

    Attributes:
        goal: the goal; None for steps without a goal.
        decisions: the decisions of the sessions in which its steps were agreed.
        steps: its steps, in the order in which they were agreed.
    """

    goal: GoalHistory | None
    decisions: tuple[Dated[Decision], ...] = ()
    steps: tuple[ThreadStep, ...] = ()

    @property
    def questions(self) -> tuple[str, ...]:
        """The gaps, worded as questions."""
        if self.goal is None:
            return ("Which goal are these for?",)
        asked = [] if self.goal.now.why else ["Why does it matter to them?"]
        if self.goal.is_open and not self.steps:
            asked.append("What would be a small step?")
        return tuple(asked)


@dataclass(frozen=True, slots=True)
class Thread:
    """The thread of one client, from the story to the outcomes.

    Attributes:
        story: the first telling; None if it was never written down.
        in_short: the latest short version of the story.
        events: the life events, in the order in which they were told.
        goals: the open goals, then the closed ones, then the steps without a goal.
        decisions: the decisions after which no step was agreed.
    """

    story: Statement | None
    in_short: Statement | None
    events: tuple[Dated[Event], ...]
    goals: tuple[ThreadGoal, ...]
    decisions: tuple[Dated[Decision], ...]


def thread_of(chart: Chart) -> Thread:
    """Return the thread of a client.

    A decision belongs to the goals whose steps were agreed in the same session.
    """
    decisions = tuple(chart.values(Kind.DECISION, Decision))
    threads = [_thread(chart, goal, decisions) for goal in sorted(chart.goals, key=_openness)]
    homeless = _thread(chart, None, decisions)
    used = {id(each) for thread in (*threads, homeless) for each in thread.decisions}
    return Thread(
        story=next(iter(chart.said.get(STORY, ())), None),
        in_short=chart.last(STORY_IN_SHORT),
        events=chart.events,
        goals=(*threads, *([homeless] if homeless.steps else [])),
        decisions=tuple(each for each in decisions if id(each) not in used),
    )


def _thread(chart: Chart, goal: GoalHistory | None, decisions: Iterable[Dated[Decision]]) -> ThreadGoal:
    """Return a goal with its decisions and steps."""
    named = goal.now.id if goal else None
    known = {each.now.id for each in chart.goals}
    steps = [step for step in chart.steps if (step.now.goal if step.now.goal in known else None) == named]
    sessions = {step.made_in for step in steps}
    trials = {each.step.id: each for each in (*chart.open_items.trials, *chart.open_items.judged)}
    return ThreadGoal(
        goal,
        tuple(each for each in decisions if each.session in sessions),
        tuple(ThreadStep(step, trials.get(step.now.id)) for step in steps),
    )


def _openness(goal: GoalHistory) -> tuple[bool, bool]:
    """The sort key of goals: active, parked, closed."""
    return (not goal.is_open, goal.now.state == "parked")
