"""Anything that people can type, and any button there is, was, or was shown to somebody else."""

from hypothesis import strategies as st

from knowledge.loader import load

AMAL, SAM = 11, 22  # two people, each in the middle of an assessment
VERSION = load().texts.say("information.version")
REFS = {AMAL: "AAAA2222", SAM: "SSSS3333"}

CRITERIA = ("L1", "L2", "L3", "H1")  # few, so that people come back to what they have answered
LABELS = (
    "2 In place",
    "Don't know yet",
    "Leadership",
    "Skip for now",
    "No evidence yet",
    "Finish and see the result",
)
WORDS = ("Minutes of the board", "Our policy, section 4", "not applicable", "don't know", "no evidence", "👍")
COMMANDS = (
    "/assess",
    "/answers",
    "/result",
    "/plan",
    "/plan if S2 3",
    "/pause",
    "/help",
    "/nonsense",
    "/withdraw",
)
QUESTIONS = ("what are the levels?", "who can apply?", "zzzz qqqq?")

people = st.sampled_from([AMAL, SAM])
scores = st.sampled_from("01234")
criteria = st.sampled_from(CRITERIA)
texts = st.one_of(
    scores, st.sampled_from(("7", *LABELS)), st.sampled_from(WORDS), st.sampled_from((*COMMANDS, *QUESTIONS))
)


def _joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(":".join)


def buttons(who: int) -> st.SearchStrategy[str]:
    """What any button can carry: mostly somebody's own, whether it is the newest or not."""
    ref = st.sampled_from([REFS[who]] * 5 + [*REFS.values(), "GONE9999"])
    return st.one_of(
        _joined(st.just("answer"), ref, criteria, st.one_of(scores, st.sampled_from(["dk", "na", "9"]))),
        _joined(
            st.sampled_from(["go", "back", "skip", "evidence", "unnote", "reason", "counts"]), ref, criteria
        ),
        _joined(st.sampled_from(["hub", "check", "pause", "finish", "result", "plan", "if", "why"]), ref),
        _joined(
            st.just("plan"),
            ref,
            st.sampled_from(["bronze", "gold"]),
            st.sampled_from(["step", "tick", "when"]),
            criteria,
        ),
        _joined(st.just("area"), ref, st.sampled_from(["leadership", "human-resources", "nowhere"])),
        _joined(st.just("profile"), ref, st.just("target"), st.sampled_from(["bronze", "gold", "lead"])),
        st.sampled_from(["start:help", "entry:levels", "ok:no", "entry:gone", "?", ":"]),
        st.sampled_from(
            [f"ok:{VERSION}:", f"ok:{VERSION}:/assess", f"ok:{VERSION}:begin:new", "ok:1999.01:"]
        ),
    )
