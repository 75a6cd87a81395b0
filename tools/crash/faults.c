// faults PID LOG [--at N --fault EIO|ENOSPC|KILL|KILLED-AFTER] FOLDER...
//
// Follows every thread of a process and writes a line for each system call that changes or maps something below one
// of the folders: its number from the start on, its name, and what it is about. Call N fails, or is the last one:
//
//   EIO, ENOSPC    the call is not made, and answers with that error
//   KILL           the process ends with SIGKILL before the call
//   KILLED-AFTER   the process ends when the call was made and has not returned
//
// strace can inject too, but counts the calls of each thread by itself: with several threads no N names one call of
// the process. Ends with the process, or on SIGTERM, which leaves the process alone. Prints "attached" once it follows.

#define _GNU_SOURCE
#include <dirent.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>
#include <linux/ptrace.h>

// What says which file a call is about: a descriptor, a path, a path after a folder's descriptor.
enum subject { DESCRIPTOR, PATH, PATH_AT };

static const struct call {
    long number;
    const char *name;
    enum subject subject;
    int argument;
} calls[] = {
    {SYS_openat, "openat", PATH_AT, 0},
    {SYS_write, "write", DESCRIPTOR, 0},
    {SYS_writev, "writev", DESCRIPTOR, 0},
    {SYS_pwrite64, "pwrite64", DESCRIPTOR, 0},
    {SYS_pwritev, "pwritev", DESCRIPTOR, 0},
    {SYS_fsync, "fsync", DESCRIPTOR, 0},
    {SYS_fdatasync, "fdatasync", DESCRIPTOR, 0},
    {SYS_ftruncate, "ftruncate", DESCRIPTOR, 0},
    {SYS_fallocate, "fallocate", DESCRIPTOR, 0},
    {SYS_fchmod, "fchmod", DESCRIPTOR, 0},
    {SYS_fcntl, "fcntl", DESCRIPTOR, 0},
    {SYS_flock, "flock", DESCRIPTOR, 0},
    {SYS_mmap, "mmap", DESCRIPTOR, 4},
    {SYS_renameat, "renameat", PATH_AT, 0},
    {SYS_renameat2, "renameat2", PATH_AT, 0},
    {SYS_unlinkat, "unlinkat", PATH_AT, 0},
    {SYS_mkdirat, "mkdirat", PATH_AT, 0},
    {SYS_linkat, "linkat", PATH_AT, 0},
    {SYS_fchmodat, "fchmodat", PATH_AT, 0},
#ifdef SYS_open
    {SYS_open, "open", PATH, 0},
    {SYS_creat, "creat", PATH, 0},
    {SYS_rename, "rename", PATH, 0},
    {SYS_unlink, "unlink", PATH, 0},
    {SYS_rmdir, "rmdir", PATH, 0},
    {SYS_mkdir, "mkdir", PATH, 0},
    {SYS_link, "link", PATH, 0},
    {SYS_chmod, "chmod", PATH, 0},
#endif
};

static struct {
    pid_t process;
    FILE *log;
    long at;
    int error;
    int kills, after;
    char **folders;
    int count;
} task;

static volatile sig_atomic_t asked_to_end;

// The thread in whose call the fault was put, until it returns.
static pid_t faulty;
static long seen;

static void end(int number) {
    if (number == SIGTERM) asked_to_end = 1;
}

static int read_text(pid_t thread, unsigned long address, char *text, size_t size) {
    size_t length = 0;
    while (length < size) {
        // Up to the end of a page: the next one may not be there.
        size_t part = 4096 - ((address + length) & 4095);
        if (part > size - length) part = size - length;
        struct iovec here = {text + length, part}, there = {(void *)(address + length), part};
        ssize_t got = process_vm_readv(thread, &here, 1, &there, 1, 0);
        if (got <= 0) return 0;
        if (memchr(text + length, 0, (size_t)got) != NULL) return 1;
        length += (size_t)got;
    }
    return 0;
}

