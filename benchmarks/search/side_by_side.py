"""Our engines and the rivals on the same questions, in the same process, by the ranking alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from auroc import auroc
from rankers import run
from rivals import rivals_here
from subjects import NAMES
from tables import markdown
from unseen import unseen_tests

from knowledge.search import VectorCache


@dataclass(frozen=True)
class Trial:
    """Entries, questions with the right entry's id, and by kind what none of them answers."""

    name: str
    title: str
    entries: Sequence
    asked: Sequence[tuple[str, str]]
    outside: Mapping[str, Sequence[str]]
    vectors: VectorCache
    compared: bool = True  # with the rivals


def measure(subjects, sets):
    """Return the figures of our engines on the public sets, and the table of all rankers."""
    figures = {name: {} for name in NAMES}
    rivals, runs = rivals_here(), {}
    for trial in trials(subjects, sets):
        print(f"{trial.title}: {len(trial.asked)} questions", flush=True)
        engines = subjects.engines(trial.entries, trial.vectors)
        done = {NAMES[name]: run(engine, trial.asked) for name, engine in engines.items()}
        for name, engine in engines.items():
            figures[name] |= told(trial, engine, done[NAMES[name]])
        if trial.compared:
            done |= {title: run(rival(trial.entries), trial.asked) for title, rival in rivals.items()}
            runs[trial.title] = done
    return figures, table(runs)


def trials(subjects, sets):
    entries = list(subjects.content.entries.values())
    asked = [
        (question, name) for name, questions in unseen_tests().questions.items() for question in questions
    ]
    yield Trial("own", f"own, unseen ({len(entries)} entries)", entries, asked, {}, subjects.shipped)
    for each in sets:
        title = f"{each.title} ({len(each.entries)})"
        yield Trial(
            each.name, title, each.entries, each.asked, each.outside, subjects.aside, compared=each.whole
        )


def told(trial, engine, done):
    """The share right first, and how well the best score tells what is inside from what is outside."""
    found = {f"{trial.name}_first": done.first}
    for kind, questions in trial.outside.items():
        outside = run(engine, [(question, "") for question in questions])
        found[f"{trial.name}_{kind}_auroc"] = auroc(done.best, outside.best)
    return found


def table(runs):
    """The share right first for each ranker and set, and the median time of a question over all sets."""
    rankers = list(next(iter(runs.values())))
    rows = []
    for name in rankers:
        times = [each for done in runs.values() for each in done[name].milliseconds]
        rows.append(
            [name, *(f"{100 * done[name].first:.1f} %" for done in runs.values()), f"{median(times):.1f}"]
        )
    return markdown(["right entry first", *runs, "ms a question"], rows)
