import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How many threads read ahead: at most four, and not more than there are processors besides the one that looks at what they read.
enum ThreadPlaces {
  private static let most = min(4, sysconf(Int32(_SC_NPROCESSORS_ONLN)) - 1)
  private static let taken = Mutex(0)

  /// Takes a place; false where there is none.
  static func take() -> Bool {
    taken.withLock { taken in
      guard taken < most else { return false }
      taken += 1
      return true
    }
  }

  /// Lets another thread have a place.
  static func giveBack() {
    taken.withLock { $0 -= 1 }
  }
}
