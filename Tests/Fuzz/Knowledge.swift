import Flows
import Reporting

/// Reads a baseline file. What was read is written and read again, and its lines in another order: the same each time.
func tryKnowledge(_ bytes: [UInt8]) {
  do {
    let octets = BaselineRecords.octets(of: try BaselineRecords.baselines(of: bytes))
    promise(octets == again(octets), "what is written is read back")
    let backwards = bytes.split(separator: UInt8(ascii: "\n")).reversed().joined(separator: [UInt8(ascii: "\n")])
    promise(octets == again(Array(backwards)), "the order of records does not matter")
  } catch {
    promise(error.line > 0 && !error.words.isEmpty, "the line and what is wrong are told")
  }
}

private func again(_ octets: [UInt8]) -> [UInt8]? {
  (try? BaselineRecords.baselines(of: octets)).map(BaselineRecords.octets)
}
