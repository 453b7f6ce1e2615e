#ifndef RSTWHO_FUZZER_H
#define RSTWHO_FUZZER_H

#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

/// libFuzzer as a library (https://llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library).
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));

/// A file in memory that has no name; negative where there can be none.
static inline int rstwho_memory_file(void) {
  return (int)syscall(SYS_memfd_create, "rstwho-fuzz", 0);
}

/// A pipe of a MiB that hands over what one write put in, however much is asked for (pipe(2), O_DIRECT); 0 where there is one.
static inline int rstwho_packet_pipe(int ends[2]) {
#if defined(__aarch64__) || defined(__arm__)
  const int direct = 0200000;
#else
  const int direct = 040000;
#endif
  const int set_pipe_size = 1031;
  if (syscall(SYS_pipe2, ends, direct) != 0) return -1;
  return fcntl(ends[1], set_pipe_size, 1 << 20) < 0 ? -1 : 0;
}

#endif
