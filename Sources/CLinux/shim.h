#ifndef KENTONGAN_CLINUX_SHIM_H
#define KENTONGAN_CLINUX_SHIM_H

#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/xattr.h>

/* What Linux has and the Swift module Glibc does not show: fgetxattr, and prctl, which is variadic. */

/* What this process holds in memory goes nowhere else, however it ends. Each of the three holds without the others:
   - no core file, and none to a program behind core_pattern, which heeds the second alone;
   - nobody but root reads /proc/PID/mem or attaches, the same user's other processes included;
   - Swift's runtime installs handlers before main that write registers, and the memory that they point to, to standard
     error, whatever SWIFT_BACKTRACE says: back to the system's, which write nothing.
   And standard input is read without a buffer, which would keep what was typed.
   Nothing here can fail but where a sandbox forbids a call; the units set the limit themselves. */
static inline void kentongan_keep_memory_private(void)
{
    struct rlimit none = {0, 0};
    (void)setrlimit(RLIMIT_CORE, &none);
    (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    (void)setvbuf(stdin, NULL, _IONBF, 0);
    static const int faults[] = {SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS};
    for (unsigned i = 0; i < sizeof faults / sizeof *faults; i++) (void)signal(faults[i], SIG_DFL);
}

/* What was freed goes back to the system: the allocator keeps the highest that it ever had of each thread's share. */
static inline void kentongan_give_memory_back(void)
{
    (void)malloc_trim(0);
}

/* 1 where a core dump or another process of this user could read this one, else 0. */
static inline int kentongan_is_memory_readable(void)
{
    return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0;
}

/* 1 where a page of memory can be kept from the swap space, as this user and under RLIMIT_MEMLOCK, else 0. */
static inline int kentongan_can_lock_memory(void)
{
    static char page[4096] __attribute__((aligned(4096)));
    if (mlock(page, sizeof page) != 0) return 0;
    (void)munlock(page, sizeof page);
    return 1;
}

#endif
