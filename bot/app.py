"""Puts the parts together; the only module that knows them all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.answers import Answers
from bot.assistant import Assistant, now
from bot.commands import Command, Commands
from bot.exports.fetching import Fetching
from bot.flows.ask import Ask
from bot.flows.assess.draft import Drafts
from bot.flows.assess.flow import Assess
from bot.flows.audit import Audit
from bot.flows.consent.flow import Consent
from bot.flows.curate.assembly import curating
from bot.flows.curate.groups import Likeness
from bot.flows.curate.how_it_does import Figures
from bot.flows.curate.proposals import Proposals
from bot.flows.curate.trial import Trials
from bot.flows.export.flow import Export
from bot.flows.hearing_back import HearingBack
from bot.flows.invite import Invites
from bot.flows.linking.flow import Linking
from bot.flows.overview import Overviews
from bot.flows.people.flow import People
from bot.flows.people.notices import Notices
from bot.flows.plan.flow import Plans
from bot.flows.practice.flow import Practice
from bot.flows.privacy.flow import Privacy
from bot.flows.reminders.flow import Reminders
from bot.flows.report import Reports
from bot.flows.start import Start
from bot.flows.team.colleagues import Colleagues
from bot.flows.team.flow import Team
from bot.flows.team.joining import Joining
from bot.flows.voices.agreeing import Agreeing
from bot.gate import Gate
from bot.guesses import Guesses
from bot.limits import Limits, Rates
from bot.overview.counted import Counted
from bot.retention import AS_SHIPPED, Retention
from bot.routing.router import Router
from bot.routing.routes import Flow, Routes
from bot.settings import RATES
from bot.upkeep import Upkeep
from bot.watch import Watch
from knowledge.loader import Content
from knowledge.search import VectorCache
from storage.store import Store


@dataclass(frozen=True)
class App:
    """The assistant with the parts that channels and the command line need beside it."""

    assistant: Assistant
    commands: Commands
    invites: Invites
    content: Content
    store: Store
    upkeep: Upkeep
    watch: Watch
    fetching: Fetching


def assemble(  # noqa: PLR0913 - what operators set has names
    content: Content,
    store: Store,
    clock: Callable[[], datetime] = now,
    *,
    sentences: VectorCache | None = None,
    keep: Retention = AS_SHIPPED,
    rates: Rates = RATES,
) -> App:
    """Build the assistant over content and a store; without `sentences` the search knows words alone."""
    texts = content.texts
    commands = Commands(texts)
    answers = Answers(content, sentences)
    ask = Ask(answers, texts)
    hearing_back = HearingBack(ask, texts, keep.questions)
    notices = Notices(texts, commands)
    watch = Watch()
    upkeep = Upkeep(content, answers, store, hearing_back, clock, notices=notices, watch=watch, keep=keep)
    assess = Assess(content)
    practice = Practice(content)
    plan = Plans(content)
    proposals = Proposals(content, answers, Trials(content, sentences), upkeep.soon)
    curate = curating(proposals, ask, Figures(store, keep.questions), Likeness(sentences))
    guesses = Guesses()
    invites = Invites(texts, commands, upkeep.tell_soon, guesses)
    linking = Linking(texts, upkeep.tell_soon, guesses)
    people = People(texts, commands, upkeep.tell_soon)
    reports = Reports(content)
    export = Export(content, store, upkeep.export_soon)
    privacy = Privacy(content, commands)
    audit = Audit(texts, store)
    overview = Overviews(content, Counted(store, content, clock), keep.questions)
    reminders = Reminders(content)
    colleagues = Colleagues(Drafts(content))
    joining = Joining(colleagues, invites)
    team = Team(colleagues, invites)
    agreeing = Agreeing(colleagues)
    consent = Consent(texts, keep)
    start = Start(commands, answers, assess, joining, consent)
    commands.add(
        [
            Command("start", start.start, aside=True),
            Command("assess", assess.beginning.begin),
            Command("answers", assess.check),
            Command("result", assess.result, aside=True),
            Command("evidence", assess.register.open),
            Command("pictures", reports.pictures, aside=True),
            Command("report", reports.report, aside=True),
            Command("practice", practice.begin),
            Command("history", assess.history, aside=True),
            Command("plan", plan.plan, aside=True),
            Command("pause", assess.pause),
            Command("team", team.team),
            Command("reminders", reminders.show, aside=True),
            Command("roles", start.roles, aside=True),
            Command("help", start.help, aside=True),
            Command("mydata", privacy.my_data, aside=True),
            Command("forget", privacy.forget),
            Command("privacy", consent.privacy, aside=True),
            Command("withdraw", consent.withdraw),
            Command("link", linking.link, aside=True),
            Command("code", joining.redeem, aside=True),
            Command("invite", invites.invite, aside=True),
            Command("questions", curate.questions, aside=True),
            Command("find", curate.find, aside=True),
            Command("words", curate.words, aside=True),
            Command("reviews", curate.entries.reviews, aside=True),
            Command("export", export.export, aside=True),
            Command("audit", audit.newest, aside=True),
            Command("overview", overview.show, aside=True),
            Command("people", people.people, aside=True),
            Command("block", people.block, aside=True),
            Command("unblock", people.unblock, aside=True),
        ]
    )
    choices = {
        "start": start.choose,
        "entry": ask.entry,
        "helpful": hearing_back.helpful,
        "tell": hearing_back.tell,
        "try": practice.press,
        "q": curate.choose,
        "know": curate.entries.choose,
        "begin": assess.beginning.anew,
        "pictures": reports.press_pictures,
        "report": reports.press_report,
        "which": assess.beginning.choose,
        "team": team.choose,
        "voices": agreeing.choose,
        "join": joining.join,
        "code": joining.agreed,
        "plan": plan.press,
        "if": plan.what_if,
        "why": plan.why,
        "invite": invites.invite_choice,
        "export": export.choose,
        "audit": audit.press,
        "overview": overview.press,
        "forget": privacy.forget_choice,
        "link": linking.choose,
        "remind": reminders.choose,
        "people": people.press,
    }
    flows: dict[str, Flow] = {"assess": assess, "plan": plan, "know": curate.entries, "consent": consent}
    routes = Routes(
        commands,
        choices,
        flows,
        assess,
        ask,
        plan,
        practice,
        hearing_back,
        reminders,
        notices,
        export,
        consent,
        answers.urgent,
    )
    router = Router(routes, texts)
    assistant = Assistant(store, router, Gate(router, texts, Limits(rates)), watch, clock)
    return App(assistant, commands, invites, content, store, upkeep, watch, Fetching(store, clock))
