"""Drives a desktop program through what it tells a screen reader, and through the X server; knows nothing of its code.

    with Driver(binary) as app:
        app.start()
        with app.section("collect", budget=1):
            app.click("button", "Collect")
        app.wait_for("label", contains="with handler")

Roles are those of AT-SPI ("button", "check box", "entry", "label", "radio button", "combo box", ...). A node is named by
`name` (exactly) or `contains` (a part). What is not there in time fails with the whole tree and a screenshot.

`click` goes through the accessibility bus and so reaches a button that something covers. What must be reachable by hand
(STOP, on every screen) is pressed with `point`.
"""

import contextlib
import os
import pathlib
import re
import signal
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 15.0
POLL = 0.03
SAME_ROLE = {"push button": "button", "toggle button": "toggle button", "text": "entry", "static": "label"}
SHOWN_STATES = ("checked", "pressed", "selected", "focused", "expanded", "editable")


class Failed(Exception):
    """The program did not do what the job expected of it."""


class Node:
    """One thing in the window, as a screen reader meets it."""

    def __init__(self, accessible):
        self.accessible = accessible
        self.role = role_of(accessible)
        self.name = accessible.get_name() or ""

    def __str__(self):
        return f"{self.role} {self.name!r}"

    def states(self):
        """The nicknames of its states, such as "checked", "enabled", "focused"."""
        return {state.value_nick for state in self.accessible.get_state_set().get_states()}

    def enabled(self):
        return bool(self.states() & {"enabled", "sensitive"})

    def on(self):
        """Whether it is ticked, chosen or pressed in."""
        return bool(self.states() & {"checked", "pressed", "selected"})

    def text(self):
        """What stands in it: its text, or else its name."""
        text = self.accessible.get_text_iface()
        return text.get_text(0, text.get_character_count()) if text else self.name

    def actions(self):
        action = self.accessible.get_action_iface()
        return [action.get_action_name(i) for i in range(action.get_n_actions())] if action else []

    def box(self):
        """Left, top, width and height on the screen, in pixels."""
        extents = self.accessible.get_component_iface().get_extents(Atspi.CoordType.SCREEN)
        return extents.x, extents.y, extents.width, extents.height


class Section:
    """A named part of the job, with the inputs it took and may take."""

    def __init__(self, name, budget):
        self.name, self.budget, self.inputs = name, budget, []

    def over(self):
        return self.budget is not None and len(self.inputs) > self.budget

    def __str__(self):
        limit = "" if self.budget is None else f" of at most {self.budget}"
        return f"{self.name}: {len(self.inputs)} inputs{limit}{'  TOO MANY' if self.over() else ''}"


