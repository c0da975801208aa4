"""What is pressed in more than one part of the job: answers, counts behind the curtain, the board."""

# Who counts first behind the curtain: never the one who has the gun in hand.
BENCH = ["Sample Property Master", "Sample Armorer"]
ON_SET = ["Sample First AD", "Sample Armorer"]
OPEN = "gate open, turned through all, each seen empty"
BORE = "rod passed from muzzle to recoil plate"
PROVEN = "primer pocket empty, hole seen through"
SHOWN = ["Sample Performer, performer", "Sample Camera Operator, camera"]


def press(app, name):
    app.click("toggle button" if name.startswith("Go to ") else "button", name)


def blind(app, who, count):
    """Two counts behind the curtain: one press each."""
    for name in who:
        app.wait_for(contains=f"What did {name}")
        press(app, str(count))
    app.wait_gone(contains=f"What did {who[-1]}")


def opened(app):
    press(app, "pointed at nobody, finger off")
    app.wait_for(contains="Read the tag")
    press(app, "G-07")
    press(app, OPEN)
    press(app, BORE)


def board(app):
    press(app, "Go to Board")
    app.wait_for(name="Last recorded")
