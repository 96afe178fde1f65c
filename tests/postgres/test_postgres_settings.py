"""CHARTER_STORE=postgresql://... is opened by every command, the operator's beside running ones too."""

from store_places import KEY, MASTER

from bot.opening import open_store
from bot.operating import export_to, invite
from bot.settings import Settings
from storage.records import Assessment, AuditEvent, Invite
from storage.sealing.opening import open_sealed
from storage.sealing.store import SealedStore


async def test_the_store_of_the_settings_is_the_database(database):
    store = await open_store(Settings(charter_store=database, charter_key=KEY))
    assert isinstance(store, SealedStore)
    assert store.shared
    await store.close()


async def test_an_operator_invites_and_exports_beside_a_running_assistant(database, stores, tmp_path):
    running = await open_sealed(stores[0], MASTER)
    hers = Assessment("k7", "web:h", framework="2026.10", agreed="a", started="s", changed="c")
    async with running.turn("a turn of the running assistant") as turn:
        turn.put(hers)
        settings = Settings(charter_store=database, charter_key=KEY, telegram_bot_token="")
        assert "/code " in await invite(settings, "admin")
    await export_to(settings, ["json"], tmp_path / "out.json")

    assert [each.role for each in await running.read(Invite)] == ["admin"]
    assert sorted(each.what for each in await running.read(AuditEvent)) == ["export", "invite made"]
    assert "k7" in (tmp_path / "out.json").read_text()
