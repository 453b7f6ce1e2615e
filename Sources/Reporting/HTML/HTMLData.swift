import Diagnosis
import Flows
import Wire

/// What the page's script draws from: short keys, texts once each, times in microseconds since the capture's first packet.
struct HTMLData {
  private let judgments: [Judgment]
  private let pictures: FlowPictures
  private let origin: Timestamp
  private let language: Language

  /// The data of these flows and their pictures.
  init(_ judgments: [Judgment], _ pictures: FlowPictures, _ counts: TrafficCounts, _ language: Language) {
    self.judgments = judgments
    self.pictures = pictures
    self.language = language
    origin = counts.firstTime ?? Timestamp(nanoseconds: 0)
  }

  /// Texts of the flows, each once.
  private struct Texts {
    var all: [String] = []
    var places: [String: Int] = [:]

    mutating func place(of text: String) -> Int {
      if let place = places[text] { return place }
      places[text] = all.count
      all.append(text)
      return all.count - 1
    }
  }

  /// The object.
  var json: [UInt8] {
    var json = JSONWriter()
    var texts = Texts()
    let hosts = pictures.hosts.keys.sorted()
    let numbers = Dictionary(uniqueKeysWithValues: hosts.enumerated().map { ($1, $0) })
    json.object { json in
      json.key("w")
      json.object { json in
        for word in HTMLWords.all { json.member(word.key, language.words(word.english, word.japanese)) }
      }
      json.key("timers")
      json.array(IdleTimer.all) { json, timer in json.array([String(timer.seconds), timer.products]) { $0.value($1) } }
      json.key("hosts")
      json.array(hosts) { $0.write(host: $1, pictures.hosts[$1]?.points ?? [], from: origin) }
      json.key("flows")
      json.object { json in
        for (index, judgment) in judgments.enumerated() {
          json.key(String(judgment.flow.serial))
          write(judgment, to: &json, &texts, numbers, index < pictures.strips.count ? pictures.strips[index] : FlowPictures.Strip())
        }
      }
      json.key("texts")
      json.array(texts.all) { $0.value($1.escapedForTerminal) }
    }
    return json.bytes
  }

  private func write(
    _ judgment: Judgment, to json: inout JSONWriter, _ texts: inout Texts, _ hosts: [IPAddress: Int], _ strip: FlowPictures.Strip
  ) {
    let packets = strip.packets
    let summary = judgment.verdict.map { texts.place(of: $0.summary.text(in: language)) }
    let findings = [judgment.evidence, judgment.against].map { list in
      list.map { (strength: texts.place(of: $0.strength.word(in: language)), text: texts.place(of: $0.text.text(in: language))) }
    }
    let next = judgment.nextStep.map { texts.place(of: $0.words(in: language)) }
    json.object { json in
      json.member("s", summary)
      for (name, list) in zip(["y", "n"], findings) where !list.isEmpty {
        json.key(name)
        json.array(list) { json, finding in json.array([finding.strength, finding.text]) { $0.value($1) } }
      }
      json.member("next", next)
      json.member("h", hosts[judgment.claimedAddress])
      if judgment.decidingReset?.from == .client { json.member("from", 0) }
      write(placeOf: judgment, packets, to: &json)
      write(resetsOf: judgment, to: &json)
      write(silencesOf: judgment, strip.gaps, to: &json)
      json.member("t", microseconds(judgment.flow.firstTime))
      json.key("p")
      var steps = PacketSteps(since: judgment.flow.firstTime)
      json.array(packets) { json, packet in json.array(steps.numbers(of: packet)) { $0.value($1) } }
    }
  }

  /// `at`: hops to the sender, to the client and to the server, -1 where not known.
  private func write(placeOf judgment: Judgment, _ packets: [PicturedPacket], to json: inout JSONWriter) {
    guard let verdict = judgment.verdict else { return }
    let client =
      judgment.habits?.hopsToClient ?? packets.first { !$0.isFromServer && $0.control == nil }.map { HopDistance.hops($0.hopLimit) }
    let server = judgment.habits?.hopsToServer ?? pictures.hosts[judgment.flow.server.address]?.usual.map { HopDistance.hops($0) }
    let hops = [verdict.place?.hops, client, server]
    if verdict.origin == .device { json.member("dev", 1) }
    json.key("at")
    json.array(hops) { $0.value($1 ?? -1) }
    json.member("side", verdict.place?.side?.rawValue)
  }

