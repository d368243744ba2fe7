/// Expressions at the ends of what can be computed.
enum OddExpressions {
  static let values = [
    "stars", "stars * 9223372036854775807", "stars + 9223372036854775807", "-stars", "-(-9223372036854775807 - 1)",
    "price / 0", "stars / 0", "stars % 0", "stars % -1", "(0 - 9223372036854775807 - 1) % (stars - stars - 1)",
    "abs(big)", "abs(0 - 9223372036854775807 - 1)", "round(price)", "round(price, 15)", "round(price * 1e300, 15)",
    "floor(1e300)", "floor(price * 1e300)", "ceil(-1e300)", "ceil(price * -1e300)", "round(1e19)", "log(0)",
    "log(price)",
    "sqrt(-1)", "sqrt(stars - 9)", "day + 1000000000000", "day - 9223372036854775807", "day + big", "day - stars",
    "moment + 9223372036854775807", "moment - big", "moment - moment", "days(moment - moment)", "days(day - day)",
    "days(big)", "days(9223372036854775807)", "date(9223372036854775807)", "date(-9223372036854775807)", "date(big)",
    "date(title)", "date(moment)", "year(day + big)", "year(date(big))", "month(day + 9223372036854775807)",
    "weekday(day - big)", "quarter(date(big))", "day(moment)", "start-of-month(day + 99999999999)",
    "start-of-month(date(big))", "concat(title, title, text)", "replace(title, \"\", \"x\")",
    "replace(title, \"a\", \"\")",
    "replace(title, title, text)", "length(title)", "lower(title)", "upper(title)", "trim(title)",
    "if(flag, stars, null)", "if(flag, null, title)", "mean(stars, by: [user, item])", "median(price)", "std(stars)",
    "std(price, by: user)", "unique(title)", "nunique(title, by: user)", "first(day)", "last(title, by: user)",
    "count(title)", "sum(big)", "sum(big, by: user)", "min(stars, price)", "max(day)", "max(big, 0)", "u + 1",
    "u * big",
    "5", "\"\"", "1e308 * 10", "0 - 0.0", "sum(price * 1e308)", "mean(big * 9)", "count(u, by: i)", "2015-01-01",
    "first(price, by: [])", "stars - mean(stars, by: [user, user])", "title", "day", "flag", "user", "price",
  ]
  static let conditions = [
    "stars > 3", "flag", "not flag", "stars in []", "stars in [1, 2, 2]", "title in [\"\"]", "title is null",
    "title is not null", "matches(title, \"(a*)*b\")", "matches(title, \"\")", "matches(title, \"[\")",
    "matches(title, \".*\")", "contains(title, \"\")", "starts-with(title, title)", "ends-with(title, \"\")",
    "price > 1e300", "day > 9999-12-31", "day < 0001-01-01", "moment == moment", "big == 9223372036854775807",
    "count(user) > 0", "stars > max(stars)", "true", "false", "flag and null", "stars == null", "u > -1",
    "stars in [9223372036854775807, 0.5]", "title > \"\"", "day in [2015-01-01]", "stars in 1..5", "big > price",
  ]
  static let aggregates = [
    "count()", "count(stars)", "mean(stars)", "sum(big)", "sum(price)", "min(day)", "max(title)", "first(moment)",
    "last(flag)", "median(big)", "median(day)", "std(price)", "unique(title)", "nunique(user)",
    "max(stars) - min(stars)",
    "max(big) - min(big)", "sum(big) * 9", "max(day) - min(day)", "mean(price) / 0", "if(count() > 1, 1, 0)", "stars",
    "max(moment) - min(moment)", "sum(if(flag, 1, 0))", "mean(day)", "first(u)",
  ]
  static let scalars = [
    "empty.rows / 0 > 1", "plain.rows > 0", "empty.stars.max > 0", "nulls.stars.mean is null", "plain.rows",
    "1 / 0 > 0",
    "extreme.stars.max + extreme.stars.max > 0", "extreme.price.mean > 0", "plain.day.max > 2015-01-01", "true",
    "plain",
    "extreme.stars.sum is null", "nulls.title.min is null", "empty.title.unique == 0", "extreme.stars.min % -1 == 0",
    "extreme.day.max + 1 > 2015-01-01", "floor(extreme.price.max) > 0", "round(extreme.price.min) < 0",
    "plain.u.max > 0",
  ]
}
