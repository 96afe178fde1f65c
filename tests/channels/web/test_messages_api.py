import pytest
from fake_conversations import ScriptedConversation
from http_visitor import opened

from bot.messages import Choice, Progress, Reply

ID = "0b1e5c1e-9c3f-4d57-8a39-2f3a4b5c6d7e"


def post(client, **message):
    return client.post("/api/messages", json={"id": ID, **message})


async def test_a_text_gets_its_replies(client, echo):
    answer = await post(client, text="What is the Charter?")
    assert answer.status_code == 200
    assert answer.json() == {
        "replies": [
            {
                "title": "",
                "text": "1: What is the Charter?",
                "note": "",
                "links": [],
                "choices": [],
                "progress": None,
                "document": None,
            }
        ]
    }
    assert echo.heard[0].text == "What is the Charter?"
    assert echo.heard[0].choice is None


async def test_a_choice_is_handed_over_as_a_choice(client, echo):
    await post(client, choice="answer:h1:3")
    assert (echo.heard[0].choice, echo.heard[0].text) == ("answer:h1:3", "")


async def test_the_same_id_again_gets_the_same_replies(client, echo):
    first = await post(client, text="hello")
    again = await post(client, text="hello")
    assert again.json() == first.json()
    assert echo.ids == [ID, ID]


async def test_choices_bring_the_numbers_by_which_they_can_be_typed():
    choices = Choice("0 Not yet", "a:0"), Choice("1 Begun", "a:1")
    scale = Reply("How far?", choices=choices, progress=Progress(1, 20, "HR"))
    async with opened(ScriptedConversation(script={"next": (scale,)})) as client:
        reply = (await post(client, text="next")).json()["replies"][0]
    assert reply["choices"] == [
        {"number": 0, "label": "0 Not yet", "carries": "a:0"},
        {"number": 1, "label": "1 Begun", "carries": "a:1"},
    ]
    assert reply["progress"] == {"done": 1, "total": 20, "label": "HR"}


@pytest.mark.parametrize(
    "message",
    [
        {"text": "both", "choice": "a:b"},
        {},
        {"text": None, "choice": None},
        {"text": 7},
        {"text": "a", "more": "b"},
        {"text": "a", "id": "short"},
        {"text": "a", "id": "has_underscores_in_it"},
        {"text": "a", "id": "ends-with-newline\n"},
        {"text": "a", "id": "a" * 65},
        {"choice": ""},
        {"choice": "ä" * 33},
        {"choice": "line\nbreak"},
    ],
)
async def test_a_message_of_another_shape_is_refused_with_a_sentence(client, echo, message):
    answer = await post(client, **message)
    assert answer.status_code == 422
    assert answer.json()["error"].startswith("The chat could not read this message. Please reload")
    assert echo.heard == []


HALF_A_LETTER = b'{"id": "12345678", "text": "\\ud800"}'


@pytest.mark.parametrize("body", [b"", b"{", b"[]", HALF_A_LETTER, b"\xff\xfe", b"[" * 9999])
async def test_what_is_no_json_is_refused_with_a_sentence(client, body):
    answer = await client.post("/api/messages", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["error"].endswith("try again.")


async def test_the_longest_text_fits_and_one_letter_more_does_not(client, echo):
    assert (await post(client, text="ü" * 4000)).status_code == 200
    answer = await post(client, text="ü" * 4001)
    assert answer.status_code == 422
    assert answer.json()["error"] == (
        "Your message has 4,001 characters, and 4,000 fit into one. Please shorten it, or send it in parts."
    )
    assert len(echo.heard) == 1


async def test_an_empty_text_is_refused_with_a_sentence(client):
    answer = await post(client, text=" \n\0")
    assert answer.status_code == 422
    assert "Please write something" in answer.json()["error"]


async def test_a_nul_never_reaches_the_assistant(client, echo):
    await post(client, text="a\0b")
    assert echo.heard[0].text == "ab"


async def test_a_failure_is_a_sentence_and_is_logged_without_the_text(caplog):
    async with opened(ScriptedConversation(breaks_down=1)) as client:
        answer = await post(client, text="our secret")
        assert answer.status_code == 500
        assert answer.json()["error"].startswith(
            "Sorry, something went wrong on our side, and this was not saved."
        )
        assert (await post(client, text="our secret")).status_code == 200
    assert f"a turn failed: message={ID} RuntimeError at fake_conversations.py" in caplog.text
    assert "our secret" not in caplog.text
