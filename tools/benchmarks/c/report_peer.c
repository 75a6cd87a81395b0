/* A server in C that does Kentongan's work for a report, and nothing else: it speaks enough of Protocol/README.md for
   Kentongan's own client to visit it, so that both are pressed by the same bytes in the same rhythm.

   report_peer serve PEM DIRECTORY ORIGIN SITE       prints its port. DIRECTORY has a copy of a new site's files,
                                                     SITE the answer to the site cell.

   Of a submission it verifies the mailbox key's signature, hashes the envelope and what stands around it, looks for
   envelope and mailbox, writes the same rows in groups, and signs the promise. It leaves out what is ours alone:
   limits, the age header, deadlines, other calls. A pool of threads, blocking: what is plainest and cheap in C. */

#include "tls.h"

#include "report_rows.h"

#include <openssl/rand.h>
#include <openssl/sha.h>

enum { cell = 32768, content = cell - 8, threads = 64 };
enum { settings_frame = 1, message_frame = 3, ping_frame = 8, pong_frame = 9, go_away_frame = 10 };

static SSL_CTX *tls;
static int listener;
static char origin[65];
static unsigned char site_cell[cell];
static EVP_PKEY *promise_key;

/* A piece of memory that is written from the front. */
struct text {
    unsigned char *at;
};

static void put(struct text *text, const void *bytes, size_t count)
{
    memcpy(text->at, bytes, count);
    text->at += count;
}

static void put_number(struct text *text, uint64_t value, int bytes)
{
    for (int i = bytes - 1; i >= 0; i--) *text->at++ = (unsigned char)(value >> (8 * i));
}

static void put_length(struct text *text, size_t length)
{
    if (length < 64) put_number(text, length, 1);
    else put_number(text, length | 0x4000, 2);
}

/* A list or bytes behind their length; NULL where it is malformed. */
static const unsigned char *take(const unsigned char **at, const unsigned char *end, size_t *length)
{
    if (*at >= end || **at >> 6 > 1 || end - *at < 2) return NULL;
    *length = **at & 63;
    if (*(*at)++ >> 6 == 1) *length = *length << 8 | *(*at)++;
    if ((size_t)(end - *at) < *length) return NULL;
    const unsigned char *bytes = *at;
    *at += *length;
    return bytes;
}

static size_t labelled(unsigned char *into, const char *label)
{
    struct text text = {into};
    put(&text, label, strlen(label) + 1);
    put_length(&text, strlen(origin));
    put(&text, origin, strlen(origin));
    return (size_t)(text.at - into);
}

static void put_promise(struct text *text, const struct report *one)
{
    put_number(text, 1, 2);
    put_length(text, strlen(origin));
    put(text, origin, strlen(origin));
    put(text, one->commitment, 32);
    put_number(text, one->epoch, 8);
}

static void sign(struct report *one)
{
    unsigned char bytes[512];
    struct text text = {bytes + labelled(bytes, "kentongan promise v1")};
    size_t size = 64;
    put_promise(&text, one);
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    if (EVP_DigestSignInit(ctx, NULL, NULL, NULL, promise_key) != 1
        || EVP_DigestSign(ctx, one->signature, &size, bytes, (size_t)(text.at - bytes)) != 1)
        fail("sign");
    EVP_MD_CTX_free(ctx);
}

static int is_signed(const struct report *one, const unsigned char *agencies, size_t agencies_size)
{
    unsigned char bytes[1024];
    struct text text = {bytes + labelled(bytes, "kentongan submission v1")};
    put_number(&text, 1, 2);
    put(&text, one->key_set, 32);
    put_length(&text, agencies_size);
    put(&text, agencies, agencies_size);
    put(&text, one->envelope_hash, 32);
    EVP_PKEY *key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, one->mailbox, 32);
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    int holds = key != NULL && EVP_DigestVerifyInit(ctx, NULL, NULL, NULL, key) == 1
        && EVP_DigestVerify(ctx, one->mailbox_signature, 64, bytes, (size_t)(text.at - bytes)) == 1;
    EVP_MD_CTX_free(ctx);
    EVP_PKEY_free(key);
    return holds;
}

/* The record, its commitment, and the codes as the table has them. */
static void commit_to(struct report *one, const unsigned char *agencies, size_t size)
{
    struct text text = {one->record};
    size_t prefix = size < 64 ? 1 : 2;
    put_number(&text, 1, 2);
    put_number(&text, 2, 2);
    put_length(&text, prefix + size + 32);
    put_length(&text, size);
    put(&text, agencies, size);
    put(&text, one->envelope_hash, 32);
    one->record_size = (size_t)(text.at - one->record);
    static const char label[] = "kentongan commitment v1";
    unsigned char bytes[1024];
    text.at = bytes;
    RAND_bytes(one->nonce, 32);
    put(&text, label, sizeof label);
    put(&text, one->nonce, 32);
    put(&text, one->record, one->record_size);
    SHA256(bytes, (size_t)(text.at - bytes), one->commitment);
    char *codes = one->agencies;
    for (const unsigned char *at = agencies; at < agencies + size; at += 1 + *at) {
        if (codes > one->agencies) *codes++ = ',';
        memcpy(codes, at + 1, *at);
        codes += *at;
    }
    *codes = 0;
}

