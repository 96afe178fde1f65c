"""What a kept assessment comes to under its own framework, for everything that looks back."""

from knowledge.framework import Framework
from knowledge.scoring import Result, Scorecard, score
from storage.records import Assessment


def scored(framework: Framework, assessment: Assessment) -> Result:
    """Return the result."""
    return score(framework, assessment.answers)


def scorecard(framework: Framework, assessment: Assessment) -> Scorecard:
    """Return the score of each criterion."""
    return Scorecard.of(framework, assessment.answers)
