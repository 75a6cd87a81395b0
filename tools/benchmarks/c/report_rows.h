/* Group commit of reports as Sources/Storage has it: the same rows in the same two files with the same settings. All
   that wait share one transaction of payload.sqlite, then one of log.sqlite; each is synced once. */

#pragma once

#include <openssl/evp.h>
#include <pthread.h>
#include <semaphore.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { envelope_size = 31744, most_agencies = 400 };

struct report {
    struct report *next;
    sem_t done;
    int is_promised;
    uint64_t epoch;
    unsigned char commitment[32], nonce[32], envelope_hash[32], outer[32], signature[64];
    const unsigned char *key_set, *mailbox, *mailbox_signature, *envelope;
    unsigned char record[512];
    size_t record_size;
    char agencies[most_agencies];
};

/* Signs the promise of a report whose commitment and epoch are known. */
typedef void promise_signer(struct report *);

static struct {
    pthread_mutex_t lock;
    pthread_cond_t arrived;
    struct report *first;
    sqlite3 *payload, *log;
    sqlite3_stmt *confirm, *arriving, *part, *state, *by_envelope, *by_mailbox;
    sqlite3_stmt *record, *envelope, *report, *box;
    unsigned char confirmed[4096][16];
    int confirmed_count;
    promise_signer *sign;
} rows = {.lock = PTHREAD_MUTEX_INITIALIZER, .arrived = PTHREAD_COND_INITIALIZER};

static inline void sql_failed(sqlite3 *db, const char *sql)
{
    fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(db));
    exit(1);
}

static inline void sql_run(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) sql_failed(db, sql);
}

static inline sqlite3_stmt *sql_prepare(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
        sql_failed(db, sql);
    return statement;
}

/* Runs a statement to its first row or its end. Whether there was a row; who does not read it lets it go. */
static inline int sql_step(sqlite3_stmt *statement)
{
    int result = sqlite3_step(statement);
    if (result != SQLITE_ROW) {
        if (result != SQLITE_DONE) sql_failed(sqlite3_db_handle(statement), sqlite3_sql(statement));
        sqlite3_reset(statement);
    }
    return result == SQLITE_ROW;
}

static inline void bind_bytes(sqlite3_stmt *statement, int place, const void *bytes, int count)
{
    sqlite3_bind_blob(statement, place, bytes, count, SQLITE_STATIC);
}

static inline sqlite3 *open_rows(const char *directory, const char *name, int checkpoint_pages, int cache)
{
    char path[4096], settings[200];
    sqlite3 *db;
    snprintf(path, sizeof path, "%s/%s", directory, name);
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        sql_failed(db, path);
    snprintf(settings, sizeof settings, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = %d; PRAGMA cache_size = -%d",
        checkpoint_pages, cache);
    sql_run(db, settings);
    return db;
}

static inline void write_payloads(struct report *group)
{
    sql_run(rows.payload, "BEGIN IMMEDIATE");
    for (int i = 0; i < rows.confirmed_count; i++) {
        bind_bytes(rows.confirm, 1, rows.confirmed[i], 16);
        sql_step(rows.confirm);
    }
    rows.confirmed_count = 0;
    for (struct report *one = group; one != NULL; one = one->next) {
        bind_bytes(rows.arriving, 1, one->commitment, 16);
        bind_bytes(rows.arriving, 2, one->envelope_hash, 32);
        sql_step(rows.arriving);
        bind_bytes(rows.part, 1, one->commitment, 16);
        bind_bytes(rows.part, 2, one->envelope, envelope_size);
        sql_step(rows.part);
    }
    sql_run(rows.payload, "COMMIT");
}

static inline int is_there(sqlite3_stmt *statement, const unsigned char *key)
{
    bind_bytes(statement, 1, key, 32);
    int found = sql_step(statement);
    if (found) sqlite3_reset(statement);
    return found;
}

