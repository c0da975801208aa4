"""A disk with a cache that forgets: one file in a folder of its own, for a loop device to stand on.

    python3 volatile_disk.py FOLDER IMAGE

What is written stays in the cache until the disk is told to flush. Lines on standard input:
    cut N SEED     with the N-th write from now the power is gone: of what was not flushed each sector of 512 bytes is
                   kept or lost by chance; IMAGE becomes what is left; whatever is asked afterwards fails
Answers on standard output: `ready`, and `cut PENDING KEPT` (sectors).
"""
import ctypes
import errno
import os
import random
import select
import struct
import sys

SECTOR = 512
mount_point, image = sys.argv[1], sys.argv[2]
with open(image, "rb") as file:
    platter = bytearray(file.read())
now, pending = bytearray(platter), []
left, chance, dead = None, None, False

fuse = os.open("/dev/fuse", os.O_RDWR)
libc = ctypes.CDLL(None, use_errno=True)
options = b"fd=%d,rootmode=40000,user_id=0,group_id=0" % fuse
if libc.mount(b"volatile", mount_point.encode(), b"fuse", 6, options):
    sys.exit("mount: " + os.strerror(ctypes.get_errno()))


def answer(unique, data=b"", error=0):
    os.write(fuse, struct.pack("<IiQ", 16 + len(data), -error, unique) + data)


def attributes(node):
    mode, size = (0o40755, 0) if node == 1 else (0o100600, len(now))
    return struct.pack("<6Q10I", node, size, size // SECTOR, 0, 0, 0, 0, 0, 0, mode, 1, 0, 0, 0, 4096, 0)


def cut():
    global dead
    sectors = [(at + i, data[i:i + SECTOR]) for at, data in pending for i in range(0, len(data), SECTOR)]
    many = round(len(sectors) * chance.choice((0, 0.1, 0.5, 0.9, 1)))
    kept = sorted(chance.sample(range(len(sectors)), many))
    for at, data in (sectors[which] for which in kept):
        platter[at:at + len(data)] = data
    with open(image, "wb") as file:
        file.write(platter)
    dead = True
    print("cut", len(sectors), len(kept), flush=True)


def flush():
    for at, data in pending:
        platter[at:at + len(data)] = data
    pending.clear()


def asked(op, unique, node, body):
    global left
    if op == 26:
        readahead = struct.unpack_from("<3I", body)[2]
        answer(unique, struct.pack("<4I2H2I2HI28x", 7, 31, readahead, 1 << 5 | 1 << 22, 16, 12, 1 << 20, 1, 256, 0, 0))
    elif op == 1:
        answer(unique, struct.pack("<4Q2I", 2, 0, 3600, 3600, 0, 0) + attributes(2))
    elif op in (3, 4):
        answer(unique, struct.pack("<Q2I", 3600, 0, 0) + attributes(node))
    elif op in (14, 27):
        answer(unique, struct.pack("<Q2I", 1, 0, 0))
    elif op == 17:
        answer(unique, struct.pack("<5Q4I24x", 0, 0, 0, 0, 0, 4096, 255, 4096, 0))
    elif op in (18, 25, 29):
        answer(unique)
    elif op in (15, 16, 20) and dead:
        answer(unique, error=errno.EIO)
    elif op == 15:
        at, size = struct.unpack_from("<QI", body, 8)
        answer(unique, bytes(now[at:at + size]))
    elif op == 16:
        at, size = struct.unpack_from("<QI", body, 8)
        data = body[40:40 + size]
        now[at:at + size] = data
        pending.append((at, data))
        if left is not None:
            left -= 1
            if left <= 0:
                cut()
                answer(unique, error=errno.EIO)
                return
        answer(unique, struct.pack("<2I", size, 0))
    elif op == 20:
        flush()
        answer(unique)
    elif op not in (2, 36, 42):
        answer(unique, error=errno.ENOSYS)


print("ready", flush=True)
while True:
    ready, _, _ = select.select([fuse, 0], [], [])
    if 0 in ready:
        line = os.read(0, 4096).decode().split()
        if not line:
            break
        left, chance = int(line[1]), random.Random(int(line[2]))
    if fuse in ready:
        try:
            request = os.read(fuse, (1 << 20) + 65536)
        except OSError:
            break
        _, op, unique, node = struct.unpack_from("<2I2Q", request)
        asked(op, unique, node, request[40:])
