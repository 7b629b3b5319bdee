//! Which details an agent would still have to ask for: pure set logic over needs and details.

use crate::lexicon::Need;
use crate::names::{Detail, Set};

/// The references that a case number stands in for, since the agent finds them from it (the guide, "completeness").
const FOUND_FROM_CASE: [Detail; 4] =
    [Detail::OrderNumber, Detail::ContractNumber, Detail::CustomerId, Detail::InvoiceNumber];

/// Whether the details given meet a need.
pub(crate) fn is_met(need: &Need, present: Set<Detail>) -> bool {
    let by_case = present.contains(Detail::CaseNumber)
        && FOUND_FROM_CASE.iter().any(|detail| need.details.contains(*detail));
    need.details.intersects(present) || by_case
}

/// The share of needs met, 0…1; 1 where nothing is needed.
pub(crate) fn score(needs: &[Need], present: Set<Detail>) -> f32 {
    if needs.is_empty() {
        return 1.0;
    }
    needs.iter().filter(|need| is_met(need, present)).count() as f32 / needs.len() as f32
}
