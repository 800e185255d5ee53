#include "instructions.h"

#if defined(__x86_64__)

#include <cpuid.h>
#include <stdint.h>

// Bits of the registers of CPUID and XGETBV: Intel 64 and IA-32 Architectures Software Developer's
// Manual, volume 1, chapters 13 to 15.
enum {
    LEAF1_C_FMA = 1 << 12,
    LEAF1_C_OSXSAVE = 1 << 27,
    LEAF1_C_F16C = 1 << 29,
    LEAF7_B_AVX2 = 1 << 5,
    LEAF7_B_AVX512 = 1 << 16 | 1 << 17 | 1 << 28 | 1 << 30,
    LEAF7_C_VNNI = 1 << 11,
    LEAF7_1_A_BF16 = 1 << 5,
    SAVED_AVX = 0x06,
    SAVED_AVX512 = 0xE6,
};
static const unsigned LEAF7_B_AVX512VL = 1u << 31;

static uint32_t saved_registers(void) {
    uint32_t low, high;
    __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return low;
}

int k_has_instructions(k_instructions set) {
    unsigned a, b, c, d, b7, c7, a7_1;
    const unsigned needed = LEAF1_C_FMA | LEAF1_C_OSXSAVE | LEAF1_C_F16C;
    if (!__get_cpuid(1, &a, &b, &c, &d) || (c & needed) != needed) {
        return 0;
    }
    if (!__get_cpuid_count(7, 0, &a, &b7, &c7, &d) || !(b7 & LEAF7_B_AVX2)) {
        return 0;
    }
    const uint32_t saved = saved_registers();
    if (set == K_BASELINE) {
        return (saved & SAVED_AVX) == SAVED_AVX;
    }
    const unsigned wide = LEAF7_B_AVX512 | LEAF7_B_AVX512VL;
    if ((b7 & wide) != wide || (saved & SAVED_AVX512) != SAVED_AVX512) {
        return 0;
    }
    if (set >= K_AVX512_VNNI && !(c7 & LEAF7_C_VNNI)) {
        return 0;
    }
    // A leaf that the processor does not have is read as zeros.
    return set < K_AVX512_BF16 ||
           (__get_cpuid_count(7, 1, &a7_1, &b, &c, &d) && (a7_1 & LEAF7_1_A_BF16));
}

#else

int k_has_instructions(k_instructions set) { return set == K_BASELINE; }

#endif
