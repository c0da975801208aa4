"""Takes with blanks in the window: a lot and a tray, two takes, a misfire, and a count that does not balance at first."""

from steps import BORE, ON_SET, SHOWN, blind, board, opened, press

AS_MEASURED = "as measured for this set-up, nobody moved, ears on"
CALL = "copy, 3 half-load blanks"
EVERY_SHOT = "every shot, none weak or odd"
CLEAR = "each chamber turned to, empty; rod passed through"


def write(app, label, text):
    app.enter("entry", label, text)


def stock(app):
    """Fifty half loads that two counted, twelve of them in a numbered tray."""
    press(app, "Go to Items")
    write(app, "Tag on it", "B-1")
    press(app, "Kind: tray of blanks")
    write(app, "Chambers, rounds in the magazine, or places of a tray", "50")
    press(app, "Add the item")
    press(app, "Rounds")
    press(app, "What they are: blanks")
    for label, text in [
        ("Number on the boxes", "B-100"),
        ("Maker", "Sample Maker"),
        ("Calibre, as on the box", ".45 5-in-1"),
        ("Load, as on the box", "half load"),
        ("How many, counted by two", "50"),
    ]:
        write(app, label, text)
    press(app, "Counted by: Sample Armorer")
    press(app, "And by: Sample First AD")
    press(app, "Enter the lot")
    press(app, "Put in a tray: B-100")
    press(app, "Which tray: B-1")
    press(app, "Put in by: Sample Armorer")
    write(app, "How many", "12")
    press(app, "Put them in")
    app.wait_for(contains="By the record: its boxes 38, B-1 12")


def shown_clear(app):
    board(app)
    press(app, "Show clear G-07")
    opened(app)
    blind(app, ON_SET, 6)
    for who in SHOWN:
        press(app, f"Shown to {who}")
        app.wait_gone("button", f"Shown to {who}")
    press(app, "Said aloud, and 2 answered")
    board(app)


def loaded(app):
    """From the bore to the performer's hand."""
    press(app, BORE)
    blind(app, ON_SET, 3)
    press(app, f"Shown to {SHOWN[0]}")
    press(app, CALL)
    app.wait_for(contains="Hot gun: three half-load blanks")


def begin(app):
    # Its button is another one once nothing is missing.
    app.wait_gone(contains="Still to be said")
    press(app, "Begin")


def counted(app, who, number):
    press(app, "Count: B-100")
    press(app, "What was counted: B-1")
    press(app, f"Who counted: {who}")
    write(app, "How many", str(number))
    press(app, "Record the count")


def blanks(app):
    """The first take of a set-up asks what was planned; each after it is a strip of eight keys."""
    stock(app)
    shown_clear(app)
    press(app, "Load blanks G-07")
    write(app, "Shots planned in this take", "3")
    press(app, "Load, as planned: half-load blanks")
    begin(app)
    press(app, AS_MEASURED)
    loaded(app)
    board(app)
    press(app, "After the cut G-07")
    press(app, EVERY_SHOT)
    press(app, CLEAR)
    board(app)
    press(app, "Load blanks G-07")
    begin(app)
    press(app, AS_MEASURED)
    loaded(app)
    app.screenshot("blanks in the performer's hand")
    press(app, f"{EVERY_SHOT}, G-07")
    press(app, CLEAR)
    with app.section("one take with blanks", 8):
        press(app, f"{AS_MEASURED}, G-07")
        loaded(app)
        press(app, f"{EVERY_SHOT}, G-07")
        press(app, CLEAR)
        app.wait_for(contains="As before in this set-up")
    press(app, "Go to Items")
    press(app, "Rounds")
    app.wait_for(contains="By the record: its boxes 38, B-1 3")
    counted(app, "Sample Armorer", 2)
    app.wait_for(contains="1 short")
    app.screenshot("one blank short")
    counted(app, "Sample First AD", 3)
    app.wait_gone(contains="1 short")
    app.screenshot("counted again by another")
