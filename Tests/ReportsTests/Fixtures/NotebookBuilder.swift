import Diagnostics
import Notebooks
import Tables

@testable import Reports

/// Makes notebooks by hand; every piece gets a span of its own in one source file.
final class NotebookBuilder {
  let file: SourceFile
  private(set) var values: [SourceSpan: String] = [:]
  private(set) var cells: [Cell] = []
  private var place = 0

  init(_ path: String, source: String = String(repeating: "reviews x: star_ratings\n", count: 200)) {
    file = SourceFile(path: path, bytes: Array(source.utf8))
  }

  func span(_ length: Int = 1) -> SourceSpan {
    place += length
    return file.span((place - length)..<place)
  }

  func block(_ kind: Block.Kind) -> Block { Block(kind, span: span()) }

  func paragraph(_ text: Inline...) -> Block { block(.paragraph(text)) }

  func heading(_ level: Int, _ text: String, _ identifier: String) -> Block {
    block(.heading(level: level, text: [.text(text)], identifier: identifier))
  }

  /// An inline value whose text is `text`; nil for one that could not be computed.
  func value(_ text: String?) -> Inline {
    let span = span()
    values[span] = text
    let name = ExpressionSyntax(.name(Name("x", span: span)), span: span)
    return .value(InlineValue(expression: name, format: ValueFormat(), span: span))
  }

  func reference(_ label: String, numberOnly: Bool = false) -> Inline {
    .crossReference(label: label, numberOnly: numberOnly, span())
  }

  func cell(_ code: String, label: String? = nil, _ change: (inout CellOptions) -> Void = { _ in }) -> Block {
    var options = CellOptions()
    options.label = label.map { Name($0, span: span()) }
    change(&options)
    cells.append(
      Cell(index: cells.count, options: options, statements: [], code: code, body: span(), fence: span()))
    return block(.cell(cells.count - 1))
  }

  func notebook(_ name: String, title: [Inline], _ blocks: [Block], _ change: (inout FrontMatter) -> Void = { _ in })
    -> Notebook
  {
    var front = FrontMatter()
    front.title = title
    change(&front)
    return Notebook(file: file, name: name, frontMatter: front, blocks: blocks, cells: cells)
  }
}

extension CellReport {
  static func done(_ label: String, _ blocks: [ReportBlock], folds: Bool = false) -> CellReport {
    CellReport(state: .done, label: label, showsCode: true, foldsCode: folds, showsOutput: true, blocks: blocks)
  }
}
