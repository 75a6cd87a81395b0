/* A bare TLS server and its clients, one connection after the other with blocking calls: the least that the same
   OpenSSL with the same settings (Sources/COpenSSL/shim.h, Sources/TLS/TLSContext.swift) can do a visit for.

   tls_peer serve PEM IN OUT                     prints its port; reads IN bytes, writes OUT bytes, again and again
   tls_peer visit PORT COUNT IN OUT EXCHANGES    COUNT connections of EXCHANGES times IN bytes there, OUT bytes back
   tls_peer hold PORT COUNT                      COUNT connections that stay open until standard input ends */

#define _GNU_SOURCE

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void fail(const char *what)
{
    perror(what);
    ERR_print_errors_fp(stderr);
    exit(1);
}

static SSL_CTX *context(const SSL_METHOD *method)
{
    OPENSSL_init_ssl(OPENSSL_INIT_NO_LOAD_CONFIG, NULL);
    SSL_CTX *ctx = SSL_CTX_new(method);
    if (ctx == NULL) fail("SSL_CTX_new");
    SSL_CTX_set_options(ctx, SSL_OP_NO_TICKET | SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION
        | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_mode(ctx, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_security_level(ctx, 2);
    const char *ciphers = "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256";
    if (SSL_CTX_set_num_tickets(ctx, 0) != 1 || SSL_CTX_set_min_proto_version(ctx, TLS1_3_VERSION) != 1
        || SSL_CTX_set_ciphersuites(ctx, ciphers) != 1
        || SSL_CTX_set1_sigalgs_list(ctx, "ed25519:ecdsa_secp256r1_sha256") != 1)
        fail("settings");
    if (SSL_CTX_set1_groups_list(ctx, "*X25519MLKEM768:*X25519") != 1
        && SSL_CTX_set1_groups_list(ctx, "X25519MLKEM768:X25519") != 1
        && SSL_CTX_set1_groups_list(ctx, "X25519") != 1)
        fail("groups");
    ERR_clear_error();
    return ctx;
}

static void no_delay(int fd)
{
    int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

static int read_all(SSL *ssl, char *bytes, size_t count)
{
    for (size_t done = 0, part; done < count; done += part)
        if (SSL_read_ex(ssl, bytes + done, count - done, &part) != 1) return 0;
    return 1;
}

static int write_all(SSL *ssl, const char *bytes, size_t count)
{
    size_t written;
    return count == 0 || SSL_write_ex(ssl, bytes, count, &written) == 1;
}

static char *buffer(size_t count)
{
    char *bytes = calloc(1, count + 1);
    if (bytes == NULL) fail("calloc");
    return bytes;
}

static void serve(const char *pem, size_t in, size_t out)
{
    SSL_CTX *ctx = context(TLS_server_method());
    if (SSL_CTX_use_certificate_file(ctx, pem, SSL_FILETYPE_PEM) != 1
        || SSL_CTX_use_PrivateKey_file(ctx, pem, SSL_FILETYPE_PEM) != 1)
        fail(pem);
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, length) != 0 || listen(listener, 1024) != 0
        || getsockname(listener, (struct sockaddr *)&address, &length) != 0)
        fail("listen");
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    char *question = buffer(in), *answer = buffer(out);
    for (;;) {
        int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
        if (fd < 0) fail("accept");
        no_delay(fd);
        SSL *ssl = SSL_new(ctx);
        SSL_set_fd(ssl, fd);
        if (SSL_accept(ssl) == 1) {
            while (read_all(ssl, question, in) && write_all(ssl, answer, out)) {}
            SSL_shutdown(ssl);
        }
        ERR_clear_error();
        SSL_free(ssl);
        close(fd);
    }
}

static SSL *dial(SSL_CTX *ctx, int port)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0) fail("connect");
    no_delay(fd);
    SSL *ssl = SSL_new(ctx);
    SSL_set_fd(ssl, fd);
    if (SSL_connect(ssl) != 1) fail("SSL_connect");
    return ssl;
}

static void visit(int port, int count, size_t in, size_t out, int exchanges)
{
    SSL_CTX *ctx = context(TLS_client_method());
    char *question = buffer(in), *answer = buffer(out);
    for (int i = 0; i < count; i++) {
        SSL *ssl = dial(ctx, port);
        for (int j = 0; j < exchanges; j++)
            if (!write_all(ssl, question, in) || !read_all(ssl, answer, out)) fail("exchange");
        SSL_shutdown(ssl);
        close(SSL_get_fd(ssl));
        SSL_free(ssl);
    }
}

static void hold(int port, int count)
{
    SSL_CTX *ctx = context(TLS_client_method());
    for (int i = 0; i < count; i++) dial(ctx, port);
    puts("held");
    fflush(stdout);
    char byte;
    while (read(0, &byte, 1) > 0) {}
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN);
    if (argc == 5 && strcmp(argv[1], "serve") == 0) {
        serve(argv[2], strtoul(argv[3], NULL, 10), strtoul(argv[4], NULL, 10));
    } else if (argc == 7 && strcmp(argv[1], "visit") == 0) {
        alarm(120);
        visit(atoi(argv[2]), atoi(argv[3]), strtoul(argv[4], NULL, 10), strtoul(argv[5], NULL, 10), atoi(argv[6]));
    } else if (argc == 4 && strcmp(argv[1], "hold") == 0) {
        alarm(120);
        hold(atoi(argv[2]), atoi(argv[3]));
    } else {
        return 64;
    }
    return 0;
}
