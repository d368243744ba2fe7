import WrittenTexts

/// What a type cannot hold of a value that has the right form.
enum ValueLoss {
  /// A whole number beyond 64 bits.
  case integerTooLong
  /// A decimal whose nearest double, written again, has other digits.
  case digitsLost(becomes: String)
  /// A decimal greater than every double.
  case decimalTooLarge
  /// A time with more than six digits of a fraction that are not 0.
  case timeTooFine
  case timeTooFar

  /// nil when the text has another form than the type, which is a fault of its own.
  init?(_ field: UnsafeBufferPointer<UInt8>, as type: DeclaredType) {
    var text = field[...]
    if text.count >= 2, text.first == 0x22, text.last == 0x22 { text = text.dropFirst().dropLast() }
    let bytes = UnsafeBufferPointer(rebasing: text)
    guard let start = bytes.baseAddress, bytes.count > 0 else { return nil }
    switch type {
    case .string, .boolean, .date: return nil
    case .integer:
      guard DigitText.isWhole(start, bytes.count), IntegerText.parse(start, bytes.count) == nil else { return nil }
      self = .integerTooLong
    case .decimal:
      if let value = DecimalText.parse(start, bytes.count) {
        // With a leading zero it has the wrong form.
        if DecimalText.parseFaithfully(start, bytes.count, asWhole: true) != nil { return nil }
        self = .digitsLost(becomes: value.description)
      } else if let value = Double(String(decoding: bytes, as: UTF8.self)), value.isInfinite || value == 0,
        bytes.contains(where: { $0 &- 0x30 <= 9 })
      {
        self = value == 0 ? .digitsLost(becomes: "0") : .decimalTooLarge
      } else {
        return nil
      }
    case .datetime: self.init(TimeText.moment(start, bytes.count))
    case .seconds: self.init(EpochText.moment(start, bytes.count, .seconds))
    case .milliseconds: self.init(EpochText.moment(start, bytes.count, .milliseconds))
    case .microseconds: self.init(EpochText.moment(start, bytes.count, .microseconds))
    }
  }

  private init?(_ moment: TimeText.Moment) {
    switch moment {
    case .microseconds, .none: return nil
    case .tooFine: self = .timeTooFine
    case .tooFar: self = .timeTooFar
    }
  }

  func described(_ raw: String) -> String {
    switch self {
    case .integerTooLong: "\(raw) is too long for an integer"
    case .digitsLost: "\(raw) has more digits than a decimal holds"
    case .decimalTooLarge: "\(raw) is too large for a decimal"
    case .timeTooFine: "\(raw) is finer than a microsecond"
    case .timeTooFar: "\(raw) is too far from 1970 for a datetime"
    }
  }

  var label: String {
    switch self {
    case .integerTooLong: "beyond 64 bits"
    case .digitsLost(let other): "would become \(other)"
    case .decimalTooLarge: "beyond 1.8e308"
    case .timeTooFine: "more than six digits of a fraction"
    case .timeTooFar: "beyond 64 bits of microseconds"
    }
  }

  var note: String {
    switch self {
    case .integerTooLong: "an integer has 64 bits: at most \(Int64.max)"
    case .digitsLost: "a decimal holds 15 to 17 digits, and 64 bits of whole numbers are what an integer holds"
    case .decimalTooLarge: "a decimal is at most 1.7976931348623157e308"
    case .timeTooFine: "a datetime counts microseconds, and nothing is cut off in silence"
    case .timeTooFar: "a datetime reaches from the year -290308 to the year 294247"
    }
  }
}
