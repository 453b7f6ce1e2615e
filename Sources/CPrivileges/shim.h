// What giving up capabilities needs of Linux and Swift cannot call: prctl takes a variable number of arguments, and the C library
// exports capset without declaring it.
#ifdef __linux__
#include <linux/capability.h>
#include <sys/prctl.h>

int capset(cap_user_header_t header, const cap_user_data_t data);

// No program started from here on gains rights by its file; 0 where that was done (PR_SET_NO_NEW_PRIVS).
static inline int forbid_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L); }

// Takes a capability out of the bounding set, where this process may (PR_CAPBSET_DROP).
static inline int drop_from_bounding_set(unsigned long capability) { return prctl(PR_CAPBSET_DROP, capability, 0L, 0L, 0L); }

// Gives up every capability; 0 where that was done.
static inline int drop_capabilities(void) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct none[2] = {{0, 0, 0}, {0, 0, 0}};
  return capset(&header, none);
}
#else
static inline int forbid_new_privileges(void) { return 0; }
static inline int drop_from_bounding_set(unsigned long capability) { return (void)capability, 0; }
static inline int drop_capabilities(void) { return 0; }
#endif
