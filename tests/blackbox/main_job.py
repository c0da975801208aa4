"""The job that the program exists for, done by somebody who has only its window."""

import sys

from showclear_driver import Driver, Failed


def job(app):
    app.start()
    app.screenshot("first window")
    if not app.names():
        raise Failed("nothing in the window has a name")
    app.restart()
    app.screenshot("after a kill and a restart")


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
