package import Diagnosis
import Flows

/// What is counted for monitoring, as values that are published now and then.
///
/// Bound: every label comes from a closed list, but for the port: 64 ports are kept apart, further ones count as `other`.
package struct MetricsFigures: Sendable {
  private static let portsKept = 64

  /// Packets taken.
  package var captured: UInt64 = 0
  /// Packets that passed the kernel's filter.
  package var received: UInt64 = 0
  /// Packets dropped by the kernel.
  package var droppedByKernel: UInt64 = 0
  /// Packets dropped by the interface.
  package var droppedByInterface: UInt64 = 0
  /// Flows seen.
  package var flows: UInt64 = 0
  /// Flows held in memory.
  package var flowsKept = 0
  /// Flows given up early to stay within the memory limit.
  package var evicted: UInt64 = 0
  /// Verdicts that turned out otherwise after they were told.
  package var revised: UInt64 = 0
  /// Octets of memory that the process occupies; nil where the system does not tell.
  package var residentBytes: UInt64?
  private var verdicts: [Labels: UInt64] = [:]
  private var ports: Set<UInt16> = []

  private struct Labels: Hashable {
    var origin: String
    var stage: String
    var outcome: String
    var port: String

    /// The labels in the notation of the exposition format; their values need no escaping.
    var text: String { #"{origin="\#(origin)",outcome="\#(outcome)",stage="\#(stage)",port="\#(port)"}"# }
  }

  /// Nothing counted.
  package init() {}

  /// Counts a verdict when it is told.
  package mutating func count(_ judgment: Judgment) {
    guard let verdict = judgment.verdict, !judgment.isFolded else { return }
    let port = judgment.flow.server.port
    if ports.count < Self.portsKept { ports.insert(port) }
    let labels = Labels(
      origin: verdict.origin.rawValue, stage: judgment.stage.rawValue, outcome: judgment.outcome.rawValue,
      port: ports.contains(port) ? "\(port)" : "other")
    verdicts[labels, default: 0] += 1
  }

  /// The figures in Prometheus' text format, version 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/).
  package var text: String {
    var text = head("rstwho_verdicts_total", "counter", "Connections that ended badly, by who ended them.")
    for (labels, count) in verdicts.sorted(by: { $0.key.text < $1.key.text }) { text += "rstwho_verdicts_total\(labels.text) \(count)\n" }
    text += figure("rstwho_verdicts_revised_total", "counter", "Verdicts that turned out otherwise after they were told.", revised)
    text += figure("rstwho_packets_captured_total", "counter", "Packets taken.", captured)
    text += figure("rstwho_packets_received_total", "counter", "Packets that passed the kernel's filter.", received)
    text += head("rstwho_packets_dropped_total", "counter", "Packets dropped before they could be taken.")
    text += "rstwho_packets_dropped_total{by=\"kernel\"} \(droppedByKernel)\n"
    text += "rstwho_packets_dropped_total{by=\"interface\"} \(droppedByInterface)\n"
    text += figure("rstwho_flows_total", "counter", "TCP connections seen.", flows)
    text += figure("rstwho_flows_tracked", "gauge", "TCP connections held in memory.", UInt64(clamping: flowsKept))
    text += figure("rstwho_flows_evicted_total", "counter", "TCP connections given up early to stay within the memory limit.", evicted)
    if let residentBytes { text += figure("process_resident_memory_bytes", "gauge", "Memory that the process occupies.", residentBytes) }
    return text
  }

  private func head(_ name: String, _ type: String, _ help: String) -> String {
    "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
  }

  private func figure(_ name: String, _ type: String, _ help: String, _ value: UInt64) -> String {
    head(name, type, help) + "\(name) \(value)\n"
  }
}
