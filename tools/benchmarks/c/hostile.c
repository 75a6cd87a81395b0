/* Many connections of peers that mean harm, from one thread; on 127.0.0.1 only, so many and so long as it is told.

   hostile PORT SECONDS SIZE KIND=COUNT...     SIZE entries are in the log. Prints a line for each kind: its name, the
                                               connections made, those that the server ended, bytes there and back

   A connection that ends is made anew a second later. The kinds:

   tcp       says nothing                          half      stops within the handshake
   idle      shakes hands and says nothing         dribble   sends a cell a byte at a time
   cells     site cells without a pause            unread    the same, and reads no answer
   mistakes  calls whose message is no cell        cancels   calls that it takes back at once
   refused   calls of no method                    garbage   random bytes, within TLS or without
   entries   63 calls for the whole log, none read */

#include "tls.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>

enum { cell = 32768, turn = 4, most = 4096, chunk_size = 65536 };
enum kind { tcp, half, idle, dribble, cells, unread, mistakes, cancels, refused, garbage, entries, kinds };
static const char *names[kinds] = {"tcp", "half", "idle", "dribble", "cells", "unread", "mistakes", "cancels",
    "refused", "garbage", "entries"};

struct hostile {
    enum kind kind;
    int fd, is_bare, is_shaken;
    SSL *ssl;
    uint32_t events, stream;
    double again;
    /* What is being sent. */
    unsigned char *bytes;
    size_t size, sent;
};

static struct {
    long made, ended, there, back;
} counts[kinds];

static SSL_CTX *tls;
static int poll_fd, port;
static uint64_t log_size;
static struct hostile all[most];
static unsigned char noise[chunk_size], sink[chunk_size];

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static void watch(struct hostile *one, uint32_t events)
{
    if (one->events == events) return;
    struct epoll_event event = {.events = events, .data.ptr = one};
    epoll_ctl(poll_fd, EPOLL_CTL_MOD, one->fd, &event);
    one->events = events;
}

static void begin(struct hostile *one)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    one->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (one->fd < 0) fail("socket");
    no_delay(one->fd);
    one->stream = 0;
    one->size = one->sent = 0;
    one->is_shaken = 0;
    one->is_bare = one->kind == tcp || one->kind == half || (one->kind == garbage && (rand() & 1));
    if (connect(one->fd, (struct sockaddr *)&address, sizeof address) != 0 && errno != EINPROGRESS) fail("connect");
    if (!one->is_bare) {
        one->ssl = SSL_new(tls);
        SSL_set_fd(one->ssl, one->fd);
        SSL_set_connect_state(one->ssl);
    }
    counts[one->kind].made++;
    one->events = EPOLLIN | EPOLLOUT;
    struct epoll_event event = {.events = one->events, .data.ptr = one};
    epoll_ctl(poll_fd, EPOLL_CTL_ADD, one->fd, &event);
}

static void end(struct hostile *one)
{
    counts[one->kind].ended++;
    SSL_free(one->ssl);
    one->ssl = NULL;
    close(one->fd);
    one->fd = -1;
    one->again = now() + 1;
    ERR_clear_error();
}

static void frame(struct hostile *one, int type, uint32_t stream, const void *content, size_t size)
{
    unsigned char header[8] = {(unsigned char)type, (unsigned char)(size >> 16), (unsigned char)(size >> 8),
        (unsigned char)size, (unsigned char)(stream >> 24), (unsigned char)(stream >> 16),
        (unsigned char)(stream >> 8), (unsigned char)stream};
    memcpy(one->bytes + one->size, header, 8);
    if (size > 0) memcpy(one->bytes + one->size + 8, content, size);
    one->size += 8 + size;
}

static void call(struct hostile *one, uint32_t stream, int method)
{
    unsigned char content[6] = {(unsigned char)(method >> 8), (unsigned char)method};
    frame(one, 2, stream, content, sizeof content);
}

static void settings(struct hostile *one)
{
    static const unsigned char content[10] = {0, 2, 0, 0, 0x7f, 0xff, 0xff, 0xff, 0, 64};
    frame(one, 1, 0, content, sizeof content);
}

/* Fills what is to be sent next; nothing where the kind has said all. */
static void fill(struct hostile *one)
{
    /* A message of one byte, 1, which asks for the site; then the padding. */
    static const unsigned char site[cell - 8] = {1, 1};
    unsigned char request[16] = {0};
    int is_first = one->stream == 0;
    one->size = one->sent = 0;
    if (one->kind == half && is_first) {
        static const unsigned char hello[] = {22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3};
        memcpy(one->bytes, hello, one->size = sizeof hello);
    } else if (one->kind == garbage) {
        memcpy(one->bytes, noise, one->size = 16384);
        one->bytes[0] = (unsigned char)rand();
    } else if (!one->is_bare && is_first) {
        settings(one);
    }
    if (is_first) one->stream = 1;
    switch (one->kind) {
    case cells: case unread: case dribble:
        if (is_first) call(one, 1, 1);
        frame(one, 3, 1, site, sizeof site);
        break;
    case mistakes: case cancels: case refused:
        for (int i = 0; i < 500; i++, one->stream++) {
            call(one, one->stream, one->kind == refused ? 999 : 1);
            if (one->kind == mistakes) frame(one, 3, one->stream, "no cell", 7);
            else if (one->kind == cancels) frame(one, 6, one->stream, NULL, 0);
        }
        break;
    case entries:
        if (!is_first) break;
        for (int i = 0; i < 8; i++) request[8 + i] = (unsigned char)(log_size >> (56 - 8 * i));
        for (uint32_t i = 1; i < 64; i++) {
            call(one, i, 34);
            frame(one, 3, i, request, sizeof request);
        }
        break;
    default: break;
    }
}

