//! Last step: what the caller gets.
//!
//! [`Reading`] borrows the scratch and costs nothing more; [`Report`] is owned and is the JSON. [`evidence`] says which
//! words weigh what; [`given`] lists the details with their
//! values; [`questions`] asks back in French; [`explain`] underlines the evidence for a person.

pub(crate) mod evidence;
pub(crate) mod explain;
mod given;
pub(crate) mod questions;
mod reading;
mod values;

pub use evidence::{Evidence, On};
pub use given::GivenDetail;
pub(crate) use reading::Verdict;
pub use reading::{Completeness, Reading, Report};
