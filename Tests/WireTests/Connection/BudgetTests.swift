import Testing
@testable import Wire

@Suite struct BudgetTests {
    @Test func refillsWithTime() {
        var budget = Budget(3, perSecond: 2, at: 1_000)
        for _ in 0..<3 { #expect(budget.spend(at: 1_000) == true) }
        #expect(budget.spend(at: 1_499) == false)
        #expect(budget.spend(at: 1_500) == true)
        #expect(budget.spend(at: 1_999) == false)
        #expect(budget.spend(at: 2_000) == true)
    }

    @Test func holdsNoMoreThanItsCapacity() {
        var budget = Budget(3, perSecond: 2, at: 0)
        for _ in 0..<3 { #expect(budget.spend(at: .max) == true) }
        #expect(budget.spend(at: .max) == false)
    }

    @Test func takesNoHarmFromTimesThatGoBack() {
        var budget = Budget(1, perSecond: 1, at: 5_000)
        #expect(budget.spend(at: 0) == true)
        #expect(budget.spend(at: 0) == false)
        #expect(budget.spend(at: 5_999) == false)
        #expect(budget.spend(at: 6_000) == true)
    }
}
