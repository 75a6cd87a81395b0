#include "erasing_heap.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define KENTONGAN_OTHER_ALLOCATOR
#endif
#endif

#if defined(__GLIBC__) && !defined(KENTONGAN_OTHER_ALLOCATOR)

/* These take the place of glibc's own in the program and in every library that it loads. */

extern void __libc_free(void *memory);

static void erase(void *memory, size_t count)
{
    /* What the allocator does next is not known here, so that no compiler leaves it out. */
    memset(memory, 0, count);
    __asm__ volatile("" : : "r"(memory) : "memory");
}

void free(void *memory)
{
    if (memory == NULL) return;
    int saved = errno;
    erase(memory, malloc_usable_size(memory));
    __libc_free(memory);
    errno = saved;
}

/* glibc's moves bytes and gives the old ones back without asking `free`. */
void *realloc(void *memory, size_t count)
{
    if (memory == NULL) return malloc(count);
    if (count == 0) {
        free(memory);
        return NULL;
    }
    size_t room = malloc_usable_size(memory);
    if (count <= room && count >= room / 2) {
        erase((char *)memory + count, room - count);
        return memory;
    }
    void *moved = malloc(count);
    if (moved == NULL) return NULL;
    memcpy(moved, memory, count < room ? count : room);
    free(memory);
    return moved;
}

int kentongan_is_heap_erased(void) { return 1; }

#else

int kentongan_is_heap_erased(void) { return 0; }

#endif
