/* A bare TLS server and its clients, one connection after the other with blocking calls: the least that the same
   OpenSSL with the same settings (Sources/COpenSSL/shim.h, Sources/TLS/TLSContext.swift) can do a visit for.

   tls_peer serve PEM IN OUT                     prints its port; reads IN bytes, writes OUT bytes, again and again
   tls_peer visit PORT COUNT IN OUT EXCHANGES    COUNT connections of EXCHANGES times IN bytes there, OUT bytes back
   tls_peer hold PORT COUNT                      COUNT connections that stay open until standard input ends */

#include "tls.h"

static char *buffer(size_t count)
{
    char *bytes = calloc(1, count + 1);
    if (bytes == NULL) fail("calloc");
    return bytes;
}

static void serve(const char *pem, size_t in, size_t out)
{
    SSL_CTX *ctx = server_context(pem);
    int listener = listen_somewhere();
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
