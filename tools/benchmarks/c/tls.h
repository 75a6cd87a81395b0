/* TLS 1.3 with the settings of Kentongan's server (Sources/COpenSSL/shim.h, Sources/TLS/TLSContext.swift). */

#pragma once

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

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

static inline void fail(const char *what)
{
    perror(what);
    ERR_print_errors_fp(stderr);
    exit(1);
}

static inline SSL_CTX *context(const SSL_METHOD *method)
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

static inline void no_delay(int fd)
{
    int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

static inline int read_all(SSL *ssl, void *bytes, size_t count)
{
    for (size_t done = 0, part; done < count; done += part)
        if (SSL_read_ex(ssl, (char *)bytes + done, count - done, &part) != 1) return 0;
    return 1;
}

static inline int write_all(SSL *ssl, const void *bytes, size_t count)
{
    size_t written;
    return count == 0 || SSL_write_ex(ssl, bytes, count, &written) == 1;
}

/* A listener on a free port of 127.0.0.1, which is printed. */
static inline int listen_somewhere(void)
{
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, length) != 0 || listen(listener, 1024) != 0
        || getsockname(listener, (struct sockaddr *)&address, &length) != 0)
        fail("listen");
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    return listener;
}

static inline SSL_CTX *server_context(const char *pem)
{
    SSL_CTX *ctx = context(TLS_server_method());
    if (SSL_CTX_use_certificate_file(ctx, pem, SSL_FILETYPE_PEM) != 1
        || SSL_CTX_use_PrivateKey_file(ctx, pem, SSL_FILETYPE_PEM) != 1)
        fail(pem);
    return ctx;
}
