//! Which details an agent would still have to ask for: pure set logic over needs and details.

use crate::lexicon::Need;
use crate::names::{Detail, Set};

/// The references that a case number stands in for, since the agent finds them from it (the guide, "completeness").
const FOUND_FROM_CASE: [Detail; 4] =
    [Detail::OrderNumber, Detail::ContractNumber, Detail::CustomerId, Detail::InvoiceNumber];

/// Whether the details given meet a need.
fn is_met(need: &Need, present: Set<Detail>) -> bool {
    let by_case = present.contains(Detail::CaseNumber)
        && FOUND_FROM_CASE.iter().any(|detail| need.details.contains(*detail));
    need.details.intersects(present) || by_case
}

/// The needs that the details given do not meet.
pub(crate) fn missing(needs: &[Need], present: Set<Detail>) -> impl Iterator<Item = &Need> {
    needs.iter().filter(move |need| !is_met(need, present))
}

/// The share of needs met, 0…1; 1 where nothing is needed.
pub(crate) fn score(needs: &[Need], present: Set<Detail>) -> f32 {
    if needs.is_empty() {
        return 1.0;
    }
    (needs.len() - missing(needs, present).count()) as f32 / needs.len() as f32
}
