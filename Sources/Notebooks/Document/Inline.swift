import Diagnostics

/// A run of text inside a block, a title or a caption.
public indirect enum Inline: Sendable {
  case text(String)
  case emphasis([Inline])
  case strong([Inline])
  case strikethrough([Inline])
  case code(String)
  case link(destination: String, title: String, [Inline])
  case image(source: String, title: String, alternative: [Inline])
  /// `` `{lab} model.test.rmse | .3` ``
  case value(InlineValue)
  /// `@fig-stars`, or `[-@fig-stars]` for the number alone.
  case crossReference(label: String, numberOnly: Bool, SourceSpan)
  /// `$…$`: TeX.
  case math(String)
  case footnoteReference(name: String, number: Int)
  case html(String)
  case softBreak
  case lineBreak
}

extension Inline: Nested {
  /// The words right inside of it: between its marks, in a link, in the place of a picture.
  public var children: [Inline] {
    switch self {
    case .emphasis(let inner), .strong(let inner), .strikethrough(let inner), .link(_, _, let inner),
      .image(_, _, let inner):
      inner
    case .text, .code, .value, .crossReference, .math, .footnoteReference, .html, .softBreak, .lineBreak: []
    }
  }
}

extension Sequence<Inline> {
  /// The values that the words quote, at any depth.
  public var values: [InlineValue] { walk.compactMap { if case .value(let value) = $0 { value } else { nil } } }

  /// The words alone, without marks; inline values as nothing.
  public var plainText: String {
    walk.reduce(into: "") { text, inline in
      switch inline {
      case .text(let words), .code(let words), .math(let words): text += words
      case .softBreak, .lineBreak: text += " "
      case .emphasis, .strong, .strikethrough, .link, .image, .value, .crossReference, .footnoteReference, .html: break
      }
    }
  }
}

/// A computed value quoted in prose, with the format it is shown in.
public struct InlineValue: Sendable {
  /// A path such as `reduced.rows`, or any expression over such paths.
  public var expression: ExpressionSyntax
  public var format: ValueFormat
  public var span: SourceSpan

  public init(expression: ExpressionSyntax, format: ValueFormat, span: SourceSpan) {
    self.expression = expression
    self.format = format
    self.span = span
  }
}

/// How an inline value is written: what stands after `|`.
public struct ValueFormat: Sendable, Hashable {
  public enum Style: Sendable, Hashable {
    /// Thousands separators; decimals as few as show the value to four significant digits.
    case automatic
    /// `.3`: that many decimals.
    case decimals(Int)
    /// `%`, `.1%`: a share of one as per cent with that many decimals.
    case percent(Int)
    /// `+.2`: decimals with the sign always shown.
    case signed(Int)
    /// `plain`: shortest digits, no separators.
    case plain
    /// `month`: a date as "August 2015"; `year`: "2015"; `date`: "31 August 2015"; `iso`: "2015-08-31".
    case month, year, date, iso
  }

  public var style: Style

  public init(_ style: Style = .automatic) { self.style = style }
}
