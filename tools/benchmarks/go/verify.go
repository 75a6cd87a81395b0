// The peer of "tools/bench large": verifies a directory of tiles with golang.org/x/mod/sumdb, as fast as that allows.
//
//	verify DIRECTORY VKEY-FILE PROCESSORS
//
// It opens the checkpoint, hashes every entry with tlog.RecordHash, holds each entry's index and `previous` against
// the entry before, builds the tree with tlog.NodeHash, compares every hash tile, and holds the root against the
// checkpoint's. Bundles are prepared on all processors, PROCESSORS of them, and put together in order by one. It
// does less than kentongan-review: it looks neither at the order within batches nor at what entries say.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A bundle of up to 256 entries, with everything that needs no entry before it.
type prepared struct {
	previous, last tlog.Hash
	leaves         []tlog.Hash
	root           tlog.Hash // of 256
}

func main() {
	if len(os.Args) != 4 {
		usage("it needs three arguments")
	}
	processors, err := strconv.Atoi(os.Args[3])
	if err != nil || processors < 1 {
		usage("PROCESSORS is a number, at least 1")
	}
	runtime.GOMAXPROCS(processors)
	size, root := checkpoint(os.Args[1], os.Args[2])
	found := verify(os.Args[1], size, processors)
	if found != root {
		fail("the entries' root is %v, the checkpoint's %v", found, root)
	}
	fmt.Println(size)
}

func usage(what string) {
	fmt.Fprintln(os.Stderr, "verify: "+what+"\nusage: verify DIRECTORY VKEY-FILE PROCESSORS\n"+
		"  DIRECTORY   the published files: checkpoint, tile/…\n  VKEY-FILE   the log's public key, log.vkey\n"+
		"  PROCESSORS  how many to use")
	os.Exit(64)
}

func verify(directory string, size int64, processors int) tlog.Hash {
	bundles := (size + 255) / 256
	// Each is taken in order; so many wait at most.
	results := make(chan chan prepared, 4*processors)
	go func() {
		slots := make(chan struct{}, 2*processors)
		for n := int64(0); n < bundles; n++ {
			result := make(chan prepared, 1)
			results <- result
			slots <- struct{}{}
			go func(n int64) {
				result <- prepare(directory, n, width(size, n, 0))
				<-slots
			}(n)
		}
		close(results)
	}()
	tree := &tree{directory: directory, size: size}
	var last tlog.Hash
	n := int64(0)
	for result := range results {
		bundle := <-result
		if bundle.previous != last {
			fail("the chain breaks at entry %d", 256*n)
		}
		last = bundle.last
		tree.append(bundle)
		n++
	}
	return tree.root()
}

// Entries or hashes in tile n of a level.
func width(size, n int64, level uint) int {
	hashes := size>>(8*level) - 256*n
	if hashes > 256 {
		hashes = 256
	}
	return int(hashes)
}

func prepare(directory string, n int64, count int) prepared {
	data := read(directory, "entries", n, count)
	bundle := prepared{leaves: make([]tlog.Hash, 0, count)}
	for i := 0; i < count; i++ {
		if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
			fail("bundle %d ends early", n)
		}
		entry := data[2 : 2+binary.BigEndian.Uint16(data)]
		data = data[2+len(entry):]
		// uint16 format | uint64 index | opaque previous[32] | ...
		if len(entry) < 44 || binary.BigEndian.Uint16(entry) != 1 ||
			binary.BigEndian.Uint64(entry[2:]) != uint64(256*n)+uint64(i) {
			fail("entry %d is none", 256*n+int64(i))
		}
		var previous tlog.Hash
		copy(previous[:], entry[10:])
		if i == 0 {
			bundle.previous = previous
		} else if previous != bundle.last {
			fail("the chain breaks at entry %d", 256*n+int64(i))
		}
		bundle.last = tlog.RecordHash(entry)
		bundle.leaves = append(bundle.leaves, bundle.last)
	}
	if len(data) > 0 {
		fail("bundle %d has more than %d entries", n, count)
	}
	compare(directory, 0, n, bundle.leaves)
	if count == 256 {
		bundle.root = perfect(bundle.leaves)
	}
	return bundle
}

