"""Files that are made for somebody, and wait a short while to be fetched."""

from dataclasses import dataclass, field
from typing import ClassVar

from storage.records.record import Record


@dataclass(frozen=True)
class ExportFile:
    """One file of an export: how it is called, in how many pieces it is kept, and about how many assessments.

    `link` is the hash of the one-time link by which it can be fetched, while there is one. `fetched` says
    that it has been, or is just now.
    """

    name: str
    media_type: str
    pieces: int = 0
    size: int = 0
    rows: int = 0
    sha256: str = ""
    link: str = ""
    fetched: bool = False


@dataclass(frozen=True)
class ExportJob(Record):
    """An export that somebody has asked for: what of, how far it is, and until when its files are kept.

    `wanted` holds the filters by name. `state` is "making", "ready" or "failed", `why` then the sentence that
    says why. `done` of `total` assessments are read. `who` is the id they are known by; `told` says that
    they know how it ended. Until `on_its_way` a file may still be
    on its way, though no link works any more.
    """

    kind: ClassVar[str] = "export-job"
    id: str
    address: str
    asked: str
    expires: str
    who: str = ""
    wanted: dict[str, str] = field(default_factory=dict)
    state: str = "making"
    why: str = ""
    done: int = 0
    total: int = 0
    files: tuple[ExportFile, ...] = ()
    told: bool = False
    on_its_way: str = ""

    @property
    def key(self) -> str:
        return self.id

    @property
    def tags(self) -> tuple[str, ...]:
        is_open = ("open",) if self.state == "making" else ()
        links = tuple(dict.fromkeys(f"link:{each.link}" for each in self.files if each.link))
        return ("any", f"by:{self.address}", *is_open, *links)

    @property
    def sealed_for(self) -> str:
        return self.address


@dataclass(frozen=True)
class ExportPiece(Record):
    """A piece of a file of an export, in base64."""

    kind: ClassVar[str] = "export-piece"
    job: str
    file: int
    number: int
    address: str
    data: str = ""

    @property
    def key(self) -> str:
        return piece_key(self.job, self.file, self.number)

    @property
    def tags(self) -> tuple[str, ...]:
        return (f"job:{self.job}",)

    @property
    def sealed_for(self) -> str:
        return self.address


def piece_key(job: str, file: int, number: int) -> str:
    """Return the key of one piece: in their order."""
    return f"{job}|{file:03d}|{number:06d}"
