/// The page of help about exercises: how they are written, and what becomes of them.
enum ExerciseHelp {
  static let text = #"""
    Exercises

    Braces mark what a learner fills in: a value (>= {18}), an expression, a name, an option ({epochs: 25}), a whole step
    ({dedupe reviews by: [customer_id]}), or several steps between a { and a } on lines of their own. In the source they run
    as what they hold. In the learners' version, which "matinee student" makes, a blank ____ stands in their place.

    A cell with braces is an exercise. Its options:

      #| exercise: exr-tail      its label, for @exr-tail and for the commands
      #| hint: One sentence.     or a list; they are revealed one at a time
      #| check:                  what must hold, and what to say when it does not
      #|   - expect reduced.rows < ratings.rows because: "nothing was cut; look at the comparison"
      #| gives: [reduced]        names it must bind, where blanks hide them; "matinee student" writes it

    Questions are fences of their own. All take exercise:, question: and hint:.

      ```{answer}
      #| question: Why is the mean no typical number?
      #| present: true           the answer belongs to one's presentation
      ```

      ```{solution}
      The model answer of the exercise above, for the instructor's build.
      ```

      ```{choice}
      #| question: Which ratings do we hide?
      - [ ] One in ten by lot
        > What is said to somebody who marks this.
      - [x] The last of each customer
      ```

      ```{number}
      #| question: What share of the customers wrote a single review, in per cent?
      #| tolerance: 0.5          or 1%; otherwise half a percent, and nothing for whole numbers
      #| wrong: What is said when it is wrong.
      {100 * once.rows / customers.rows}
      ```

    An exercise is unsolved, failing or passing. Blanks are no errors: the rest is run, and what takes something from an
    unsolved exercise says which one it waits for, or goes on from the checkpoint of the notebook before.

      matinee student DIR --to LAB     make the learners' version: notebooks, settings, and the data and pictures they need;
                                       --also FILE hands out more; --solutions for the instructor's reading copy
      matinee run LAB --until exr-tail run no further than this exercise
      matinee status LAB               how far all exercises are, and which are missing; --against DIR compares
      matinee check-answer LAB         judge the first one that is not solved, or the one that is named
      matinee hint exr-tail LAB        one more hint
      matinee new LAB                  a small lab to begin with

    """#
}
