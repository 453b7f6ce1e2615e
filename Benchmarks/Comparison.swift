import ArgumentParser

/// One comparison: a workload, and the programs to stand beside.
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

  /// The programs beside which ours is put.
  var peers: [Peer] {
    switch self {
    case .small, .full, .flood: [.tcpdump]
    case .tshark: [.tshark, .tcptrace, .argus]
    case .gzip: [.gzip]
    case .zstd: [.zstd]
    }
  }

  /// The program that compresses the capture first, with its arguments, and what it adds to the name; nil where it stays as it is.
  var compression: (program: String, arguments: [String], suffix: String)? {
    switch self {
    case .gzip: ("gzip", ["-kf6"], ".gz")
    case .zstd: ("zstd", ["-qkf3"], ".zst")
    default: nil
    }
  }
}
