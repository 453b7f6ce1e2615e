import ArgumentParser
import Foundation

/// Makes workloads and says what they hold.
struct WorkloadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workload", abstract: "Only make the captures, anew, and say what they hold.")

  @Argument(help: "Which: \(Workload.allCases.map(\.rawValue).joined(separator: ", ")). All unless named.") var workloads: [Workload] = []
  @Option(help: "How many packets each holds.") var packets: Int?
  @Option(help: "The folder that they are written to.") var folder = Workload.usualFolder

  func run() throws {
    for workload in workloads.isEmpty ? Workload.allCases : workloads {
      let packets = packets ?? workload.usualPackets
      let path = workload.path(in: folder, packets: packets)
      let contents = try workload.write(to: path, packets: packets)
      print(
        "\(path): \(contents.packets) packets of \(contents.bytes / max(contents.packets, 1)) bytes, "
          + "\(contents.conversations) connections, \(contents.resets) resets")
    }
  }
}

extension Workload: ExpressibleByArgument {
  /// Where workloads are kept, from the project's folder.
  static let usualFolder = ".build/workloads"
}
