"""A learner's whole way through, as a browser sees it."""


def walk_as_learner(checks, matinee, browser, scratch, shots):
    print("skipped: no student's version can be made yet")
