"""The replies that hand over what an export has made, or say how far it is."""

from bot.exports.fetching import documents
from bot.exports.making import rows
from bot.messages import Choice, Document, Progress, Reply
from bot.reports.wanted import Wanted
from knowledge.loader import Content
from storage.records import ExportJob

BY_LINK = "web"  # the channel on which a file is fetched by a link
MOST_ON_TELEGRAM = 49_000_000  # bytes of a file; a bot may send 50 MB (Bot API, "Sending files")


class Handing:
    """Speaks of exports."""

    def __init__(self, content: Content) -> None:
        self._say = content.texts.say
        self._notice = content.framework.notice

    def over(self, job: ExportJob) -> tuple[ExportJob, tuple[Reply, ...]]:
        """Hand over the files; return the job as it is to be kept for that."""
        channel = job.address.partition(":")[0]
        job, found = documents(job, with_links=channel == BY_LINK)
        if not found:
            return job, (Reply(self._say("export.fetched")),)
        said = self._say("export.done", count=rows(job), format=Wanted.of(job.wanted).format.upper())
        once = self._say("export.once") if channel == BY_LINK else ""
        first, *others = (self._file(each, channel) for each in found)
        text = "\n\n".join(filter(None, (said, once, first.text)))
        return job, (Reply(text, note=self._notice, document=first.document), *others)

    def _file(self, document: Document, channel: str) -> Reply:
        if channel == "telegram" and document.size > MOST_ON_TELEGRAM:
            size = f"{document.size / 1_000_000:.0f} MB"
            return Reply(self._say("export.too_large", file=document.name, size=size))
        return Reply(self._say("export.file", file=document.name), document=document)

    def going_on(self, job: ExportJob) -> Reply:
        """Say how far it is, with a button to ask again and one to stop."""
        done = Progress(job.done, job.total, self._say("export.read")) if job.total else None
        choices = (
            Choice(self._say("export.how_far"), f"export:job:{job.id}"),
            Choice(self._say("export.stop"), f"export:stop:{job.id}"),
        )
        return Reply(self._say("export.making"), progress=done, choices=choices)

    def failed(self, job: ExportJob) -> Reply:
        """Say why there is no file."""
        return Reply(job.why or self._say("export.failed"))
