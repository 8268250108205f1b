"""Keys that come from the terminal in one piece land where they land when they are typed."""

from tests.terminal.conftest import Practice


def test_a_burst_through_fields_dialogs_and_a_paste_lands_where_it_was_meant(
    practice: Practice,
) -> None:
    program = practice.write("ana-k")
    program.send(
        "one\rtwo\x1b[A!\t"  # two lines, up to the first, then the next prompt
        "\x1b[200~pasted\x1b[201~ three"
        "\x0fg call\r"  # a jot, filed under goals
        " four\x07expect\rfive"  # go to the expectations
        "\x11"
    )
    assert program.wait_for_exit() == 0
    (document,) = practice.documents("ana-k")
    written = {each["prompt"]: each["value"] for each in document["answers"] if each.get("value")}
    assert written["story-free"] == "one!\ntwo"
    assert written["goals-free"] == "pasted three four"
    assert written["expectations-free"] == "five"
    assert [each["text"] for each in document["jots"]] == ["call"]


def test_what_is_typed_while_the_program_starts_is_kept_when_one_leaves_at_once(
    practice: Practice,
) -> None:
    program = practice.run("new", "ana-k", "--guide", "blank")
    program.wait_for("ana-k")
    program.send("before it stood\x11")
    assert program.wait_for_exit() == 0
    assert practice.value("ana-k", "story-free") == "before it stood"


def test_esc_and_letters_in_one_piece_leave_the_field_and_act(practice: Practice) -> None:
    program = practice.write("ana-k")
    program.send("said\x1bniwalk\x11")  # out of the field, to the next section, into its first field
    assert program.wait_for_exit() == 0
    assert practice.value("ana-k", "story-free") == "said"
    assert practice.value("ana-k", "goals-free") == "walk"
