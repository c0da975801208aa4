"""Runs verify.py over many unpacked bundles in one process.

    python3 driver.py FOLDER_OF_VERIFY_PY

Reads the path of one unpacked bundle a line, and answers each with a line: exit code, blank, last line said.
The script is the one in that folder, called by its own `main`; of what it asks of ssh-keygen, and of its own check
of one signature, the same question with the same bytes is asked once.
"""
import io
import os
import sys
import types

sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
import verify  # noqa: E402

asked, checked = {}, {}
plain_run, plain_check = verify.subprocess.run, verify.ed25519


def run(command, **more):
    with open(command[command.index("-f") + 1], "rb") as keys:
        words = [keys.read()] + command[command.index("-I"):command.index("-s")]
    with open(command[-1], "rb") as signature:
        question = (*words, signature.read(), more["input"])
    if question not in asked:
        asked[question] = plain_run(command, **more)
    return asked[question]


def ed25519(*question):
    if question not in checked:
        checked[question] = plain_check(*question)
    return checked[question]


verify.subprocess = types.SimpleNamespace(
    run=run, PIPE=verify.subprocess.PIPE, DEVNULL=verify.subprocess.DEVNULL)
verify.ed25519 = ed25519

answers = sys.stdout
for line in sys.stdin:
    verify.__file__ = os.path.join(line.rstrip("\n"), "verify.py")
    sys.stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    try:
        code = verify.main([])
    except BaseException as error:  # what its reader would see as a traceback
        code = 70
        print("broke off: %r" % error)
    sys.stdout.seek(0)
    said = sys.stdout.read().rstrip("\n").split("\n")[-1]
    answers.write("%d %s\n" % (code, said.encode("ascii", "backslashreplace").decode()))
    answers.flush()
