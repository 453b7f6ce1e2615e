#ifndef RSTWHO_PREFETCH_H
#define RSTWHO_PREFETCH_H

/// Asks the processor to fetch the cache line at an address, without waiting for it. Nothing is read: any address will do.
static inline void rstwho_prefetch(const void *address) { __builtin_prefetch(address, 1, 3); }

#endif
