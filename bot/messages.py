"""The words that every channel speaks: what a person sent, and what they are shown."""

import unicodedata
from dataclasses import dataclass

WRITES_FIRST = {"telegram"}  # channels that can write to people; where one is not running, its people wait
TEXT_AT_MOST = 4_096  # characters of a message, on any channel; Telegram's own limit (Bot API, Message)
CARRIES_AT_MOST = 64  # bytes of UTF-8; Telegram's limit for a button (Bot API, InlineKeyboardButton)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who is speaking, as their channel knows them: by a number or a random word, never by name."""

    channel: str
    id: str

    @property
    def address(self) -> str:
        """The one string that stands for this person on this channel, e.g. `telegram:1234`."""
        return f"{self.channel}:{self.id}"


@dataclass(frozen=True, slots=True)
class Message:
    """One thing a person sent: either a text or a choice they pressed.

    `id` is the channel's own and the same when the channel sends the message again.
    `place` is where the channel will show the replies (a chat, a page).
    `group` says that others can read along there.
    `unreadable` marks a photo, a file or the like: something arrived, and it is not text.
    `numbered` says that the channel shows numbers beside the choices.
    `corrects` is the id of an earlier message that this one, an edit, takes the place of.
    """

    id: str
    sender: Sender
    text: str = ""
    choice: str | None = None
    place: str = ""
    group: bool = False
    unreadable: bool = False
    corrects: str = ""
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: the words on it, and what it carries when pressed (at most 64 bytes of UTF-8)."""

    label: str
    carries: str

    def __post_init__(self) -> None:
        size = len(self.carries.encode())
        if not self.label or not 1 <= size <= CARRIES_AT_MOST:
            raise ValueError(f"a choice carries 1 to {CARRIES_AT_MOST} bytes: {self.carries!r}")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody has come: `done` of `total`, and the words for the place."""

    done: int
    total: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Where more can be read: the words to show, and the address behind them (none: words only)."""

    words: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file to hand over; a picture has `alt`, which says in words what it shows.

    One that is large has no content here: `kept` says which file of which export it is, `size` how large, and
    `link` by which word it can be fetched once. That word is in no record.
    """

    name: str
    media_type: str
    content: bytes
    alt: str = ""
    kept: str = ""
    size: int = 0
    link: str = ""

    @property
    def picture(self) -> bool:
        """Whether it is to be seen at once, rather than taken away."""
        return self.media_type == "image/png"


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A command this person may use, for the channel's own menu."""

    command: str
    does: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One short message to show: plain text throughout, so nothing in it can be taken for markup.

    `title` is shown strong, `note` and `links` small. `public` says it may be shown where others read along;
    everything else goes to the person alone. `kept_as` is the text that is kept in place of `text` once it is
    delivered, where that quotes what must stay in no record.
    """

    text: str = ""
    title: str = ""
    note: str = ""
    choices: tuple[Choice, ...] = ()
    progress: Progress | None = None
    document: Document | None = None
    menu: tuple[MenuItem, ...] = ()
    links: tuple[Link, ...] = ()
    public: bool = False
    kept_as: str = ""


def numbered(reply: Reply) -> tuple[tuple[int, Choice], ...]:
    """Return the choices of a reply with the numbers by which they can be typed.

    They are numbered from 1, or from 0 where the first label begins with 0, as a scale does.
    """
    start = 0 if reply.choices and reply.choices[0].label.startswith("0 ") else 1
    return tuple(enumerate(reply.choices, start))


def plain(typed: str) -> str:
    """Return typed words as they are compared: no case, no end marks, one kind of apostrophe and of blank."""
    typed = unicodedata.normalize("NFKC", typed)
    return " ".join(typed.replace("’", "'").split()).rstrip(".!").casefold()
