"""The job that the program exists for, done by somebody who has only its window, and held to its budget of inputs."""

import pathlib
import random
import re
import subprocess
import sys
import time
import zipfile

from blanks import blanks
from showclear_driver import Driver, Failed
from steps import BENCH, BORE, ON_SET, OPEN, PROVEN, SHOWN, blind, board, opened, press

ARMORER_PIN, FIRST_AD_PIN = "100001", "300003"


def prove(app, rounds):
    for _ in range(rounds):
        at = app.wait_for(contains="of D-1: what is it?").name
        press(app, PROVEN)
        app.wait_gone(name=at)


def dummies(app):
    """Six dummies proven at the bench, one NOT SURE on the way, then shown."""
    with app.section("six dummies proven and shown", 22):
        press(app, "Prove and load dummies G-07")
        opened(app)
        blind(app, BENCH, 6)
        with app.section("three rounds that are done again"):
            prove(app, 3)
        with app.section("STOP raised and settled", 3):
            press(app, "NOT SURE")
            app.wait_for(contains="STOP. Doubtful one in the pot.")
            app.screenshot("one dummy in doubt")
            press(app, "Settle STOP: Sample Armorer, armorer")
            press(app, "Settle STOP: Sample Property Master, second")
            app.wait_gone("button", contains="Settle STOP")
        with app.section("the gun emptied and seen empty, done again"):
            blind(app, BENCH, 6)
        prove(app, 6)
        blind(app, BENCH, 6)
        app.screenshot("dummies proven")
        press(app, "Go to Board")
        press(app, "Cold gun: dummies G-07")
        app.wait_for(contains="Read the tag")
        press(app, "G-07")
        app.wait_for(contains="Dummies you see")
        press(app, "6")
        for who in SHOWN:
            press(app, f"Shown to {who}")
            app.wait_gone("button", f"Shown to {who}")
        app.wait_for(contains="Cold gun: six dummies, proven")
        app.screenshot("the call")
        press(app, "Said aloud, and 2 answered")
        app.wait_gone(contains="Step 4 of 4")


def handling(app):
    """Issued, a breach recorded, collected; then the dummies out, an empty gun, a re-show, a rubber gun."""
    board(app)
    app.wait_for(contains="DUMMIES 6/6 PROVEN")
    with app.section("issue", 1):
        press(app, "Issue G-07 to Sample Performer")
        app.wait_for(contains="In hand of Sample Performer")
    app.screenshot("issued")
    with app.section("a breach recorded", 4):
        press(app, "What happened")
        press(app, "Item G-07")
        press(app, "Or: Set down, nobody named")
        app.wait_for(contains="Recorded: G-07")
    app.screenshot("a breach")
    board(app)
    with app.section("collect", 1):
        press(app, "Collect G-07")
        app.wait_gone("button", "Collect G-07")
    with app.section("dummies out", 6):
        press(app, "Dummies out G-07")
        press(app, "pointed at nobody, finger off")
        app.wait_for(contains="Read the tag")
        press(app, "G-07")
        press(app, "every one looks as at the bench")
        blind(app, BENCH, 6)
    board(app)
    with app.section("show clear of one gun", 10):
        press(app, "Show clear G-07")
        opened(app)
        blind(app, ON_SET, 6)
        for who in SHOWN:
            press(app, f"Shown to {who}")
            app.wait_gone("button", f"Shown to {who}")
        app.wait_for(contains="Cold gun: empty, shown clear")
        press(app, "Said aloud, and 2 answered")
    board(app)
    press(app, "Issue G-07 to Sample Performer")
    press(app, "Collect G-07")
    app.wait_gone("button", "Collect G-07")
    with app.section("re-show", 3):
        press(app, "Re-show G-07")
        blind(app, ON_SET, 6)
    board(app)
    app.wait_for(contains="EMPTY, SHOWN CLEAR")
    with app.section("rubber gun out and back", 3):
        press(app, "Rubber out R-07")
        press(app, "rubber, bends in the hand")
        app.wait_for(contains="INERT")
        app.wait_gone("button", "rubber, bends in the hand")
        press(app, "Collect R-07")
        app.wait_gone("button", "Collect R-07")


def stopped_by_hand(app, where):
    """STOP by the pointer, which reaches only what nothing covers; settled by those on the set."""
    app.point("button", "STOP")
    app.wait_for(contains="STOPPED. Say it aloud.")
    app.screenshot(f"stopped {where}")
    press(app, "Settle STOP: Sample Armorer, armorer")
    press(app, "Settle STOP: Sample First AD, first AD")
    app.wait_gone("button", contains="Settle STOP")


