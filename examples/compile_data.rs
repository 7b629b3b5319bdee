//! Compiles a folder laid out like `data/` into the one file that the crate embeds.
//!
//! ```text
//! cargo run --release --example compile_data -- data data/french.bin
//! ```
//! Exit status 0 when the file is written, 1 when the data do not compile, 2 for bad usage.

#[path = "support/mod.rs"]
mod support;

use std::path::Path;
use std::process::ExitCode;

use support::data_folder;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, file] = &arguments[..] else {
        eprintln!("usage: compile_data FOLDER FILE");
        return ExitCode::from(2);
    };
    let stored = data_folder::builder(Path::new(folder))
        .and_then(|builder| builder.store().map_err(|error| error.to_string()));
    let written = stored.and_then(|bytes| {
        std::fs::write(file, &bytes).map_err(|error| format!("{file}: {error}")).map(|()| bytes.len())
    });
    match written {
        Ok(length) => println!("{file}: {length} bytes"),
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(1);
        }
    }
    ExitCode::SUCCESS
}
