"""Anything that can be posted to the webhook: bytes, JSON of any shape, and what is nearly an update."""

import json

from hypothesis import strategies as st

NUMBERS = st.one_of(
    st.integers(-5, 50),
    st.sampled_from([2**31, 2**52, 2**63, 10**18, 10**30, 1.5, float("nan"), float("inf")]),
)
WORDS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["/start", "/help", "/code", "/assess", "2", "\ud800", "\0", "i" * 5_000, "/start@charter_bot x"]
    ),
)
PLAIN = st.one_of(st.none(), st.booleans(), NUMBERS, WORDS)
VALUES = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3), max_leaves=6
)


def _of(**parts):
    """A JSON object of which any part may be missing, or be something else altogether."""
    each = {name: st.one_of(right, right, right, VALUES) for name, right in parts.items()}
    return st.fixed_dictionaries({}, optional=each) | st.fixed_dictionaries(each)


USERS = _of(id=st.integers(1, 9), is_bot=st.booleans(), first_name=WORDS)
CHATS = _of(id=st.integers(-9, 9), type=st.sampled_from(["private", "group", "supergroup", "channel"]))
ENTITIES = st.lists(
    _of(type=st.sampled_from(["bot_command", "mention", "bold"]), offset=st.integers(-3, 9), length=NUMBERS),
    max_size=3,
)
SAID = _of(
    message_id=st.integers(1, 99), date=NUMBERS, chat=CHATS, text=WORDS, entities=ENTITIES
) | st.builds(
    lambda said, sender: said | {"from": sender},
    _of(message_id=st.integers(1, 99), chat=CHATS, text=WORDS, reply_to_message=VALUES),
    USERS,
)
PRESSED = st.builds(
    lambda press, sender: press | {"from": sender},
    _of(id=WORDS, data=WORDS, message=SAID, chat_instance=WORDS),
    USERS,
)
UPDATES = _of(
    update_id=st.integers(1, 10**6),
    message=SAID,
    edited_message=SAID,
    callback_query=PRESSED,
    inline_query=VALUES,
)

DEEP = st.builds(
    lambda depth, opens, closes: opens * depth + closes * depth,
    st.sampled_from([50, 1_100, 9_000]),
    st.sampled_from([b"[", b'{"update_id":', b'{"update_id":1,"message":[']),
    st.sampled_from([b"]", b"}", b"", b"]}"]),
)
LITERALS = st.sampled_from(
    [
        b'{"update_id": ' + b"9" * 5_000 + b"}",
        b'{"update_id": 1e999}',
        b'{"update_id": 1, "update_id": "x"}',
        b"\xff",
    ]
)


def as_bytes(value):
    """Write JSON as a sender might, letters outside ASCII escaped or not."""
    return json.dumps(value).encode()


BODIES = st.one_of(st.binary(max_size=200), DEEP, LITERALS, VALUES.map(as_bytes), UPDATES.map(as_bytes))