static inline void write_record(struct report *one)
{
    if (is_there(rows.by_envelope, one->envelope_hash) || is_there(rows.by_mailbox, one->mailbox)) return;
    rows.sign(one);
    sqlite3_bind_int64(rows.record, 1, (sqlite3_int64)one->epoch);
    bind_bytes(rows.record, 2, one->commitment, 32);
    bind_bytes(rows.record, 3, one->nonce, 32);
    bind_bytes(rows.record, 4, one->record, (int)one->record_size);
    bind_bytes(rows.record, 5, one->signature, 64);
    sqlite3_bind_text(rows.record, 6, one->agencies, -1, SQLITE_STATIC);
    bind_bytes(rows.record, 7, one->envelope_hash, 32);
    bind_bytes(rows.record, 8, one->commitment, 16);
    sqlite3_bind_int(rows.record, 9, envelope_size);
    sql_step(rows.record);
    bind_bytes(rows.envelope, 1, one->envelope_hash, 32);
    sqlite3_bind_int64(rows.envelope, 2, (sqlite3_int64)one->epoch);
    bind_bytes(rows.envelope, 3, one->commitment, 32);
    sql_step(rows.envelope);
    bind_bytes(rows.report, 1, one->commitment, 32);
    sqlite3_bind_int64(rows.report, 2, (sqlite3_int64)one->epoch);
    bind_bytes(rows.report, 3, one->envelope_hash, 32);
    bind_bytes(rows.report, 4, one->mailbox, 32);
    bind_bytes(rows.report, 5, one->outer, 32);
    bind_bytes(rows.report, 6, one->key_set, 32);
    bind_bytes(rows.report, 7, one->mailbox_signature, 64);
    sql_step(rows.report);
    bind_bytes(rows.box, 1, one->mailbox, 32);
    sqlite3_bind_int64(rows.box, 2, (sqlite3_int64)one->epoch);
    bind_bytes(rows.box, 3, one->commitment, 32);
    sql_step(rows.box);
    one->is_promised = 1;
    memcpy(rows.confirmed[rows.confirmed_count++], one->commitment, 16);
}

static inline void *write_groups(void *unused)
{
    for (;;) {
        pthread_mutex_lock(&rows.lock);
        while (rows.first == NULL) pthread_cond_wait(&rows.arrived, &rows.lock);
        struct report *group = rows.first;
        rows.first = NULL;
        pthread_mutex_unlock(&rows.lock);
        write_payloads(group);
        sql_run(rows.log, "BEGIN IMMEDIATE");
        if (sql_step(rows.state)) sqlite3_reset(rows.state);
        for (struct report *one = group; one != NULL; one = one->next) write_record(one);
        sql_run(rows.log, "COMMIT");
        for (struct report *next; group != NULL; group = next) {
            next = group->next;
            sem_post(&group->done);
        }
    }
    return unused;
}

/* Returns when the report is durable and promised, or refused. */
static inline int store_report(struct report *one)
{
    sem_init(&one->done, 0, 0);
    pthread_mutex_lock(&rows.lock);
    one->next = rows.first;
    rows.first = one;
    pthread_cond_signal(&rows.arrived);
    pthread_mutex_unlock(&rows.lock);
    while (sem_wait(&one->done) != 0) {}
    sem_destroy(&one->done);
    return one->is_promised;
}

/* Opens a copy of a new site's files, and starts the writer. */
static inline void begin_rows(const char *directory, promise_signer *sign)
{
    rows.sign = sign;
    rows.payload = open_rows(directory, "payload.sqlite", (32 << 20) / 16384, 12 << 10);
    rows.log = open_rows(directory, "log.sqlite", (32 << 20) / 4096, 8 << 10);
    rows.confirm = sql_prepare(rows.payload, "UPDATE arriving SET confirmed = 1 WHERE id = ?");
    rows.arriving = sql_prepare(rows.payload,
        "INSERT OR IGNORE INTO arriving (id, envelope, confirmed) VALUES (?, ?, 0)");
    rows.part = sql_prepare(rows.payload,
        "INSERT OR IGNORE INTO staged_payload (id, part, bytes) VALUES (?, 0, ?)");
    rows.state = sql_prepare(rows.log, "SELECT size, edge, last_leaf, last_epoch FROM state ORDER BY role DESC");
    rows.by_envelope = sql_prepare(rows.log, "SELECT epoch, commitment FROM staged_envelope WHERE envelope = ?1"
        " UNION ALL SELECT epoch, commitment FROM envelope WHERE envelope = ?1");
    rows.by_mailbox = sql_prepare(rows.log, "SELECT epoch, commitment FROM staged_mailbox WHERE mailbox = ?1"
        " UNION ALL SELECT epoch, commitment FROM mailbox WHERE mailbox = ?1");
    rows.record = sql_prepare(rows.log, "INSERT INTO staged_record (epoch, commitment, nonce, record, promise,"
        " agencies, author, envelope, payload, length) VALUES (?, ?, ?, ?, ?, ?, NULL, ?, ?, ?)");
    rows.envelope = sql_prepare(rows.log,
        "INSERT INTO staged_envelope (envelope, epoch, commitment) VALUES (?, ?, ?)");
    rows.report = sql_prepare(rows.log, "INSERT INTO staged_report (commitment, epoch, envelope, mailbox, outer,"
        " key_set, signature) VALUES (?, ?, ?, ?, ?, ?, ?)");
    rows.box = sql_prepare(rows.log,
        "INSERT INTO staged_mailbox (mailbox, epoch, commitment) VALUES (?, ?, ?)");
    pthread_t writer;
    if (pthread_create(&writer, NULL, write_groups, NULL) != 0) exit(1);
    pthread_detach(writer);
}
