import Diagnostics
import Testing

@Suite struct NearMissTests {
  private let columns = ["customer_id", "star_rating", "review_date", "review_body"]

  @Test func aTypoASwapAndAPrefixAreNear() {
    #expect(NearMiss.suggestions(for: "star_ratings", among: columns) == ["star_rating"])
    #expect(NearMiss.suggestions(for: "satr_rating", among: columns) == ["star_rating"])
    #expect(NearMiss.suggestions(for: "customer", among: columns) == ["customer_id"])
    #expect(NearMiss.suggestions(for: "Star-Rating", among: columns) == ["star_rating"])
  }

  @Test func whatIsFarIsNotSuggested() {
    #expect(NearMiss.suggestions(for: "price", among: columns).isEmpty)
    #expect(NearMiss.question(for: "price", among: columns) == nil)
  }

  @Test func theNearestComesFirstAndTiesAreInAlphabeticalOrder() {
    #expect(NearMiss.suggestions(for: "cat", among: ["hat", "cart", "bat", "cats", "cut"]) == ["bat", "cart", "cats"])
    #expect(NearMiss.suggestions(for: "sorted", among: ["sort", "sorter", "sorte"]) == ["sorte", "sorter", "sort"])
    #expect(NearMiss.question(for: "cat", among: ["bat", "cut"]) == "did you mean bat or cut?")
  }

  @Test func theWordItselfIsNoSuggestion() {
    #expect(NearMiss.suggestions(for: "cat", among: ["cat"]).isEmpty)
  }
}
