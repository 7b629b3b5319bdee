//! Loads the data files of a folder laid out like `data/`, instead of those compiled into the crate.

use std::path::Path;

use politesse::{Analyzer, AnalyzerBuilder};

/// The subfolders that hold compiled files, those that others build on first.
const FOLDERS: [&str; 4] = ["words", "cues", "intents", "details"];

/// Every data file of the folder, by its path under it; `model.toml` last.
pub fn read_files(root: &Path) -> std::io::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for folder in FOLDERS {
        files.extend(read_folder(root, folder)?);
    }
    let model = root.join("model.toml");
    if model.exists() {
        files.push(("model.toml".to_owned(), std::fs::read_to_string(model)?));
    }
    Ok(files)
}

/// Every profile of the folder, by its path under it.
pub fn read_profiles(root: &Path) -> std::io::Result<Vec<(String, String)>> {
    read_folder(root, "profiles")
}

/// The data files of a subfolder, by their path under `root`; none where there is no such folder.
fn read_folder(root: &Path, folder: &str) -> std::io::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    let Ok(entries) = std::fs::read_dir(root.join(folder)) else { return Ok(files) };
    let mut paths =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<std::io::Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        let is_data = path.extension().is_some_and(|ending| ending == "toml" || ending == "tsv");
        if let (true, Some(name)) = (is_data, path.file_name().and_then(|name| name.to_str())) {
            files.push((format!("{folder}/{name}"), std::fs::read_to_string(&path)?));
        }
    }
    Ok(files)
}

/// A builder that holds the folder's files and nothing else.
pub fn builder(root: &Path) -> Result<AnalyzerBuilder, String> {
    let files = read_files(root).map_err(|error| format!("{}: {error}", root.display()))?;
    let learned = std::fs::read(root.join("learned.bin")).unwrap_or_default();
    let builder = AnalyzerBuilder::empty().learned(&learned);
    Ok(files.iter().fold(builder, |builder, (path, text)| builder.file(path, text)))
}

/// An analyzer made of the folder's files and nothing else.
pub fn analyzer(root: &Path) -> Result<Analyzer, String> {
    builder(root)?.build().map_err(|error| error.to_string())
}
