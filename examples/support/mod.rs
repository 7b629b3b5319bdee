//! What the example programs share: labelled messages and threads, the data folder, figures of agreement.
#![allow(dead_code, reason = "each example uses a part")]

pub mod corpus;
pub mod data_folder;
pub mod metrics;
pub mod threads;
