extension FactorizationMachine {
  /// Trains a machine with the solver whose settings are given; by stochastic gradient descent without any.
  ///
  /// - Parameters:
  ///   - task: What to predict; classification takes targets 0 and 1.
  ///   - training: The rows to learn from.
  ///   - test: Rows on which each epoch's loss is reported; nothing is chosen by it.
  ///   - options: The settings of a solver: `StochasticGradientOptions`, `AdamOptions`, `AlternatingLeastSquaresOptions` or
  ///     `MarkovChainMonteCarloOptions`.
  ///   - start: A machine of the same fields and factors to go on from, instead of small random vectors; its rows may have had fewer
  ///     codes. Of a machine of draws the last is taken.
  ///   - observer: Watches, and may stop, the training.
  /// - Returns: The machine and its learning curve.
  /// - Throws: `LearningError` for settings or data at fault, `.taskNotLearned`, `.diverged`, or `.cancelled`.
  ///
  /// The result depends on data, settings and seed alone, not on the number of threads.
  public static func train(
    _ task: LearningTask, on training: LabeledRows, test: LabeledRows? = nil,
    options: some SolverOptions = StochasticGradientOptions(), from start: FactorizationMachine? = nil,
    observer: TrainingObserver = .init()
  ) throws(LearningError) -> TrainedMachine {
    try options.check()
    if !type(of: options).tasks.contains(task) { throw .taskNotLearned(task) }
    return try options.solve(
      LearningProblem(task, training: training, test: test, start: start), observer: observer)
  }
}
