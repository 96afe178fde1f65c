"""A second version of the framework for the tests: the shipped one with a few criteria changed."""

from dataclasses import replace

from knowledge.framework import Criterion, Framework
from knowledge.loader import Content

NEWER = "2027.04"


def newer_framework(framework: Framework) -> Framework:
    """L2 has other words, H4 applies to everyone, S5 is gone, R6 is new; all else is the same."""
    areas = []
    for area in framework.areas:
        criteria = [_changed(each) for each in area.criteria if each.id != "S5"]
        if area.id == "lived-experience":
            criteria.append(criteria[-1].model_copy(update={"id": "R6", "title": "Telling what changed"}))
        areas.append(area.model_copy(update={"criteria": criteria}))
    update = {"version": NEWER, "published": "2027-04-01", "areas": areas}
    return framework.model_copy(update=update)


def with_newer(content: Content) -> Content:
    """Return the content with both versions."""
    newer = newer_framework(content.framework)
    return replace(content, frameworks={**content.frameworks, newer.version: newer})


def without_older(content: Content) -> Content:
    """Return the content with the newer version alone, as if the older file were lost."""
    return replace(content, frameworks={NEWER: newer_framework(content.framework)})


def _changed(criterion: Criterion) -> Criterion:
    if criterion.id == "L2":
        scores = [*criterion.scores[:4], "Money is set aside for five years"]
        return criterion.model_copy(update={"scores": scores})
    if criterion.id == "H4":
        return criterion.model_copy(update={"not_applicable": False, "not_applicable_when": ""})
    return criterion