static int path_of(pid_t thread, int descriptor, char *path) {
    char link[64];
    if (descriptor == AT_FDCWD) snprintf(link, sizeof link, "/proc/%d/cwd", thread);
    else snprintf(link, sizeof link, "/proc/%d/fd/%d", thread, descriptor);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return 1;
}

static int subject_of(pid_t thread, const struct call *call, const __u64 *arguments, char *path) {
    if (call->subject == DESCRIPTOR) return path_of(thread, (int)arguments[call->argument], path);
    static char text[PATH_MAX];
    int at = call->subject == PATH_AT;
    if (!read_text(thread, arguments[call->argument + at], text, sizeof text)) return 0;
    if (text[0] == '/') {
        strcpy(path, text);
        return 1;
    }
    if (!path_of(thread, at ? (int)arguments[call->argument] : AT_FDCWD, path)) return 0;
    size_t length = strlen(path);
    return snprintf(path + length, PATH_MAX - length, "/%s", text) < (int)(PATH_MAX - length);
}

// The path below a watched folder, its own name included.
static const char *watched(const char *path) {
    for (int i = 0; i < task.count; i++) {
        size_t length = strlen(task.folders[i]);
        if (strncmp(path, task.folders[i], length) == 0 && (path[length] == '/' || path[length] == 0))
            return path[length] == '/' ? path + length + 1 : ".";
    }
    return NULL;
}

// Whether it can fail in a way that matters: not locks read, not private or anonymous memory.
static int counts(const struct call *call, const __u64 *arguments) {
    if (call->number == SYS_fcntl) return arguments[1] == F_SETLK || arguments[1] == F_SETLKW;
    if (call->number == SYS_mmap) return (int)arguments[4] >= 0 && (arguments[3] & MAP_SHARED) != 0;
    return 1;
}

static void skip_call(pid_t thread) {
#if defined(__x86_64__)
    struct user_regs_struct registers;
    ptrace(PTRACE_GETREGS, thread, 0, &registers);
    registers.orig_rax = (unsigned long long)-1;
    ptrace(PTRACE_SETREGS, thread, 0, &registers);
#elif defined(__aarch64__)
    int none = -1;
    struct iovec part = {&none, sizeof none};
    ptrace(PTRACE_SETREGSET, thread, NT_ARM_SYSTEM_CALL, &part);
#else
#error "system calls can be skipped on x86-64 and AArch64 only"
#endif
}

static void answer_call(pid_t thread, long result) {
#if defined(__x86_64__)
    struct user_regs_struct registers;
    ptrace(PTRACE_GETREGS, thread, 0, &registers);
    registers.rax = (unsigned long long)result;
    ptrace(PTRACE_SETREGS, thread, 0, &registers);
#elif defined(__aarch64__)
    struct user_pt_regs registers;
    struct iovec part = {&registers, sizeof registers};
    ptrace(PTRACE_GETREGSET, thread, NT_PRSTATUS, &part);
    registers.regs[0] = (unsigned long long)result;
    ptrace(PTRACE_SETREGSET, thread, NT_PRSTATUS, &part);
#endif
}

static void enter(pid_t thread, const struct ptrace_syscall_info *info) {
    const struct call *call = NULL;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        if ((long)info->entry.nr == calls[i].number) call = &calls[i];
    if (call == NULL || !counts(call, info->entry.args)) return;
    static char path[PATH_MAX];
    const char *name;
    if (!subject_of(thread, call, info->entry.args, path) || (name = watched(path)) == NULL) return;
    int chosen = ++seen == task.at;
    fprintf(task.log, "%ld %s %s%s\n", seen, call->name, name, chosen ? " FAULT" : "");
    if (!chosen) return;
    if (task.kills && !task.after) {
        kill(task.process, SIGKILL);
        return;
    }
    faulty = thread;
    if (!task.kills) skip_call(thread);
}

