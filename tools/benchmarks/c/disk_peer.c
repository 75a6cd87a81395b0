/* What the disk and SQLite do without anybody's server.

   disk_peer sync DIR COUNT           milliseconds of each of COUNT fdatasync calls, one a line: 4 KiB overwritten
   disk_peer rows DIR BYTES           writes the rows of an envelope as Sources/Storage does, one transaction a MiB;
                                      prints seconds */

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { page = 16384, part = 65536, piece = 1 << 20 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static void syncs(const char *path, int count)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    static char bytes[4096];
    if (fd < 0) fail(path);
    for (int i = 0; i < 64; i++)
        if (pwrite(fd, bytes, sizeof bytes, (off_t)i * sizeof bytes) != sizeof bytes) fail("pwrite");
    fsync(fd);
    for (int i = 0; i < count; i++) {
        bytes[0] = (char)i;
        double start = now();
        if (pwrite(fd, bytes, sizeof bytes, (off_t)(i % 64) * sizeof bytes) != sizeof bytes || fdatasync(fd) != 0)
            fail("fdatasync");
        printf("%.4f\n", (now() - start) * 1e3);
    }
}

static void run(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK) return;
    fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(db));
    exit(1);
}

static void rows(const char *path, long total)
{
    sqlite3 *db;
    sqlite3_stmt *insert;
    if (sqlite3_open(path, &db) != SQLITE_OK) fail(path);
    run(db, "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 2048; PRAGMA cache_size = -4096;"
        "CREATE TABLE payload (id BLOB NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL,"
        " PRIMARY KEY (id, part)) WITHOUT ROWID;"
        "CREATE TABLE arriving (id BLOB PRIMARY KEY, envelope BLOB NOT NULL, confirmed INTEGER NOT NULL)"
        " WITHOUT ROWID");
    if (sqlite3_prepare_v2(db, "INSERT INTO payload VALUES (?, ?, ?)", -1, &insert, NULL) != SQLITE_OK)
        fail("prepare");
    static unsigned char bytes[piece];
    static const unsigned char id[16] = "an envelope's id";
    unsigned seed = 1;
    for (int i = 0; i < piece; i++) bytes[i] = (unsigned char)(seed = seed * 1103515245 + 12345);
    double start = now();
    int number = 0;
    for (long done = 0; done < total; done += piece) {
        run(db, "BEGIN IMMEDIATE; INSERT OR IGNORE INTO arriving VALUES (x'00', x'00', 0)");
        for (int offset = 0; offset < piece; offset += part) {
            sqlite3_bind_blob(insert, 1, id, sizeof id, SQLITE_STATIC);
            sqlite3_bind_int(insert, 2, number++);
            sqlite3_bind_blob(insert, 3, bytes + offset, part, SQLITE_STATIC);
            if (sqlite3_step(insert) != SQLITE_DONE) fail("insert");
            sqlite3_reset(insert);
        }
        run(db, "COMMIT");
    }
    printf("%.4f\n", now() - start);
    sqlite3_finalize(insert);
    sqlite3_close(db);
}

int main(int argc, char **argv)
{
    if (argc != 4) return 64;
    char path[4096];
    snprintf(path, sizeof path, "%s/peer", argv[2]);
    alarm(300);
    if (strcmp(argv[1], "sync") == 0) syncs(path, atoi(argv[3]));
    else if (strcmp(argv[1], "rows") == 0) rows(path, atol(argv[3]));
    else return 64;
    return 0;
}
