/// Time, order, sequence numbers, and what the sender did next.
let causalityRows: [HeuristicRow] = [
  // MARK: too-soon
  HeuristicRow(
    "too-soon", "half a millisecond where the server takes twelve", says: .device, of: 5,
    opening + "1 C > S PA len 100\n1.0005 S > C RA ttl 62"),
  HeuristicRow(
    "too-soon", "a SYN rejected at once, where other connections show the round trip", says: .device, of: 5,
    opening + "1 C:9 > S:25 S\n1.00004 S:25 > C:9 RA seq =0 ttl 63"),
  HeuristicRow(
    "too-soon", "half a millisecond where the client takes thirty", says: .device, of: 5,
    openingAtServer + "1 S > C PA len 50\n1.0005 C > S RA"),
  HeuristicRow("too-soon", "a full round trip", isSilentOn: 5, opening + "1 C > S PA len 100\n1.013 S > C RA"),
  HeuristicRow("too-soon", "captured beside the server", isSilentOn: 5, openingAtServer + "1 C > S PA len 100\n1.00001 S > C RA"),
  HeuristicRow(
    "too-soon", "a queue makes round trips longer: it answers what is still on its way", isSilentOn: 9,
    opening + "1 C > S A len 1000\n+0.001 C > S A len 1000\n1.097 C > S A len 1000\n+0.001 C > S A len 1000\n"
      + "+0.001 C > S A len 1000\n1.1 S > C R seq 1"),
  HeuristicRow(
    "too-soon", "all but the newest had been acknowledged", says: .device, of: 8,
    opening + "1 C > S A len 1000\n+0.001 C > S A len 1000\n1.013 S > C A\n1.099 C > S PA len 1000\n1.1 S > C R seq 1"),
  HeuristicRow("too-soon", "no round trip is known", isSilentOn: 2, "0 C > S S\n0.00004 S > C RA seq =0"),

  // MARK: in-time
  HeuristicRow("in-time", "as long as the handshake took", says: .sender, of: 5, opening + "1 C > S PA len 100\n1.0125 S > C RA"),
  HeuristicRow(
    "in-time", "as long as the client's handshake took", says: .sender, of: 5, openingAtServer + "1 S > C PA len 50\n1.0301 C > S RA"),
  HeuristicRow("in-time", "sooner than that", isSilentOn: 5, opening + "1 C > S PA len 100\n1.0050 S > C RA"),
  HeuristicRow("in-time", "much later", isSilentOn: 5, opening + "1 C > S PA len 100\n1.2 S > C RA"),

  // MARK: goes-on
  HeuristicRow(
    "goes-on", "data of the server after the reset in its name", says: .device, of: 5,
    opening + "1 C > S PA len 100\n1.001 S > C R seq 1 ttl 62\n1.013 S > C PA len 200"),
  HeuristicRow(
    "goes-on", "a SYN-ACK after a reset that answered the SYN", says: .device, of: 2, "0 C > S S\n0.001 S > C RA seq =0\n0.020 S > C SA"),
  HeuristicRow(
    "goes-on", "an acknowledgment of data after the reset", says: .device, of: 5,
    opening + "1 C > S PA len 100\n1.001 S > C R seq 1 ttl 62\n1.013 S > C A"),
  HeuristicRow(
    "goes-on", "data of the client after the reset in its name", says: .device, of: 5,
    openingAtServer + "1 S > C PA len 50\n1.001 C > S R seq 1\n1.031 C > S PA len 20"),
  HeuristicRow("goes-on", "nothing after it", isSilentOn: 5, opening + "1 C > S PA len 100\n1.001 S > C R seq 1"),
  HeuristicRow(
    "goes-on", "data that left before the reset, by their IP identification", isSilentOn: 5,
    opening + "1 C > S PA len 100\n1.0130 S > C RA id 103\n1.0131 S > C PA len 20 id 102"),
  HeuristicRow(
    "goes-on", "data that left before the reset, by their timestamps", isSilentOn: 5,
    opening + "1 C > S PA len 100\n1.0130 S > C RA <TS 900 0>\n1.0131 S > C PA len 20 <TS 899 0>"),
  HeuristicRow(
    "goes-on", "data that something before the reset had overtaken, by their timestamps", isSilentOn: 6,
    opening + "1 C > S PA len 100\n1.0130 S > C PA 101:201 <TS 900 0>\n1.0131 S > C R seq 1\n1.03 S > C PA 1:101 <TS 899 0>"),
  HeuristicRow(
    "goes-on", "data that something before the reset had overtaken, by their IP identification", isSilentOn: 6,
    opening + "1 C > S PA len 100\n1.0130 S > C PA 101:201 id 103\n1.0131 S > C R seq 1\n1.03 S > C PA 1:101 id 102"),
  HeuristicRow(
    "goes-on", "an acknowledgment that says nothing new", isSilentOn: 6,
    opening + "1 C > S PA len 100\n1.012 S > C A\n1.3 S > C R seq 1\n1.4 S > C A"),

  // MARK: impossible-sequence
  HeuristicRow(
    "impossible-sequence", "beyond all that the server sent", says: .device, of: 5, opening + "1 C > S PA len 100\n1.001 S > C R seq 1461"),
  HeuristicRow(
    "impossible-sequence", "inside what the server sent, answering nothing", says: .device, of: 6,
    opening + "1 C > S PA len 100\n1.02 S > C PA len 500\n1.03 S > C RA seq 200"),
  HeuristicRow(
    "impossible-sequence", "beyond all that the client sent", says: .device, of: 5, opening + "1 C > S PA len 100\n1.001 C > S R seq 2000"),
  HeuristicRow("impossible-sequence", "the server's next number", isSilentOn: 5, opening + "1 C > S PA len 100\n1.001 S > C R seq 1"),
  HeuristicRow(
    "impossible-sequence", "what the client acknowledged", isSilentOn: 6,
    opening + "1 S > C PA len 100\n1.02 S > C PA len 500\n1.03 S > C R seq 1"),
  HeuristicRow(
    "impossible-sequence", "the capture misses segments", isSilentOn: 6,
    opening + "1 C > S PA len 100 ack 700\n1.01 S > C A\n1.02 S > C R seq 1461"),
  HeuristicRow("impossible-sequence", "the capture began late", isSilentOn: 3, "1 S > C PA len 9\n1.1 C > S A\n1.2 S > C R seq 1461"),

  // MARK: abort-in-shape
  HeuristicRow(
    "abort-in-shape", "numbers, window and timestamps of the server's stack", says: .sender, of: 6,
    "C is as clock 5\nS is as clock 900 win 300\n" + opening + "1 C > S PA len 100\n1.012 S > C A\n2 S > C RA win 300 <TS>"),
  HeuristicRow(
    "abort-in-shape", "numbers, window and timestamps of the client's stack", says: .sender, of: 6,
    "C is as clock 5 win 200\nS is as clock 900\n" + opening + "1 S > C PA len 100\n1.0001 C > S A\n2 C > S RA win 200 <TS>"),
  HeuristicRow(
    "abort-in-shape", "the timestamps are missing", isSilentOn: 6,
    "C is as clock 5\nS is as clock 900 win 300\n" + opening + "1 C > S PA len 100\n1.012 S > C A\n2 S > C RA win 300"),
  HeuristicRow(
    "abort-in-shape", "a window unlike the server's", isSilentOn: 6,
    "S is as win 300\n" + opening + "1 C > S PA len 100\n1.012 S > C A\n2 S > C RA win 9000"),
  HeuristicRow(
    "abort-in-shape", "another number", isSilentOn: 5, "S is as win 300\n" + opening + "1 C > S PA len 9\n2 S > C RA win 300 seq 0"),
  HeuristicRow("abort-in-shape", "no acknowledgment", isSilentOn: 5, "S is as win 300\n" + opening + "1 C > S PA len 9\n2 S > C R win 300"),

  // MARK: answer-in-shape
  HeuristicRow("answer-in-shape", "number 0 to a SYN", says: .sender, of: 2, "0 C > S S\n0.012 S > C RA seq =0"),
  HeuristicRow(
    "answer-in-shape", "the acknowledged number to a segment", says: .sender, of: 5, opening + "1 C > S PA len 100\n1.012 S > C R seq 1"),
  HeuristicRow(
    "answer-in-shape", "the same in the client's name", says: .sender, of: 5, opening + "1 S > C PA len 100\n1.0002 C > S R seq 1"),
  HeuristicRow("answer-in-shape", "another number to a SYN", isSilentOn: 2, "0 C > S S\n0.012 S > C RA seq =77"),
  HeuristicRow("answer-in-shape", "a window", isSilentOn: 2, "0 C > S S\n0.012 S > C RA seq =0 win 100"),
  HeuristicRow("answer-in-shape", "too soon for the server", isSilentOn: 5, opening + "1 C > S PA len 100\n1.0001 S > C R seq 1"),

  // MARK: late-data
  HeuristicRow(
    "late-data", "data after the server's FIN", says: .sender, of: 7,
    opening + "1 S > C FA\n1.0001 C > S A\n1.5 C > S PA len 100\n1.512 S > C R"),
  HeuristicRow(
    "late-data", "data after the client's FIN", says: .sender, of: 7,
    opening + "1 C > S FA\n1.012 S > C A\n1.5 S > C PA len 100\n1.5001 C > S R"),
  HeuristicRow("late-data", "no FIN", isSilentOn: 5, opening + "1.5 C > S PA len 100\n1.512 S > C R"),
  HeuristicRow("late-data", "no data after the FIN", isSilentOn: 6, opening + "1 S > C FA\n1.0001 C > S A\n1.512 S > C R"),
  HeuristicRow("late-data", "the client's own FIN", isSilentOn: 6, opening + "1 C > S FA\n1.1 S > C PA len 100\n1.512 S > C R"),

  // MARK: half-open-finish
  HeuristicRow(
    "half-open-finish", "a scan: SYN, SYN-ACK, reset", says: .sender, of: 3, "0 C > S S\n0.012 S > C SA\n0.0121 C > S R seq 1"),
  HeuristicRow("half-open-finish", "the client completed the handshake", isSilentOn: 4, opening + "0.5 C > S R"),
  HeuristicRow(
    "half-open-finish", "the client goes on", isSilentOn: 3, "0 C > S S\n0.012 S > C SA\n0.0121 C > S R seq 1\n0.0122 C > S A seq 1"),
  HeuristicRow("half-open-finish", "the server's reset", isSilentOn: 3, "0 C > S S\n0.012 S > C SA\n0.0121 S > C R seq 1"),

  // MARK: forgot-at-once
  HeuristicRow(
    "forgot-at-once", "no connection any more, right after speaking on it", says: .device, of: 7,
    opening + "1 C > S PA len 100\n1.012 S > C A\n1.5 C > S PA len 50\n1.512 S > C R ttl 62"),
  HeuristicRow(
    "forgot-at-once", "the same in the client's name", says: .device, of: 7,
    openingAtServer + "1 S > C PA len 100\n1.03 C > S A\n1.1 S > C PA len 9\n1.13 C > S R ttl 60"),
  HeuristicRow(
    "forgot-at-once", "from the host's own distance, where its own packet filter may have sent it", isSilentOn: 7,
    openingAtServer + "1 S > C PA len 100\n1.03 C > S A\n1.1 S > C PA len 9\n1.13 C > S R"),
  HeuristicRow(
    "forgot-at-once", "after a long silence", isSilentOn: 7,
    opening + "1 C > S PA len 100\n1.012 S > C A\n9 C > S PA len 50\n9.012 S > C R"),
  HeuristicRow(
    "forgot-at-once", "after its own FIN", isSilentOn: 7,
    opening + "1 C > S PA len 100\n1.012 S > C FA\n1.5 C > S PA len 50\n1.512 S > C R"),
  HeuristicRow(
    "forgot-at-once", "a service with a hop limit of its own, whose stack resets with another", isSilentOn: 7,
    "S is as ttl 250\n" + opening + "1 C > S PA len 100\n1.012 S > C A\n1.5 C > S PA len 50\n1.512 S > C R ttl 59"),
  HeuristicRow(
    "forgot-at-once", "the distance of the host's other connections", isSilentOn: 12,
    opening + "0.5 C:9 > S S\n0.512 S > C:9 SA ttl 55\n0.5121 C:9 > S PA len 9\n0.524 S > C:9 A ttl 55\n0.53 S > C:9 PA len 9 ttl 55\n"
      + "1 C > S PA len 100\n1.012 S > C A\n1.5 C > S PA len 50\n1.512 S > C R ttl 55"),
  HeuristicRow("forgot-at-once", "straight after the handshake", isSilentOn: 4, opening + "0.0241 S > C R"),
  HeuristicRow(
    "forgot-at-once", "the form of an abort", isSilentOn: 7,
    opening + "1 C > S PA len 100\n1.012 S > C A\n1.5 C > S PA len 50\n1.512 S > C RA win 501"),

  // MARK: burst
  HeuristicRow(
    "burst", "three resets for one packet", says: .device, of: 5,
    opening + "1 C > S PA len 100\n1.001 S > C RA seq 1\n1.001 S > C RA seq 1461\n1.001 S > C RA seq 4381"),
  HeuristicRow(
    "burst", "the last of them", says: .device, of: 7,
    opening + "1 C > S PA len 100\n1.001 S > C R id 1\n1.0011 S > C R id 2\n1.0012 S > C R id 3"),
  HeuristicRow(
    "burst", "three resets in the client's name", says: .device, of: 5,
    openingAtServer + "1 S > C PA len 100\n1.001 C > S R seq 1\n1.001 C > S R seq 1461\n1.001 C > S R seq 4381"),
  HeuristicRow(
    "burst", "one reset for each packet", isSilentOn: 7,
    opening + "1 C > S A len 100\n1 C > S A len 100\n1 C > S PA len 9\n1.012 S > C R id 1\n1.012 S > C R id 2\n1.012 S > C R id 3"),
  HeuristicRow("burst", "one reset", isSilentOn: 5, opening + "1 C > S PA len 100\n1.001 S > C R"),
  HeuristicRow("burst", "one reset that the capture copied", isSilentOn: 5, opening + "1 C > S PA len 100\n1.001 S > C R\n1.0011 copy"),
  HeuristicRow(
    "burst", "one reset for each piece of a segment that the network card cuts up", isSilentOn: 5,
    opening + "1 C > S PA len 4000\n1.012 S > C R id 1\n1.0121 S > C R id 2\n1.0122 S > C R id 3"),
  HeuristicRow(
    "burst", "one reset for each segment that a queue still holds", isSilentOn: 9,
    opening + "1 C > S A len 1000\n1 C > S A len 1000\n1 C > S A len 1000\n1 C > S A len 1000\n1.099 C > S A len 1000\n"
      + "1.1 S > C R seq 1\n1.1 S > C R seq 1\n1.1001 S > C R seq 1\n1.1001 S > C R seq 1"),
  HeuristicRow(
    "burst", "more resets than segments, of which most had been acknowledged", says: .device, of: 9,
    opening + "1 C > S A len 1000\n1 C > S A len 1000\n1 C > S A len 1000\n1.012 S > C A\n1.099 C > S A len 1000\n"
      + "1.1 S > C R seq 1\n1.1 S > C R seq 1\n1.1001 S > C R seq 1"),
  HeuristicRow(
    "burst", "nothing of the other end was captured", isSilentOn: 4,
    "0 S > C SA\n1 S > C PA len 9\n2 S > C R seq 10 id 1\n2.0001 S > C R seq 10 id 2\n2.0002 S > C R seq 10 id 3"),
  HeuristicRow(
    "burst", "one reset on both sides of a router, the later side captured first", isSilentOn: 5,
    opening + "1 C > S PA len 100\n1.001 S > C R ttl 58 mac 7\n1.0011 S > C R ttl 59"),
  HeuristicRow(
    "burst", "a genuine one, without identification, after those of an injector", isSilentOn: 7,
    opening + "1 C > S PA len 100\n1.001 S > C R id 5 ttl 62\n1.0011 S > C R id 9 ttl 62 seq 4000\n1.0012 S > C R ttl 59"),

  // MARK: answers-nothing
  HeuristicRow(
    "answers-nothing", "the server had acknowledged all that the client sent", says: .device, of: 6,
    opening + "1 C > S PA len 100\n1.012 S > C A\n1.5 S > C R"),
  HeuristicRow(
    "answers-nothing", "the client had acknowledged all that the server sent", says: .device, of: 6,
    openingAtServer + "1 S > C PA len 100\n1.03 C > S A\n1.5 C > S R"),
  HeuristicRow(
    "answers-nothing", "data that nobody had acknowledged", isSilentOn: 7,
    opening + "1 C > S PA len 100\n1.012 S > C A\n1.4 C > S PA len 5\n1.5 S > C R"),
  HeuristicRow(
    "answers-nothing", "data that was sent again: the second may have drawn it", isSilentOn: 7,
    opening + "1 C > S PA len 100\n1.011 C > S PA 1:101\n1.012 S > C A\n1.5 S > C R"),
  HeuristicRow(
    "answers-nothing", "an abort needs nothing to answer", isSilentOn: 6, opening + "1 C > S PA len 100\n1.012 S > C A\n1.5 S > C RA"),
  HeuristicRow(
    "answers-nothing", "after its own FIN", isSilentOn: 6, opening + "1 C > S PA len 100\n1.012 S > C FA\n1.5 S > C R"),

  // MARK: both-directions
  HeuristicRow(
    "both-directions", "0.1 ms apart, with 20 ms between the ends", says: .device, of: 5,
    "0 C > S S\n0.01 S > C SA\n0.02 C > S A\n1 C > S PA len 9\n1.001 S > C R seq 1\n1.0011 C > S R"),
  HeuristicRow(
    "both-directions", "the second of them, in the client's name", says: .device, of: 6,
    "0 C > S S\n0.01 S > C SA\n0.02 C > S A\n1 C > S PA len 9\n1.001 S > C R seq 1\n1.0011 C > S R"),
  HeuristicRow(
    "both-directions", "a round trip apart", isSilentOn: 5,
    "0 C > S S\n0.01 S > C SA\n0.02 C > S A\n1 C > S PA len 9\n1.001 S > C R seq 1\n1.0211 C > S R"),
  HeuristicRow(
    "both-directions", "what came between may have drawn the second", isSilentOn: 7,
    "0 C > S S\n0.01 S > C SA\n0.02 C > S A\n1 C > S PA len 9\n1.001 C > S R\n1.0011 C > S PA len 9\n1.0012 S > C R"),
]
