#if os(Linux) && (arch(x86_64) || arch(arm64))
  import CPrivileges
  import Glibc

  extension CallFilter {
    /// What a capture calls while it runs, the most frequent first.
    static var always: [Rule] {
      frames + files + time + memory + threads + answers + ends
    }

    /// The ring of frames, signals' pipe, counters. Of ioctl only what asks for something: TCGETS, TIOCGWINSZ, FIONREAD, SIOCGIFFLAGS.
    private static var frames: [Rule] {
      let calls = [
        SYS_ppoll, SYS_getsockopt, SYS_recvfrom, SYS_recvmsg, SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sigaltstack,
      ]
      return calls.map(Rule.init) + [Rule(SYS_ioctl, argument: 1, oneOf: 0x5401, 0x5413, 0x541b, 0x8913)]
    }

    /// What sends a frame where it is called for a socket that captures, or lets it capture something else.
    static let changing = [SYS_write, SYS_writev, SYS_pwrite64, SYS_sendto, SYS_sendmsg, SYS_setsockopt]

    /// What is done with open files. Of fcntl what F_DUPFD does is left out: a descriptor stays what it is.
    private static var files: [Rule] {
      let calls = [
        SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_pread64, SYS_pwrite64, SYS_lseek, SYS_close, SYS_fstat, SYS_newfstatat, SYS_statx,
        SYS_ftruncate,
      ]
      let asked = [F_GETFD, F_SETFD, F_GETFL, F_SETFL].map { UInt32(bitPattern: $0) }
      return calls.map(Rule.init) + [Rule(SYS_fcntl, argument: 1, oneOf: asked[0], asked[1], asked[2], asked[3])]
    }

    private static var time: [Rule] {
      [SYS_clock_gettime, SYS_clock_getres, SYS_clock_nanosleep, SYS_nanosleep, SYS_gettimeofday, SYS_timerfd_create, SYS_timerfd_settime]
        .map(Rule.init)
    }

    /// Memory that is not to be executed.
    private static var memory: [Rule] {
      let executable = UInt32(PROT_EXEC)
      return [SYS_brk, SYS_munmap, SYS_mremap, SYS_madvise].map(Rule.init) + [
        Rule(SYS_mmap, argument: 2, mask: executable, oneOf: 0), Rule(SYS_mprotect, argument: 2, mask: executable, oneOf: 0),
      ]
    }

    /// Threads, of which there are some where figures are asked for; clone makes nothing else. Of prctl only PR_SET_NAME, PR_GET_NAME and
    /// PR_SET_VMA, which name threads and memory; what asks about a process asks about this one.
    private static var threads: [Rule] {
      let thread: UInt32 = 0x1_0000
      let calls = [
        SYS_futex, SYS_set_robust_list, SYS_rseq, SYS_sched_yield, SYS_sched_getaffinity, SYS_getcpu,
        SYS_gettid, SYS_getpid, SYS_getuid, SYS_geteuid, SYS_getgid, SYS_getegid, SYS_getrandom, SYS_sysinfo, SYS_uname,
      ]
      return calls.map(Rule.init) + [
        Rule(SYS_clone, argument: 0, mask: thread, oneOf: thread), Rule(SYS_getpriority, argument: 1, oneOf: 0),
        Rule(SYS_setpriority, argument: 1, oneOf: 0), Rule(SYS_prlimit64, argument: 0, oneOf: 0),
        Rule(SYS_prctl, argument: 0, oneOf: 15, 16, 0x5356_4d41),
      ]
    }

    /// Who asks for figures is answered, at the address that is listened on already.
    private static var answers: [Rule] {
      let calls = [
        SYS_accept, SYS_accept4, SYS_sendto, SYS_sendmsg, SYS_setsockopt, SYS_getsockname, SYS_getpeername, SYS_shutdown, SYS_epoll_create1,
        SYS_epoll_ctl, SYS_epoll_pwait, SYS_eventfd2,
      ]
      return calls.map(Rule.init)
    }

    /// How it ends; by a signal to itself it says that it cannot go on.
    private static var ends: [Rule] {
      let itself = Rule(SYS_tgkill, argument: 0, oneOf: UInt32(bitPattern: getpid()))
      return [SYS_exit, SYS_exit_group, SYS_restart_syscall].map(Rule.init) + [itself] + older
    }

    /// Files that are made, and take each other's places.
    static var opening: [Rule] {
      [SYS_openat, SYS_renameat, SYS_renameat2, SYS_unlinkat].map(Rule.init) + olderOpening
    }

    /// Files that are read: neither O_WRONLY, O_RDWR, O_CREAT nor O_TRUNC.
    static var openingToRead: [Rule] {
      [Rule(SYS_openat, argument: 2, mask: UInt32(O_ACCMODE | O_CREAT | O_TRUNC), oneOf: UInt32(O_RDONLY))]
    }

    // Calls that newer machines do without.
    #if arch(x86_64)
      private static var older: [Rule] { [SYS_poll, SYS_epoll_wait, SYS_time, SYS_getrlimit].map(Rule.init) }
      private static var olderOpening: [Rule] { [SYS_rename, SYS_unlink].map(Rule.init) }
    #else
      private static let older: [Rule] = []
      private static let olderOpening: [Rule] = []
    #endif
  }
#endif
