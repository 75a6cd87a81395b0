/// The script that goes with the figures: whoever has the log's tiles needs nothing else of ours.
package enum RecomputeScript {
    /// Python 3, of the standard library alone.
    package static let text = #"""
        #!/usr/bin/env python3
        """Recomputes data.json from the public log. Menghitung ulang data.json dari catatan publik.

        usage: recompute.py TILES [data.json]      TILES: a folder or address with C2SP tlog-tiles (checkpoint, tile/…)

        Checks the chain and the tree hashes of every entry, decodes each month's statement and compares it with data.json.
        Python's standard library has no Ed25519: signatures (log key, witnesses, auditor) are NOT checked here;
        `kentongan-review verify` does. Exit: 0 the same, 1 not the same or not a log, 64 usage or nothing to read.
        """
        import base64, hashlib, json, os, sys, urllib.request

        def read(base, name):
            if "://" in base:
                with urllib.request.urlopen(base.rstrip("/") + "/" + name, timeout=60) as answer: return answer.read()
            with open(os.path.join(base, name), "rb") as file: return file.read()

        class Reader:
            def __init__(self, data): self.data, self.at = data, 0
            def take(self, count):
                if self.at + count > len(self.data): raise ValueError("bytes are missing")
                self.at += count
                return self.data[self.at - count:self.at]
            def number(self, count): return int.from_bytes(self.take(count), "big")
            def part(self):
                first = self.number(1)
                count = first & 63
                for _ in range((1 << (first >> 6)) - 1): count = count << 8 | self.number(1)
                return Reader(self.take(count))
            def __bool__(self): return self.at < len(self.data)

        def sha(data): return hashlib.sha256(data).digest()
        def tile(number):
            parts = [f"{number % 1000:03}"]
            while number >= 1000:
                number //= 1000
                parts.insert(0, f"x{number % 1000:03}")
            return "tile/entries/" + "/".join(parts)

        def root(edge):
            result = edge[-1][1] if edge else b""
            for _, node in reversed(edge[:-1]): result = sha(b"\x01" + node + result)
            return result

        def month(body):
            r = Reader(body)
            if r.number(2) != 1: raise ValueError("a statement of another format")
            name = f"{r.number(2):04}-{r.number(1):02}"
            holidays, agencies, rest = r.number(2), [], r.part()
            while rest:
                code, figures, list_ = rest.part().data.decode(), [], rest.part()
                while list_: figures.append([list_.number(1), list_.number(2), list_.number(1), list_.number(1)])
                agencies.append({"agency": code, "figures": figures})
            return {"month": name, "body": sha(body).hex(), "holidays": holidays, "agencies": agencies}

        def recompute(base, size):
            origin, total, signed = read(base, "checkpoint").decode().split("\n")[:3]
            total, edge, previous, months, attested, then = int(total), [], bytes(32), [], set(), b""
            if size > total: raise ValueError(f"the log has {total} entries, data.json is of {size}")
            for index in range(total):
                if index % 256 == 0: bundle = Reader(read(base, tile(index // 256)))
                entry = bundle.take(bundle.number(2))
                leaf = sha(b"\x00" + entry)
                r = Reader(entry)
                if r.number(2) == 1 and (r.number(8) != index or r.take(32) != previous):
                    raise ValueError(f"the chain breaks at entry {index}")
                previous = leaf
                edge.append((1, leaf))
                while len(edge) > 1 and edge[-1][0] == edge[-2][0]:
                    (count, right), (_, left) = edge.pop(), edge.pop()
                    edge.append((2 * count, sha(b"\x01" + left + right)))
                if index + 1 == size: then = root(edge)
                if index >= size or entry[:2] != b"\x00\x01" or r.number(2) != 3: continue
                r = r.part()
                kind, signer, body = r.number(2), r.take(32), r.part().data
                if kind == 1 and signer == bytes(32): months.append({**month(body), "index": index})
                if kind == 11: attested.add(body[5:37].hex())
            if base64.b64encode(root(edge)).decode() != signed: raise ValueError("the tree is not the one that was signed")
            months = [{**said, "countersigned": said["body"] in attested} for said in sorted(months, key=lambda said: said["month"])]
            return {"origin": origin, "size": size, "root": then.hex(), "months": months}

        def main(arguments):
            if not 1 <= len(arguments) <= 2 or arguments[0].startswith("-"): print(__doc__); return 64
            path = (arguments + [os.path.join(os.path.dirname(os.path.abspath(__file__)), "data.json")])[1]
            try:
                with open(path, encoding="utf-8") as file: said = json.load(file)
                found = recompute(arguments[0], said["size"])
                for one in said["months"]:
                    for agency in one["agencies"]:
                        agency["figures"] = [[f["measure"], f["code"], f["band"], f["age"]] for f in agency["figures"]]
                for key in found:
                    same = said[key] if key != "months" else [{k: m[k] for k in f} for m, f in zip(said[key], found[key])]
                    if same != found[key] or key == "months" and len(said[key]) != len(found[key]):
                        raise ValueError(f"data.json says another {key} than the log")
            except OSError as error: print(f"nothing to read: {error}", file=sys.stderr); return 64
            except (ValueError, KeyError, TypeError, IndexError) as error: print(f"FALSE: {error}"); return 1
            print(f"the same: {len(found['months'])} months of {found['size']} entries; signatures were not checked")
            return 0
        sys.exit(main(sys.argv[1:]))
        """# + "\n"
}
