"""Questions that nobody who wrote content has seen: benchmarks/search/unseen.json, never tuned on."""

import json
from collections import defaultdict
from pathlib import Path

from knowledge.model import FollowUp, TestQuestions

UNSEEN = Path(__file__).parent / "unseen.json"


def unseen_tests(path=UNSEEN):
    read = json.loads(path.read_text(encoding="utf-8"))
    questions = defaultdict(list)
    for each in read["inside"]:
        questions[each["id"]].append(each["q"])
    follow_ups = [FollowUp(turns=each["turns"], expect=each["expect"]) for each in read["follow_ups"]]
    return TestQuestions(
        questions=dict(questions), far=read["far"], near=read["near"], adversarial=read["adversarial"],
        follow_ups=follow_ups, distress=read["distress"], not_distress=read["not_distress"],
    )  # fmt: skip