  /// `i`: bins of silences and how many there were; `e`: the bin of the one before the end.
  private func write(silencesOf judgment: Judgment, _ gaps: IdleGaps, to json: inout JSONWriter) {
    guard !gaps.counts.isEmpty else { return }
    json.key("i")
    json.array(gaps.counts.flatMap { [$0.bin, $0.count] }) { $0.value($1) }
    json.member("e", judgment.idle.flatMap { IdleGaps.bin(of: $0) })
  }

  /// `x`: frames of forged resets; `g`: of genuine ones.
  private func write(resetsOf judgment: Judgment, to json: inout JSONWriter) {
    for (name, forged) in [("x", true), ("g", false)] {
      let frames = judgment.resets.filter { $0.forged == forged && $0.duplicateOf == nil }.prefix(20).map(\.packet.number)
      guard !frames.isEmpty else { continue }
      json.key(name)
      json.array(frames) { $0.value($1) }
    }
  }

  private func microseconds(_ time: Timestamp) -> Int64 {
    (time - origin) / 1_000
  }
}

extension JSONWriter {
  fileprivate mutating func write(host: IPAddress, _ points: [(time: Timestamp, hopLimit: UInt8)], from origin: Timestamp) {
    object { json in
      json.member("a", host.description)
      json.key("p")
      // Times as steps: they are short, and a packet often follows the last within a millisecond.
      var last = origin
      let steps = points.flatMap { point -> [Int64] in
        defer { last = point.time }
        return [(point.time - last) / 1_000, Int64(point.hopLimit)]
      }
      json.array(steps) { $0.value($1) }
    }
  }
}

/// The words that the page's script uses.
enum HTMLWords {
  /// A word by its key.
  struct Word {
    var key: String
    var english: String
    var japanese: String
  }

  /// All of them.
  static let all: [Word] = [
    Word(key: "client", english: "client", japanese: "クライアント"), Word(key: "server", english: "server", japanese: "サーバー"),
    Word(key: "device", english: "device", japanese: "中間装置"), Word(key: "here", english: "capture", japanese: "キャプチャ位置"),
    Word(key: "hop", english: "hop", japanese: "ホップ"), Word(key: "hops", english: "hops", japanese: "ホップ"),
    Word(key: "unknown", english: "distance unknown", japanese: "距離不明"),
    Word(key: "path", english: "Where on the path", japanese: "経路上の位置"),
    Word(key: "chart", english: "Hop limit over time: packets in the name of", japanese: "ホップリミットの推移：送信元"),
    Word(key: "usual", english: "usual", japanese: "通常"), Word(key: "reset", english: "reset", japanese: "リセット"),
    Word(key: "ladder", english: "The exchange", japanese: "やり取り"), Word(key: "more", english: "packets not shown", japanese: "パケット省略"),
    Word(key: "silence", english: "of silence", japanese: "無通信"), Word(key: "for", english: "For", japanese: "根拠"),
    Word(key: "against", english: "Against", japanese: "反証"), Word(key: "next", english: "Next step:", japanese: "次の一手："),
    Word(key: "idle", english: "Silences of this connection, and known timers", japanese: "この接続の無通信時間と既知のタイマー"),
    Word(key: "end", english: "before the end", japanese: "終わりの前"),
    Word(key: "incl", english: "one of them before the end", japanese: "うち1回は終わりの前"),
    Word(key: "of", english: "of", japanese: "/"), Word(key: "shown", english: "connections", japanese: "接続"),
    Word(key: "connections", english: "connections", japanese: "接続"), Word(key: "forged", english: "forged", japanese: "偽装"),
    Word(key: "sort", english: "sort by", japanese: "並べ替え"), Word(key: "details", english: "details of flow", japanese: "詳細：フロー"),
  ]
}