/* Whether it is a submission that is signed; takes it in and fills the answer. */
static int submit(const unsigned char *message, size_t size, unsigned char *answer)
{
    const unsigned char *at = message + 1, *end = message + size;
    struct report one = {.epoch = 1};
    size_t agencies_size, length;
    if (size < envelope_size + 130) return 0;
    at += 2;
    one.key_set = at;
    one.mailbox = at + 32;
    at += 64;
    const unsigned char *agencies = take(&at, end, &agencies_size);
    if (agencies == NULL || agencies_size > most_agencies / 2) return 0;
    if (take(&at, end, &length) == NULL || take(&at, end, &length) == NULL) return 0;
    if (end - at != 64 + envelope_size) return 0;
    one.mailbox_signature = at;
    one.envelope = at + 64;
    SHA256(one.envelope, envelope_size, one.envelope_hash);
    SHA256(message + 1, (size_t)(one.envelope - message - 1), one.outer);
    if (!is_signed(&one, agencies, agencies_size)) return 0;
    commit_to(&one, agencies, agencies_size);
    if (!store_report(&one)) return 0;
    unsigned char reply[1024];
    struct text text = {reply};
    put_number(&text, 0, 1);
    put_number(&text, 2, 1);
    put_promise(&text, &one);
    put(&text, one.signature, 64);
    put(&text, one.nonce, 32);
    put(&text, one.record, one.record_size);
    size = (size_t)(text.at - reply);
    memset(answer, 0, content);
    text.at = answer;
    put_length(&text, size);
    put(&text, reply, size);
    return 1;
}

static int send_cell(SSL *ssl, unsigned char *bytes, const unsigned char *stream)
{
    struct text text = {bytes};
    put_number(&text, message_frame, 1);
    put_number(&text, content, 3);
    put(&text, stream, 4);
    return write_all(ssl, bytes, cell);
}

/* What has come of the client's frames. */
struct inbound {
    unsigned char *bytes;
    size_t size;
};

/* The first frame, whole; NULL at the end. */
static unsigned char *next_frame(SSL *ssl, struct inbound *in, size_t *size)
{
    for (;;) {
        if (in->size >= 8) {
            *size = (size_t)in->bytes[1] << 16 | in->bytes[2] << 8 | in->bytes[3];
            if (*size > content) return NULL;
            if (in->size >= 8 + *size) return in->bytes;
        }
        size_t part;
        if (SSL_read_ex(ssl, in->bytes + in->size, 2 * cell - in->size, &part) != 1) return NULL;
        in->size += part;
    }
}

/* One frame of the client. Whether the connection goes on. */
static int answer_frame(SSL *ssl, unsigned char *header, size_t size, unsigned char *answer)
{
    unsigned char *bytes = header + 8;
    if (header[0] == go_away_frame) return 0;
    if (header[0] == ping_frame) {
        header[0] = pong_frame;
        return write_all(ssl, header, 8 + size);
    }
    if (header[0] != message_frame) return 1;
    const unsigned char *at = bytes;
    const unsigned char *message = take(&at, bytes + size, &size);
    // The lengths of longer messages have four bytes.
    if (message == NULL && bytes[0] >> 6 == 2) {
        message = bytes + 4;
        size = (size_t)(bytes[1] << 16 | bytes[2] << 8 | bytes[3]);
        if (size > content - 4) return 0;
    }
    if (message == NULL || size == 0) return 0;
    if (message[0] == 1) {
        memcpy(answer, site_cell, cell);
        return send_cell(ssl, answer, header + 4);
    }
    return message[0] == 2 && submit(message, size, answer + 8) && send_cell(ssl, answer, header + 4);
}

static void *work(void *unused)
{
    struct inbound in = {malloc(2 * cell), 0};
    unsigned char *answer = malloc(cell), *frame, exporter[32];
    size_t size;
    static const char label[] = "EXPORTER-kentongan-authentication";
    unsigned char settings[18] = {settings_frame, 0, 0, 10, 0, 0, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0, 64};
    for (;;) {
        int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
        if (fd < 0) fail("accept");
        no_delay(fd);
        SSL *ssl = SSL_new(tls);
        SSL_set_fd(ssl, fd);
        if (SSL_accept(ssl) == 1
            && SSL_export_keying_material(ssl, exporter, 32, label, sizeof label - 1, NULL, 0, 1) == 1
            && write_all(ssl, settings, sizeof settings)) {
            in.size = 0;
            while ((frame = next_frame(ssl, &in, &size)) != NULL && answer_frame(ssl, frame, size, answer)) {
                in.size -= 8 + size;
                memmove(in.bytes, in.bytes + 8 + size, in.size);
            }
            SSL_shutdown(ssl);
        }
        ERR_clear_error();
        SSL_free(ssl);
        close(fd);
    }
    return unused;
}

static void read_site(const char *path)
{
    FILE *file = fopen(path, "rb");
    unsigned char bytes[content];
    size_t size = file ? fread(bytes, 1, sizeof bytes, file) : 0;
    if (size == 0 || size >= content - 4) fail(path);
    fclose(file);
    struct text text = {site_cell + 8};
    if (size < 16384) put_length(&text, size);
    else put_number(&text, size | 0x80000000, 4);
    put(&text, bytes, size);
}

int main(int argc, char **argv)
{
    if (argc != 6 || strcmp(argv[1], "serve") != 0 || strlen(argv[4]) >= sizeof origin) return 64;
    signal(SIGPIPE, SIG_IGN);
    strcpy(origin, argv[4]);
    read_site(argv[5]);
    tls = server_context(argv[2]);
    promise_key = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
    begin_rows(argv[3], sign);
    listener = listen_somewhere();
    for (int i = 1; i < threads; i++) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, work, NULL) != 0) fail("pthread_create");
    }
    work(NULL);
    return 0;
}
