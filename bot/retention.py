"""How long each kind of thing is kept: the information, the sweep and the settings all read it here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Retention:
    """Days that things are kept, unless the operator sets others."""

    questions: int = 30  # what people asked
    drafts: int = 90  # assessments that are not finished, since they were last touched
    finished: int = 1095  # finished assessments
    not_agreed: int = 1  # where somebody was in the talk who has agreed to nothing, since they last wrote


AS_SHIPPED = Retention()
