/// How a review sounds: bad (1 or 2 stars), so-so (3) or good (4 or 5).
enum Sentiment: Int, CaseIterable {
  case bad, fair, good

  init(stars: Int) { self = stars < 3 ? .bad : stars == 3 ? .fair : .good }
}

/// The sentences from which the bodies of reviews are put together.
struct ReviewPhrases: Sendable {
  /// By sentiment: a whole review of a few words.
  let short: [PhraseList]
  /// By sentiment: how a longer review begins.
  let openings: [PhraseList]
  /// By sentiment: what stands before and after a title.
  let beforeTitle: [PhraseList]
  let afterTitle: [PhraseList]
  /// By sentiment: what follows.
  let remarks: [PhraseList]
  /// By genre.
  let details: [PhraseList]
  /// Whatever one thinks of the film.
  let asides: PhraseList
  /// Not in ASCII.
  let exclamations: PhraseList

  init() {
    short = [
      PhraseList(["Boring", "Bad", "Did not like it.", "Not for me", "Waste of time", "Meh.", "No.", "Awful!", "Slow"]),
      PhraseList([
        "ok", "It was okay", "So so", "Average", "Fair.", "Not bad", "It's alright.", "Decent", "Okay I guess",
      ]),
      PhraseList([
        "Great", "Loved it", "Great movie!", "Excellent", "good", "Love it!", "Awesome", "Very good", "Great show",
        "Fantastic!!", "LOVE IT", "Wonderful.", "great", "Excellent!", "Enjoyed it.", "The best",
      ]),
    ]
    openings = [
      PhraseList(
        lines: """
          I really wanted to like this one.
          We turned it off after half an hour.
          What a disappointment.
          I do not understand the good reviews at all.
          This was not at all what I expected.
          Two hours of my life that I will not get back.
          Sorry, but this did not work for me.
          I fell asleep twice trying to finish it.
          It started well and then went nowhere.
          """),
      PhraseList(
        lines: """
          It was all right for a rainy evening.
          I have mixed feelings about it.
          Not bad, but not what I hoped for either.
          The first half is better than the second.
          Watchable, if you have nothing better to do.
          I can see why others like it more than I do.
          Good idea, uneven result.
          Somewhere in the middle for me.
          """),
      PhraseList(
        lines: """
          I loved every minute of it.
          We watched the whole thing in one weekend.
          This is exactly my kind of story.
          I came across it by chance and could not stop.
          One of the best things I have seen this year.
          My whole family enjoyed it.
          Even better the second time.
          I had heard good things, and they were all true.
          What a pleasant surprise!
          Highly recommended.
          I did not want it to end.
          """),
    ]
    beforeTitle = [
      PhraseList(["I gave up on ", "Do not bother with ", "There are better ways to spend an evening than "]),
      PhraseList(["I expected more of ", "I am still not sure about ", "There is a good film hidden somewhere in "]),
      PhraseList(["I cannot say enough about ", "I have now seen ", "If you like this kind of thing, do not miss "]),
    ]
    afterTitle = [
      PhraseList([".", " after twenty minutes.", ", whatever the stars say."]),
      PhraseList([".", ", but I finished it.", " to be honest."]),
      PhraseList([".", " three times.", ", you will thank me.", " with my sister and we both cried."]),
    ]
    remarks = [
      PhraseList(
        lines: """
          The story makes no sense.
          The acting is wooden from start to finish.
          I could see the ending coming from the first scene.
          The dialogue sounds as if nobody had read it aloud before.
          Far too long, and nothing happens.
          I did not care about a single one of the characters.
          I want my money back.
          The sound was so low that we needed subtitles.
          There are better ones of this kind.
          Save your time and watch something else.
          """),
      PhraseList(
        lines: """
          The actors do what they can with the script.
          Some scenes are very good, others drag.
          The ending felt rushed.
          I might try the next one, but I am in no hurry.
          A bit predictable.
          It could have been half an hour shorter.
          The music was the best part.
          Nice to look at, soon forgotten.
          My husband liked it more than I did.
          """),
      PhraseList(
        lines: """
          The acting is superb, down to the smallest part.
          The writing is clever and never talks down to you.
          I hope they make another one soon.
          Beautifully filmed, with music to match.
          The characters stay with you long after the end.
          I laughed, I cried, and I called my mother.
          Worth every penny.
          I have already told all my friends about it.
          The ending is perfect.
          You will want to watch it again.
          I cannot wait for the next one.
          They do not make many like this any more.
          """),
    ]
    details = Genre.allCases.map { PhraseList(lines: Self.details(of: $0)) }
    asides = PhraseList(
      lines: """
        The picture was sharp and the stream never stopped.
        I watched it on my tablet on the train.
        My daughter recommended it to me.
        We rented it on a Friday night.
        I had read the book first.
        I usually do not write reviews.
        It loaded quickly on our old television.
        I found it while I was home with a cold.
        I bought it on sale.
        Not for small children, I would say.
        I have followed the leading actress for years.
        I watched it with the subtitles on.
        """)
    exclamations = PhraseList([
      " Très bien — à revoir!", " ¡Muy buena, la recomiendo!", " ★★★★★", " とても良かった。", " Schön und rührend…",
      " I’d watch it again — “really” I would.", " Café, sofá y película ☺",
    ])
  }

