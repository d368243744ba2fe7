extension TitleVocabulary {
  static let crime = TitleVocabulary(
    adjectives: """
      Cold, Quiet, Silent, Unsolved, Missing, Crooked, Drowned, Northern, Broken, Second, Last, Hidden, Salt, Grey, Unspoken, \
      Patient, Wrongful, Borrowed
      """,
    nouns: """
      Harbour, Inspector, Witness, Verdict, Alibi, Constable, Inquest, Suspect, Coroner, Case, Evidence, Confession, Motive, \
      Detective, Warrant, Testimony, Inheritance, Precinct, Statement, Fingerprint, Ledger, Sergeant
      """,
    places: """
      Blackwater, Saltmarsh, Kestrel Quay, Ravensholm, Pitlochan, Gull Point, Thornbury Road, Hollow Lane, Eastgate, \
      Fenwick, Canal Street, Strandvik, Old Pier, Marrow Hill, Greyfriars Row, Tidewell
      """,
    names: """
      Inspector Vane, Sergeant Pell, Ida Thorne, Constable Brody, Judge Amara, Hester Quill, Detective Okoro, Sister Maud, \
      Lena Strand, Father Corrigan, Doctor Wray, Marta Lind
      """,
    patterns: [
      "{p}", "The {p} {n}", "{f} Investigates", "The {a} {n}", "{a} {n}", "Murder at {p}", "{n} in {p}",
      "The {n} of {p}",
      "{f} and the {a} {n}", "A {n} for {f}", "Death, {n} and the {m}", "No {n} in {p}", "{f}: The {a} {n}",
      "{n} and {m}", "The {a} {n} of {p}",
    ],
    sequels: [": The Reopened File", ": Cold Trail", ": A Second Body", ": The Final Plea"])

  static let thriller = TitleVocabulary(
    adjectives: """
      Double, Fatal, Burning, Sleeper, False, Sudden, Naked, Blind, Hostile, Perfect, Zero, Deadly, Final, Vanishing, Wired, \
      Black, Lethal, Desperate
      """,
    nouns: """
      Signal, Deadline, Cipher, Passenger, Hostage, Asset, Blackout, Pursuit, Ransom, Decoy, Informant, Exit, Target, \
      Countdown, Alias, Handler, Protocol, Leverage, Traitor, Stranger, Briefing, Exchange
      """,
    places: """
      Checkpoint Nine, Lisbon, Terminal Four, the Tunnel, Prague, the Ministry, Room 614, the Embassy, Vienna Station, \
      the Night Train, Sector Twelve, the Glass Tower, Istanbul, Platform Two
      """,
    names: """
      Cole Mercer, Agent Sable, Nadia Rusk, Viktor Hale, Jonah Creed, Mara Voss, Elias Stone, Katya Orlov, Silas Brandt, \
      Ren Calder
      """,
    patterns: [
      "{a} {n}", "The {n}", "The {a} {n}", "{n} at {p}", "{a} Pursuit of {f}", "The {n} {m}", "Last {n} from {p}",
      "{f} Must Run", "Hours to {n}", "{n} Zero", "The Man from {p}", "{n}, {m}, Run", "{a} {n} in {p}",
    ],
    sequels: [": Second Strike", ": Burn Notice Given", " II", ": No Way Back", ": Countdown"])

  static let horror = TitleVocabulary(
    adjectives: """
      Hollow, Cursed, Whispering, Rotting, Haunted, Unholy, Bleeding, Forsaken, Screaming, Nameless, Buried, Withered, \
      Pale, Crawling, Hungry, Restless, Damned, Midnight
      """,
    nouns: """
      Grave, Cellar, Coven, Asylum, Crypt, Doll, Scarecrow, Ritual, Seance, Possession, Tomb, Nightmare, Shadow, Bones, \
      Exorcist, Revenant, Howling, Mausoleum, Wraith, Attic, Shroud, Ghoul
      """,
    places: """
      Hollowmere, Witchwood, Bleak Hill, Gallows Road, Mourning House, Dead Lake, Cabin Thirteen, Ashgrave, Raven Asylum, \
      Saint Agony, the Black Barn, Coldcellar, Widow Swamp, Nevermarsh
      """,
    names: """
      Old Tom Bones, The Pale Nun, Sister Grave, Mister Moth, The Tooth Collector, Agnes Rot, Baby Doll, Doctor Skin, \
      The Ash Man, Abigail Crow
      """,
    patterns: [
      "The {n}", "{a} {n}", "The {a} {n}", "{n} of {p}", "The Haunting of {p}", "{p}", "Don't Open the {n}",
      "Curse of {f}", "{n} and {m}", "Night of the {a} {n}", "It Waits in {p}", "{f}", "The {n} Beneath {p}",
      "Return of {f}",
    ],
    sequels: [": The Return", ": Resurrection", " 2", ": The Last Scream", ": Origins of Evil", " 3"])
}
