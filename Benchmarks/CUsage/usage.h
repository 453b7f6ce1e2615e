/* What getrusage(2) writes through a pointer, returned by value: Swift then asks for it without an unsafe expression. */
#ifndef CUSAGE_H
#define CUSAGE_H

#include <sys/resource.h>

struct process_usage {
  long long processor_nanoseconds; /* user and system */
  long long peak_bytes;            /* resident; of children, the largest of them */
};

static inline struct process_usage process_usage_of(int who) {
  struct rusage usage = {0};
  struct process_usage result = {0, 0};
  if (getrusage(who, &usage) != 0) return result;
  long long microseconds = (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000LL + usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
  result.processor_nanoseconds = microseconds * 1000;
#ifdef __APPLE__
  result.peak_bytes = usage.ru_maxrss;
#else
  result.peak_bytes = usage.ru_maxrss * 1024LL;
#endif
  return result;
}

/* RUSAGE_SELF: this process. */
static inline struct process_usage usage_of_this_process(void) { return process_usage_of(RUSAGE_SELF); }

/* RUSAGE_CHILDREN: the children that have ended and were waited for. */
static inline struct process_usage usage_of_ended_children(void) { return process_usage_of(RUSAGE_CHILDREN); }

#endif