static void leave(pid_t thread) {
    if (thread != faulty) return;
    faulty = 0;
    if (task.kills) kill(task.process, SIGKILL);
    else answer_call(thread, -task.error);
}

static int seize(pid_t process) {
    char folder[64];
    snprintf(folder, sizeof folder, "/proc/%d/task", process);
    // Threads that begin meanwhile are followed by the thread that began them, or are found in the next round.
    for (int found = 1, rounds = 0; found && rounds < 10; rounds++) {
        found = 0;
        DIR *threads = opendir(folder);
        if (threads == NULL) return 0;
        for (struct dirent *entry; (entry = readdir(threads)) != NULL;) {
            pid_t thread = atoi(entry->d_name);
            if (thread == 0) continue;
            if (ptrace(PTRACE_SEIZE, thread, 0, PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE) != 0) {
                if (errno == EPERM && rounds == 0) return 0;
                continue;
            }
            found = 1;
            ptrace(PTRACE_INTERRUPT, thread, 0, 0);
        }
        closedir(threads);
    }
    return 1;
}

static void follow(pid_t thread, int status) {
    int number = WSTOPSIG(status), passed = 0;
    if (number == (SIGTRAP | 0x80)) {
        struct ptrace_syscall_info info;
        if (ptrace(PTRACE_GET_SYSCALL_INFO, thread, sizeof info, &info) > 0) {
            if (info.op == PTRACE_SYSCALL_INFO_ENTRY) enter(thread, &info);
            if (info.op == PTRACE_SYSCALL_INFO_EXIT) leave(thread);
        }
    } else if (status >> 16 == 0) {
        passed = number;
    }
    ptrace(PTRACE_SYSCALL, thread, 0, passed);
}

static int usage(void) {
    fputs("usage: faults PID LOG [--at N --fault EIO|ENOSPC|KILL|KILLED-AFTER] FOLDER...\n", stderr);
    return 64;
}

int main(int count, char **arguments) {
    if (count < 4) return usage();
    task.process = atoi(arguments[1]);
    task.log = fopen(arguments[2], "a");
    if (task.process <= 0 || task.log == NULL) return usage();
    setvbuf(task.log, NULL, _IOLBF, 0);
    int next = 3;
    for (; next + 1 < count && strncmp(arguments[next], "--", 2) == 0; next += 2) {
        const char *value = arguments[next + 1];
        if (strcmp(arguments[next], "--at") == 0) task.at = atol(value);
        else if (strcmp(arguments[next], "--fault") != 0) return usage();
        else if (strcmp(value, "EIO") == 0) task.error = EIO;
        else if (strcmp(value, "ENOSPC") == 0) task.error = ENOSPC;
        else if (strncmp(value, "KILL", 4) == 0) task.kills = 1, task.after = strcmp(value, "KILL") != 0;
        else return usage();
    }
    task.folders = arguments + next;
    task.count = count - next;

    struct sigaction action = {.sa_handler = end};
    sigaction(SIGTERM, &action, NULL);
    // Who starts this may have them blocked.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGALRM);
    sigprocmask(SIG_UNBLOCK, &signals, NULL);
    // Wakes the wait below: a SIGTERM may come just before it.
    sigaction(SIGALRM, &action, NULL);
    struct itimerval often = {{0, 50000}, {0, 50000}};
    setitimer(ITIMER_REAL, &often, NULL);
    if (!seize(task.process)) {
        fprintf(stderr, "cannot follow process %d: %s\n", task.process, strerror(errno));
        return 77;
    }
    puts("attached");
    fflush(stdout);
    while (!asked_to_end) {
        int status;
        pid_t thread = waitpid(-1, &status, __WALL);
        if (thread < 0 && errno == ECHILD) break;
        if (thread > 0 && WIFSTOPPED(status)) follow(thread, status);
    }
    return 0;
}
