import Capture
import Diagnosis

extension CaptureError {
  /// The sentence for the user in every language.
  var phrase: Phrase { Phrase(en: Sentence(description), ja: japanese) }

  private var japanese: String {
    "\(path == "-" ? "標準入力" : path): \(problem.japanese)\(isDamage ? used : "")。"
  }

  private var used: String {
    framesBefore == 0 ? "。読めたパケットはありません" : "。それより前の\(framesBefore)パケットは使いました"
  }
}

extension CaptureError.Problem {
  fileprivate var japanese: String {
    switch self {
    case .opening(let errno): "開けません: \(systemWordsJa(errno))"
    case .folder: "フォルダーであり、キャプチャファイルではありません。中のファイルを指定してください"
    case .empty: "空です。キャプチャのヘッダーがありません"
    case .notCapture(let seems?): "キャプチャファイル（pcapまたはpcapng）ではなく、\(Self.japanese(ofKind: seems))"
    case .notCapture(nil): "キャプチャファイル（pcapまたはpcapng）ではありません"
    case .compression(let name, let command): "\(name)の圧縮には対応していません。先に展開してください: \(command) | rstwho -r -"
    case .spooling(let errno): "一時ファイルに写せません: \(systemWordsJa(errno))。空きのあるフォルダーをTMPDIRに指定してください"
    case .version(let offset, let major, let minor): "バイト\(offset)のヘッダーにある形式の版\(major).\(minor)は知られていません"
    default: damageJa
    }
  }

  private var damageJa: String {
    switch self {
    case .reading(let offset, let errno): "バイト\(offset)で読めなくなりました: \(systemWordsJa(errno))"
    case .decompression(let offset, let reason): "圧縮データがバイト\(offset)の付近で壊れています（\(Self.japanese(ofReason: reason))）"
    case .compressedCut(let offset): "圧縮データがバイト\(offset)で途切れています"
    case .cut(let part, let offset, let needed, let present):
      "バイト\(offset)から始まる\(Self.japanese(of: part))の途中で終わっています。\(needed)バイト要るところに\(present)バイトしかありません"
    case .frameTooLong(let offset, let claimed, let limit):
      "バイト\(offset)のレコードヘッダーは\(claimed)バイトと言いますが、snaplenの\(limit)を超えています"
    case .blockLength(let offset, let claimed): "バイト\(offset)のブロックの長さ\(claimed)バイトはありえません"
    case .blockLengths(let offset, let first, let second):
      "バイト\(offset)のブロックの長さが、先頭では\(first)バイト、末尾では\(second)バイトと食い違っています"
    case .byteOrder(let offset, let magic):
      "バイト\(offset)のセクションには、0x1a2b3c4dがあるべき所に0x\(String(magic, radix: 16))があります"
    case .unknownInterface(let offset, let interface, let described):
      "バイト\(offset)のパケットはインターフェース\(interface)のものですが、セクションが記述するのは\(described)個です"
    case .tooManyInterfaces(let offset, let limit): "バイト\(offset)のブロックで、記述されたインターフェースが\(limit)個を超えます"
    default: "読めません"
    }
  }

  /// What our decompressors say, as far as it is known.
  private static func japanese(ofReason reason: String) -> String {
    let known = [
      "something that is not gzip follows the compressed data": "圧縮データの後にgzipでないものが続いています",
      "a deflate distance reaches before the beginning": "deflateの距離が先頭より前を指しています",
      "the gzip header names a method other than deflate": "gzipヘッダーの圧縮方式がdeflateではありません",
      "the checksum of the decompressed bytes is wrong": "展開したデータのチェックサムが合いません", "invalid deflate block": "deflateのブロックが不正です",
      "invalid deflate symbol": "deflateの符号が不正です", "invalid gzip header": "gzipヘッダーが不正です", "not enough memory": "メモリが足りません",
    ]
    return known[reason] ?? reason
  }

  private static func japanese(of part: CaptureError.Part) -> String {
    switch part {
    case .fileHeader: "ファイルヘッダー"
    case .recordHeader: "レコードヘッダー"
    case .record: "レコード"
    case .blockHeader: "ブロックヘッダー"
    case .block: "ブロック"
    }
  }

  /// `a snoop file; convert it with: editcap …`: what it is, and what to do. The names are the formats' own.
  private static func japanese(ofKind seems: String) -> String {
    let parts = seems.split(separator: "; ", maxSplits: 1).map(String.init)
    let kind = parts.first ?? seems
    let known = [
      "a program": "プログラムのようです", "JSON text": "JSONのテキストのようです", "XML or HTML text": "XMLかHTMLのテキストのようです",
      "what tcpdump printed, not what it captured": "tcpdumpの表示した文字のようです。キャプチャではありません",
    ]
    let name = kind.hasPrefix("an ") ? String(kind.dropFirst(3)) : kind.hasPrefix("a ") ? String(kind.dropFirst(2)) : kind
    let what =
      known[kind]
      ?? name.replacing(" file inside the compressed one", with: "ファイルが圧縮の中にあるようです").replacing(" file", with: "ファイルのようです")
    guard parts.count > 1, let command = parts[1].split(separator: ": ", maxSplits: 1).last else { return what }
    return "\(what)。\(parts[1].hasPrefix("convert") ? "変換するには" : "キャプチャするには"): \(command)"
  }
}

/// What the operating system calls an error, as glibc has it in Japanese; of rare ones its English words.
func systemWordsJa(_ number: Int32) -> String {
  let words = OutputError.failed(errno: number).reason
  let known = [
    "No such file or directory": "そのようなファイルやフォルダーはありません", "Permission denied": "許可がありません",
    "Operation not permitted": "許可されていない操作です", "Is a directory": "フォルダーです", "Not a directory": "フォルダーではありません",
    "No space left on device": "空き容量がありません", "Read-only file system": "読み出し専用のファイルシステムです",
    "Input/output error": "入出力エラーです", "Too many open files": "開いているファイルが多すぎます", "File too large": "ファイルが大きすぎます",
    "Disk quota exceeded": "割り当て量を超えました", "Address already in use": "アドレスは使用中です",
  ]
  return known[words] ?? words
}
