"""The code that a start prints while there is no admin: of those of all starts one works."""

from people import MORNING, Person

from bot.flows.invite import make_invite
from bot.running import _first_admin
from storage.records import OPEN_CODE, AuditEvent, Invite


async def code_of_a_start(app) -> str:
    told: list[str] = []
    await _first_admin(app, told.append)
    return next((line.split("/code ")[1] for line in told if "/code " in line), "")


async def test_a_new_start_takes_the_place_of_the_code_of_the_one_before(app, jo, monkeypatch):
    monkeypatch.setattr("bot.running.now", lambda: MORNING)
    first, second = [await code_of_a_start(app) for _ in range(2)]
    assert len(await app.store.read(Invite, OPEN_CODE)) == 1
    await jo.says(f"/code {first}")
    assert "That code does not work." in jo.sees
    await jo.says(f"/code {second}")
    assert "Your role is now: admin." in jo.sees


async def test_codes_that_somebody_has_asked_for_stay(app, monkeypatch):
    monkeypatch.setattr("bot.running.now", lambda: MORNING)
    made = make_invite("admin", MORNING, "operator")
    await app.store.append([made.record])
    await code_of_a_start(app)
    await code_of_a_start(app)
    assert made.record in await app.store.read(Invite, OPEN_CODE)
    assert len(await app.store.read(Invite, OPEN_CODE)) == 2


async def test_the_code_of_a_start_goes_once_there_is_an_admin_by_another(app, jo, sam, monkeypatch):
    monkeypatch.setattr("bot.running.now", lambda: MORNING)
    printed = await code_of_a_start(app)
    asked_for = [make_invite(role, MORNING, "operator") for role in ("curator", "admin", "admin")]
    await app.store.append([each.record for each in asked_for])
    await jo.says(f"/code {asked_for[0].code}")
    assert [each.by for each in await app.store.read(Invite, OPEN_CODE)].count("start") == 1
    await jo.says(f"/code {asked_for[1].code}")
    await sam.says(f"/code {printed}")
    assert "That code does not work." in sam.sees
    assert await app.store.read(Invite, OPEN_CODE) == [asked_for[2].record]


async def test_once_there_is_an_admin_no_start_makes_a_code(app, jo: Person, monkeypatch):
    monkeypatch.setattr("bot.running.now", lambda: MORNING)
    await jo.says(f"/code {await code_of_a_start(app)}")
    assert await code_of_a_start(app) == ""
    made = [each for each in await app.store.read(AuditEvent) if each.what == "invite made"]
    assert [each.who for each in made] == ["operator"]
