import Diagnosis
import Flows
import Wire

/// What connections may be grouped by.
package enum Grouping: String, CaseIterable, Sendable {
  /// The server's address.
  case server
  /// The client's address.
  case client
  /// The server's port.
  case port
  /// The device that ended them: its address where it sent ICMP, else its place and product.
  case device
  /// The server name of a TLS ClientHello, or the Host of an HTTP request, that drew the ending.
  case sni
  /// Why they ended.
  case cause
  /// The file in which they begin.
  case file

  /// What a flow has in common with others, as it was captured; empty where it lacks it. Machine formats take English.
  func key(of judgment: Judgment, files: [String], in language: Language = .en) -> String {
    switch self {
    case .server: judgment.flow.server.address.description
    case .client: judgment.flow.client.address.description
    case .port: String(judgment.flow.server.port)
    case .device: Self.device(judgment.verdict, in: language)
    case .sni: judgment.trigger?.serverName ?? judgment.trigger?.host ?? ""
    case .cause: judgment.verdict?.cause.map { language == .en ? $0.rawValue : $0.words(in: language) } ?? ""
    case .file: files.name(of: judgment.flow.first)
    }
  }

  private static func device(_ verdict: Verdict?, in language: Language) -> String {
    guard let verdict, verdict.origin == .device else { return "" }
    if let rejection = verdict.rejection { return rejection.address.description }
    return [verdict.place?.words(in: language), verdict.product].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: language.comma)
  }
}
