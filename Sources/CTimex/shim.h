#ifndef KENTONGAN_CTIMEX_SHIM_H
#define KENTONGAN_CTIMEX_SHIM_H

#include <string.h>
#include <sys/timex.h>

/* What the kernel says of its clock, without changing anything: 1 disciplined by somebody, 0 not, -1 no answer
   (a seccomp filter may forbid the call even to those who only read). */
static inline int kentongan_clock_is_synchronised(void)
{
    struct timex state;
    memset(&state, 0, sizeof state);
    int found = ntp_adjtime(&state);
    if (found < 0) return -1;
    return found != TIME_ERROR && (state.status & STA_UNSYNC) == 0;
}

#endif
