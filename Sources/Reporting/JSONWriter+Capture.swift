import Diagnosis
import Flows
import Wire

extension JSONWriter {
  /// Writes the record of a capture.
  mutating func write(_ capture: CaptureRecord) {
    object { json in
      json.member("type", "capture")
      json.member("schema", NDJSONReport.schema)
      if capture.files.count == 1 { json.member("file", capture.files.first) }
      if capture.files.count > 1 { json.texts("files", capture.files) }
      json.member("interface", capture.interface)
      json.member("format", capture.format)
      if !capture.interfaces.isEmpty { json.texts("interfaces", capture.interfaces) }
      json.member("packets", capture.counts?.frames)
      json.member("first_time", capture.counts?.firstTime?.rfc3339)
      json.member("last_time", capture.counts?.lastTime?.rfc3339)
      json.texts("link_types", capture.linkTypes.map(\.name))
      json.member("snaplen", capture.snapLength)
      json.member("drops", capture.drops)
      json.writeLimits(of: capture)
      json.write(capture.vantage)
      json.member("damage", capture.damage?.en)
    }
  }

  /// Writes what a capture lacks: the counts that are not 0, but for the duplicates, whose absence is worth knowing.
  private mutating func writeLimits(of capture: CaptureRecord) {
    guard let counts = capture.counts else { return }
    member("duplicates", counts.duplicates)
    if counts.cutFrames > 0 { member("cut_packets", counts.cutFrames) }
    if counts.oneSidedFlows > 0 { member("one_sided_flows", counts.oneSidedFlows) }
    if counts.flowsWithGaps > 0 { member("flows_with_gaps", counts.flowsWithGaps) }
    key("not_decoded")
    object { json in
      for (reason, count) in zip(Undecoded.allCases, counts.undecoded) where count > 0 {
        json.member(reason.name, count)
      }
    }
  }

  /// Writes where the capture was taken, where that shows.
  private mutating func write(_ vantage: Vantage?) {
    guard let vantage else { return }
    key("vantage")
    object { json in
      json.member("point", vantage.point.rawValue)
      json.member("connections", vantage.agreeing)
      json.member("of", vantage.of)
    }
  }

  /// Writes the last record of a run; of a live one with what was captured, received and dropped.
  mutating func write(_ counts: TrafficCounts, _ tally: Tally, live: LiveSummary? = nil) {
    object { json in
      json.member("type", "summary")
      json.member("schema", NDJSONReport.schema)
      json.member("flows", counts.flows)
      json.member("tcp_packets", counts.segments)
      json.member("resets", counts.resets)
      json.member("icmp_errors", counts.controlMessages)
      json.counts("by_outcome", tally.outcomes)
      json.counts("by_origin", tally.origins)
      json.counts("by_proof", tally.proofs)
      json.key("by_forged")
      json.object { json in
        json.member("true", tally.forged)
        json.member("false", tally.genuine)
        json.member("null", tally.undecided)
      }
      json.member("folded", tally.folded.values.reduce(0, +))
      json.member("evicted", counts.evictedFlows)
      guard let live else { return }
      json.member("captured", live.captured)
      json.member("received", live.received)
      json.member("drops", live.droppedByKernel)
      json.member("interface_drops", live.droppedByInterface)
      json.member("revised", live.tally.revisions.count)
    }
  }

  private mutating func texts(_ name: String, _ texts: [String]) {
    key(name)
    array(texts) { $0.value($1) }
  }

  /// Writes a count for every case, 0 included, so that a script finds each key.
  private mutating func counts<Kind>(_ name: String, _ counts: [Kind: Int])
  where Kind: Hashable & CaseIterable & RawRepresentable<String> {
    key(name)
    object { json in
      for kind in Kind.allCases { json.member(kind.rawValue, counts[kind] ?? 0) }
    }
  }
}
