/// The name of a column as words to read.
enum ColumnTitle {
  /// `star_rating` is "star rating", `movieId` "movie id", `userID` "user ID"; a name that is words already stays as it is.
  static func words(of name: String) -> String {
    guard !name.contains(" ") else { return name }
    var words = ""
    var before: Character = " "
    let letters = Array(name)
    for (place, letter) in letters.enumerated() {
      if letter == "_" {
        if !words.isEmpty, words.last != " " { words.append(" ") }
      } else if letter.isUppercase, before.isLowercase {
        // An abbreviation keeps its capitals.
        let isShort = place + 1 < letters.count && letters[place + 1].isUppercase
        words += " " + (isShort ? String(letter) : letter.lowercased())
      } else {
        words.append(letter)
      }
      before = letter
    }
    while words.last == " " { words.removeLast() }
    return words.isEmpty ? name : words
  }
}
