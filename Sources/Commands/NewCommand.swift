import ArgumentParser
import Files
import Foundation

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Make a small lab that runs, to begin your own with.",
    discussion: """
      Two notebooks on the built-in sample with an exercise of each kind, their solutions, hints and checks. matinee student makes \
      the learners' version of it.
      """)

  @Argument(help: ArgumentHelp("The folder to make; it may not be there yet, or must be empty.", valueName: "folder"))
  var folder: String

  func run() throws {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    if manager.fileExists(atPath: folder, isDirectory: &isFolder) {
      let there = isFolder.boolValue ? (try? manager.contentsOfDirectory(atPath: folder)) ?? [] : [folder]
      guard there.isEmpty else {
        throw ValidationError("\(folder) is there already and not empty; name another folder")
      }
    }
    do {
      try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      Terminal.error("error: \(folder) cannot be made: \(error.localizedDescription)")
      throw CommandFailure(status: ExitStatus.notebookFailed)
    }
    try CommandFaults.on {
      try Unfinished.place {
        for (name, text) in NewLab.files { try AtomicFile.write(text, to: folder + "/" + name) }
      }
    }
    print("\(folder): \(NewLab.files.map(\.name).joined(separator: ", "))")
    print("To run it: matinee run \(folder)")
    print("To hand it out: matinee student \(folder) --to \(folder)-student")
  }
}

/// The texts of a new lab. A test runs it and makes its learners' version.
enum NewLab {
  static let files: [(name: String, text: String)] = [
    ("_matinee.yml", settings), ("01-look.md", look), ("02-model.md", model), ("README.md", readMe),
    (".gitignore", "/outputs/\n/.matinee/\n"),
  ]

  private static let settings = """
    # What the notebooks of this folder share.
    title: A new lab
    lang: en
    seed: 1
    output-dir: outputs

    params:
      # A file, an address, or the generated sample.
      data: "sample:reviews?rows=20000&seed=1"
      minimum: 5

    """

  private static let readMe = """
    # A new lab

        matinee run .                        run the notebooks; the report is outputs/index.html
        matinee student . --to ../for-class  make the learners' version
        matinee help exercises               how exercises are written

    """

  private static let look = #"""
    ---
    title: A look at the data
    abstract: "`{lab} reviews.rows` reviews, and who wrote them."
    ---

    ## Load

    ```{lab}
    load params.data as reviews
      columns: [customer_id, product_id, product_title, star_rating, review_date]
    ```

    There are `{lab} reviews.rows` reviews by `{lab} reviews.customer_id.unique` customers.

    ## How many reviews does a customer write?

    Count the rows of each customer. Braces mark what a learner has to find out; the learners' version has a blank there.

    ```{lab}
    #| exercise: exr-count
    #| hint:
    #|   - "Which column tells one customer from another? `describe reviews` lists all columns."
    #|   - The name ends in _id.
    #| check:
    #|   - expect customers.rows == reviews.customer_id.unique
    #|       because: "there must be one row for each customer; what did you count by?"
    count reviews by: {customer_id} as customers
    ```

    ```{choice}
    #| exercise: exr-middle
    #| question: The mean is far above the median. What does that say about the customers?
    - [ ] Half of them write more than the mean.
      > Then the median would be at least as large as the mean.
    - [x] A few write very much, most write little.
      > Those few pull the mean up; the one in the middle does not move.
    ```

    """#

  private static let model = #"""
    ---
    title: A first model
    ---

    ## Prepare

    ```{lab}
    #| exercise: exr-cut
    #| hint: The parameters are listed at the head of the page; they are written params.name.
    #| check:
    #|   - expect reduced.rows > 0 because: "nothing is left; is the bound too high?"
    #|   - expect reduced.rows < reviews.rows because: "nothing was cut; is the comparison the right way round?"
    filter reviews where: count(customer_id) >= {params.minimum} as reduced
    index reduced user: customer_id item: product_id
    split reduced last-per: customer_id order-by: review_date
      as train, test
    ```

    ## Train

    ```{lab}
    #| label: fig-curve
    #| fig-cap: The error in stars, epoch by epoch.
    #| fig-alt: Two lines over the epochs, the error on the training set and on the test set.
    train fm on: train target: star_rating features: [user, item]
      factors: 8 epochs: 10 test: test as model
    evaluate model on: [train, test]
    ```

    The error on the test set is `{lab} model.test.rmse | .2` stars.

    ```{number}
    #| exercise: exr-gain
    #| question: By how many per cent is the mean squared error on the test set below that of the naive guess?
    #| tolerance: 0.5
    #| wrong: Take both errors from the table of the step above; the gain is one minus their quotient.
    {100 * (1 - model.test.mse / model.test.naive-mse)}
    ```

    ```{answer}
    #| exercise: exr-enough
    #| question: Is that good enough to show lists to customers? What would you look at next?
    #| present: true
    ```

    ```{solution}
    An error says how far off single predictions are, and nothing about the lists. Look at what the model would show to two
    customers with different tastes: when both get the same, knowing what is popular would have done as well.
    ```

    """#
}
