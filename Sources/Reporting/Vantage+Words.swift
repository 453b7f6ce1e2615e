import Diagnosis

extension Vantage {
  /// Where the capture was taken and what that means for what it can show, in a sentence or two.
  func sentence(in language: Language) -> String {
    let share = agreeing == of ? of.of("connection") : "\(agreeing.grouped) of \(of.of("connection"))"
    return language.words(
      "Probably taken \(english) (\(share) \(of == 1 ? "shows" : "show") it)\(meaning)",
      "おそらく\(japanese)で記録されています（\(of.grouped)接続中\(agreeing.grouped)接続がそれを示します）\(japaneseMeaning)")
  }

  private var english: String {
    switch point {
    case .client: "on the client"
    case .nearClient: "near the client"
    case .middle: "between client and server, away from both"
    case .nearServer: "near the server"
    case .server: "on the server"
    case .mixed: "at no one place on the path"
    }
  }

  private var meaning: String {
    switch point {
    case .client, .nearClient: ": what a device sends to the server in the client's name does not pass here."
    case .middle: ": resets that a device sends to either end may pass here, unless it stands on the other side."
    case .nearServer, .server:
      ": what a device sends to the client in the server's name does not pass here, and time tells nothing about the server's resets."
    case .mixed: ", or on a host that is client here and server there."
    }
  }

  private var japanese: String {
    switch point {
    case .client: "クライアント上"
    case .nearClient: "クライアントの近く"
    case .middle: "クライアントとサーバーの間、どちらからも離れた所"
    case .nearServer: "サーバーの近く"
    case .server: "サーバー上"
    case .mixed: "経路上の一か所に定まらない所"
    }
  }

  private var japaneseMeaning: String {
    switch point {
    case .client, .nearClient: "：機器がクライアントの名でサーバーへ送るものは、ここを通りません。"
    case .middle: "：機器がどちらかの端へ送るリセットは、その機器が反対側にない限り、ここを通り得ます。"
    case .nearServer, .server: "：機器がサーバーの名でクライアントへ送るものは、ここを通りません。サーバーのリセットについて、時間は何も語りません。"
    case .mixed: "：あるいは、接続によってクライアントにもサーバーにもなるホストです。"
    }
  }
}
