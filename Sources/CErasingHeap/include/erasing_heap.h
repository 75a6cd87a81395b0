#ifndef KENTONGAN_ERASING_HEAP_H
#define KENTONGAN_ERASING_HEAP_H

/* 1 in a program whose heap is erased as it is given back, which is every program that this is linked into; 0 where another
   allocator stands in between (a sanitizer's). */
int kentongan_is_heap_erased(void);

#endif
