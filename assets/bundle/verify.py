#!/usr/bin/env python3
"""Checks this bundle, independently of the program that made it.

    python3 verify.py [--trust FILE]

Needs Python 3.8 or later and ssh-keygen, nothing else. FILE is an allowed_signers file of your own;
without it the keys come from the bundle itself, and you compare their fingerprints with paper.
Exit 0: nothing contradicts. 1: altered, or files missing. 2: could not be read.
"""
import base64
import hashlib
import json
import os
import re
import subprocess
import sys

MOST = 2**53 - 1
LONGEST_LINE = 65536
ZEROS = "0" * 64
JUNK = re.compile(r"^(\.DS_Store|\._.*|Thumbs\.db|desktop\.ini)$")
PATH = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*$")
HEX = re.compile(r"^[0-9a-f]{64}$")
ORIGIN = re.compile(r"^(showclear|showclear-drill)/([0-9a-f]{16})/([0-9a-f]{16})$")
# Where an event names an object by its SHA-256.
OBJECTS = {
    "person.added": ("name", "details"), "person.named": ("name",), "person.details": ("details",),
    "item.added": ("particulars",), "item.particulars": ("particulars",),
    "run.acknowledged": ("name",), "log.saw": ("sha256",),
    "log.met": ("sha256",), "log.forked": ("one", "other", "leaves"), "log.overwritten": ("found",),
    "handover.in": ("file",), "anchor.requested": ("request",), "anchor.received": ("request", "response"),
    "concern.raised": ("sealed",), "concern.answered": ("sealed",),
    "photo.added": ("object",),
}
# Who signs these, one in each place.
TWO = {
    "approve": (("armorer", "property_master"), ("safety_officer", "production_rep")),
    "deviate": (("armorer",), ("safety_officer",)),
}


class Altered(Exception):
    """Something contradicts something else."""


class Missing(Exception):
    """A file that must be here is not."""


class NotRead(Exception):
    """Not a bundle, or of a newer version."""


def need(condition, text):
    if not condition:
        raise Altered(text)


def sha(data):
    return hashlib.sha256(data).hexdigest()


def b64(data):
    return base64.b64encode(data).decode("ascii")


def unb64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Altered("base64 that cannot be read")
    need(b64(data) == text, "base64 in another spelling")
    return data


