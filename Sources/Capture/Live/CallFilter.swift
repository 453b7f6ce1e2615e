import CPrivileges

#if canImport(Glibc)
  import Glibc
#endif

/// Which calls this process may still make of the system (seccomp(2)): those that a capture needs once it runs. All others fail with EPERM.
///
/// In particular no program is started, no connection made, no frame sent, no other process looked into, no memory made executable.
package struct CallFilter {
  private let opensFilesForWriting: Bool
  private let capturing: [Int32]

  /// A filter that lets files be opened for writing, or only those that are open be written to. Nothing is ever written to the descriptors
  /// `capturing`: what is written to a socket that captures is sent on its interface.
  package init(opensFilesForWriting: Bool, capturing: [Int32]) {
    self.opensFilesForWriting = opensFilesForWriting
    self.capturing = capturing
  }

  /// Has it hold from now on, for all threads, and for ever. Needs `Privileges.drop` before. Where the system has no such filters, or one
  /// that is there already refuses another, nothing happens.
  package func install() throws(Privileges.Failure) {
    #if os(Linux) && (arch(x86_64) || arch(arm64))
      let program = program
      let status = unsafe program.withUnsafeBufferPointer { unsafe filter_calls($0.baseAddress, UInt16(clamping: $0.count)) }
      guard status != 0, ![ENOSYS, EINVAL, EPERM].contains(errno) || status > 0 else { return }
      throw .failed("seccomp", errno: status > 0 ? EBUSY : errno)
    #endif
  }

  #if os(Linux) && (arch(x86_64) || arch(arm64))
    /// What may be called, perhaps only where an argument has, under a mask, one of some values.
    struct Rule {
      var call: Int32
      var condition: (argument: UInt32, mask: UInt32, values: [UInt32])?

      /// That call, always.
      init(_ call: Int32) { self.call = call }

      /// That call where its argument, counted from 0, is one of these under the mask.
      init(_ call: Int32, argument: UInt32, mask: UInt32 = .max, oneOf values: UInt32...) {
        self.call = call
        condition = (argument, mask, values)
      }
    }

    /// The filter as the kernel's filter machine runs it, from the top; a jump counts the instructions that it passes over.
    private var program: [sock_filter] {
      let open: [Rule] = opensFilesForWriting ? CallFilter.opening : CallFilter.openingToRead
      // The machine first, since numbers of calls differ; for another, the process ends.
      var program = [load(offset: 4), jump(ifNot: machine_of_calls, over: 1), skip(1), end(SECCOMP_RET_KILL_PROCESS), load(offset: 0)]
      for call in capturing.isEmpty ? [] : CallFilter.changing { program += refusal(of: call) }
      for rule in CallFilter.always + open { program += instructions(rule) }
      // The C library calls clone instead, whose flags can be seen.
      program += [jump(ifNot: UInt32(bitPattern: SYS_clone3), over: 1), end(SECCOMP_RET_ERRNO | UInt32(ENOSYS))]
      return program + [refuse]
    }

    private func instructions(_ rule: Rule) -> [sock_filter] {
      let call = UInt32(bitPattern: rule.call)
      guard let (argument, mask, values) = rule.condition else { return [jump(ifNot: call, over: 1), end(SECCOMP_RET_ALLOW)] }
      // The lower half of an argument, which is all that the kernel looks at here.
      var body = [load(offset: 16 + 8 * argument), sock_filter(code: 0x54, jt: 0, jf: 0, k: mask)]
      for value in values { body += [jump(ifNot: value, over: 1), end(SECCOMP_RET_ALLOW)] }
      body.append(refuse)
      return [jump(ifNot: call, over: UInt8(clamping: body.count))] + body
    }

    /// Refuses the call where its first argument is a descriptor that captures; else what follows decides.
    private func refusal(of call: Int32) -> [sock_filter] {
      var body = [load(offset: 16)]
      for descriptor in capturing { body += [jump(ifNot: UInt32(bitPattern: descriptor), over: 1), refuse] }
      body.append(load(offset: 0))
      return [jump(ifNot: UInt32(bitPattern: call), over: UInt8(clamping: body.count))] + body
    }

    private var refuse: sock_filter { end(SECCOMP_RET_ERRNO | UInt32(EPERM)) }

    /// Loads a word of `struct seccomp_data`: 0 the call, 4 the machine, from 16 on the arguments, the lower half first.
    private func load(offset: UInt32) -> sock_filter { sock_filter(code: 0x20, jt: 0, jf: 0, k: offset) }

    private func jump(ifNot value: UInt32, over count: UInt8) -> sock_filter { sock_filter(code: 0x15, jt: 0, jf: count, k: value) }

    private func skip(_ count: UInt32) -> sock_filter { sock_filter(code: 0x05, jt: 0, jf: 0, k: count) }

    private func end(_ answer: UInt32) -> sock_filter { sock_filter(code: 0x06, jt: 0, jf: 0, k: answer) }
  #endif
}
