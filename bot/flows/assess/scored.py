"""What a kept assessment comes to under its own framework, for everything that looks back."""

from datetime import date

from bot.evidence_days import counted
from bot.looked_at import provisional
from knowledge.framework import Framework
from knowledge.scorecard import Scorecard
from knowledge.scoring import Result, score
from storage.records import Assessment


def scored(framework: Framework, assessment: Assessment, day: date) -> Result:
    """Return the result, with the evidence that counts on a day."""
    answers = counted(assessment, day)
    return provisional(score(framework, answers), answers)


def scorecard(framework: Framework, assessment: Assessment, day: date) -> Scorecard:
    """Return the score of each criterion, with the evidence that counts on a day."""
    return Scorecard.of(framework, counted(assessment, day))
