import ArgumentParser

/// One comparison: a workload, and the program to stand beside.
enum Comparison: String, CaseIterable, ExpressibleByArgument {
  case small
  case full
  case flood
  case tshark
  case gzip
  case zstd

  /// The capture that is read.
  var workload: Workload {
    switch self {
    case .small, .gzip, .zstd: .small
    case .full: .full
    case .flood: .flood
    case .tshark: .sample
    }
  }

  /// The program beside which ours is put.
  var peer: Peer {
    switch self {
    case .small, .full, .flood: .tcpdump
    case .tshark: .tshark
    case .gzip: .gzip
    case .zstd: .zstd
    }
  }

  /// The program that compresses the capture first, with its arguments, and what it adds to the name; nil where it stays as it is.
  var compression: (arguments: [String], suffix: String)? {
    switch self {
    case .gzip: (["-kf6"], ".gz")
    case .zstd: (["-qkf3"], ".zst")
    default: nil
    }
  }
}