def sign(app, name, pin, strike=None):
    press(app, "Go to Showings")
    app.click(None, contains=f"{name}:", where=lambda node: node.actions())
    if strike is not None:
        press(app, strike)
    press(app, "Read it and sign")
    app.wait_for(contains=f"{name} signs")
    app.screenshot(f"the sheet of {name}")
    app.enter("password text", f"PIN of {name}", pin)
    press(app, f"Sign as {name}")
    app.wait_for(contains=f"Signed and saved: {name}", patience=30)


def checked_without_us(app, place):
    """Exported, then checked by ssh-keygen, sha256sum and the scripts of the bundle."""
    bundle = place / "out.zip"
    app.answer_dialog(bundle)
    press(app, "Go to Export")
    app.screenshot("export")
    press(app, "Choose where and export")
    app.wait_until(bundle.exists, "the bundle on the disk", 30)
    app.wait_for(contains="SHA-256")
    app.screenshot("exported")
    with zipfile.ZipFile(bundle) as opened_zip:
        opened_zip.extractall(place)
    folder = next(path for path in place.iterdir() if path.is_dir() and path.name.startswith("showclear-"))
    guide = (folder / "VERIFY.txt").read_text(encoding="utf-8")
    commands = [line.strip() for line in guide.splitlines() if line.strip().startswith("ssh-keygen -Y verify") and "\\" not in line]
    if len(commands) < 3:
        raise Failed(f"VERIFY.txt names too few commands:\n{guide}")
    for command in commands:
        done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode != 0 or "Good" not in done.stdout:
            raise Failed(f"{command}: {done.stdout}{done.stderr}")
    for command in (["sha256sum", "-c", "--quiet", "SHA256SUMS"], ["sh", "verify.sh"], ["python3", "verify.py"]):
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Failed(f"{command}: {done.stdout}{done.stderr}")
    code, out, err = app.command_line("verify", bundle)
    if code != 0 or "UNALTERED" not in out:
        raise Failed(f"showclear verify: {code} {out}{err}")
    app.say(f"   {len(commands)} signatures good by ssh-keygen; sha256sum, verify.sh, verify.py and showclear verify agree")


# The run in which the program is killed: what is pressed at each step, in order.
PROOF = [
    ["pointed at nobody, finger off"],
    ["G-07"],
    [OPEN],
    [BORE],
    ["6", "6"],
    *[[PROVEN]] * 6,
    ["6", "6"],
]


def standing(app):
    """Where the run stands, in the words of the window."""
    return app.wait_for("label", contains=re.compile(r"^Step \d+ of \d+")).name


def production():
    """The folder that the sample was made in."""
    return next(pathlib.Path.home().rglob("*.drill"))


def whole_lines():
    """Every whole line of the log as it lies on the disk, segment after segment."""
    segments = sorted((production() / "log").rglob("*.jsonl"))
    return b"".join(part.read_bytes()[: part.read_bytes().rfind(b"\n") + 1] for part in segments)


def restarted(app):
    """Killed and opened again: every whole line that was on the disk is still there, first and unchanged, and it verifies."""
    app.kill()
    before = whole_lines()
    app.start()
    app.click("button", contains="Open SAMPLE Night Ferry")
    app.wait_for("button", "STOP", patience=30)
    if not whole_lines().startswith(before):
        raise Failed("a line that was on the disk is gone or changed after the kill")
    code, out, err = app.command_line("verify", production())
    if code != 0 or "UNALTERED" not in out:
        raise Failed(f"showclear verify after the kill: {code} {out}{err}")


def reopened(app):
    """The same in the middle of a run, which is resumed: where it stands now."""
    restarted(app)
    app.wait_for(contains="The program was closed during this run", patience=30)
    press(app, "Resume")
    app.wait_gone(contains="The program was closed during this run")
    return standing(app)


def answer(app, presses):
    for at, name in enumerate(presses):
        if len(presses) > 1:
            app.wait_for(contains=f"What did {BENCH[at]}")
        press(app, name)


