import Wire

// A flow in the words of Zeek's conn.log.
extension FlowTracker {
  func summary(_ slot: UInt32) -> FlowSummary {
    let flow = slots[slot]
    let last = ring.packet(flow.newest)?.position ?? flow.firstFrame.position
    var summary = FlowSummary(
      serial: UInt64(flow.serial), client: end(slot, .client), server: end(slot, .server),
      rolesAreGuessed: !flow.traits.contains(.rolesAreKnown), first: flow.firstFrame.position, last: last, firstTime: flow.firstTime,
      lastTime: flow.lastTime, connectionState: connectionState(slot),
      history: flow.history.text(clientIsHigh: flow.clientIsHigh))
    summary.toServer = direction(slot, .client)
    summary.toClient = direction(slot, .server)
    return summary
  }

  /// Octets delivered, by sequence numbers, as Zeek's orig_bytes: SYN and FIN not counted, a retransmission counted once.
  private func direction(_ slot: UInt32, _ party: Party) -> DirectionSummary {
    let flow = slots[slot]
    let side = flow.index(of: party)
    let state = flow.directions[side]
    guard flow.detail != .none, state.seen.contains(.segment) else { return DirectionSummary(packets: UInt64(state.packets), bytes: 0) }
    let span = UInt64(flow.wraps[side]) << 32 &+ UInt64(state.next.value) &- UInt64(first(slot, side: side).sequence.value)
    let controls: UInt64 = (state.seen.contains(.syn) ? 1 : 0) + (state.seen.contains(.fin) ? 1 : 0)
    return DirectionSummary(packets: UInt64(state.packets), bytes: span > controls && span < 1 << 40 ? span - controls : 0)
  }

  /// Zeek's conn_state (https://docs.zeek.org/en/master/scripts/base/protocols/conn/main.zeek.html).
  private func connectionState(_ slot: UInt32) -> String {
    let flow = slots[slot]
    let client = flow.directions[flow.index(of: .client)].seen
    let server = flow.directions[flow.index(of: .server)].seen
    guard client.contains(.syn) else {
      if server.contains(.syn) { return server.contains(.reset) ? "RSTRH" : server.contains(.fin) ? "SHR" : "OTH" }
      return "OTH"
    }
    guard server.contains(.syn) else {
      if server.contains(.reset) { return "REJ" }
      if client.contains(.reset) { return "RSTOS0" }
      return client.contains(.fin) ? "SH" : server.isEmpty ? "S0" : "OTH"
    }
    if server.contains(.reset), !client.contains(.reset) || resetFirst(slot) == .server { return "RSTR" }
    if client.contains(.reset) { return "RSTO" }
    switch (client.contains(.fin), server.contains(.fin)) {
    case (true, true): return "SF"
    case (true, false): return "S2"
    case (false, true): return "S3"
    case (false, false): return "S1"
    }
  }

  private func resetFirst(_ slot: UInt32) -> Party? {
    let flow = slots[slot]
    guard flow.watch != 0, let reset = watches[Int(flow.watch) - 1].packets.first(where: { $0.flags.contains(.rst) }) else { return nil }
    return reset.orientated(clientIsHigh: flow.clientIsHigh).from
  }
}
