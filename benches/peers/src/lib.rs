//! Nothing but the benches of this folder: how long other crates take for the messages politesse is timed on.
