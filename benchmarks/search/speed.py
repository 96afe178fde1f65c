"""How long one question takes on one thread: the engine at 500 entries of 8 phrasings, and all of ours."""

from itertools import chain
from random import Random
from time import perf_counter, thread_time

import numpy as np
from public import PublicEntry
from subjects import NAMES
from unseen import unseen_tests

from bot.answers import Answers
from knowledge.search.words import tokens

ENTRIES, PHRASINGS = 500, 8
WARM_UP, ASKED = 100, 1000


def measure(subjects, sets):
    """Return the 50th and 99th percentiles in milliseconds, by the clock and of the processor's time."""
    ours = {name: entry.phrasings for name, entry in subjects.content.entries.items()}
    own = [*chain(*subjects.tests.questions.values(), *unseen_tests().questions.values())]
    where, texts, asked = "the shipped content", ours, own
    if sets := [each for each in sets if each.whole]:
        where, texts = (
            "the public sets",
            {f"{s.name} {i}": each for s in sets for i, each in s.all_phrasings.items()},
        )
        asked = [question for each in sets for question, _ in each.asked]
    entries = split(texts)
    asked = strangers(asked, entries)
    print(f"\nSpeed: {len(entries)} entries of {PHRASINGS} phrasings, from {where}", flush=True)
    engines = subjects.engines(entries, subjects.aside)
    caches = {"sentences": subjects.shipped, "words": None}
    found = {}
    for name in NAMES:
        answers = Answers(subjects.content, caches[name])
        found[name] = timed("find", engines[name].find, asked)
        found[name] |= timed("ask", answers.ask, strangers(own, subjects.content.entries.values()))
    return found


def split(texts, entries=ENTRIES, phrasings=PHRASINGS):
    """Make entries of so many phrasings: the first of each, then the next of each; short ones begin again."""
    made = []
    for part in range(entries):
        for name, every in texts.items():
            few = tuple(every[at % len(every)] for at in range(part * phrasings, (part + 1) * phrasings))
            made.append(PublicEntry(f"{name} {part}", few))
            if len(made) == entries:
                return made
    return made


def strangers(questions, entries):
    """Questions that are no phrasings, in an order by chance that is always the same."""
    known = {tuple(tokens(phrasing)) for entry in entries for phrasing in entry.phrasings}
    left = [question for question in questions if tuple(tokens(question)) not in known]
    Random(1).shuffle(left)
    return left


def timed(name, ask, questions):
    for question in questions[:WARM_UP]:
        ask(question)
    clock, busy = [], []
    for question in questions[WARM_UP : WARM_UP + ASKED]:
        start, started = perf_counter(), thread_time()
        ask(question)
        clock.append((perf_counter() - start) * 1e3)
        busy.append((thread_time() - started) * 1e3)
    print(
        f"{name}: {len(clock)} questions, mean {np.mean(clock):.1f} ms, most {max(clock):.1f} ms", flush=True
    )
    found = {}
    for kind, times in ((name, clock), (f"{name}_busy", busy)):
        found[f"{kind}_p50"], found[f"{kind}_p99"] = np.percentile(times, [50, 99])
    return found
