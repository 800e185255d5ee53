#ifndef PICTURES_FAULT_H
#define PICTURES_FAULT_H

#include <stddef.h>

/// Why a picture could not be read or written.
///
///   message  what the library says, ended by NUL
///   byte     how far into the file it had read
typedef struct p_fault {
    char message[200];
    size_t byte;
} p_fault;

#endif
