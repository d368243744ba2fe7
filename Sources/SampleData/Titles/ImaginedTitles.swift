extension TitleVocabulary {
  static let scienceFiction = TitleVocabulary(
    adjectives: """
      Stellar, Orbital, Quantum, Synthetic, Lunar, Interstellar, Cryogenic, Galactic, Solar, Android, Parallel, Distant, \
      Infinite, Magnetic, Artificial, Outer, Ninth, Hyperion
      """,
    nouns: """
      Colony, Starship, Horizon, Nebula, Paradox, Android, Orbit, Eclipse, Singularity, Satellite, Voyager, Reactor, \
      Meridian, Cosmonaut, Exodus, Transmission, Asteroid, Telemetry, Chronometer, Terraformer, Beacon, Module
      """,
    places: """
      Titan Station, Kepler Nine, Europa, the Outer Ring, Proxima, Moonbase Delta, Ganymede, Sector Vega, the Oort, \
      Ceres Deep, Callisto, Mars Dome, Andros Prime, the Void
      """,
    names: """
      Captain Solis, Unit Seven, Commander Ilyan, Doctor Vega, Astra Quine, Pilot Juno, The Navigator, Major Orbis, \
      Kira Nova, Zed Halcyon
      """,
    patterns: [
      "{a} {n}", "The {n} of {p}", "Beyond {p}", "{n}", "The {a} {n}", "{p}: {n}", "{n} {m}", "Escape from {p}",
      "Last {n} to {p}", "{f}", "{f} and the {a} {n}", "Project {n}", "{n} 2199", "Colony {p}",
    ],
    sequels: [": Event Horizon", ": Reentry", " II", ": Deep Orbit", ": Zero Gravity"])

  static let fantasy = TitleVocabulary(
    adjectives: """
      Enchanted, Golden, Elven, Forgotten, Dragon, Silver, Crystal, Sorcerous, Moonlit, Ancient, Winged, Runic, Faerie, \
      Hidden, Thorned, Emerald, Everlasting, Wandering
      """,
    nouns: """
      Kingdom, Lanternkeeper, Sorceress, Dragon, Spellbook, Crown, Wizard, Quest, Amulet, Throne, Oracle, Griffin, Realm, \
      Swordmaiden, Prophecy, Enchanter, Unicorn, Talisman, Witchling, Runestone, Castle, Stormcaller
      """,
    places: """
      Eldermoor, Avaloria, the Thornwood, Silverspire, Dragonfall, the Elder Vale, Mirrendale, Wyrmgate, Faerholm, Starfell, \
      the Hidden Isles, Runehaven, Moonspire, Oakenhall
      """,
    names: """
      Prince Aldren, Mirabel the Brave, Eowenna, Thalin Oak, Queen Isolde of the Mist, Rowan Spellbright, Orin Duskmantle, \
      Lady Wyverna, The Stormcaller, Bramblefoot
      """,
    patterns: [
      "The {a} {n}", "The {n} of {p}", "{n} of {p}", "{f}", "The {n} and the {m}", "Chronicles of {p}", "{a} {n}",
      "Legend of the {a} {n}", "{f} and the {n} of {p}", "The {n}'s Apprentice", "Tales of {p}", "Song of {p}",
      "The {a} {n} of {p}",
    ],
    sequels: [": Return", ": The Shattered Crown", ": Dawn of Magic", ": The Last Spell", ": Homecoming"])

  static let action = TitleVocabulary(
    adjectives: """
      Iron, Steel, Maximum, Thunder, Rogue, Bullet, Full, Savage, Armored, Explosive, Gunmetal, Renegade, Red, Hard, \
      Turbo, Scorched, Furious, Outlaw
      """,
    nouns: """
      Squadron, Vengeance, Commando, Showdown, Firepower, Gunslinger, Battalion, Ambush, Warhead, Platoon, Mercenary, \
      Brawler, Sniper, Crossfire, Overdrive, Uprising, Vendetta, Bounty, Fist, Artillery, Raid, Stampede
      """,
    places: """
      Dust Canyon, Fort Redrock, Hill 402, Cartagena, Gunpowder Creek, the Delta, Bravo Ridge, Diablo Pass, Dakota Flats, \
      Omaha Line, Steel City, Rio Rojo, Tombstone Gap, the Eastern Front
      """,
    names: """
      Jack Ransom, Sergeant Steele, Colt Maddox, Rex Durango, Major Payne Hollister, Ace Rourke, Billy Sixgun, Duke Canyon, \
      Tank Morrow, Roxy Blaze
      """,
    patterns: [
      "{a} {n}", "{n} at {p}", "{f}", "The {a} {n}", "Operation {n}", "{n} Force", "Battle of {p}", "Ride to {p}",
      "{f}: {n}", "{n} and {m}", "Maximum {n}", "Blood on {p}", "{a} {n} Squad", "Guns of {p}",
    ],
    sequels: [": Payback", " 2", ": Full Throttle", ": Locked and Loaded", " 3", ": One More Shot"])
}
