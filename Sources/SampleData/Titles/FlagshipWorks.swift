/// A work written by hand: the same in every sample, whatever its size and seed, and among the best known there.
///
/// Notebooks may name these titles.
struct FlagshipWork: Sendable {
  let genre: Genre
  let title: String
  /// Seasons of a series; 0 for films.
  let seasons: Int
  /// The films: of a franchise, or the film of a series' leading actor, which its viewers watch afterwards.
  let films: [String]

  private init(_ genre: Genre, _ title: String, seasons: Int = 0, films: [String] = []) {
    self.genre = genre
    self.title = title
    self.seasons = seasons
    self.films = films
  }

  static let all: [FlagshipWork] = [
    FlagshipWork(.crime, "Harbour Lights", seasons: 4, films: ["The Pilot's Widow"]),
    FlagshipWork(.crime, "Inspector Vane", seasons: 7),
    FlagshipWork(.crime, "The Saltmarsh Inquest", seasons: 3),
    FlagshipWork(.crime, "Murder, Mostly Before Lunch", seasons: 2),
    FlagshipWork(.thriller, "Terminal Four", films: ["Terminal Four", "Terminal Four: Second Strike"]),
    FlagshipWork(.thriller, "Sleeper Protocol", seasons: 5),
    FlagshipWork(.thriller, "The Last Exchange", films: ["The Last Exchange"]),
    FlagshipWork(.horror, "Hollowmere", films: ["Hollowmere", "Hollowmere: The Return", "Hollowmere: Resurrection"]),
    FlagshipWork(.horror, "The Tooth Collector", films: ["The Tooth Collector"]),
    FlagshipWork(.horror, "The Hungry Attic", seasons: 4),
    FlagshipWork(.scienceFiction, "Kepler Nine", seasons: 5, films: ["Kepler Nine: Reentry"]),
    FlagshipWork(.scienceFiction, "The Quiet Reactor", films: ["The Quiet Reactor"]),
    FlagshipWork(.scienceFiction, "Commander Ilyan", seasons: 8),
    FlagshipWork(
      .fantasy, "The Lanternkeeper",
      films: ["The Lanternkeeper", "The Lanternkeeper: Return", "The Lanternkeeper: The Last Spell"]),
    FlagshipWork(.fantasy, "The Runestone Crown", seasons: 5),
    FlagshipWork(.fantasy, "Bramblefoot", films: ["Bramblefoot"]),
    FlagshipWork(.action, "Jack Ransom", films: ["Jack Ransom", "Jack Ransom 2", "Jack Ransom: Payback"]),
    FlagshipWork(.action, "Iron Squadron", films: ["Iron Squadron"]),
    FlagshipWork(.action, "Guns of Dust Canyon", films: ["Guns of Dust Canyon"]),
    FlagshipWork(.periodDrama, "Ashcombe Hall", seasons: 6, films: ["Ashcombe Hall: The Christmas Guest"]),
    FlagshipWork(.periodDrama, "The Unsuitable Governess", seasons: 2),
    FlagshipWork(.periodDrama, "Letters from Larkfield", films: ["Letters from Larkfield"]),
    FlagshipWork(.romance, "Love in Maple Falls", films: ["Love in Maple Falls", "Love in Maple Falls: The Wedding"]),
    FlagshipWork(.romance, "The Second Bouquet", films: ["The Second Bouquet"]),
    FlagshipWork(.comedy, "Kevin from Accounting", seasons: 6),
    FlagshipWork(.comedy, "The Pickle Brothers", films: ["The Pickle Brothers", "The Pickle Brothers: On Vacation"]),
    FlagshipWork(.comedy, "Awkward Neighbours", seasons: 3),
    FlagshipWork(.kids, "Pip the Brave Little Otter", seasons: 4, films: ["Pip the Brave Little Otter: Snow Day"]),
    FlagshipWork(.kids, "Puddle Town", seasons: 3),
    FlagshipWork(.documentary, "Secret Oceans", seasons: 2),
    FlagshipWork(.documentary, "The Lighthouse Builders", films: ["The Lighthouse Builders"]),
    FlagshipWork(.world, "「夜の灯台」", films: ["「夜の灯台」"]),
    FlagshipWork(.world, "Le Café d'Amélise", films: ["Le Café d'Amélise"]),
    FlagshipWork(.world, "La Última Carta", seasons: 2),
  ]
}
