extension TitleVocabulary {
  static let periodDrama = TitleVocabulary(
    adjectives: """
      Gilded, Faithful, Dowager, Honourable, Modest, Edwardian, Noble, Genteel, Widowed, Dutiful, Velvet, Proper, Unsuitable, \
      Lesser, Regent, Reluctant, Penniless, Vanished
      """,
    nouns: """
      Manor, Governess, Duchess, Parlour, Orchard, Heiress, Vicarage, Countess, Footman, Estate, Dowry, Ballroom, Carriage, \
      Curate, Housekeeper, Viscount, Marriage, Correspondence, Drawing Room, Gentleman, Cotillion, Chaperone
      """,
    places: """
      Ashcombe Hall, Wetherby Park, Pemberwick, Larkfield, Thistledown Abbey, Mallory House, Lower Quarrendon, Hartsmere, \
      Rosings End, Bellwether Court, Amberley Grange, Winterbourne, St. Oswin, Lady's Wood
      """,
    names: """
      Lady Honoria, Miss Pettibone, Lord Ashby, Mrs. Lark, Eleanor Finch, Captain Wyndham, The Dowager Lady Crewe, \
      Charlotte Merriweather, Mr. Thornhill, Arabella Grey
      """,
    patterns: [
      "{p}", "The {n} of {p}", "The {a} {n}", "{f}", "{f} of {p}", "The {n}'s Daughter", "A {a} {n}", "{n} and {m}",
      "Letters from {p}", "The {n} at {p}", "{f} and the {n}", "A Season at {p}", "The {a} {n} of {p}",
    ],
    sequels: [": A New Season", ": The Christmas Guest", ": Farewell"])

  static let romance = TitleVocabulary(
    adjectives: """
      Sweet, Sunny, Unexpected, Summer, Tender, Cozy, Perfect, Secret, Starlit, Second, Holiday, Blushing, Charming, Little, \
      Snowy, Rosy, Honeyed, Forever
      """,
    nouns: """
      Kiss, Wedding, Bouquet, Proposal, Sweetheart, Valentine, Honeymoon, Bakery, Bridesmaid, Romance, Serenade, Engagement, \
      Bachelor, Love Letter, Cupcake, Embrace, Mistletoe, Matchmaker, Promise, Crush, Daydream, Boyfriend
      """,
    places: """
      Maple Falls, Cherry Bay, Lavender Lane, Paris in June, Honeysuckle Inn, Snowflake Ridge, Sunset Beach, Willow Creek, \
      Rosewood Island, Magnolia Square, Tuscany, Peppermint Lodge
      """,
    names: """
      Emma and Luke, Holly, Daisy Mae, Mr. Charming, Sophie, Josie and Jack, Grace Bloom, Annabelle, Doctor Darling, \
      Nick Winters
      """,
    patterns: [
      "The {a} {n}", "A {n} in {p}", "{a} {n}", "Love in {p}", "{f} in Love", "A {a} {n} for {f}", "The {n} {m}",
      "Falling for {f}", "{p}", "Christmas in {p}", "Marry Me in {p}", "A {a} {n}", "{n} and {m}",
    ],
    sequels: [": Ever After", ": The Wedding", ": Honeymoon", " Again"])

  static let comedy = TitleVocabulary(
    adjectives: """
      Awkward, Clueless, Totally, Accidental, Hopeless, Grumpy, Lazy, Half-Baked, Unemployed, Slightly, Overdue, Wacky, \
      Mostly, Barely, Ridiculous, Terrible, Suburban, Unlicensed
      """,
    nouns: """
      Roommates, Plumber, Neighbours, Office, Uncle, Landlord, Dentist, Karaoke, Babysitter, Interns, Pizza, Boss, Reunion, \
      Carpool, Goldfish, Brother-in-Law, Mortgage, Barbecue, Dog Walker, Cousins, Weekend Dad, Waiter
      """,
    places: """
      Apartment 4B, Elm Street Diner, Cubicle Nine, Lower Middleton, Bob's Garage, New Jersey, the Break Room, Aisle Five, \
      Grandma's House, Happy Valley Mall, the Carwash, Parking Lot C
      """,
    names: """
      Gary, Uncle Morty, Barb and Dave, Big Phil, Aunt Trudy, Kevin from Accounting, Stan Wobbles, The Pickle Brothers, \
      Darlene, Professor Noodle
      """,
    patterns: [
      "{a} {n}", "Meet the {n}", "{f}", "My {a} {n}", "{f} vs. the {n}", "The {n} of {p}", "Nobody Likes {f}",
      "{n} Without {m}", "Dude, Where Is {f}?", "{a} {n} of {p}", "Oh No, {f}!", "{p}", "{f} Gets a {n}", "{n} and {m}",
    ],
    sequels: [" 2: Even Worse", ": On Vacation", " Again", ": The Reunion Nobody Wanted"])
}
