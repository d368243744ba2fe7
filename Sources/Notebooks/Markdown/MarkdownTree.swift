import CCommonMark
import Synchronization

/// The syntax tree of cmark-gfm over some text. Freed with the last reference.
final class MarkdownTree {
  let root: MarkdownNode
  private let pointer: OpaquePointer

  /// cmark-gfm keeps a table of special characters for the whole process, which extensions change while they parse.
  private static let isRegistered = Mutex(false)

  /// nil when memory is short. Tables, strikethrough, autolinks, task lists and footnotes are on. Complexity: O(bytes).
  init?(_ bytes: [UInt8]) {
    let node: OpaquePointer? = MarkdownTree.isRegistered.withLock { isRegistered in
      if !isRegistered {
        cmark_gfm_core_extensions_ensure_registered()
        isRegistered = true
      }
      guard let parser = cmark_parser_new(CMARK_OPT_FOOTNOTES) else { return nil }
      defer { cmark_parser_free(parser) }
      for name in ["table", "strikethrough", "autolink", "tasklist"] {
        if let syntax = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, syntax) }
      }
      bytes.withUnsafeBytes { buffer in
        if let base = buffer.baseAddress {
          cmark_parser_feed(parser, base.assumingMemoryBound(to: CChar.self), buffer.count)
        }
      }
      return cmark_parser_finish(parser)
    }
    guard let node else { return nil }
    cmark_consolidate_text_nodes(node)
    pointer = node
    root = MarkdownNode(pointer: node)
  }

  deinit { cmark_node_free(pointer) }
}

/// A node of a `MarkdownTree`, valid as long as the tree.
struct MarkdownNode: Nested {
  let pointer: OpaquePointer

  var type: String { cmark_node_get_type_string(pointer).map { String(cString: $0) } ?? "" }
  var literal: String { cmark_node_get_literal(pointer).map { String(cString: $0) } ?? "" }
  var url: String { cmark_node_get_url(pointer).map { String(cString: $0) } ?? "" }
  var title: String { cmark_node_get_title(pointer).map { String(cString: $0) } ?? "" }
  var info: String { cmark_node_get_fence_info(pointer).map { String(cString: $0) } ?? "" }
  var level: Int { Int(cmark_node_get_heading_level(pointer)) }
  var isTight: Bool { cmark_node_get_list_tight(pointer) != 0 }
  var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
  var startColumn: Int { Int(cmark_node_get_start_column(pointer)) }
  var endLine: Int { Int(cmark_node_get_end_line(pointer)) }

  /// The first number of an ordered list; nil for bullets.
  var listStart: Int? {
    cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST ? Int(cmark_node_get_list_start(pointer)) : nil
  }

  var isFenced: Bool {
    var length: CInt = 0
    var offset: CInt = 0
    var character: CChar = 0
    return cmark_node_get_fenced(pointer, &length, &offset, &character) != 0
  }

  var fence: (length: Int, character: UInt8) {
    var length: CInt = 0
    var offset: CInt = 0
    var character: CChar = 0
    _ = cmark_node_get_fenced(pointer, &length, &offset, &character)
    return (Int(length), UInt8(bitPattern: character))
  }

  var isChecked: Bool { cmark_gfm_extensions_get_tasklist_item_checked(pointer) }

  var alignments: [MarkdownTable.Alignment] {
    let count = Int(cmark_gfm_extensions_get_table_columns(pointer))
    guard let letters = cmark_gfm_extensions_get_table_alignments(pointer) else { return [] }
    return (0..<count).map { at in
      switch letters[at] {
      case UInt8(ascii: "l"): .left
      case UInt8(ascii: "c"): .center
      case UInt8(ascii: "r"): .right
      default: .none
      }
    }
  }

  var isFootnoteReference: Bool { cmark_node_get_type(pointer) == CMARK_NODE_FOOTNOTE_REFERENCE }
  var isFootnoteDefinition: Bool { cmark_node_get_type(pointer) == CMARK_NODE_FOOTNOTE_DEFINITION }

  var children: [MarkdownNode] {
    var found: [MarkdownNode] = []
    var next = cmark_node_first_child(pointer)
    while let node = next {
      found.append(MarkdownNode(pointer: node))
      next = cmark_node_next(node)
    }
    return found
  }
}
