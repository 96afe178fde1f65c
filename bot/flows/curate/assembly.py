"""Puts the parts together that curators work with."""

from bot.flows.ask import Ask
from bot.flows.curate.becoming import Becoming
from bot.flows.curate.changing import Changing
from bot.flows.curate.entries import Does, Entries
from bot.flows.curate.finding import Finding
from bot.flows.curate.flow import Curate
from bot.flows.curate.groups import Likeness
from bot.flows.curate.how_it_does import Figures
from bot.flows.curate.past import Past
from bot.flows.curate.proposals import Proposals
from bot.flows.curate.reviews import Reviews
from bot.flows.curate.seeing import Seeing
from bot.flows.curate.showing import Showing
from bot.flows.curate.typing import Typing
from bot.flows.curate.waiting import Waiting


def curating(proposals: Proposals, ask: Ask, figures: Figures, likeness: Likeness) -> Curate:
    """Return the flow of curators; its tables say what each press does."""
    showing, past = Showing(proposals.content.texts), Past(proposals)
    finding, seeing = Finding(proposals), Seeing(proposals, ask, figures)
    typing, reviews = Typing(proposals, showing), Reviews(proposals, showing, past)
    changing = Changing(proposals, showing, typing)
    waiting = Waiting(proposals.content.texts, likeness)
    becoming = Becoming(waiting, proposals, showing)
    of_entries: dict[str, Does] = {
        "list": finding.page,
        "see": seeing.see,
        "asks": seeing.asks,
        "facts": seeing.facts,
        "past": past.show,
        "cut": changing.cut,
        "ok": changing.found_right,
        "publish": changing.publish,
        "undo": changing.undo,
        "again": changing.once_more,
        "reviews": reviews.page,
        "left": reviews.left,
        "drop": reviews.drop,
    }
    of_questions: dict[str, Does] = {
        "show": waiting.show,
        "ours": becoming.ours,
        "away": becoming.away,
        "draft": becoming.draft,
        "ignore": becoming.ignore,
        "try": becoming.attempt,
        "publish": changing.publish,  # as buttons of an earlier version carry it
    }
    entries = Entries(proposals.content.texts, typing, of_entries)
    return Curate(proposals, becoming, entries, of_questions)
