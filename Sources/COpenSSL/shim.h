#ifndef KENTONGAN_COPENSSL_SHIM_H
#define KENTONGAN_COPENSSL_SHIM_H

/* What Swift cannot import from OpenSSL (function-like macros, variadic functions), as functions.
   SHA256_Init and its kin are deprecated since 3.0 yet twice as fast per short message as EVP. */
#define OPENSSL_SUPPRESS_DEPRECATED

#include <stddef.h>
#include <stdint.h>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/opensslv.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#if OPENSSL_VERSION_NUMBER < 0x30000000L
#error "OpenSSL 3.0 or newer is needed"
#endif

/* SHA-256 of three consecutive pieces; a piece of length 0 may be NULL. */
static inline void kentongan_sha256(
    const void *prefix, size_t prefix_len,
    const void *a, size_t a_len,
    const void *b, size_t b_len,
    uint8_t out[32])
{
    SHA256_CTX state;
    SHA256_Init(&state);
    if (prefix_len > 0) SHA256_Update(&state, prefix, prefix_len);
    if (a_len > 0) SHA256_Update(&state, a, a_len);
    if (b_len > 0) SHA256_Update(&state, b, b_len);
    SHA256_Final(out, &state);
}

/* Without openssl.cnf: what goes over the wire must depend on the build and the library alone. */
static inline int kentongan_openssl_init(void)
{
    return OPENSSL_init_ssl(OPENSSL_INIT_NO_LOAD_CONFIG, NULL);
}

/* TLS 1.3 and nothing else; no resumption of any kind, no compression, no renegotiation. */
static inline int kentongan_ctx_restrict(SSL_CTX *ctx)
{
    SSL_CTX_set_options(ctx, SSL_OP_NO_TICKET | SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION
        | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_mode(ctx, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_max_cert_list(ctx, 16384);
    SSL_CTX_set_security_level(ctx, 2);
    return SSL_CTX_set_num_tickets(ctx, 0) == 1
        && SSL_CTX_set_min_proto_version(ctx, TLS1_3_VERSION) == 1
        && SSL_CTX_set_max_proto_version(ctx, TLS1_3_VERSION) == 1;
}

static inline int kentongan_ctx_set_groups(SSL_CTX *ctx, const char *list)
{
    return (int)SSL_CTX_set1_groups_list(ctx, list);
}

static inline int kentongan_ctx_set_signature_algorithms(SSL_CTX *ctx, const char *list)
{
    return (int)SSL_CTX_set1_sigalgs_list(ctx, list);
}

static inline void kentongan_ctx_set_max_cert_list(SSL_CTX *ctx, long bytes)
{
    SSL_CTX_set_max_cert_list(ctx, bytes);
}

/* The certificate has to be for this name; an address is compared as one and not sent as SNI. */
static inline int kentongan_expect_name(SSL *ssl, const char *name)
{
    if (X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), name) == 1) return 1;
    return SSL_set1_host(ssl, name) == 1 && SSL_set_tlsext_host_name(ssl, name) == 1;
}

static inline void kentongan_bio_retry_read(BIO *bio) { BIO_set_retry_read(bio); }

static inline void kentongan_bio_clear_retry(BIO *bio) { BIO_clear_retry_flags(bio); }

/* The bytes of a memory BIO, owned by it. */
static inline size_t kentongan_bio_contents(BIO *bio, const uint8_t **bytes)
{
    char *data = NULL;
    long count = BIO_get_mem_data(bio, &data);
    *bytes = (const uint8_t *)data;
    return count > 0 && data != NULL ? (size_t)count : 0;
}

static inline EVP_PKEY *kentongan_generate_p256(void) { return EVP_EC_gen("P-256"); }

/* The alert number if the error is an alert that the peer sent, else -1. */
static inline int kentongan_error_alert(unsigned long error)
{
    int reason = ERR_GET_REASON(error);
    return ERR_GET_LIB(error) == ERR_LIB_SSL && reason > SSL_AD_REASON_OFFSET
        && reason <= SSL_AD_REASON_OFFSET + 255 ? reason - SSL_AD_REASON_OFFSET : -1;
}

#endif
