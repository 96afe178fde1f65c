"""What of the content an export needs, and nothing more: it goes to another process."""

from dataclasses import dataclass

from knowledge.framework import Framework
from knowledge.loader import Content
from knowledge.model import ProfileField


@dataclass(frozen=True)
class Material:
    """Every version of the framework, the current one, and the profile questions."""

    frameworks: dict[str, Framework]
    framework: Framework
    profile: tuple[ProfileField, ...]

    @classmethod
    def of(cls, content: Content) -> "Material":
        """Take it from the content."""
        return cls(content.frameworks, content.framework, content.profile)