def killed_in_a_run(app, chance):
    """Killed at random answers of a run: it reopens where it stood, and nothing that was shown as done is missing."""
    board(app)
    press(app, "Prove and load dummies G-07")
    kills = set(chance.sample(range(len(PROOF) - 1), 6))
    for at, presses in enumerate(PROOF):
        before = standing(app)
        if at not in kills:
            answer(app, presses)
            if at < len(PROOF) - 1:
                app.wait_gone("label", name=before)
            continue
        if chance.random() < 0.5:
            answer(app, presses)
            app.wait_gone("label", name=before)
            after = standing(app)
            now = reopened(app)
            if now != after:
                raise Failed(f"shown as done, and gone after the kill: {after} became {now}")
            continue
        # In the middle of an answer: a count behind the curtain is asked anew, any other is there or is not.
        answer(app, presses[:1])
        time.sleep(chance.random() * 0.1)
        now = reopened(app)
        if len(presses) > 1 and now != before:
            raise Failed(f"half a count was taken for a whole one: {before} became {now}")
        if now == before:
            answer(app, presses)
            app.wait_gone("label", name=before)
    app.wait_for(contains="DUMMIES 6/6 PROVEN")
    return len(kills)


def set_down(app):
    press(app, "What happened")
    press(app, "Item G-07")
    press(app, "Or: Set down, nobody named")


def on_the_board(words):
    def there(app):
        board(app)
        return app.find(contains=words) is not None

    return there


# What is done between roll and cut and at the break, and how the window shows that it is done.
ACTS = [
    (lambda app: press(app, "Issue G-07 to Sample Performer"), on_the_board("In hand of Sample Performer")),
    (set_down, on_the_board("watched by nobody named")),
    (lambda app: (board(app), press(app, "Collect G-07")), on_the_board("With handler")),
    (lambda app: press(app, "Lock away G-07"), on_the_board("Locked away")),
]


def killed_between_acts(app, chance):
    """Killed at every act from the issue to the lock: what was shown as done is done, what was not is done again or is there."""
    for do, done in ACTS:
        do(app)
        shown = chance.random() < 0.5
        if shown:
            app.wait_until(lambda: done(app), "the act on the board")
        else:
            time.sleep(chance.random() * 0.1)
        restarted(app)
        if not done(app):
            if shown:
                raise Failed("an act was shown as done, and is gone after the kill")
            do(app)
            app.wait_until(lambda: done(app), "the act on the board")
    return len(ACTS)


def killed(app):
    chance = random.Random(20211021)
    kills = killed_in_a_run(app, chance)
    board(app)
    press(app, "Cold gun: dummies G-07")
    app.wait_for(contains="Read the tag")
    press(app, "G-07")
    app.wait_for(contains="Dummies you see")
    press(app, "6")
    for who in SHOWN:
        press(app, f"Shown to {who}")
        app.wait_gone("button", f"Shown to {who}")
    board(app)
    kills += killed_between_acts(app, chance)
    # A text that was being signed when the program was killed is void, and is prepared and signed anew.
    press(app, "Go to Showings")
    app.click(None, contains="Sample Armorer:", where=lambda node: node.actions())
    press(app, "Read it and sign")
    app.wait_for(contains="Sample Armorer signs")
    restarted(app)
    sign(app, "Sample Armorer", ARMORER_PIN)
    restarted(app)
    press(app, "Go to Showings")
    app.wait_for(contains="What each witness saw")
    app.never(None, contains="Sample Armorer:")
    app.screenshot("after twelve kills")
    app.say(f"   killed {kills + 2} times, in a run, between acts, and while somebody signed")


def job(app):
    app.start()
    app.screenshot("first window")
    app.click("button", "Try the sample production")
    app.wait_for("button", "STOP", patience=60)
    app.screenshot("board")
    dummies(app)
    handling(app)
    blanks(app)
    stopped_by_hand(app, "on the board")
    press(app, "Go to Showings")
    app.click(None, contains="Sample First AD:", where=lambda node: node.actions())
    press(app, "Read it and sign")
    app.wait_for(contains="Sample First AD signs")
    stopped_by_hand(app, "while somebody signs")
    sign(app, "Sample Armorer", ARMORER_PIN)
    sign(app, "Sample First AD", FIRST_AD_PIN, strike="Not seen by me: row 1")
    place = pathlib.Path.home() / "checked"
    place.mkdir()
    checked_without_us(app, place)
    killed(app)


def main():
    try:
        with Driver(sys.argv[1]) as app:
            job(app)
    except Failed as failed:
        print(f"blackbox: FAILED: {failed}", file=sys.stderr)
        return 1
    print(app.summary())
    print("blackbox: passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
