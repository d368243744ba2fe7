/// The entry point of the `matinee` executable.
public func runMatinee() {}
