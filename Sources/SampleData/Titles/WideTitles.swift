extension TitleVocabulary {
  static let kids = TitleVocabulary(
    adjectives: """
      Tiny, Wiggly, Happy, Bouncy, Fuzzy, Brave Little, Sleepy, Curious, Giggly, Snuggly, Rainbow, Super, Merry, Silly, \
      Sparkly, Jolly, Busy, Splashy
      """,
    nouns: """
      Puppy, Otter, Ducklings, Choo-Choo, Teddy, Bunny, Penguins, Tractor, Alphabet, Kitten, Dinosaur, Hedgehog, Ladybug, \
      Piglet, Fire Engine, Koala, Monkey, Crayons, Tugboat, Pony, Turtle, Bumblebee
      """,
    places: """
      Cuddle Farm, Buttercup Meadow, Bubble Bay, Storybook Wood, Lollipop Lane, Rainbow Pond, Puddle Town, Treehouse Hill, \
      Noodle Island, Jellybean Street, Sunshine School, Acorn Village
      """,
    names: """
      Pip, Benny Bunny, Tilly, Mimi and Moe, Captain Cuddles, Oskar Otter, Lulu, Professor Paws, Rosie Rabbit, \
      Zig and Zag
      """,
    patterns: [
      "{f} the {a} {n}", "{a} {n}", "{f} of {p}", "The {a} {n}", "{f}'s {n}", "{n} of {p}", "Learn with {f}",
      "Hooray for {n}", "{f} and the {n}", "Good Night, {a} {n}", "Sing Along with {f}", "The {a} {n} of {p}",
    ],
    sequels: [": Big Adventure", ": Snow Day", ": To the Rescue", ": Goes to School"])

  static let documentary = TitleVocabulary(
    adjectives: """
      Secret, Wild, Untold, Living, Deep, Frozen, Vanishing, Industrial, Microscopic, Lost, Great, Migratory, Volcanic, \
      Roman, Unseen, Scientific, Ancient, Polar
      """,
    nouns: """
      Glaciers, Oceans, Cathedrals, Honeybees, Economy, Archaeology, Migration, Mathematics, Rainforest, Architecture, Whales, \
      Volcanoes, Civilization, Bridges, Insects, Fossils, Railways, Symphony, Genome, Climate, Observatory, Rivers
      """,
    places: """
      the Arctic, Patagonia, the Serengeti, Mesopotamia, the Great Reef, the Himalaya, Antarctica, the Nile, Siberia, \
      the Amazon Basin, Pompeii, the Atlantic Floor
      """,
    names: """
      Darwin, the Last Shepherds, Ada Lovelace, the Stonemasons, the Beekeepers, Galileo, the Lighthouse Builders, \
      the Mapmakers
      """,
    patterns: [
      "{a} {n}", "{n} of {p}", "The {a} {n} of {p}", "The Story of {n}", "How {n} Changed the World", "Inside {p}",
      "A History of {n}", "In Search of {f}", "The Science of {n}", "{n} and {m}", "Journey to {p}", "{f}: A Portrait",
      "Planet of {n}", "{n}: The {a} Years",
    ],
    sequels: [": Ten Years Later", ": The Evidence"])

  static let world = TitleVocabulary(
    adjectives: "夜, 雨, 海, 星, 夏, 青, 月, 雪, 風, 冬, 花, 森, 春, 最後, 父, 秋",
    nouns: "灯台, 駅, 手紙, 約束, 図書館, 旅, 港, 記憶, 時計, 窓, 橋, 歌, 庭, 食堂, 猫, 影, 列車, 写真, 庭師, 妹, 坂道, 喫茶店",
    places: """
      Montréal, Sévigné, São Tiago, Córdoba, Besançon, Málaga, la Forêt, Kraków, Coimbra, Århus, Saint-Rémy, Łódź, Göteborg, \
      Évora, Nîmes, Jaén
      """,
    names: """
      Amélise, Zoë, Señora Peña, Jürgen, Renée, Monsieur Lefèvre, Inês, Børge, Aïcha, Señor Núñez, Mathéo, Łucja, Günther, \
      Agnès, José y Lucía, Noémie
      """,
    patterns: [
      "「{a}の{n}」", "Le Café de {f}", "La Última Carta de {f}", "{a}の{n}", "L'Été à {p}", "Das Mädchen aus {p}",
      "{f}", "Le Rêve de {f}", "La Casa de {p}", "A Canção de {f}", "Une Journée avec {f}", "El Jardín de {p}",
      "{f} à {p}", "{p}, mon Amour", "Les Fenêtres de {p}", "{n}と{m}", "{a}と{n}", "Het Huis van {f}", "La Niña de {p}",
    ],
    sequels: [", deuxième partie", ": El Regreso", ": Epilog"])
}
