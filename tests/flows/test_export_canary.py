"""An export holds what an organisation agreed on, and nobody else's words: no part's, no question's."""

import io
import zipfile

import pytest
from teams import joins, leads, part_of
from walking import answers

from bot.reports.wanted import FORMATS

AGREED = "Otterbourne"
NOT_FOR_EXPORT = ("Canarypart", "Canaryquestion", "Canarywaiting", "telegram", "web:")


def everything_in(document):
    """All words of a file; a packed one is unpacked first."""
    if not zipfile.is_zipfile(io.BytesIO(document.content)):
        return document.content.decode("utf-8-sig")
    packed = zipfile.ZipFile(io.BytesIO(document.content))
    return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


@pytest.mark.parametrize("form", FORMATS)
async def test_no_export_holds_a_colleagues_words_a_question_or_an_address(priya, amal, sam, form):
    await leads(amal, organisation=f"{AGREED} Trust")
    await joins(amal, sam, "Lived experience", "Leadership")
    await sam.presses_data(f"hub:{(await part_of(sam)).ref}")
    await sam.presses("Leadership")
    await answers(sam, "3 Embedded", evidence="Canarypart minutes")
    await sam.says("what about canaryquestion and Canaryquestion?")
    await amal.says("/evidence")
    await amal.presses("Add a document")
    await amal.says("Appraisal of Mr Canarywaiting")  # looks personal: it waits for its writer
    await priya.says(f"/export {form}")
    files = [everything_in(document) for document in await priya.files()]
    assert any(AGREED in file for file in files)
    assert [word for word in NOT_FOR_EXPORT for file in files if word.lower() in file.lower()] == []
