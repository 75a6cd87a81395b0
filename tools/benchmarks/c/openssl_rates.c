/* What libcrypto does on one core. Prints: MB/s of AES-256-GCM over records of 16 KiB; ns of one SHA-256 block in
   long messages; ns of an entry of a log, which is a leaf of 78 bytes and a node of 65 with the low-level calls. */

#define OPENSSL_SUPPRESS_DEPRECATED

#include <openssl/evp.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static double gcm(void)
{
    static unsigned char plain[16384], sealed[16384], key[32], nonce[12], tag[16];
    EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
    int count = 0, length;
    EVP_EncryptInit_ex(ctx, EVP_aes_256_gcm(), NULL, key, nonce);
    double start = now(), end;
    do {
        for (int i = 0; i < 1000; i++, count++) {
            nonce[0] = (unsigned char)i;
            EVP_EncryptInit_ex(ctx, NULL, NULL, NULL, nonce);
            EVP_EncryptUpdate(ctx, sealed, &length, plain, sizeof plain);
            EVP_EncryptFinal_ex(ctx, sealed, &length);
            EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_GCM_GET_TAG, sizeof tag, tag);
        }
        end = now();
    } while (end - start < 0.5);
    EVP_CIPHER_CTX_free(ctx);
    return count * sizeof plain / 1e6 / (end - start);
}

static double block(void)
{
    static unsigned char bytes[16384], digest[32];
    int count = 0;
    double start = now(), end;
    do {
        for (int i = 0; i < 200; i++, count++) {
            SHA256_CTX ctx;
            SHA256_Init(&ctx);
            SHA256_Update(&ctx, bytes, sizeof bytes);
            SHA256_Final(digest, &ctx);
        }
        end = now();
    } while (end - start < 0.5);
    return (end - start) * 1e9 / count / (sizeof bytes / 64 + 1);
}

static double entry(void)
{
    static unsigned char leaf[78], node[65];
    int count = 0;
    double start = now(), end;
    do {
        for (int i = 0; i < 100000; i++, count++) {
            SHA256_CTX ctx;
            SHA256_Init(&ctx);
            SHA256_Update(&ctx, leaf, sizeof leaf);
            SHA256_Final(node + 1, &ctx);
            SHA256_Init(&ctx);
            SHA256_Update(&ctx, node, sizeof node);
            SHA256_Final(leaf + 1, &ctx);
        }
        end = now();
    } while (end - start < 0.5);
    return (end - start) * 1e9 / count;
}

int main(void)
{
    printf("%.1f %.2f %.2f\n", gcm(), block(), entry());
    return 0;
}
