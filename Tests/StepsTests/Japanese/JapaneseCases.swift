import Steps

/// Cells whose steps say what their examples do not: nothing found, everything kept, something left out.
enum JapaneseCases {
  static let files = [
    "gaps.csv": "name,number,other\na,1,\nb,,4\n,3,5\nd,0,6\n",
    "ragged.csv": "name,number\na,1\nb\nc,3\n",
    "late.jsonl": String(repeating: "{\"a\": 1}\n", count: 2000) + "{\"a\": 2, \"b\": 3}\n",
    "names.csv": "name,full\na,Ann\nb,Bob\n",
    "days.csv": "day,number\n2015-03-01,4\n2015-04-01,6\n2015-05-01,2\n",
    "spaces.txt": "# a\n1 2\n3 4\n",
    "odd.csv": "sep=;\nname;kind\nname;a\nb;c\nname;kind\nb\n",
    "none.jsonl": "{\"a\": 1}\n{\"a\": NaN}\n{'a': 1}\n",
    "films.csv": "name,film\na,One\na,Two\nz,Three\nlonely\n",
    "tied.csv": "key,kind,n,m\na,u,1,2\na,v,1,3\nb,u,1,2\nb,v,3,3\nc,u,3,2\nc,u,2,2\n",
    "zones.csv": "n,time\n1,2015-08-31T12:00:00+02:00\n2,2015-08-31T12:00:00\n",
    "flat.csv": "number,other\n1,2\n1,3\n1,4\n",
  ]

  private static let gaps = "load \"gaps.csv\" as gaps\n"
  private static let titles =
    "embed reviews sequence: product_title by: customer_id dimensions: 8 min-count: 3 subsampling: 1"

