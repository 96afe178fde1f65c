"""Who may do what, and where: every command and press, for every role, in every kind of chat.

The table is the source: a command or press without a row, or a row that nothing answers to, fails here.
"""

import pytest
from people import Person, in_words
from teams import joins, part_of
from walking import finishes, reaches_the_first_question

from bot.rights import COMMANDS, PRESSES, ROLES, rank
from storage.records import Assessment, Member

KINDS = {
    "private": ("telegram", False),
    "group": ("telegram", True),
    "page": ("web", False),
    "terminal": ("console", False),
}
NOT_YOURS = "not here any more, or is not yours. Nothing has changed."
FOR_THE_LEAD = "Only the person who leads"
OLD = "That button is from an older question and does not fit any more."

# What each press carries here, of an assessment with the reference {ref}.
CARRIED = {
    "entry": "entry:cost", "helpful": "helpful:yes:none:cost", "start": "start:help", "tell": "tell:none",
    "try": "try:", "ok": "ok:2026.11:", "begin": "begin:new", "code": "code:x",
    "join": "join:no", "forget": "forget:no", "link": "link:no", "remind": "remind:stop",
    "which": "which:{ref}", "profile": "profile:{ref}:sector:nhs", "answer": "answer:{ref}:L1:3",
    "evidence": "evidence:{ref}:L1", "note": "note:{ref}:L1", "unnote": "unnote:{ref}:L1",
    "reason": "reason:{ref}:H4", "counts": "counts:{ref}:L1", "go": "go:{ref}:L1", "back": "back:{ref}:L2",
    "skip": "skip:{ref}:L1", "hub": "hub:{ref}", "area": "area:{ref}:leadership", "check": "check:{ref}",
    "pause": "pause:{ref}", "carry": "carry:{ref}", "finish": "finish:{ref}", "result": "result:{ref}",
    "same": "same:{ref}:L1", "sameall": "sameall:{ref}:leadership", "move": "move:{ref}:2026.10",
    "stay": "stay:{ref}:2026.10", "reg": "reg:{ref}:list:0", "keep": "keep:{ref}:score:L1",
    "reword": "reword:{ref}:score:L1", "pictures": "pictures:{ref}", "report": "report:{ref}",
    "plan": "plan:{ref}", "if": "if:{ref}", "why": "why:{ref}", "voices": "voices:areas:{ref}",
    "team": "team:home:{ref}", "q": "q:show:0", "know": "know:see:levels", "invite": "invite:assessor",
    "export": "export:json",
    "people": "people:page:0", "audit": "audit:0:", "overview": "overview:30",
}  # fmt: skip
OF_AN_ASSESSMENT = sorted(word for word, right in PRESSES.items() if right.checked)
OF_THE_LEAD = sorted(word for word, right in PRESSES.items() if right.checked == "lead")


@pytest.fixture
def somebody(app, store):
    """Somebody with a role, on a channel."""

    async def of(role: str, channel: str) -> Person:
        person = Person(app, role, channel)
        async with store.turn("test") as turn:
            turn.put(Member(person.address, role=role))
        return person

    return of


def opened(right, role, group) -> bool:
    return rank(role) >= rank(right.role) and (right.group or not group)


async def typed(person, text, *, group):
    await (person.says_in_the_group(text) if group else person.says(text))
    return first_words(person)


async def pressed(person, carried, *, group):
    await (person.presses_data_in_the_group(carried) if group else person.presses_data(carried))
    return first_words(person)


def first_words(person) -> str:
    """What is said to a message, without the open step behind it."""
    return in_words(person.replies[0]) if person.replies else ""


# The table and what is there are the same


async def test_every_command_has_a_row_and_every_row_a_command(app):
    assert {command.name for command in app.commands} == set(COMMANDS)


async def test_every_press_has_a_row_and_every_row_a_press(app):
    router = app.assistant._router
    assert {*router._doing.choices, *router._assess._table} == set(PRESSES)


async def test_every_press_is_tried_here():
    assert set(CARRIED) == set(PRESSES)
    assert all(carried.partition(":")[0] == word for word, carried in CARRIED.items())


async def test_a_command_without_a_row_is_nobodys(app, monkeypatch, somebody):
    monkeypatch.delitem(COMMANDS, "help")
    admin = await somebody("admin", "web")
    unknown = await typed(admin, "/nonsense", group=False)
    assert await typed(admin, "/help", group=False) == unknown