// The root of 256 hashes.
func perfect(hashes []tlog.Hash) tlog.Hash {
	var nodes [128]tlog.Hash
	for i := range nodes {
		nodes[i] = tlog.NodeHash(hashes[2*i], hashes[2*i+1])
	}
	for count := 64; count > 0; count /= 2 {
		for i := 0; i < count; i++ {
			nodes[i] = tlog.NodeHash(nodes[2*i], nodes[2*i+1])
		}
	}
	return nodes[0]
}

// The right edge of the tree: the newest tile of each level as far as it is filled.
type tree struct {
	directory string
	size      int64
	levels    [8][]tlog.Hash
	counts    [8]int64
}

func (t *tree) append(bundle prepared) {
	if len(bundle.leaves) < 256 {
		t.levels[0] = bundle.leaves
		return
	}
	t.push(1, bundle.root)
}

func (t *tree) push(level int, hash tlog.Hash) {
	t.levels[level] = append(t.levels[level], hash)
	if len(t.levels[level]) < 256 {
		return
	}
	compare(t.directory, level, t.counts[level], t.levels[level])
	t.counts[level]++
	root := perfect(t.levels[level])
	t.levels[level] = t.levels[level][:0]
	t.push(level+1, root)
}

func (t *tree) root() tlog.Hash {
	type subtree struct {
		height int
		hash   tlog.Hash
	}
	var edge []subtree
	for level := 7; level >= 0; level-- {
		if level > 0 && len(t.levels[level]) > 0 {
			compare(t.directory, level, t.counts[level], t.levels[level])
		}
		for _, hash := range t.levels[level] {
			next := subtree{8 * level, hash}
			for len(edge) > 0 && edge[len(edge)-1].height == next.height {
				next = subtree{next.height + 1, tlog.NodeHash(edge[len(edge)-1].hash, next.hash)}
				edge = edge[:len(edge)-1]
			}
			edge = append(edge, next)
		}
	}
	if len(edge) == 0 {
		fail("an empty log")
	}
	root := edge[len(edge)-1].hash
	for i := len(edge) - 2; i >= 0; i-- {
		root = tlog.NodeHash(edge[i].hash, root)
	}
	return root
}

func compare(directory string, level int, n int64, hashes []tlog.Hash) {
	data := read(directory, strconv.Itoa(level), n, len(hashes))
	if len(data) != 32*len(hashes) {
		fail("tile %d/%d has %d bytes", level, n, len(data))
	}
	for i := range hashes {
		if !bytes.Equal(data[32*i:32*i+32], hashes[i][:]) {
			fail("tile %d/%d differs at %d", level, n, i)
		}
	}
}

func read(directory, kind string, n int64, width int) []byte {
	name := fmt.Sprintf("%03d", n%1000)
	for n /= 1000; n > 0; n /= 1000 {
		name = fmt.Sprintf("x%03d/%s", n%1000, name)
	}
	if width < 256 {
		name += ".p/" + strconv.Itoa(width)
	}
	data, err := os.ReadFile(filepath.Join(directory, "tile", kind, name))
	check(err)
	return data
}

// Size and root of the directory's checkpoint, if the key in the file has signed it.
func checkpoint(directory, keyFile string) (int64, tlog.Hash) {
	vkey, err := os.ReadFile(keyFile)
	check(err)
	verifier, err := note.NewVerifier(strings.TrimSpace(string(vkey)))
	check(err)
	signed, err := os.ReadFile(filepath.Join(directory, "checkpoint"))
	check(err)
	opened, err := note.Open(signed, note.VerifierList(verifier))
	check(err)
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		fail("a checkpoint of another log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	bytes, err := base64.StdEncoding.DecodeString(lines[2])
	check(err)
	var root tlog.Hash
	copy(root[:], bytes)
	return size, root
}

func check(err error) {
	if err != nil {
		fail("%v", err)
	}
}

func fail(format string, arguments ...any) {
	fmt.Fprintf(os.Stderr, "verify: "+format+"\n", arguments...)
	os.Exit(1)
}
