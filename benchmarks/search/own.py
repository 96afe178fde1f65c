"""Our engines as people meet them, distress and other languages and all: over the shipped content."""

from subjects import NAMES
from unseen import unseen_tests

from bot.answers import Answers, came
from bot.questions_file import conversation
from knowledge.measuring import figures, judge


def measure(subjects):
    """Return the figures of the unseen questions; print those, and those of the content's own questions."""
    content, unseen = subjects.content, unseen_tests()
    elsewhere = frozenset(name for name, entry in content.entries.items() if entry.kind == "elsewhere")
    caches = {"sentences": subjects.shipped, "words": None}
    found = {}
    for engine, title in NAMES.items():
        answers = Answers(content, caches[engine])
        details(f"{title}, the content's own test questions", told(answers, subjects.tests, elsewhere))
        found[engine] = told(answers, unseen, elsewhere)
        details(f"{title}, unseen questions", found[engine])
    return found


def told(answers, tests, elsewhere):
    """Return all figures of some questions, by name."""
    judged = judge(lambda question: came(answers, question), tests, elsewhere)
    last = [(follow_up.expect, ended(answers, follow_up.turns)) for follow_up in tests.follow_ups]
    return figures(judged) | {
        "follow_ups_right": share(asked.about == wanted for wanted, asked in last),
        "follow_ups_answered_right": share(asked.about == wanted and given(asked) for wanted, asked in last),
        "questions_of_ours": sum(each.kind == "ours" for each in judged),
        "questions": len(judged),
    }


def ended(answers, turns):
    """What the last of some turns came to."""
    *_, asked = conversation(answers, turns)
    return asked


def given(asked):
    return bool(asked.answer or asked.elsewhere)


def share(values):
    counted = list(values)
    return sum(counted) / max(1, len(counted))


def details(title, found):
    print(f"\n{title}: {found['questions']} questions, {found['questions_of_ours']} of them ours")
    for name, value in found.items():
        if not name.startswith("questions"):
            print(f"| {name} | {value:.1%} |")
