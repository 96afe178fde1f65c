import pytest
from fake_conversations import ScriptedConversation
from http_visitor import opened

from bot.messages import Document, Reply

ID = "0b1e5c1e-9c3f-4d57-8a39"
PLAN = Document("Action plan.pdf", "application/pdf", b"%PDF-1.7 plan")
AREAS = Document("areas.png", "image/png", b"\x89PNG", alt="Leadership 40%.")


@pytest.fixture
def echo():
    odd = Document('../a"b\r\nX: 1/Übersicht.csv', "text/csv", b"a,b")
    script = {
        "plan": (Reply("Here"), Reply(document=PLAN)),
        "odd": (Reply(document=odd),),
        "areas": (Reply(document=AREAS),),
    }
    return ScriptedConversation(script=script)


async def ask_for(client, text):
    answer = await client.post("/api/messages", json={"id": ID, "text": text})
    return [reply["document"] for reply in answer.json()["replies"]]


async def test_a_document_is_offered_with_name_and_size_and_downloaded_as_it_is(client):
    nothing, offered = await ask_for(client, "plan")
    assert nothing is None
    assert offered == {"name": "Action plan.pdf", "url": f"/api/files/{ID}/1", "size": 13}
    answer = await client.get(offered["url"])
    assert answer.content == PLAN.content
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == (
        "attachment; filename=\"Action plan.pdf\"; filename*=UTF-8''Action%20plan.pdf"
    )


async def test_a_picture_comes_with_its_words_and_as_a_picture(client):
    (offered,) = await ask_for(client, "areas")
    assert offered == {"name": "areas.png", "url": f"/api/files/{ID}/0", "size": 4, "alt": "Leadership 40%."}
    answer = await client.get(offered["url"])
    assert (answer.content, answer.headers["content-type"]) == (AREAS.content, "image/png")


async def test_a_file_name_cannot_break_out_of_its_header(client):
    (offered,) = await ask_for(client, "odd")
    answer = await client.get(offered["url"])
    assert "x" not in answer.headers
    assert answer.headers["content-disposition"] == (
        "attachment; filename=\"_a_b__X_ 1__bersicht.csv\"; filename*=UTF-8''_a_b__X_%201_%C3%9Cbersicht.csv"
    )


async def test_somebody_elses_document_looks_like_none(client):
    _, offered = await ask_for(client, "plan")
    client.cookies.clear()
    await client.get("/")
    theirs = await client.get(offered["url"])
    none = await client.get("/api/files/00000000-0000/0")
    assert (theirs.status_code, none.status_code) == (404, 404)
    assert theirs.json() == none.json()


async def test_without_the_cookie_there_is_no_document(client):
    _, offered = await ask_for(client, "plan")
    client.cookies.clear()
    assert (await client.get(offered["url"])).status_code == 401


@pytest.mark.parametrize("path", ["{}/0", "{}/7", "{}/-1", "{}/x", "{}/" + "9" * 5000, "short/1"])
async def test_an_address_without_a_document_gets_a_sentence(client, path):
    await ask_for(client, "plan")
    answer = await client.get("/api/files/" + path.format(ID))
    assert answer.status_code == 404
    assert "Please ask the assistant for it again" in answer.json()["error"]


async def test_a_failure_while_fetching_says_sorry():
    class Forgetful(ScriptedConversation):
        async def document(self, address, message_id, index):
            raise RuntimeError("the disk is gone")

    async with opened(Forgetful()) as client:
        answer = await client.get(f"/api/files/{ID}/0")
    assert answer.status_code == 500
    assert answer.json()["error"].startswith("Sorry")