  private static func details(of genre: Genre) -> String {
    switch genre {
    case .crime:
      "The detective is a real character.\nI never guessed who did it.\nThe case keeps you thinking until the last clue."
        + "\nA proper whodunit with a foggy harbour in it.\nThe inspector and the sergeant make a fine pair."
    case .thriller:
      "The chase through the station had me on the edge of my seat.\nEvery hour brings another double cross."
        + "\nThe spies in it are tired people, which I found believable.\nThe tension hardly ever lets up."
    case .horror:
      "I slept with the lights on.\nThe thing in the cellar is better left unseen.\nThere are a few good scares in it."
        + "\nThe old house is the real star.\nPlenty of blood, if you mind that."
    case .scienceFiction:
      "The spaceship looks like people really live in it.\nThe science is almost plausible.\nAliens, but thoughtful ones."
        + "\nIt asks what becomes of us among the stars.\nThe robots have the best lines."
    case .fantasy:
      "The dragons are a sight.\nThe magic has rules, and the story keeps to them.\nI want to live in that castle."
        + "\nA quest with a wizard who is not wise at all.\nThe map at the start is worth pausing for."
    case .action:
      "Explosions from the first minute on.\nThe fight on the bridge is something to see.\nThe stunts look painful and real."
        + "\nLots of shooting and little talking.\nThe car chase alone takes fifteen minutes."
    case .periodDrama:
      "The costumes are gorgeous.\nThe manor and its servants have a world of their own.\nEvery glance over the tea means something."
        + "\nThe duchess says what everybody thinks.\nYou can feel how cold those halls were."
    case .romance:
      "The two of them are lovely together.\nYou know how it ends, and you smile anyway.\nSweet without being silly."
        + "\nThe wedding scene needs a box of tissues.\nThe little bakery is charming."
    case .comedy:
      "There is a joke in every line.\nThe neighbours remind me of mine.\nThe dinner scene had us in tears of laughter."
        + "\nSilly in the best sense.\nThe humour is not for everybody."
    case .kids:
      "My three year old asks for it every morning.\nThe songs stay in your head all day.\nIt teaches letters and sharing."
        + "\nThe kids sat still for once.\nThe little otter is adorable."
    case .documentary:
      "I learned more than in a year of school.\nThe narrator is calm and clear.\nThe pictures of the whales are stunning."
        + "\nWell researched, with sources named.\nThe experts are allowed to finish their sentences."
    case .world:
      "Read the subtitles, it is worth it.\nA quiet film that takes its time.\nThe streets of that town are filmed with love."
        + "\nNothing like what we get at home.\nPoetic and a little strange."
    }
  }
}
