// What giving up rights needs of Linux and Swift cannot call: prctl and syscall take a variable number of arguments, and the C library
// exports capset without declaring it.
#ifdef __linux__
#include <linux/audit.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int capget(cap_user_header_t header, cap_user_data_t data);
int capset(cap_user_header_t header, const cap_user_data_t data);

// No program started from here on gains rights by its file; 0 where that was done (PR_SET_NO_NEW_PRIVS).
static inline int forbid_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L); }

// Takes a capability out of the bounding set, where this process may (PR_CAPBSET_DROP).
static inline int drop_from_bounding_set(unsigned long capability) { return prctl(PR_CAPBSET_DROP, capability, 0L, 0L, 0L); }

// Gives up every capability but those of `kept` that there are (the first 32, a bit each); 0 where that was done.
static inline int drop_capabilities(uint32_t kept) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct had[2] = {{0, 0, 0}, {0, 0, 0}};
  if (capget(&header, had) != 0) return -1;
  const struct __user_cap_data_struct has[2] = {{had[0].effective & kept, had[0].permitted & kept, 0}, {0, 0, 0}};
  return capset(&header, (cap_user_data_t)has);
}

// The machine whose numbers of calls these are, as a filter sees it.
#if defined(__x86_64__)
static const uint32_t machine_of_calls = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
static const uint32_t machine_of_calls = AUDIT_ARCH_AARCH64;
#endif

// Puts a filter before every call that any thread of this process makes of the system (seccomp(2)); 0 where it is there.
static inline int filter_calls(const struct sock_filter *program, unsigned short count) {
  const struct sock_fprog whole = {count, (struct sock_filter *)program};
  return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &whole);
}

// Landlock (landlock(7)), by numbers that are the same everywhere: older headers do not name them.

// Its version; negative where there is none.
static inline int landlock_version(void) { return (int)syscall(444, 0L, 0L, 1L); }

// A set of rules for these kinds of access to files, all of which are refused where no rule allows them; its descriptor.
static inline int landlock_rules(uint64_t access) { return (int)syscall(444, &access, sizeof access, 0L); }

// Allows access to a folder and all below it, or to a file; 0 where that was done.
static inline int landlock_allow(int rules, uint64_t access, int place) {
  const struct { uint64_t access; int32_t place; } __attribute__((packed)) rule = {access, place};
  return (int)syscall(445, rules, 1L, &rule, 0L);
}

// Has the rules hold for this thread and those that it starts; 0 where that was done.
static inline int landlock_enforce(int rules) { return (int)syscall(446, rules, 0L); }
#else
static inline int forbid_new_privileges(void) { return 0; }
static inline int drop_from_bounding_set(unsigned long capability) { return (void)capability, 0; }
static inline int drop_capabilities(unsigned kept) { return (void)kept, 0; }
#endif
