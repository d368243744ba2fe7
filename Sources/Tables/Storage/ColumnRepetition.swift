extension Column {
  /// `count` times the same value. A null has no type of its own and is given that of `type`.
  public init(repeating value: Value, of type: ColumnType = .decimal, count: Int) {
    switch value {
    case .integer(let value): self.init(.integers(Buffer(repeating: Int64(value), count: count)))
    case .decimal(let value): self.init(.decimals(Buffer(repeating: value, count: count)))
    case .string(let text):
      self.init(.strings(codes: Buffer(repeating: 0, count: count), pool: StringPool([text])))
    case .date(let day): self.init(.dates(Buffer(repeating: Int32(clamping: day), count: count)))
    case .datetime(let moment): self.init(.datetimes(Buffer(repeating: Int64(moment), count: count)))
    case .boolean(let truth): self.init(.booleans(Buffer(repeating: truth ? 1 : 0, count: count)))
    case .null:
      let nothing = Bitmap(count: count) { _ in false }
      switch type {
      case .integer: self.init(.integers(Buffer(repeating: 0, count: count)), validity: nothing)
      case .decimal: self.init(.decimals(Buffer(repeating: 0, count: count)), validity: nothing)
      case .string:
        self.init(.strings(codes: Buffer(repeating: 0, count: count), pool: StringPool([""])), validity: nothing)
      case .date: self.init(.dates(Buffer(repeating: 0, count: count)), validity: nothing)
      case .datetime: self.init(.datetimes(Buffer(repeating: 0, count: count)), validity: nothing)
      case .boolean: self.init(.booleans(Buffer(repeating: 0, count: count)), validity: nothing)
      case .index: self.init(.indices(Buffer(repeating: 0, count: count), cardinality: 1), validity: nothing)
      }
    }
  }

  /// A column of whole numbers.
  public init(integers: [Int]) {
    self.init(.integers(Buffer(integers.lazy.map { Int64($0) })))
  }

  /// A column of decimals; what is not finite is null.
  public init(decimals: [Double?]) {
    let valid = Bitmap(count: decimals.count) { decimals[$0].map(\.isFinite) ?? false }
    self.init(.decimals(Buffer(decimals.lazy.map { $0 ?? 0 })), validity: valid)
  }

  /// A column of texts. Texts of the same bytes share a code; é as one character and as two stay apart, as they are in files.
  public init(strings: [String]) {
    let interner = StringPoolBuilder(capacity: strings.count)
    let codes = strings.map { interner.intern($0) }
    self.init(.strings(codes: Buffer(codes), pool: interner.finish()))
  }
}
