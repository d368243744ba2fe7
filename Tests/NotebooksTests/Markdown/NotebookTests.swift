import Diagnostics
import Notebooks
import TestSupport
import Testing

@Suite struct NotebookTests {
  static let rich = #"""
    ---
    title: "Looking at `{lab} reviews.rows` *reviews*"
    abstract: |
      First paragraph with `{lab} reviews.columns | plain`.

      Second, with $a_b$.
    params:
      data: sample:reviews
      min-reviews: 5
      since: 2015-08-31
      types: [timestamp: seconds, price: decimal]
    ---

    # Clean the *data* {#sec-clean}

    ## Why `{lab} reduced.rows`?

    ## Why?

    Über `{lab} reduced.rows` rows remain; the share is `{lab} a.b / c.d |.1%`. See
    @fig-stars, [-@tbl-head] and me@fig-x.com. It costs $5 and $6, but $x_i * y_j$ is
    math, `$not$` is code and \$also\$ not. Water is H<sub>2</sub>O <img src=x onerror=alert(1)>.

    $$
    \hat y = w_0
    - \sum_i w_i x_i
    $$ {#eq-fm}

    Here $$z^2$$ stands in text with a formula $a_1 +
    b_2$ over lines.

    > [!NOTE] Read *this*
    > Body `{lab} model.test.rmse | .3` here[^why].
    >
    > ```{lab}
    > #| label: fig-quoted
    > head reviews
    >   rows: 5
    > ```

    > Only a quote with `{lab} x +
    > y` over lines.

    ```{lab}
    #| label: fig-stars
    #| fig-cap: "Stars of `{lab} reviews.rows` reviews, $x_1$ and @tbl-head"
    #| tags: [a, b]
    # a comment
    plot bar reviews x: star_rating
      y: count
    ```

    - [x] done `{lab} done.rows`
    - [ ] not

    1. item

       ```{lab}
       filter reviews where: stars >= {5}
         as good
       ```
    2. more

    | a | `{lab} q \| .3` |
    |:--|--:|
    | $x_1$ | ~~`a \| b`~~ @fig-stars |

    ```lab
    head shown
    ```

    <!-- dropped -->

    <details>
    <summary>Hint</summary>

    Look <b>here</b> <!-- gone --> & there.

    </details>

    <script>alert("x")</script>

    ![A chart of `{lab} reviews.rows`](stars.png "Stars") and [a `{lab} reviews.rows` link](02-x.md) and [bad](javascript:alert(1)).

    ---

    [^why]: Because `{lab} naive.mse` is $m_1$.
    """#

  static func read(_ text: String, path: String = "notebooks/01-look.md") -> (Notebook, [Diagnostic]) {
    Notebook.read(file: SourceFile(path: path, text: text))
  }

  @Test func aRichNotebookReadsAsItsGoldenTree() {
    let (notebook, diagnostics) = Self.read(Self.rich)
    let codes = diagnostics.map(\.code.name)
    #expect(codes == ["html-as-text", "html-as-text", "unsafe-link"])
    let mismatch = Golden.mismatch(TreeDump(notebook).text, name: "rich-notebook.txt")
    #expect(mismatch == nil, "\(mismatch ?? "")")
  }

  @Test func lineEndsAndByteOrderMarkChangeNothing() {
    let plain = TreeDump(Self.read(Self.rich).0).text
    let windows = TreeDump(Self.read(Self.rich.replacing("\n", with: "\r\n")).0).text
    #expect(plain == windows)
    let marked = TreeDump(Self.read("\u{FEFF}" + Self.rich).0).text
    #expect(plain == marked)
  }
}