/* Whether the connection is still there; `blocked` says what it waits for. */
static int step(struct hostile *one, long result, uint32_t *blocked)
{
    if (result > 0) return 1;
    if (one->is_bare) {
        *blocked = EPOLLIN;
        return result < 0 && errno == EAGAIN;
    }
    int error = SSL_get_error(one->ssl, (int)result);
    *blocked = error == SSL_ERROR_WANT_WRITE ? EPOLLOUT : EPOLLIN;
    return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE;
}

static int read_some(struct hostile *one)
{
    for (int i = 0; i < turn; i++) {
        uint32_t blocked;
        long got = one->is_bare ? read(one->fd, sink, sizeof sink) : SSL_read(one->ssl, sink, sizeof sink);
        if (got <= 0) return step(one, got, &blocked);
        counts[one->kind].back += got;
    }
    return 1;
}

/* Whether the connection is still there; clears `more` when there is nothing to write now. */
static int write_some(struct hostile *one, int *more)
{
    *more = 1;
    for (int i = 0; i < turn; i++) {
        if (one->sent == one->size) fill(one);
        if (one->size == 0) return !(*more = 0);
        uint32_t blocked;
        size_t size = one->kind == dribble && one->stream == 1 && one->size == cell ? 1 : one->size - one->sent;
        unsigned char *at = one->bytes + one->sent;
        long put = one->is_bare ? write(one->fd, at, size) : SSL_write(one->ssl, at, (int)size);
        if (put <= 0) return step(one, put, &blocked);
        one->sent += (size_t)put;
        counts[one->kind].there += put;
        if (one->kind == dribble && size == 1) return !(*more = 0);
    }
    return 1;
}

/* Whether it goes on. */
static int act(struct hostile *one, uint32_t events)
{
    if (events & (EPOLLERR | EPOLLHUP)) return 0;
    ERR_clear_error();
    if (!one->is_bare && !one->is_shaken) {
        uint32_t blocked = 0;
        int result = SSL_do_handshake(one->ssl);
        if (!step(one, result, &blocked)) return 0;
        if (result <= 0) return watch(one, blocked), 1;
        one->is_shaken = 1;
    }
    int reads = one->kind != unread && one->kind != entries, more = 0;
    if (reads && (events & EPOLLIN) && !read_some(one)) return 0;
    if (!write_some(one, &more)) return 0;
    return watch(one, (reads ? EPOLLIN : 0) | (more ? EPOLLOUT : 0)), 1;
}

/* Once a second: who is away comes back, who dribbles sends a byte, who does not read shows that it lives. */
static void tick(struct hostile *one, double time)
{
    if (one->fd < 0) {
        if (time >= one->again) begin(one);
        return;
    }
    int more, goes_on = 1;
    if (one->kind == entries && one->is_shaken && one->sent == one->size && one->size > 0) {
        one->size = one->sent = 0;
        frame(one, 8, 0, "hostile.", 8);
    }
    if (one->is_shaken && (one->kind == dribble || one->kind == entries)) goes_on = write_some(one, &more);
    if (!goes_on) end(one);
}

int main(int argc, char **argv)
{
    if (argc < 5) return 64;
    signal(SIGPIPE, SIG_IGN);
    // It stands for other machines: what it costs here is not to be taken from the server.
    setpriority(PRIO_PROCESS, 0, 10);
    port = atoi(argv[1]);
    double seconds = atof(argv[2]);
    log_size = strtoull(argv[3], NULL, 10);
    if (seconds > 600) return 64;
    int count = 0;
    for (int i = 4; i < argc; i++) {
        char *equals = strchr(argv[i], '=');
        int kind = 0, wanted = equals ? atoi(equals + 1) : 0;
        if (equals) *equals = 0;
        while (kind < kinds && strcmp(names[kind], argv[i]) != 0) kind++;
        if (kind == kinds || wanted < 0 || count + wanted > most) return 64;
        while (wanted-- > 0) all[count++].kind = (enum kind)kind;
    }
    for (size_t i = 0; i < sizeof noise; i++) noise[i] = (unsigned char)rand();
    tls = context(TLS_client_method());
    SSL_CTX_set_mode(tls, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    poll_fd = epoll_create1(EPOLL_CLOEXEC);
    double start = now(), next = start;
    for (int i = 0; i < count; i++) {
        all[i].fd = -1;
        all[i].bytes = malloc(chunk_size);
        // Spread over the first two seconds.
        all[i].again = start + 2.0 * i / count;
    }
    while (now() < start + seconds) {
        struct epoll_event events[256];
        int ready = epoll_wait(poll_fd, events, 256, 20);
        for (int i = 0; i < ready; i++) {
            struct hostile *one = events[i].data.ptr;
            if (one->fd >= 0 && !act(one, events[i].events)) end(one);
        }
        double time = now();
        if (time < next) continue;
        for (int i = 0; i < count; i++) tick(&all[i], time);
        next = time + (time < start + 3 ? 0.05 : 1);
    }
    for (int kind = 0; kind < kinds; kind++) {
        if (counts[kind].made == 0) continue;
        printf("%s %ld %ld %ld %ld\n", names[kind], counts[kind].made, counts[kind].ended, counts[kind].there,
            counts[kind].back);
    }
    return 0;
}
