//! Reads a French customer message and says how polite, how aggressive and how urgent it is, what it is about and which
//! details are missing, with the exact words that prove it.
//!
//! ```text
//!  &str ─▶ clean ─────────▶ find ──────────▶ judge ─────────────▶ report
//!         the writer's      cues, values,     what counts here,     Reading (borrowed)
//!         own words,        style marks,      what it adds up to    Report  (owned, serde)
//!         folded, split     each with a span
//! ```
//! Each step reads the buffers before it, clears and fills its own, and nothing goes back.
//!
//! ```
//! use politesse::{Analyzer, Intent, Politeness};
//!
//! let analyzer = Analyzer::french();
//! let report = analyzer.analyze("mon numéro de suivi de commande???");
//! assert_eq!(report.politeness.level, Politeness::Curt);
//! assert_eq!(report.completeness.intent, Intent::Delivery);
//! assert_eq!(report.completeness.missing, ["order_number|tracking_number"]);
//! assert_eq!(report.completeness.questions, ["Pourriez-vous nous indiquer votre numéro de commande ou de suivi ?"]);
//! ```
//!
//! # The words used here
//! A **message** is parted into **zones** and split into **tokens**. A **cue** is a thing one can say, in many **forms**;
//! cues that weigh the same way are a **family**. **Evidence** is a cue found at a **span**; its **standing** says whether it
//! counts there. A **level** is a step of the guide's ordinal scale, a **score** a number from 0 to 1. A **detail** is a piece
//! of information an agent may need, a **need** details of which one is enough, a **signal** a tag. All together is a
//! **reading**. Several messages of one customer are a **conversation**; what one more message says in it is a **step**.

#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![deny(clippy::unwrap_used)]

mod analyzer;
mod builder;
mod error;
mod levels;
mod message;
mod names;
mod scratch;
mod span;
mod time;

mod clean;
mod find;
mod judge;
mod report;

mod conversation;

mod lexicon;

#[doc(hidden)]
pub use analyzer::Step;
pub use analyzer::{Analyzer, FeatureDirection};
pub use builder::AnalyzerBuilder;
pub use clean::zones::{Zone, ZoneKind};
pub use conversation::{Conversation, ConversationState, ConversationStep, Ladder, Pace, Reason, Reminders};
pub use error::Error;
pub use find::formats::Format;
pub use judge::context::Standing;
pub use judge::intent::LikelyIntent;
pub use judge::language::Language;
pub use levels::{Aggression, Level, Politeness, Score, Tone, Urgency};
pub use message::{Channel, Message};
pub use names::{Detail, Intent, Name, Observation, Set, Signal, Trend};
pub use report::{Completeness, Evidence, GivenDetail, On, Reading, Report};
pub use scratch::Scratch;
pub use span::Span;
pub use time::Time;

/// Runs the code of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
