import TestSupport
import Testing

@testable import Reports

@Suite("TeX to MathML")
struct MathTranslatorTests {
  private func inline(_ source: String) -> String? {
    MathTranslator.translate(source, isDisplay: false)?.source
  }

  @Test(
    "small formulas",
    arguments: [
      ("x", "<mi>x</mi>"), ("x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
      ("\\hat{y}", "<mover accent=\"true\"><mrow><mi>y</mi></mrow><mo stretchy=\"false\">^</mo></mover>"),
      ("a<b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>"), ("-x", "<mo form=\"prefix\">−</mo><mi>x</mi>"),
      ("a-x", "<mi>a</mi><mo>−</mo><mi>x</mi>"), ("0.05", "<mn>0.05</mn>"),
      ("\\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"), ("x^12", "<msup><mi>x</mi><mn>1</mn></msup><mn>2</mn>"),
      ("\\mathbb{R}", "<mrow><mi>ℝ</mi></mrow>"),
      ("\\mathrm{MSE}", "<mi>MSE</mi>"), ("\\text{a & b}", nil), ("\\text{if } x", "<mtext>if\u{A0}</mtext><mi>x</mi>"),
      ("ŷ", "<mi>ŷ</mi>"),
    ] as [(String, String?)])
  func small(source: String, expected: String?) {
    #expect(inline(source) == expected.map { "<math><mrow>\($0)</mrow></math>" })
  }

  static let formulas = [
    "\\hat{y} = w_0 + \\sum_{i=1}^{n} w_i x_i + \\sum_{i=1}^{n} \\sum_{j=i+1}^{n} \\langle \\mathbf{v}_i, \\mathbf{v}_j \\rangle x_i x_j",
    "\\mathrm{RMSE} = \\sqrt{\\frac{1}{n} \\sum_{i=1}^{n} \\left( y_i - \\hat{y}_i \\right)^2}",
    "\\sigma(z) = \\frac{1}{1 + e^{-z}}", "x_i^2 + x'_j + y''", "\\frac{a}{b} \\le \\sqrt[3]{x} \\ne \\infty",
    "\\begin{aligned} a &= b + c \\\\ &= d \\end{aligned}",
    "f(x) = \\begin{cases} 1 & \\text{if } x > 0 \\\\ 0 & \\text{otherwise} \\end{cases}",
    "\\begin{pmatrix} 1 & 0 \\\\ 0 & 1 \\end{pmatrix}", "\\log p(x) + \\log x - \\max_{i \\in S} x_i",
    "\\operatorname*{arg\\,min}_{\\theta} \\mathcal{L}(\\theta)", "\\left\\lVert \\mathbf{x} \\right\\rVert_2",
    "\\mathbf{v} \\cdot \\mathbf{w} \\times 2 \\approx \\pm 3, \\; k \\to \\infty", "\\int_0^1 x \\, dx",
    "\\binom{n}{k}",
  ]

  @Test("formulas of the labs are as recorded")
  func golden() {
    let text = Self.formulas.map { "\($0)\n\(MathTranslator.translate($0, isDisplay: true)?.source ?? "nil")\n" }
      .joined(separator: "\n")
    #expect(Golden.mismatch(text, name: "formulas.txt") == nil)
    #expect(!text.contains("\nnil"))
  }

  @Test(
    "what is beyond the subset gives nothing, and never a wrong formula",
    arguments: [
      "\\unknown{x}", "{", "}", "x^", "x_1_2", "\\frac{1}", "\\left( x", "\\begin{aligned} x", "a & b", "\\sqrt[3",
      "\\begin{tikzpicture}\\end{tikzpicture}", "", "   ", "\\", "\\text{", "\\right)",
    ])
  func unsupported(source: String) { #expect(inline(source) == nil) }

  @Test("deep nesting ends, and markup in a formula is text")
  func hostile() {
    #expect(inline(String(repeating: "{", count: 100_000)) == nil)
    #expect(inline(String(repeating: "\\sqrt", count: 100_000)) == nil)
    #expect(inline(String(repeating: "x^", count: 50_000)) == nil)
    let script = inline("\\text{<script>}")
    #expect(script?.contains("<script>") == false)
    #expect(inline("<script>")?.contains("<script>") == false)
  }
}
