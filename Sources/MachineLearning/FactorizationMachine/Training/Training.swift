extension FactorizationMachine {
  /// Trains a machine by stochastic gradient descent with AdaGrad's steps.
  ///
  /// Minimises Σ loss(ŷ, y) + λ/2 |θ|² for each occurrence of a parameter θ, with the loss ½ (ŷ − y)² / variance of y in
  /// regression, and the log loss / variance of y in classification.
  ///
  /// - Parameters:
  ///   - task: What to predict; classification takes targets 0 and 1.
  ///   - training: The rows to learn from.
  ///   - test: Rows on which each epoch's loss is reported; nothing is chosen by it.
  ///   - options: Settings.
  ///   - start: A machine of the same fields and factors to go on from, instead of small random vectors; its rows may have had fewer
  ///     codes. Of a machine of draws the last is taken.
  ///   - observer: Watches, and may stop, the training.
  /// - Returns: The machine and its learning curve.
  /// - Throws: `LearningError` for settings or data at fault, `.diverged`, or `.cancelled`.
  /// - Complexity: O(epochs × rows × fields × factors).
  ///
  /// Parameters and their gradients are single precision, losses are added up in double precision. The result depends on data,
  /// settings and seed alone, not on the number of threads. Rows of two one-hot fields without missing codes are trained on
  /// several threads, all others on one.
  ///
  /// Rendle, Factorization Machines, 2010; Duchi, Hazan & Singer, Adaptive Subgradient Methods, 2011; Gemulla et al.,
  /// Large-Scale Matrix Factorization with Distributed Stochastic Gradient Descent, 2011. Deviation: the elements of a vᵢ
  /// share one step size (Chin et al., 2015).
  public static func train(
    _ task: LearningTask, on training: LabeledRows, test: LabeledRows? = nil, options: TrainingOptions = .init(),
    from start: FactorizationMachine? = nil, observer: TrainingObserver = .init()
  ) throws(LearningError) -> TrainedMachine {
    try options.check()
    return try MachineTrainer(task, training: training, test: test, plan: options.plan, start: start)
      .train(observer: observer) { input in
        GradientDescent(input, loss: PointwiseLoss(task), options: options)
      }
  }
}
