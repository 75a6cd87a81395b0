#!/usr/bin/python3
"""A disk whose power can be cut: a file system in memory that knows what was made durable.

    powerfs.py MOUNT

Needs FUSE (packages fuse3, libfuse2, python3-fusepy). Commands come on standard input, one a line, and each is
answered by one line on standard output; the end of the input unmounts:

    cut POLICY SEED FOLDER [POLICY SEED FOLDER]...
        Freezes the disk for a moment and writes to each folder what it may hold if the power goes now.
    settle
        Makes everything durable.
    counts
        How many writes, syncs of files and syncs of folders there were.

What survives without a sync, by policy:

    lost        nothing: bytes need fsync or fdatasync of their file, names an fsync of their folder
    torn        of each file and folder a prefix of the changes, the last write cut at a sector of 512 bytes
    reordered   of each file and folder any of the changes, by sector
    all         everything, as when only the processes end
"""

import errno
import os
import random
import stat
import sys
import threading
import time

from fusepy import FUSE, FuseOSError, Operations

SECTOR = 512


class Node:
    """A file or a folder. `pending` are the changes since its last sync, in order."""

    def __init__(self, number, mode):
        self.number, self.mode = number, mode
        self.times = [time.time_ns()] * 2
        self.pending = []


class File(Node):
    def __init__(self, number, mode):
        super().__init__(number, mode)
        self.live, self.durable = bytearray(), b""

    def sync(self):
        if self.pending:
            self.durable, self.pending = bytes(self.live), []

    def write(self, offset, data):
        self.pending.append((offset, bytes(data)))
        apply_write(self.live, offset, data)

    def truncate(self, size):
        self.pending.append((size, None))
        apply_write(self.live, size, None)

    def survives(self, policy, chance):
        if policy == "all":
            return bytes(self.live)
        content = bytearray(self.durable)
        if policy == "torn":
            kept = chance.randint(0, len(self.pending))
            for offset, data in self.pending[:kept]:
                apply_write(content, offset, data)
            if kept < len(self.pending):
                offset, data = self.pending[kept]
                pieces = sectors(offset, data) if data else []
                for place, piece in pieces[:chance.randint(0, len(pieces))]:
                    apply_write(content, place, piece)
        elif policy == "reordered":
            for offset, data in self.pending:
                for place, piece in sectors(offset, data) if data is not None else [(offset, None)]:
                    if chance.random() < 0.5:
                        apply_write(content, place, piece)
        return bytes(content)


class Folder(Node):
    """A change is a list of (name, node or none) that happens as a whole: a rename has two."""

    def __init__(self, number, mode):
        super().__init__(number, mode)
        self.live, self.durable = {}, {}

    def sync(self):
        self.durable, self.pending = dict(self.live), []

    def change(self, *steps):
        self.pending.append(steps)
        apply_names(self.live, steps)

    def survives(self, policy, chance):
        if policy == "all":
            return dict(self.live)
        names = dict(self.durable)
        if policy == "torn":
            for steps in self.pending[:chance.randint(0, len(self.pending))]:
                apply_names(names, steps)
        elif policy == "reordered":
            for steps in self.pending:
                if chance.random() < 0.5:
                    apply_names(names, steps)
        return names


def apply_write(content, offset, data):
    """Writes in place; without data sets the length."""
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    if data is None:
        del content[offset:]
    else:
        content[offset:offset + len(data)] = data


def apply_names(names, steps):
    for name, node in steps:
        if node is None:
            names.pop(name, None)
        else:
            names[name] = node


def sectors(offset, data):
    """The pieces of a write that a disk writes each as a whole."""
    pieces, at = [], 0
    while at < len(data):
        width = min(SECTOR - (offset + at) % SECTOR, len(data) - at)
        pieces.append((offset + at, data[at:at + width]))
        at += width
    return pieces


