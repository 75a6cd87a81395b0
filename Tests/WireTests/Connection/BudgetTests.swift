import Testing
@testable import Wire

@Suite struct BudgetTests {
    @Test func refillsWithTime() {
        var budget = Budget(3, perSecond: 2, at: 1_000)
        for _ in 0..<3 { #expect(budget.spend(at: 1_000)) }
        #expect(!budget.spend(at: 1_499))
        #expect(budget.spend(at: 1_500))
        #expect(!budget.spend(at: 1_999))
        #expect(budget.spend(at: 2_000))
    }

    @Test func holdsNoMoreThanItsCapacity() {
        var budget = Budget(3, perSecond: 2, at: 0)
        for _ in 0..<3 { #expect(budget.spend(at: .max)) }
        #expect(!budget.spend(at: .max))
    }

    @Test func takesNoHarmFromTimesThatGoBack() {
        var budget = Budget(1, perSecond: 1, at: 5_000)
        #expect(budget.spend(at: 0))
        #expect(!budget.spend(at: 0))
        #expect(!budget.spend(at: 5_999))
        #expect(budget.spend(at: 6_000))
    }
}
