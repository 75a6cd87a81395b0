#ifndef KENTONGAN_CLINUX_SHIM_H
#define KENTONGAN_CLINUX_SHIM_H

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/vfs.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <linux/sockios.h>

/* What Linux has and the Swift module Glibc does not show: fgetxattr, prctl and ioctl, which are variadic, and what only glibc knows of spawning. */

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

/* Bytes that are free where a path stands, if that is memory (tmpfs, ramfs) and no disk; else 0. */
static inline uint64_t kentongan_free_memory(const char *path)
{
    struct statfs system;
    if (statfs(path, &system) != 0) return 0;
    if (system.f_type != 0x01021994 && system.f_type != (__typeof__(system.f_type))0x858458f6) return 0;
    return (uint64_t)system.f_bavail * (uint64_t)system.f_bsize;
}

/* Bytes that a TCP socket has taken and that its peer's system has not acknowledged; 0 where that cannot be said. */
static inline int kentongan_unacknowledged(int socket)
{
    int bytes = 0;
    return ioctl(socket, SIOCOUTQ, &bytes) == 0 ? bytes : 0;
}

/* Starts a program in a process group of its own, with the usual answers to signals and nothing open but `input` (nothing where
   negative), `output`, and nothing for its complaints. The errno of what failed; 0 where it runs as `child`. */
static inline int kentongan_spawn(const char *path, char *const arguments[], char *const environment[], int input, int output,
                                  const char *folder, pid_t *child)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t signals;
    int failure = posix_spawn_file_actions_init(&actions);
    if (failure != 0) return failure;
    failure = posix_spawnattr_init(&attributes);
    if (failure == 0) {
        (void)sigfillset(&signals);
        (void)posix_spawnattr_setsigdefault(&attributes, &signals);
        (void)sigemptyset(&signals);
        (void)posix_spawnattr_setsigmask(&attributes, &signals);
        (void)posix_spawnattr_setpgroup(&attributes, 0);
        (void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
        failure = input < 0 ? posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
                            : posix_spawn_file_actions_adddup2(&actions, input, 0);
        if (failure == 0) failure = posix_spawn_file_actions_adddup2(&actions, output, 1);
        if (failure == 0) failure = posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
        if (failure == 0) failure = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
        if (failure == 0) failure = posix_spawn_file_actions_addchdir_np(&actions, folder);
        if (failure == 0) failure = posix_spawn(child, path, &actions, &attributes, arguments, environment);
        (void)posix_spawnattr_destroy(&attributes);
    }
    (void)posix_spawn_file_actions_destroy(&actions);
    return failure;
}

#endif