class Disk(Operations):
    def __init__(self):
        self.turn = threading.RLock()
        self.root = Folder(1, stat.S_IFDIR | 0o755)
        self.numbers = 1
        self.open_files = {}
        self.handles = 0
        self.counts = {"writes": 0, "file syncs": 0, "folder syncs": 0}

    def __call__(self, operation, *arguments):
        # One operation at a time: a cut falls between two.
        with self.turn:
            return super().__call__(operation, *arguments)

    # Finding

    def find(self, path):
        node = self.root
        for name in path.split("/"):
            if name:
                if not isinstance(node, Folder):
                    raise FuseOSError(errno.ENOTDIR)
                node = node.live.get(name)
                if node is None:
                    raise FuseOSError(errno.ENOENT)
        return node

    def parent(self, path):
        folder, name = os.path.split(path)
        return self.find(folder), name

    def file(self, path, handle):
        return self.open_files.get(handle) or self.find(path)

    def number(self):
        self.numbers += 1
        return self.numbers

    def opened(self, node):
        self.handles += 1
        self.open_files[self.handles] = node
        return self.handles

    # Asking

    def getattr(self, path, fh=None):
        node = self.file(path, fh)
        size = len(node.live) if isinstance(node, File) else 4096
        accessed, modified = (moment / 1e9 for moment in node.times)
        return {"st_mode": node.mode, "st_ino": node.number, "st_nlink": 1 if isinstance(node, File) else 2,
                "st_size": size, "st_blocks": (size + 511) // 512, "st_uid": os.getuid(), "st_gid": os.getgid(),
                "st_atime": accessed, "st_mtime": modified, "st_ctime": modified}

    def access(self, path, mode):
        self.find(path)
        return 0

    def statfs(self, path):
        return {"f_bsize": 4096, "f_frsize": 4096, "f_blocks": 1 << 20, "f_bfree": 1 << 20, "f_bavail": 1 << 20,
                "f_files": 1 << 20, "f_ffree": 1 << 20, "f_favail": 1 << 20, "f_namemax": 255}

    def readdir(self, path, fh):
        return [".", "..", *self.find(path).live]

    def read(self, path, size, offset, fh):
        return bytes(self.file(path, fh).live[offset:offset + size])

    # Changing names

    def create(self, path, mode, fi=None):
        folder, name = self.parent(path)
        node = File(self.number(), stat.S_IFREG | mode & 0o7777)
        folder.change((name, node))
        return self.opened(node)

    def mkdir(self, path, mode):
        folder, name = self.parent(path)
        if name in folder.live:
            raise FuseOSError(errno.EEXIST)
        folder.change((name, Folder(self.number(), stat.S_IFDIR | mode & 0o7777)))
        return 0

    def unlink(self, path):
        folder, name = self.parent(path)
        self.find(path)
        folder.change((name, None))
        return 0

    def rmdir(self, path):
        if self.find(path).live:
            raise FuseOSError(errno.ENOTEMPTY)
        return self.unlink(path)

    def rename(self, old, new):
        (source, old_name), (target, new_name) = self.parent(old), self.parent(new)
        node = self.find(old)
        if source is target:
            source.change((new_name, node), (old_name, None))
        else:
            target.change((new_name, node))
            source.change((old_name, None))
        return 0

    # Changing files

    def open(self, path, flags):
        node = self.find(path)
        if flags & os.O_TRUNC and isinstance(node, File):
            node.truncate(0)
        return self.opened(node)

    def release(self, path, fh):
        self.open_files.pop(fh, None)
        return 0

    def write(self, path, data, offset, fh):
        node = self.file(path, fh)
        node.write(offset, data)
        node.times[1] = time.time_ns()
        self.counts["writes"] += 1
        return len(data)

    def truncate(self, path, length, fh=None):
        self.file(path, fh).truncate(length)
        return 0

    def chmod(self, path, mode):
        node = self.find(path)
        node.mode = stat.S_IFMT(node.mode) | mode & 0o7777
        return 0

    def chown(self, path, uid, gid):
        return 0

    def utimens(self, path, times=None):
        return 0

    # Syncing

    def fsync(self, path, datasync, fh):
        self.file(path, fh).sync()
        self.counts["file syncs"] += 1
        return 0

    def fsyncdir(self, path, datasync, fh):
        self.find(path).sync()
        self.counts["folder syncs"] += 1
        return 0

    def flush(self, path, fh):
        return 0

    # Cutting

    def settle(self, folder):
        folder.sync()
        for node in folder.live.values():
            if isinstance(node, Folder):
                self.settle(node)
            else:
                node.sync()

    def cut(self, policy, seed, target):
        if policy not in ("lost", "torn", "reordered", "all"):
            raise ValueError(f"unknown policy {policy}")
        chance, contents = random.Random(seed), {}

        def write(folder, target):
            os.makedirs(target, exist_ok=True)
            os.chmod(target, stat.S_IMODE(folder.mode))
            for name, node in sorted(folder.survives(policy, chance).items()):
                if isinstance(node, Folder):
                    write(node, f"{target}/{name}")
                    continue
                if node.number not in contents:
                    contents[node.number] = node.survives(policy, chance)
                with open(f"{target}/{name}", "wb") as file:
                    file.write(contents[node.number])
                os.chmod(f"{target}/{name}", stat.S_IMODE(node.mode))

        write(self.root, target)


def obey(disk, mount):
    for line in sys.stdin:
        words = line.split()
        try:
            if words[:1] == ["counts"]:
                answer = ", ".join(f"{count} {what}" for what, count in disk.counts.items())
            elif words == ["settle"]:
                with disk.turn:
                    disk.settle(disk.root)
                answer = "settled"
            elif words[:1] == ["cut"] and len(words) % 3 == 1:
                with disk.turn:
                    for policy, seed, target in zip(*[iter(words[1:])] * 3):
                        disk.cut(policy, int(seed), target)
                answer = "cut"
            else:
                answer = "error: unknown command"
        except Exception as error:
            answer = f"error: {error!r}"
        print(answer, flush=True)
    os.system(f"fusermount3 -u -z '{mount}' 2>/dev/null || fusermount -u -z '{mount}'")
    # A process that has a file open keeps the mount; this one ends all the same.
    time.sleep(1)
    os._exit(0)


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        sys.exit(64)
    disk, mount = Disk(), os.path.realpath(sys.argv[1])
    disk.init = lambda path: print("mounted", flush=True)
    threading.Thread(target=obey, args=(disk, mount), daemon=True).start()
    FUSE(disk, mount, foreground=True, nothreads=False, use_ino=True, attr_timeout=0, entry_timeout=0,
         fsname="powerfs")


if __name__ == "__main__":
    main()
