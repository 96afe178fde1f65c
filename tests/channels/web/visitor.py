"""A person at the page, and the conversation that the tests have with them."""

from base64 import b64decode

from playwright.async_api import ConsoleMessage, Locator, Page, Request, expect

from bot.messages import Choice, Document, Progress, Reply

WELCOME = Reply(
    title="Welcome",
    text="I can explain the Charter.\n\nWith me you can:\n- ask a question\n- assess where you are",
    note="More: www.example.org/charter.",
    choices=(Choice("Assess where we are", "assess:start"), Choice("Ask a question", "ask:start")),
)
QUESTION = Reply(
    title="Do people with lived experience take part in hiring?",
    text="Choose what fits best today.",
    progress=Progress(7, 20, "Human resources"),
    choices=(Choice("0 Not yet", "answer:h1:0"), Choice("1 Planned", "answer:h1:1")),
)
PDF = Document("Action plan.pdf", "application/pdf", b"%PDF-" + b"x" * 2048)
PLAN = Reply("Here is your plan.", document=PDF)
DOT = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)
AREAS = Reply(title="Your areas", document=Document("areas.png", "image/png", DOT, alt="Leadership 40%."))
SCRIPT = {
    "/start": (WELCOME,),
    "assess:start": (Reply("Good. It takes about 20 minutes."), QUESTION),
    "plan": (PLAN,),
    "areas": (AREAS,),
}


class Visitor:
    """Says, presses and reads, as a person at the page does."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        self.calls_elsewhere: list[str] = []
        page.on("console", self._complains)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._calls)

    def _complains(self, message: ConsoleMessage) -> None:
        # A refused request is the page's own business: it tells the person in a sentence.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def _calls(self, request: Request) -> None:
        if not request.url.startswith(self.address + "/"):
            self.calls_elsewhere.append(request.url)

    async def opens(self) -> None:
        await self.page.goto(self.address)
        await self.sees("You said" if await self.said.count() else "Welcome")

    async def says(self, text: str) -> None:
        await self.words.fill(text)
        await self.words.press("Enter")

    async def presses(self, label: str) -> None:
        await self.page.get_by_role("button", name=label, exact=True).last.click()

    async def sees(self, text: str) -> None:
        await expect(self.log).to_contain_text(text)

    async def reads(self) -> list[str]:
        """What stands in the log, message by message, with who said it."""
        texts = [(await message.inner_text()).split("\n") for message in await self.messages.all()]
        return [" | ".join(line for line in lines if line) for lines in texts]

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    @property
    def messages(self) -> Locator:
        return self.log.locator(".message")

    @property
    def said(self) -> Locator:
        return self.log.locator(".person")

    @property
    def words(self) -> Locator:
        return self.page.get_by_label("Your message")

    @property
    def focused(self) -> Locator:
        return self.page.locator(":focus")
