import Flows

// As the library's, but with room for all from the first on, and no memory where none is wanted: a flow's few packets are gone through some
// thirty times for each reset.
extension Array where Element == RecordedPacket {
  /// The packets that are wanted, in their order.
  func filter(_ isWanted: (RecordedPacket) -> Bool) -> [RecordedPacket] {
    self[...].filter(isWanted)
  }
}

extension ArraySlice where Element == RecordedPacket {
  /// The packets that are wanted, in their order.
  func filter(_ isWanted: (RecordedPacket) -> Bool) -> [RecordedPacket] {
    guard let first = firstIndex(where: isWanted) else { return [] }
    var wanted: [RecordedPacket] = []
    wanted.reserveCapacity(endIndex - first)
    wanted.append(self[first])
    for packet in self[(first + 1)...] where isWanted(packet) { wanted.append(packet) }
    return wanted
  }
}
