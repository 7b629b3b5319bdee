//! Checks data files: compiles a folder laid out like `data/` and runs the hits and misses of its cues, and of its profiles.
//!
//! ```text
//! cargo run --release --example check_data -- data [FILE…]
//! ```
//! Prints one line for each thing that does not hold; exit status 0 when all holds, 1 when not, 2 when nothing could be read.

#[path = "support/mod.rs"]
mod support;

use std::path::PathBuf;
use std::process::ExitCode;

use politesse::AnalyzerBuilder;
use support::data_folder::{read_files, read_profiles};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(root) = arguments.next().map(PathBuf::from) else {
        eprintln!("usage: check_data FOLDER [FILE…]");
        return ExitCode::from(2);
    };
    let wanted: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
    let files = match read_files(&root) {
        Ok(files) => files,
        Err(error) => {
            eprintln!("{}: {error}", root.display());
            return ExitCode::from(2);
        }
    };
    let mut broken = 0;
    let mut good = Vec::new();
    // A file that does not compile is named and left out, so that the others can still be checked.
    for (path, text) in files {
        let mut builder = AnalyzerBuilder::empty();
        for (good_path, good_text) in
            good.iter().filter(|(good_path, _): &&(String, String)| good_path.starts_with("words/"))
        {
            builder = builder.file(good_path, good_text);
        }
        match builder.file(&path, &text).build() {
            Ok(_) => good.push((path, text)),
            Err(error) => {
                println!("{error}");
                broken += 1;
            }
        }
    }
    let all = good.iter().fold(AnalyzerBuilder::empty(), |builder, (path, text)| builder.file(path, text));
    let analyzer = match all.clone().build() {
        Ok(analyzer) => analyzer,
        Err(error) => {
            println!("{error}");
            return ExitCode::from(1);
        }
    };
    let is_wanted = |path: &str| wanted.is_empty() || wanted.iter().any(|wanted| wanted.ends_with(path));
    for (path, text) in
        good.iter().filter(|(path, _)| !path.starts_with("words/") && path != "model.toml" && is_wanted(path))
    {
        for failure in analyzer.prove(path, text).expect("the file compiled") {
            println!("{failure}");
            broken += 1;
        }
    }
    let profiles = match read_profiles(&root) {
        Ok(profiles) => profiles,
        Err(error) => {
            eprintln!("{}: {error}", root.display());
            return ExitCode::from(2);
        }
    };
    for (path, text) in profiles.iter().filter(|(path, _)| is_wanted(path)) {
        if let Err(error) = all.clone().profile_toml(path, text).and_then(AnalyzerBuilder::build) {
            println!("{error}");
            broken += 1;
        }
    }
    let count = good.len() + profiles.len();
    println!("{count} files, {broken} things that do not hold");
    if broken == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) }
}