  static let all: [(setting: Example.Setting, code: String)] = [
    (.nothing, "load \"ragged.csv\" as ragged"),
    (.nothing, "load \"late.jsonl\" as late\nshow late"),
    (.nothing, "load \"zones.csv\" as zones"),
    (
      .nothing,
      "load \"tied.csv\" as t\nembed t sequence: kind by: key order-by: n min-count: 1 subsampling: 1 as titles"
    ),
    (.nothing, "load \"zones.csv\" types: [time: string] as zones\nderive zones moment: datetime(time)"),
    (.nothing, "load \"plain.csv.gz\" as plain\nhead plain"),
    (.nothing, "load \"gaps.csv\" lookup: \"names.csv\" as gaps\nhead gaps"),
    (.nothing, "load \"spaces.txt\" as spaces\nload \"odd.csv\" as odd\nload \"none.jsonl\" as none"),
    (.nothing, "load \"gaps.csv\" lookup: \"films.csv\" as gaps\nhead gaps"),
    (.nothing, gaps + "show gaps where: number > 100"),
    (.nothing, gaps + "filter gaps where: number >= 1 as some\nfilter some where: number > 0 as all"),
    (.nothing, gaps + "show gaps where: number > 100 as none\nshow none"),
    (.nothing, gaps + "dedupe gaps by: number as one\ndedupe one\nsort gaps by: [number: descending, name] as sorted"),
    (.nothing, gaps + "derive gaps half: number / 2 number: number + 1 is_a: name == \"a\""),
    (.nothing, gaps + "index gaps key: name\nrename gaps number: number\ndescribe gaps\ncount gaps by: [name, number]"),
    (
      .nothing, "load \"tied.csv\" as t\nshow t sort: n limit: 1\ndescribe t\nsplit t last-per: key order-by: n as a, b"
    ),
    (.nothing, "load \"tied.csv\" as t\nplot bar t x: key y: n sort: value limit: 1\nplot histogram t x: n"),
    (.nothing, "load \"tied.csv\" as t\nplot box t y: n x: key\nplot heatmap t x: key y: kind\nplot line t x: n y: m"),
    (.nothing, gaps + "filter gaps where: other is null and name is null as empty\nindex empty key: name"),
    (.nothing, gaps + "group gaps total: sum(number) as sums\nrename gaps a: name b: number c: other"),
    (.nothing, gaps + "load \"names.csv\" as names\njoin gaps names on: name how: left as joined"),
    (.nothing, gaps + "load \"names.csv\" as names\njoin names gaps on: name as joined"),
    (.nothing, gaps + "load \"names.csv\" as names\njoin names gaps on: name how: semi as joined"),
    (.nothing, gaps + "load \"names.csv\" as names\njoin gaps names on: name how: anti as joined"),
    (.nothing, gaps + "correlate gaps columns: [number, other]\nplot bar gaps x: name y: number"),
    (.nothing, gaps + "quantile gaps of: [number, other]"),
    (
      .nothing, gaps + "plot bar gaps x: name\nplot bar gaps x: number color: name\nplot heatmap gaps x: name y: number"
    ),
    (.nothing, gaps + "plot histogram gaps x: number log: x\nplot line gaps x: number y: other log: y"),
    (.nothing, gaps + "plot scatter gaps x: number y: other color: name line: trend\nplot bar gaps x: number by: name"),
    (.nothing, gaps + "filter gaps where: number > 100 as none\nplot box none y: number x: name"),
    (.nothing, gaps + "plot box gaps y: number by: name log: true\nplot line gaps x: number y: other by: name"),
    (.nothing, gaps + "filter gaps where: number > 100 as none\nplot bar none x: name\nplot histogram none x: number"),
    (.nothing, gaps + "filter gaps where: number > 100 as none\nplot scatter none x: number y: other"),
    (.nothing, "load \"flat.csv\" as flat\ncorrelate flat columns: [number, other]\nplot histogram flat x: number"),
    (.nothing, "load \"days.csv\" as days\nplot bar days x: day y: number\nplot line days x: day y: number"),
    (.nothing, "load \"sample:reviews?rows=6000\" as reviews\nplot scatter reviews x: total_votes y: helpful_votes"),
    (.reviews, "select reviews drop: vine\nsample reviews fraction: 0.5 as half\nquantile reviews of: review_date"),
    (.reviews, "correlate reviews columns: [star_rating, helpful_votes, total_votes] method: spearman"),
    (
      .reviews,
      "plot bar reviews x: review_date\nplot bar reviews x: product_title limit: 5\nsave reviews to: \"r.tsv\""
    ),
    (
      .reviews,
      titles
        + " subwords: none as titles\nsimilar titles among: [\"nobody knows this\", \"a\"]\nsave titles to: \"v.txt\""
    ),
    (.reviews, titles + " epochs: 2 rate: 0.000001 as titles\nsimilar titles to: \"the glass meridian season 77\""),
    (.models, "evaluate liked on: [train, test] at: 5\npredict model on: test clip-predictions: true as scored"),
    (.models, "recommend model user: 20 top: 60 seen: true\nknn model k: 3 metric: euclidean index: ivf as near"),
    (
      .split,
      """
      train fm on: train target: star_rating solver: mcmc factors: 2 epochs: 4 as sampled
      save sampled to: "s.model"
      load "s.model" as kept
      """
    ),
    (
      .reviews,
      titles + " as titles\nsave titles to: \"t.vectors\"\nload \"t.vectors\" as kept"
    ),
    (.models, "filter test where: star_rating > 9 as none\npredict model on: none as scored"),
    (
      .models, "train mean on: train target: star_rating >= 5 as naive\nconfusion-matrix naive on: test threshold: 0.99"
    ),
    (
      .split,
      """
      derive train age: days(review_date - min(review_date)) vine_text: vine
      train fm on: train target: star_rating features: [user, age, vine_text] solver: als epochs: 3
        early-stopping: true as model
      features train features: [user, age] target: star_rating
      export train to: "train.libsvm" features: [user, item] target: star_rating shards: 2
      """
    ),
  ]
}