async def test_a_press_without_a_row_is_nobodys(monkeypatch, somebody):
    monkeypatch.delitem(PRESSES, "entry")
    admin = await somebody("admin", "web")
    assert OLD in await pressed(admin, "entry:cost", group=False)


# Role by command and press, by kind of chat


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", ROLES)
async def test_what_a_role_may_type_and_no_more(somebody, role, kind):
    channel, group = KINDS[kind]
    person = await somebody(role, channel)
    unknown = await typed(person, "/nonsense", group=group)
    assert unknown == "" if group else "I do not know that command" in unknown
    for name, right in COMMANDS.items():
        replies = await typed(person, f"/{name}", group=group)
        if group and opened(right, "visitor", group=False) and not right.group:
            assert replies == "Please type that here, not in a group.", name
            continue
        assert (replies != unknown) is opened(right, role, group), name


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", ROLES)
async def test_what_a_role_may_press_and_no_more(somebody, role, kind):
    channel, group = KINDS[kind]
    person = await somebody(role, channel)
    unknown = await pressed(person, "nonsense:1", group=group)
    assert OLD in unknown
    for word, right in PRESSES.items():
        replies = await pressed(person, CARRIED[word].format(ref="K7F2M9QX"), group=group)
        assert (replies != unknown) is opened(right, role, group), word


@pytest.mark.parametrize("role", ROLES)
async def test_help_and_the_menu_list_what_may_be_typed(app, somebody, role):
    allowed = {name for name, right in COMMANDS.items() if opened(right, role, group=False)}
    assert {item.command for item in app.commands.menu(role)} == allowed


# In a group


@pytest.mark.parametrize("role", ROLES)
async def test_nothing_of_an_assessment_is_for_all_to_read_in_a_group(app, somebody, store, role):
    person = await somebody(role, "telegram")
    await finishes(person, evidence="Board minute")
    ref = (await person.assessment()).ref
    said = [f"/{name}" for name in COMMANDS if name not in {"start", "help", "roles"}]
    for each in said:
        await person.says_in_the_group(each)
        assert not any(reply.public for reply in person.replies), each
    for word in PRESSES:
        await person.presses_data_in_the_group(CARRIED[word].format(ref=ref))
        public = [reply for reply in person.replies if reply.public]
        assert not public or word in {"entry", "helpful"}, word


# Whose assessment it is


@pytest.mark.parametrize("role", ROLES)
async def test_no_role_opens_what_belongs_to_others(app, somebody, amal, role):
    await finishes(amal, "4 Leading", evidence="Board minute")
    before = await amal.assessment()
    other = await somebody(role, "web")
    for word in OF_AN_ASSESSMENT:
        await other.presses_data(CARRIED[word].format(ref=before.ref))
        assert NOT_YOURS in other.sees or FOR_THE_LEAD in other.sees, word
        assert "Moorland" not in other.sees
        assert other.documents == []
    assert await amal.assessments() == [before]


async def test_a_colleague_opens_their_own_part_and_nothing_of_the_lead(app, amal, jo):
    await reaches_the_first_question(amal)
    await joins(amal, jo, "Human resources")
    whole, part = await amal.assessment(), await part_of(jo)
    for word in OF_AN_ASSESSMENT:
        await jo.presses_data(CARRIED[word].format(ref=whole.ref))
        assert NOT_YOURS in jo.sees or FOR_THE_LEAD in jo.sees, word
    for word in OF_THE_LEAD:
        await jo.presses_data(CARRIED[word].format(ref=part.ref))
        assert NOT_YOURS in jo.sees or FOR_THE_LEAD in jo.sees, word
    await jo.presses_data(f"go:{part.ref}:L1")
    assert jo.replies[-1].title == "L1. A senior person owns this"
    assert await app.store.read(Assessment, f"of:{whole.ref}") == [await part_of(jo)]


async def test_a_lead_opens_no_part_of_a_colleague(amal, jo):
    await reaches_the_first_question(amal)
    await joins(amal, jo, "Human resources")
    part = await part_of(jo)
    for word in OF_AN_ASSESSMENT:
        await amal.presses_data(CARRIED[word].format(ref=part.ref))
        assert NOT_YOURS in amal.sees or FOR_THE_LEAD in amal.sees, word
    assert await part_of(jo) == part