class Driver:
    """The program under test: its process, its window, and the inputs counted so far."""

    def __init__(self, binary, *arguments, shots=None, environment=None):
        self.command = [str(binary), *arguments]
        self.environment = {**os.environ, **(environment or {})}
        self.process = None
        self.accessible = None
        self.output = None
        self.shots = pathlib.Path(shots or os.environ.get("BLACKBOX_SHOTS") or "blackbox-shots")
        self.shots.mkdir(parents=True, exist_ok=True)
        self.shot_count = 0
        self.log_path = self.shots / "program.log"
        self.log_path.write_bytes(b"")
        self.elsewhere = Section("outside any section", None)
        self.current = self.elsewhere
        self.sections = []
        Atspi.init()
        # Every answer comes from the program, never from a copy that this process kept.
        self.desktop = Atspi.get_desktop(0)
        self.desktop.set_cache_mask(Atspi.Cache.NONE)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error is not None:
            with contextlib.suppress(Exception):
                self.explain()
        self.kill()

    # -- the process

    def start(self, *extra, patience=60.0):
        """Starts the program and waits until its window has something in it."""
        if self.process is not None:
            raise Failed("the program runs already")
        self.output = self.log_path.open("ab")
        self.process = subprocess.Popen(
            [*self.command, *extra],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=self.output,
            stderr=subprocess.STDOUT,
        )
        began = time.monotonic()
        self.wait_until(self._find_program, "the program on the accessibility bus", patience)
        self.wait_until(lambda: len(self.nodes()) > 1, "something in the window", patience)
        self.say(f"window after {time.monotonic() - began:.2f} s, {len(self.nodes())} nodes")

    def kill(self):
        """Ends the program as a power cut would (SIGKILL)."""
        self._end(signal.SIGKILL)

    def terminate(self, patience=10.0):
        """Asks the program to end (SIGTERM), and gives back how it ended."""
        return self._end(signal.SIGTERM, patience)

    def restart(self, *extra):
        """Kills the program and starts it again over what it had written."""
        self.kill()
        self.start(*extra)

    def running(self):
        return self.process is not None and self.process.poll() is None

    def wait_for_end(self, patience=PATIENCE):
        """Waits until the program has ended by itself, and gives back its exit code."""
        try:
            code = self.process.wait(patience)
        except subprocess.TimeoutExpired:
            raise self.failure("the program did not end") from None
        self._forget()
        return code

    def command_line(self, *arguments, patience=60.0):
        """Runs the program without a window, and gives back its exit code, output and errors."""
        done = subprocess.run(
            [self.command[0], *map(str, arguments)],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=patience,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    def _end(self, how, patience=10.0):
        if self.process is None:
            return None
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            code = self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        self._forget()
        return code

    def _forget(self):
        self.process = self.accessible = None
        if self.output:
            self.output.close()
            self.output = None

    def _find_program(self):
        for i in range(self.desktop.get_child_count()):
            child = self.desktop.get_child_at_index(i)
            if child is not None and child.get_process_id() == self.process.pid:
                child.set_cache_mask(Atspi.Cache.NONE)
                self.accessible = child
                return True
        return False

    # -- looking

    def nodes(self):
        """Everything in the window, in reading order; what vanishes meanwhile is left out."""
        return [node for _, node in self._walk()]

    def _walk(self):
        found = []

        def visit(accessible, depth):
            try:
                found.append((depth, Node(accessible)))
                for i in range(accessible.get_child_count()):
                    child = accessible.get_child_at_index(i)
                    if child is not None:
                        visit(child, depth + 1)
            except GLib.Error:
                pass

        if self.accessible is not None:
            visit(self.accessible, 0)
        return found

    def find_all(self, role=None, name=None, contains=None, where=None):
        """Every node that fits, at this moment. `contains` may be a compiled pattern; `where` is a test on the node."""
        return [node for node in self.nodes() if fits(node, role, name, contains, where)]

    def find(self, role=None, name=None, contains=None, where=None):
        """The first node that fits, at this moment, or None."""
        found = self.find_all(role, name, contains, where)
        return found[0] if found else None

    def wait_for(self, role=None, name=None, contains=None, where=None, patience=PATIENCE):
        """The first node that fits, as soon as there is one."""
        what = described(role, name, contains)
        return self.wait_until(lambda: self.find(role, name, contains, where), what, patience)

    def wait_gone(self, role=None, name=None, contains=None, where=None, patience=PATIENCE):
        """Waits until no node fits any more."""
        what = "no more " + described(role, name, contains)
        self.wait_until(lambda: not self.find_all(role, name, contains, where), what, patience)

    def never(self, role=None, name=None, contains=None, where=None):
        """Fails if a node fits now."""
        if self.find(role, name, contains, where):
            raise self.failure("there is a " + described(role, name, contains))

    def wait_until(self, true, what, patience=PATIENCE):
        """Asks `true` again and again and gives back its first true answer; `what` is for the report when it never comes."""
        until = time.monotonic() + patience
        while True:
            try:
                answer = true()
            except GLib.Error:
                answer = None
            if answer:
                return answer
            if self.process is not None and self.process.poll() is not None:
                raise self.failure(f"waiting for {what}: the program ended with code {self.process.returncode}")
            if time.monotonic() > until:
                raise self.failure(f"waited {patience:.0f} s for {what}")
            time.sleep(POLL)

    def read(self, role=None, name=None, contains=None):
        """The text of the first node that fits."""
        return self.wait_for(role, name, contains).text()

    def names(self, role=None):
        """Every name in the window, of one role or of all."""
        return [node.name for node in self.nodes() if node.name and fits(node, role)]

    def dump(self):
        """The tree as text: role, name, states, actions."""
        lines = []
        for depth, node in self._walk():
            try:
                states = node.states()
                marks = [state for state in SHOWN_STATES if state in states]
                if not states & {"enabled", "sensitive"}:
                    marks.append("disabled")
                text = node.text() if "editable" in states else ""
                lines.append("  " * depth + str(node) + (f" = {text!r}" if text else "") + (f" {marks}" if marks else ""))
            except GLib.Error:
                lines.append("  " * depth + str(node) + " (gone)")
        return "\n".join(lines)

    # -- inputs, each counted

    def click(self, role, name=None, contains=None, where=None, patience=PATIENCE):
        """Presses a button, ticks a box, chooses a row: one input."""
        node = self.wait_for(role, name, contains, where, patience)
        self._press(node, patience)
        return node

    def choose(self, name, option, patience=PATIENCE):
        """Opens the combo box `name` and chooses `option`: two inputs."""
        self.click("combo box", name, patience=patience)
        self.click(None, option, where=lambda node: node.role != "combo box" and node.actions(), patience=patience)

    def _press(self, node, patience):
        self.wait_until(node.enabled, f"{node} to be enabled", patience)
        self._count(f"click {node}")
        if not node.accessible.get_action_iface() or not node.accessible.get_action_iface().do_action(0):
            raise self.failure(f"{node} cannot be pressed")

    def point(self, role, name=None, contains=None, where=None, patience=PATIENCE):
        """Presses with the pointer in the middle of the node: one input. Reaches only what nothing covers."""
        node = self.wait_for(role, name, contains, where, patience)
        left, top, width, height = node.box()
        if width <= 0 or height <= 0:
            raise self.failure(f"{node} has no place on the screen")
        self._count(f"point at {node}")
        self._xdotool("mousemove", str(left + width // 2), str(top + height // 2))
        time.sleep(0.1)
        self._xdotool("click", "1")
        return node

    def scroll_to(self, role, name=None, contains=None, where=None, patience=PATIENCE):
        """Brings the node into view: one input."""
        node = self.wait_for(role, name, contains, where, patience)
        self._count(f"scroll to {node}")
        if not node.accessible.get_component_iface().scroll_to(Atspi.ScrollType.ANYWHERE):
            raise self.failure(f"{node} cannot be scrolled to")
        return node

    def drag(self, path, steps=8):
        """Draws with the pointer held down through `path`, screen positions in pixels: one input."""
        self._count("drag")
        (x, y), *rest = path
        self._xdotool("mousemove", str(x), str(y), "mousedown", "1")
        for to_x, to_y in rest:
            for step in range(1, steps + 1):
                share = step / steps
                self._xdotool("mousemove", str(round(x + (to_x - x) * share)), str(round(y + (to_y - y) * share)))
                time.sleep(0.01)
            x, y = to_x, to_y
        self._xdotool("mouseup", "1")

    def press(self, key):
        """Presses a key, named as in X ("F2", "Return", "ctrl+k"): one input."""
        self._count(f"key {key}")
        self._focus()
        self._xdotool("key", key)

    def enter(self, role, name, text, contains=None, patience=PATIENCE):
        """Puts `text` into a field: one input for each character."""
        node = self.wait_for(role, name, contains, patience=patience)
        self.wait_until(node.enabled, f"{node} to be enabled", patience)
        editable = node.accessible.get_editable_text_iface()
        if editable is None:
            raise self.failure(f"{node} cannot be written in")
        for character in text:
            self._count(f"type {character!r} into {node}")
        editable.set_text_contents(text)
        if "password" not in node.role:
            self.wait_until(lambda: node.text() == text, f"{text!r} in {node}", patience)
        return node

    def type(self, text, delay=20):
        """Types at whatever has the focus: one input for each character."""
        for character in text:
            self._count(f"type {character!r}")
        self._focus()
        self._xdotool("type", "--delay", str(delay), text)

    def scan(self, text):
        """Types as a bar-code scanner does, in a burst that ends with Return: one input."""
        self._count(f"scan {text!r}")
        self._focus()
        self._xdotool("type", "--delay", "2", text)
        self._xdotool("key", "Return")

    def answer_dialog(self, path):
        """Lets the next file dialog give `path`."""
        pathlib.Path(os.environ["BLACKBOX_DIALOG_ANSWER"]).write_text(f"{path}\n", encoding="utf-8")

    def _focus(self):
        # There is no window manager: a window has the keyboard when it is given it.
        windows = self._xdotool("search", "--onlyvisible", "--pid", str(self.process.pid), check=False).split()
        if not windows:
            raise self.failure("the program has no window on the screen")
        self._xdotool("windowfocus", "--sync", windows[-1])

    def _xdotool(self, *words, check=True):
        done = subprocess.run(["xdotool", *words], capture_output=True, text=True, timeout=20, check=False)
        if check and done.returncode != 0:
            raise self.failure(f"xdotool {' '.join(words)}: {done.stderr.strip()}")
        return done.stdout

    # -- counting

    @contextlib.contextmanager
    def section(self, name, budget=None):
        """Counts the inputs inside it; more than `budget` fails."""
        outer, self.current = self.current, Section(name, budget)
        self.sections.append(self.current)
        try:
            yield self.current
            self.say(str(self.current))
            if self.current.over():
                raise self.failure(str(self.current) + "\n  " + "\n  ".join(self.current.inputs))
        finally:
            self.current = outer

    def _count(self, what):
        self.current.inputs.append(what)

    def summary(self):
        """One line for each section."""
        return "\n".join(str(section) for section in [*self.sections, self.elsewhere])

    # -- telling

    def screenshot(self, name):
        """Saves the whole screen as NN-name.png and gives back the path."""
        self.shot_count += 1
        path = self.shots / f"{self.shot_count:02}-{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}.png"
        subprocess.run(["import", "-window", "root", str(path)], timeout=30, check=True)
        return path

    def say(self, line):
        print(f"   {line}", flush=True)

    def failure(self, reason):
        return Failed(reason)

    def explain(self):
        """Everything that helps to understand a failure."""
        print("-- the window as a screen reader meets it", file=sys.stderr)
        print(self.dump(), file=sys.stderr)
        with contextlib.suppress(Exception):
            print(f"-- screenshot: {self.screenshot('failed')}", file=sys.stderr)
        if self.output:
            self.output.flush()
        tail = self.log_path.read_text(encoding="utf-8", errors="replace").splitlines()[-40:]
        print("-- last lines of the program's own output", *tail, sep="\n", file=sys.stderr)


def role_of(accessible):
    role = accessible.get_role_name() or "unknown"
    return SAME_ROLE.get(role, role)


def fits(node, role=None, name=None, contains=None, where=None):
    if role is not None and node.role != SAME_ROLE.get(role, role):
        return False
    if name is not None and node.name != name:
        return False
    if contains is not None and not re.search(contains if isinstance(contains, re.Pattern) else re.escape(contains), node.name):
        return False
    return where is None or bool(where(node))


def described(role, name, contains):
    part = contains.pattern if isinstance(contains, re.Pattern) else contains
    words = [role or "node"]
    words += [repr(name)] if name is not None else []
    words += [f"containing {part!r}"] if part is not None else []
    return " ".join(words)
