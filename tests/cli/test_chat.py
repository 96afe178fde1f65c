"""`charter-bot chat`: the same conversation in a terminal, with numbered choices."""

import json


def talks(charter_bot, *said, **settings):
    result = charter_bot("chat", typed="".join(f"{each}\n" for each in said), **settings)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_it_begins_with_what_this_is_and_a_number_picks_a_choice(charter_bot):
    shown = talks(charter_bot, "2", "1", "/quit")
    assert "prepare for the Lived Experience Charter" in shown
    assert "[1] Ask a question" in shown
    assert "Is it all right to keep this?" in shown
    assert "WHAT IS YOUR ORGANISATION CALLED?" in shown


def test_a_score_is_picked_by_its_own_number(charter_bot):
    profile = ["Moorland", "North team", "1", "1", "3", "1", "1"]
    shown = talks(charter_bot, "/assess", "yes", *profile, "1", "2", "/quit")
    assert "[0] Not started" in shown
    assert "[4] Leading" in shown
    assert "L1: 2 In place. Saved." in shown
    assert "2 of 20, Leadership" in shown


def test_everything_is_saved_when_the_terminal_ends_and_there_the_next_time(charter_bot):
    talks(charter_bot, "/assess", "yes", "Moorland")
    shown = talks(charter_bot, "2", "/quit")
    assert "- Continue the self-assessment" in shown  # the numbers are those of the question below it
    assert "WHICH SERVICE OR TEAM IS THIS ABOUT?" in shown


def test_a_file_is_put_into_the_folder_one_stands_in_and_never_over_another(charter_bot, tmp_path):
    (tmp_path / "my-data.json").write_text("mine", encoding="utf-8")
    shown = talks(charter_bot, "/mydata", "/quit")
    assert "my-data-2.json" in shown
    assert (tmp_path / "my-data.json").read_text(encoding="utf-8") == "mine"
    assert (
        json.loads((tmp_path / "my-data-2.json").read_text(encoding="utf-8"))["places"][0]["assessments"]
        == []
    )


def test_a_picture_is_told_in_words_and_put_there_too(charter_bot, tmp_path):
    shown = talks(charter_bot, "/assess", "yes", "Moorland", "/pictures")
    words = "A radar chart of your areas, by evidenced score. Leadership 0%"
    assert words in " ".join(shown.split())
    assert len(list(tmp_path.glob("charter-areas-*.png"))) == 1


def test_a_file_that_cannot_be_put_is_told_so_and_the_conversation_goes_on(charter_bot, tmp_path):
    (tmp_path / "my-data.json").symlink_to(tmp_path / "no" / "such" / "folder")
    shown = talks(charter_bot, "/mydata", "/help", "/quit")
    assert "The file could not be written here" in shown
    assert "WHAT I CAN DO" in shown


def test_a_number_of_four_thousand_digits_is_no_score_and_no_crash(charter_bot):
    profile = ["Moorland", "North team", "1", "1", "3", "1", "1"]
    shown = talks(charter_bot, "/assess", "yes", *profile, "1", "9" * 4_000, "/quit")
    assert "Please type a number from 0 to 4" in shown


def test_a_short_question_is_understood_with_the_answer_before_it(charter_bot, content):
    shown = talks(charter_bot, "What is a Standard DBS check?", "how much is that", "1", "/quit")
    assert " ".join(content.entries["dbs-cost"].answer.split()) in " ".join(shown.split())


def test_without_the_sentence_model_the_conversation_goes_on_by_words_alone(charter_bot, caplog):
    shown = talks(charter_bot, "What does it cost?", "/quit", CHARTER_SENTENCES="off")
    assert "We found no published price." in shown
    told = [each.getMessage() for each in caplog.records if each.name == "charter.search"]
    assert told == ["the search knows words alone, as CHARTER_SENTENCES says"]
