#pragma once

#include <stdbool.h>
#include <stddef.h>

#ifdef __linux__
#include <sys/syscall.h>
#include <unistd.h>
#endif

/// Moves memory to other addresses, without copying it.
///
///   from  [byte_count] of one mapping that is private and of no file; zeros afterwards, until written
///   to    [byte_count], mapped; what was there is lost
///
/// Whole pages, which do not overlap. Returns whether they were moved: Linux has the call from 5.7 on, and
/// a process may be forbidden it or have too many mappings.
static inline bool pages_move(void *from, void *to, size_t byte_count) {
#ifdef __linux__
    // MREMAP_MAYMOVE | MREMAP_FIXED | MREMAP_DONTUNMAP, which are declared for GNU's dialect alone.
    return syscall(SYS_mremap, from, byte_count, byte_count, 1 | 2 | 4, to) == (long)to;
#else
    (void)from, (void)to, (void)byte_count;
    return false;
#endif
}