# -- Ed25519 (RFC 8032, 5.1), for the checkpoints, which ssh-keygen does not read ------------------
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
I = pow(2, (P - 1) // 4, P)


def point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(xx, (P + 3) // 8, P)
    if (x * x - xx) % P:
        x = x * I % P
    if (x * x - xx) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n, p):
    q = (0, 1, 1, 0)
    while n:
        q, p, n = (add(q, p) if n & 1 else q), add(p, p), n >> 1
    return q


def same(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def weak(data):
    """No point, or one of small order, for which anybody could sign."""
    p = point(data)
    return p is None or same(times(8, p), times(0, p))


def ed25519(key, text, signature):
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or s >= L or weak(key) or weak(signature[:32]):
        return False
    a, r = point(key), point(signature[:32])
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little") % L
    return same(times(s, BASE), add(r, times(k, a)))


# -- files, list and keys --------------------------------------------------------------------------
def read(path):
    with open(path, "rb") as file:
        return file.read()


def all_files():
    found = {}
    for folder, folders, names in os.walk("."):
        for name in folders + names:
            path = os.path.join(folder, name)
            need(not os.path.islink(path), "a link: " + path)
            if name in names and not JUNK.match(name):
                found[path[2:].replace(os.sep, "/")] = path
    return found


def read_manifest(files):
    """Form, order and every digest of SHA256SUMS; gives its header."""
    try:
        lines = read(files["SHA256SUMS"]).decode("ascii").split("\n")
    except (KeyError, UnicodeDecodeError):
        raise NotRead("there is no readable SHA256SUMS here")
    if lines[0] != "# SHOWCLEAR EXPORT v1":
        raise NotRead("SHA256SUMS is not a list of version 1")
    need(lines.pop() == "", "SHA256SUMS does not end in a line end")
    header = [line for line in lines[1:] if line.startswith("# ")]
    form = r"# mode: (LIVE|DRILL)\n# production: ([0-9a-f]{16})\n# log: (\S+)\n# size: (\d+)\n# root: (\S+)\n"
    form += r"((?:# also: \S+ \d+ \S+\n)*)# program: ([ -~]+)\n((?:# withheld: [0-9a-f]{64}\n)*)"
    match = re.fullmatch(form, "".join(line + "\n" for line in header))
    need(match, "SHA256SUMS has another header than it must have")
    mode, production, log, size, root, also, _, withheld = match.groups()
    heads = [line.split(" ")[2:] for line in also.splitlines()] + [[log, size, root]]
    withheld = [line.split(" ")[2] for line in withheld.splitlines()]
    need(withheld == sorted(set(withheld)), "the withheld objects are not sorted")
    scheme = {"LIVE": "showclear", "DRILL": "showclear-drill"}[mode]
    for origin, size, root in heads:
        parts = ORIGIN.match(origin)
        need(parts and parts.group(1, 2) == (scheme, production), origin + " is of another production")
        need(str(int(size)) == size and len(unb64(root)) == 32, "a size or root that cannot be")
    listed = {}
    for line in lines[1 + len(header):]:
        digest, _, path = line.partition("  ")
        need(HEX.match(digest) and PATH.match(path), "SHA256SUMS: not a digest and a path: " + line)
        need(path not in listed, "SHA256SUMS lists twice: " + path)
        listed[path] = digest
    need(list(listed) == sorted(listed), "SHA256SUMS is not sorted")
    for path in sorted(set(listed) - set(files)):
        raise Missing(path)
    extra = set(files) - set(listed) - {"SHA256SUMS", "SHA256SUMS.sig"}
    need(not extra, "files that SHA256SUMS does not list: " + ", ".join(sorted(extra)))
    for path, digest in listed.items():
        need(sha(read(files[path])) == digest, path + " was changed after the export")
    return mode, heads, set(withheld)


def read_keys(path):
    """The keys of an allowed_signers file, and who holds each."""
    try:
        text = read(path).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise NotRead("cannot read " + path)
    owners = {}
    for line in text.splitlines():
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        keys = [word for word in words[1:] if word.startswith("AAAA")]
        need(keys and "cert-authority" not in line, path + ": not a key: " + line)
        need(re.match(r"^[A-Za-z0-9.@_+-]+$", words[0]), path + ": a pattern: " + words[0])
        need(owners.setdefault(keys[0], words[0]) == words[0], path + ": one key under two names")
        for name in (b"ssh-ed25519", b"sk-ssh-ed25519@openssh.com"):
            start, blob = len(name).to_bytes(4, "big") + name + b"\0\0\0 ", unb64(keys[0])
            need(not (blob.startswith(start) and weak(blob[len(start):len(start) + 32])),
                 path + ": a weak key of " + words[0])
    return owners


def armor(blob):
    digits = b64(blob)
    lines = [digits[at:at + 70] for at in range(0, len(digits), 70)]
    return ("-----BEGIN SSH SIGNATURE-----\n%s\n-----END SSH SIGNATURE-----\n" % "\n".join(lines)).encode()


def signed(keys, principal, namespace, signature, text):
    """The fingerprint of the key, as ssh-keygen finds it; of the spellings that it takes, one may be."""
    data = read(signature)
    blob = unb64("".join(data.decode("ascii", "replace").split("\n")[1:-2]))
    nothing_reserved = namespace.encode() + b"\0\0\0\0\0\0\0\6sha512\0\0\0"
    need(armor(blob) == data and blob.startswith(b"SSHSIG\0\0\0\1") and nothing_reserved in blob,
         signature + " is in another spelling")
    # ssh-keygen takes a second spelling of every signature: the order of the group added to its second half.
    end = -5 if b"sk-ssh-ed25519@openssh.com" in blob[:64] else len(blob)
    need(int.from_bytes(blob[:end][-32:], "little") < L, signature + " is in a second spelling")
    command = ["ssh-keygen", "-Y", "verify", "-f", keys, "-I", principal, "-n", namespace]
    try:
        done = subprocess.run(command + ["-s", signature], input=text, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, check=False)
    except OSError:
        raise NotRead("ssh-keygen is not here")
    match = re.search(rb"^Good .* key (SHA256:[A-Za-z0-9+/]+)\s*$", done.stdout, re.M)
    need(done.returncode == 0 and match, "%s is not a signature of %s" % (signature, principal))
    return match.group(1).decode("ascii")


# -- the log ---------------------------------------------------------------------------------------
def refuse(text):
    raise Altered("a number that no line holds: " + text)


def whole(text):
    return int(text) if abs(int(text)) <= MOST else refuse(text)


def decode(line):
    """A line or object, if its bytes are exactly those of the one encoding."""
    try:
        value = json.loads(line.decode("utf-8"), parse_float=refuse, parse_constant=refuse,
                           parse_int=whole)
        again = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    except (ValueError, RecursionError):
        raise Altered("a line that cannot be read")
    need(again == line, "a line that is not in the one encoding")
    return value


class Tree:
    """RFC 6962, leaf by leaf."""

    def __init__(self):
        self.size, self.peaks, self.roots = 0, [], {0: hashlib.sha256(b"").digest()}

    def append(self, leaf):
        node, bits = leaf, self.size
        while bits & 1:
            node, bits = hashlib.sha256(b"\1" + self.peaks.pop() + node).digest(), bits >> 1
        self.peaks.append(node)
        self.size += 1

    def root(self):
        node = self.peaks[-1]
        for peak in self.peaks[-2::-1]:
            node = hashlib.sha256(b"\1" + peak + node).digest()
        return node


def events_of(data, place):
    good = isinstance(data, dict) and list(data) == ["t", "up", "seat", "ev"]
    need(good and isinstance(data["ev"], list) and 1 <= len(data["ev"]) <= 512, place + ": data")
    for event in data["ev"]:
        need(isinstance(event, dict) and list(event)[:1] == ["k"], place + ": an event")
    return data["ev"]


def check_quotations(events, times, place):
    """What an amendment corrects it quotes: the line, its time and the event itself must stand before it, word for word."""
    def spelled(value):
        return json.dumps(value, ensure_ascii=False)

    for event in (event for event in events[-1] if event["k"] == "amend.proposed"):
        for one in event["corrects"]:
            need(list(one) == ["seq", "i", "t", "was"] and type(one["seq"]) is type(one["i"]) is int
                 and 0 <= one["seq"] < len(events) - 1 and 0 <= one["i"] < len(events[one["seq"]]),
                 place + ": an amendment of an entry that is not there")
            was = events[one["seq"]][one["i"]]
            need(one["t"] == times[one["seq"]] and spelled(one["was"]) == spelled(was),
                 "%s: entry %d.%d is not what the amendment quotes" % (place, one["seq"], one["i"]))


def read_log(files, log, wanted):
    """Every line of one log: its events, the roots at `wanted` sizes, its segments by size."""
    names = sorted(path for path in files if path.startswith("log/%s/" % log))
    need(names == ["log/%s/%05d.jsonl" % (log, n + 1) for n in range(len(names))],
         "the files of log %s have gaps or other names" % log)
    if not names:
        raise Missing("log/%s/00001.jsonl" % log)
    tree, events, times, segments, prev, before = Tree(), [], [], {}, ZEROS, ZEROS
    for name in names:
        data = read(files[name])
        need(data.endswith(b"\n"), name + " does not end in a line end")
        lines = data[:-1].split(b"\n")
        for at, line in enumerate(lines):
            place = "%s line %d" % (name, at + 1)
            need(len(line) <= LONGEST_LINE, place + " is too long")
            try:
                entry = decode(line)
            except Altered as error:
                raise Altered("%s: %s" % (place, error))
            need(isinstance(entry, dict), place + " is no object")
            if entry.get("v") != 1:
                raise NotRead(place + " has another version")
            members = [m for m in entry if m != "end"]
            last = at == len(lines) - 1
            need(members == ["v", "seq", "prev"] + ["file"] * (at == 0) + ["data"], place + ": members")
            if "end" in entry:
                need(last and entry["end"] is True and list(entry)[-2] == "end", place + ": end")
            else:
                need(not last or name == names[-1], place + ": the file is closed without an end")
            need(type(entry["v"]) is int and type(entry["seq"]) is int, place + ": numbers")
            need(entry["seq"] == tree.size, place + " is out of order")
            need(entry["prev"] == prev, place + " does not follow the line before")
            need(at > 0 or entry["file"] == before, place + " does not follow the file before")
            events.append(events_of(entry["data"], place))
            times.append(entry["data"]["t"])
            check_quotations(events, times, place)
            leaf = hashlib.sha256(b"\0" + line).digest()
            prev = leaf.hex()
            tree.append(leaf)
            if tree.size in wanted:
                tree.roots[tree.size] = tree.root()
        before = sha(data)
        segments[tree.size] = (name, before)
    return events, tree, segments


def check_log(files, keys, mode, origin, size, root):
    """One log against its head, its notes and its name; gives its events and tree."""
    log = ORIGIN.match(origin).group(3)
    notes = sorted(path for path in files if path.startswith("checkpoints/%s/" % log))
    texts = [path for path in files if path.startswith("statements/%s/" % log)]
    wanted = {size}
    for path in notes + texts:
        name = re.match(r"^[a-z]+/[0-9a-f]{16}/(\d{8,})(\.note$|-)", path)
        need(name, path + " has another name than it must have")
        wanted.add(int(name.group(1)))
    events, tree, segments = read_log(files, log, wanted)
    need(tree.roots.get(size) == unb64(root), "the log %s is not the one that was listed" % log)

    created = events[0][0]
    need(len(events[0]) == 1 and created["k"] == "log.created", "the log has no beginning")
    if created.get("format") != 1:
        raise NotRead("the log has another format")
    key = created.get("key", "")
    blob = unb64(key.split(" ")[-1])
    need(key == "ssh-ed25519 " + b64(blob) and len(blob) == 51, "the device key is no Ed25519 key")
    need(sha(blob[19:])[:16] == log == created.get("log"), "the log does not bear its key's name")
    need(created.get("origin") == origin and created.get("mode") == mode.lower(),
         "the log is of another production or mode")
    need(keys.get(b64(blob)) == "device-" + log, "allowed_signers does not name the log's device key")
    key_id = hashlib.sha256(origin.encode() + b"\n\1" + blob[19:]).digest()[:4]
    for path in notes:
        at = int(os.path.basename(path)[:-5])
        need(at in tree.roots, path + " is of a longer log")
        text = "%s\n%d\n%s\n" % (origin, at, b64(tree.roots[at]))
        start = (text + "\n\u2014 " + origin + " ").encode("utf-8")
        note = read(files[path])
        need(note.startswith(start) and note.endswith(b"\n"), path + " is not a note of this log")
        line = unb64(note[len(start):-1].decode("ascii", "replace"))
        need(line[:4] == key_id and ed25519(blob[19:], text.encode(), line[4:]),
             path + " is not signed by the device key")
    return events, tree, segments, len(notes)


# -- statements and objects ------------------------------------------------------------------------
def was_touched(blob):
    """A security key's flags stand five bytes before the end; PROTOCOL.u2f."""
    return b"sk-ssh-ed25519@openssh.com" not in blob[:64] or bool(blob[-5] & 1)


def was_verified(blob):
    """Whether a security key checked a PIN or a finger; a key in a file has nothing to check."""
    return b"sk-ssh-ed25519@openssh.com" not in blob[:64] or bool(blob[-5] & 4)


def check_statements(files, trust, mode, origin, size, events, tree, segments, policy, without_texts=False):
    """`policy` says what is asked of security keys: as entered last, and by the roster in force."""
    log = ORIGIN.match(origin).group(3)
    prepared, signatures, completed, voided = {}, {}, {}, set()
    entered, asked, left = {}, {}, dict(policy)
    for seq, line in enumerate(events):
        for event in line:
            kind, number = event["k"], event.get("statement")
            if kind == "statement.prepared":
                prepared[seq + 1] = event
                entered[seq + 1], asked[seq + 1] = policy["entered"], policy["asked"]
            elif kind == "roster.policy":
                policy["entered"] = event["verification"]
            elif kind == "statement.signed":
                signatures.setdefault(number, []).append(event)
            elif kind == "statement.completed":
                completed[number] = (seq, event["text"])
                if prepared[number]["kind"] == "roster":
                    policy["asked"] = entered[number]
            elif kind == "statement.voided":
                voided.add(number)
            elif kind == "handover.out" and seq < size:
                policy["handed"].setdefault(event["number"], event)
        if seq + 1 == size:
            left = dict(policy)
    # What another log goes on from is what was so there, whatever follows.
    policy.update(left)
    need(not voided & set(completed), "a statement is both completed and voided")
    known, signed_by, covered = set(), 0, 0
    for number, (seq, digest) in sorted(completed.items()):
        need(number in prepared, "statement %s was never prepared" % number)
        kind = prepared[number]["kind"]
        stem = "statements/%s/%08d-%s" % (log, number, kind)
        known.add(stem + ".txt")
        if stem + ".txt" not in files:
            if without_texts:
                continue
            if seq < size:
                raise Missing(stem + ".txt")
            continue
        text = read(files[stem + ".txt"])
        need(sha(text) == digest, stem + ".txt is not the text that the log names")
        lines = text.decode("utf-8").split("\n")
        title = "SHOWCLEAR DRILL " if mode == "DRILL" else "SHOWCLEAR "
        need(lines.pop() == "" and lines[0].startswith(title), stem + ".txt has another title")
        need(lines[1] == {"LIVE": "mode: LIVE", "DRILL": "mode: DRILL, NOT REAL"}[mode],
             stem + ".txt is of another mode")
        end = ["size: %d" % number, "root: " + b64(tree.roots[number]),
               "SHA256 (%s) = %s" % segments.get(number, ("", ""))]
        need(lines[-3:] == end and "log: " + origin in lines, stem + ".txt is of another log")
        namespace = "drill.showclear" if mode == "DRILL" else kind + ".showclear"
        slots = [(slot["person"], slot["key"]) for slot in prepared[number]["signers"]]
        given = [(event["person"], event["key"]) for event in signatures.get(number, [])]
        need(slots and sorted(slots) == sorted(given), stem + " is not signed by whom it must be")
        need(len(set(p for p, _ in slots)) == len(set(k for _, k in slots)) == len(slots),
             stem + ": one person or one key signs twice")
        if kind in TWO:
            roles = [slot["role"] for slot in prepared[number]["signers"]]
            need(len(roles) == 2 and all(map(tuple.__contains__, TWO[kind], roles)),
                 stem + " is not signed by the two who may")
        if kind == "handover":
            out = policy["handed"].get(int(prepared[number]["about"]))
            need(out and [person for person, _ in slots] == [out["by"]], stem + " is of no hand-over of its signer")
            record = json.dumps(out, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
            need("record: sha256:" + sha(record) in lines, stem + ".txt is of another hand-over")
        for event in signatures[number]:
            path, blob = "%s.%s.sig" % (stem, event["person"]), unb64(event["sig"])
            known.add(path)
            if path not in files:
                raise Missing(path)
            need(read(files[path]) == armor(blob), path + " is not the signature in the log")
            need(event["text"] == digest and was_touched(blob), path + " is not over this text")
            need(was_verified(blob) or not asked[number], path + ": no PIN and no finger was checked")
            key = signed(trust, event["person"], namespace, files[path], text)
            need(key == event["key"], path + " was made with another key")
            signed_by += 1
        covered = max(covered, number if number <= size else 0)
    here = set(path for path in files if path.startswith("statements/%s/" % log))
    need(here <= known, "texts without a completed statement: " + ", ".join(sorted(here - known)))
    check_times(files, events, completed)
    return len(completed), signed_by, covered


# Version 1, SHA-256 and a digest of 32 bytes follow: the start of a request for a time (RFC 3161).
ASKS = bytes.fromhex("0201013031300d060960864801650304020105000420")


def check_times(files, events, completed):
    """Times from authorities: each answer is to a request over a signed text, and has its digest and number in it.
    Who signed an answer is for openssl to say; VERIFY.txt has the commands."""
    asked = {}
    for seq, event in ((seq, event) for seq, line in enumerate(events) for event in line):
        if event["k"] == "anchor.requested":
            done, text = completed.get(event["statement"], (seq, None))
            need(done < seq and text == event["text"], "line %d asks for a time over no signed text" % seq)
            number = bytes.fromhex(event["nonce"]).lstrip(b"\0") or b"\0"
            number = b"\0" * (number[0] >> 7) + number
            number = b"\2" + bytes([len(number)]) + number
            body = ASKS + bytes.fromhex(text) + number + b"\1\1\xff"
            need(sha(b"0" + bytes([len(body)]) + body) == event["request"],
                 "line %d tells of another request than it names" % seq)
            asked[event["request"]] = event["statement"], bytes.fromhex(text), number
        elif event["k"] == "anchor.received":
            need(event["request"] in asked and asked[event["request"]][0] == event["statement"],
                 "line %d tells of an answer to no request" % seq)
            path = "objects/%s/%s" % (event["response"][:2], event["response"][2:])
            if path in files:
                answer = read(files[path])
                need(len(answer) <= 65536 and all(part in answer for part in asked[event["request"]][1:]),
                     path + " is no answer to the request that line %d names" % seq)


def check_objects(files, withheld, logs):
    here = set()
    for path in files:
        if path.startswith("objects/"):
            name = path[8:].replace("/", "")
            need(path == "objects/%s/%s" % (name[:2], name[2:]) and sha(read(files[path])) == name,
                 path + " is not what its name says")
            here.add(name)
    need(not here & withheld, "an object is both withheld and here")
    named, erased = set(), set()
    for events in logs:
        for event in (event for line in events for event in line):
            named.update(event.get(member) for member in OBJECTS.get(event["k"], ()))
            if event["k"] in ("run.started", "list.submitted"):
                named.update(file["sha256"] for file in event["files"])
            elif event["k"] == "list.rules":
                named.update(rule["file"]["sha256"] for rule in event["overlays"])
            elif event["k"] == "list.deviation":
                named.update((event["list"]["sha256"], event["file"]["sha256"]))
            elif event["k"] == "run.answered":
                named.update(reply["object"] for reply in event["replies"])
            elif event["k"] == "object.erased":
                erased.add(event["sha256"])
    for name in sorted(named - here - withheld - erased - {None}):
        raise Missing("objects/%s/%s" % (name[:2], name[2:]))
    return len(here)


DISCLOSURE = """SHOWCLEAR DISCLOSURE v1
mode: {mode}
log: {log}
run: {run}
lines: {lines}
size: {size}
root: {root}
laptop: {device} {fingerprint}
What this proves: these {many} lines stand, byte for byte, at these places in the log \
that the laptop signed a checkpoint over when it had {size} lines.
What it does not prove: what any other line says. The lines between are not shown, and \
nobody can tell from this whether these are all that the log says of the run. Not who \
signed a statement about it; not that what was said is true; not the time of day.
Whose laptop? Compare its fingerprint with the allowed_signers of a bundle that you \
hold, or ask the production.
To check it: showclear verify FILE; or unpack it and run python3 verify.py (Windows: \
py verify.py).
"""


def check_disclosed(files, trust):
    """A few lines that were disclosed alone: each is held against the one checkpoint by its proof."""
    for path in ("device.pub", "DISCLOSE.txt"):
        if path not in files:
            raise Missing(path)
    key = read(files["device.pub"]).decode("ascii", "replace")
    blob = unb64(key[:-1].split(" ")[-1])
    need(key == "ssh-ed25519 %s\n" % b64(blob) and len(blob) == 51, "device.pub is no Ed25519 key")
    places, notes, lines = [], set(), []
    for path in sorted(path for path in files if path.startswith("lines/")):
        name = re.match(r"^lines/(\d{8,})\.json$", path)
        need(name, path + " is not named as a line is")
        proof = "proofs/%s.txt" % name.group(1)
        if proof not in files:
            raise Missing(proof)
        seq, line = int(name.group(1)), read(files[path])
        need(decode(line)["seq"] == seq, path + " stands at another place in the log")
        head, _, note = read(files[proof]).decode("utf-8").partition("\n\n")
        head = head.split("\n")
        need(head[:2] == ["c2sp.org/tlog-proof@v1", "index %d" % seq], proof + " is of another line")
        size = int(note.split("\n")[1])
        need(0 <= seq < size, proof + " is of a shorter log")
        # RFC 9162, 2.1.3.2
        node, at, last = hashlib.sha256(b"\0" + line).digest(), seq, size - 1
        for beside in map(unb64, head[2:]):
            need(last > 0 and len(beside) == 32, proof + " is too long")
            if at & 1 or at == last:
                node = hashlib.sha256(b"\1" + beside + node).digest()
                while not at & 1 and at:
                    at, last = at >> 1, last >> 1
            else:
                node = hashlib.sha256(b"\1" + node + beside).digest()
            at, last = at >> 1, last >> 1
        need(last == 0 and b64(node) == note.split("\n")[2], path + " is not in the log of the checkpoint")
        places.append(seq)
        notes.add(note)
        lines.append(line)
    if not lines:
        raise Missing("lines")
    need(len(notes) == 1, "the proofs lead to different checkpoints")
    proofs = sum(path.startswith("proofs/") for path in files)
    need(proofs == len(lines), "there is a proof of no line here")
    note = notes.pop()
    text, origin = note.partition("\n\n")[0] + "\n", note.split("\n")[0]
    parts = ORIGIN.match(origin)
    need(parts and sha(blob[19:])[:16] == parts.group(3), "the log does not bear its key's name")
    start = "%s\n\u2014 %s " % (text, origin)
    need(note.startswith(start) and note.endswith("\n"), "the checkpoint is not one of ours")
    line = unb64(note[len(start):-1])
    key_id = hashlib.sha256(origin.encode() + b"\n\1" + blob[19:]).digest()[:4]
    need(line[:4] == key_id and ed25519(blob[19:], text.encode(), line[4:]),
         "the checkpoint is not signed by the laptop's key")
    for path in files:
        if path.startswith("objects/"):
            name = path[8:].replace("/", "")
            need(path == "objects/%s/%s" % (name[:2], name[2:]) and sha(read(files[path])) == name,
                 path + " is not what its name says")
            need(any(name.encode() in line for line in lines), path + " is named by no line here")
        else:
            need(path.startswith(("lines/", "proofs/")) or path in ("device.pub", "DISCLOSE.txt", "verify.py"),
                 path + " does not belong to a disclosure")
    drill, device = parts.group(1) == "showclear-drill", "device-" + parts.group(3)
    size, root = note.split("\n")[1:3]
    fingerprint = "SHA256:" + b64(hashlib.sha256(blob).digest()).rstrip("=")
    run = (read(files["DISCLOSE.txt"]).decode("utf-8", "replace").split("\n") + [""] * 4)[3][5:]
    need(re.match(r"^r-[0-9a-hjkmnp-tv-z]{6}$", run)
         and any(event.get("run") == run for line in lines for event in decode(line)["data"]["ev"]),
         "DISCLOSE.txt names a run that none of these lines names")
    need(read(files["DISCLOSE.txt"]) == DISCLOSURE.format(
        mode="DRILL, NOT REAL" if drill else "LIVE", log=origin, run=run, many=len(lines),
        lines=" ".join(map(str, places)), size=size, root=root, device=device,
        fingerprint=fingerprint).encode("utf-8"), "DISCLOSE.txt says something else than these files show")
    owners = read_keys(trust) if trust else {}
    known = owners.get(b64(blob)) == device
    need(known or device not in owners.values(), "the laptop's key is not the one in your file of keys")
    if drill:
        print("mode: DRILL, NOT REAL")
    print("log: %s, %s entries" % (origin, size))
    print("entries: " + ", ".join(map(str, places)))
    print("laptop: %s, %s" % (fingerprint, "known" if known else "not known here: compare it"))
    print("THESE LINES ARE IN THE LOG, NOTHING IS SAID OF THE OTHERS")


def check(trust, files):
    mode, heads, withheld = read_manifest(files)
    print("files: as listed in SHA256SUMS, none beside them")
    for path in ("allowed_signers", "SHA256SUMS.sig"):
        if path not in files:
            raise Missing(path)
    keys = read_keys("allowed_signers")
    trusted = read_keys(trust) if trust else keys
    log = ORIGIN.match(heads[-1][0]).group(3)
    device = "device-" + log
    from_trust = trust and device in trusted.values()
    signed(trust if from_trust else "allowed_signers", device,
           "drill.showclear" if mode == "DRILL" else "export.showclear",
           "SHA256SUMS.sig", read("SHA256SUMS"))
    print("SHA256SUMS: signed by the laptop, " + device)
    policy = {"entered": False, "asked": False, "handed": {}}
    logs, tail, names, signatures, unchecked = [], 0, set(), 0, False
    for origin, size, root in heads:
        size = int(size)
        events, tree, segments, notes = check_log(files, keys, mode, origin, size, root)
        need(origin != heads[-1][0] or tree.size == size, "the log is longer than SHA256SUMS says")
        names.update(event["name"] for line in events for event in line
                     if event["k"] in ("person.added", "person.named"))
        # Without the names there is no signed text at all, because each prints some of them.
        without_texts = bool(names & withheld) and not any(p.startswith("statements/") for p in files)
        count, people, covered = check_statements(
            files, trust or "allowed_signers", mode, origin, size, events, tree, segments, policy,
            without_texts)
        signatures += people
        unchecked |= without_texts and count > 0
        tail = size - covered
        logs.append(events)
        print("%s: %d entries, %d checkpoints, %d statements, %d signatures of people"
              % (origin, tree.size, notes, count, people))
    ids = set(ORIGIN.match(origin).group(3) for origin, _, _ in heads)
    for path in files:
        parts = path.split("/")
        if parts[0] in ("log", "checkpoints", "statements"):
            need(len(parts) == 3 and parts[1] in ids, path + " is of no log that is listed")
    count = check_objects(files, withheld, logs)
    print("objects: %d here, %d withheld" % (count, len(withheld)))
    print("mode: " + {"LIVE": "live", "DRILL": "DRILL, NOT REAL"}[mode])
    print("%d entries after the last statement are vouched for by the laptop alone" % tail)
    if unchecked:
        print("the names are withheld, and with them the texts that people signed: no signature of theirs is checked")
    for key, owner in keys.items():
        print("key: %s SHA256:%s" % (owner, b64(hashlib.sha256(unb64(key)).digest()).rstrip("=")))
    return signatures > 0 and not unchecked


def shown(error):
    """The words of an error without anything that steers a terminal or turns text round."""
    return "".join(c if c.isprintable() else "\\u{%x}" % ord(c) for c in str(error))


def main(arguments):
    trust = None
    if len(arguments) == 2 and arguments[0] == "--trust":
        trust = os.path.abspath(arguments[1])
    elif arguments:
        print("NOT READ: usage: python3 verify.py [--trust FILE]")
        return 2
    os.chdir(os.path.dirname(os.path.abspath(__file__)))
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        files = all_files()
        if ("DISCLOSE.txt" in files and "SHA256SUMS" not in files
                and not any(path.startswith("log/") for path in files)):
            check_disclosed(files, trust)
            return 0
        signed_by_people = check(trust, files)
    except Altered as error:
        print("ALTERED: %s" % shown(error))
        return 1
    except Missing as error:
        print("FILES MISSING: %s" % shown(error))
        return 1
    except NotRead as error:
        print("NOT READ: %s" % shown(error))
        return 2
    except (KeyError, TypeError, AttributeError, IndexError, ValueError) as error:
        print("ALTERED: an event is not as it must be (%s)" % shown(repr(error)))
        return 1
    if trust and signed_by_people:
        print("UNALTERED, SIGNERS CONFIRMED")
    else:
        print("UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED: %s"
              % ("compare the fingerprints" if signed_by_people else "no signature of people was checked"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
