//! The command line: what can be asked for, and what it means.

use std::ffi::OsStr;
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{CommandFactory, Parser, ValueEnum, error::ErrorKind};
use politesse::{Aggression, Analyzer, Level};

use crate::filter::Filter;
use crate::input::Origin;
use crate::output::{self, Output};

/// What stands below the flags: formats, exit status, examples.
const AFTER_HELP: &str = include_str!("help.txt");

/// Scores French customer messages: politeness, aggression, urgency, intent and what is missing.
#[derive(Debug, Parser)]
#[command(name = "score", after_help = AFTER_HELP)]
pub struct Arguments {
    /// Files to score, `-` for standard input; none for a sample that comes with the program
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// How the files are written; guessed from each name (.jsonl .ndjson .json, .csv .tsv, .eml, .mbox .mbx, else text)
    #[arg(long, value_enum, value_name = "FORMAT", requires = "files")]
    input_format: Option<InputFormat>,

    /// How the readings are printed
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = OutputFormat::Table)]
    format: OutputFormat,

    /// Print each message below its row, the evidence underlined and weighed (table only: html and jsonl always show it)
    #[arg(long)]
    explain: bool,

    /// Read conversations: JSONL threads, or messages with "thread" and "at"; prints one JSON line per thread
    #[arg(long, requires = "files", conflicts_with_all = ["format", "input_format", "explain", "lang", "min_aggression", "only_missing", "jobs"])]
    conversations: bool,

    /// Read with the profile of a shop: its own needs, references, products, cues, links (may be given several times)
    #[arg(long, value_name = "FILE")]
    profile: Vec<PathBuf>,

    /// The language of the page (html only) [default: fr]
    #[arg(long, value_enum, value_name = "LANGUAGE", hide_possible_values = true)]
    lang: Option<Lang>,

    /// Print only messages at least so aggressive
    #[arg(long, value_name = "LEVEL", value_parser = aggression(), default_value = Aggression::None.name(), hide_default_value = true)]
    min_aggression: Aggression,

    /// Print only messages with a need that is missing: the ones to ask back
    #[arg(long)]
    only_missing: bool,

    /// Score on N threads, 0 for one per core; order and output stay the same
    #[arg(long, value_name = "N", default_value_t = 1)]
    jobs: usize,
}

/// How an input file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    #[value(help = "One message per line, or messages ended by lines `---`")]
    Text,
    #[value(help = "One JSON object per line")]
    Jsonl,
    #[value(help = "Rows under a header")]
    Csv,
    #[value(help = "One mail")]
    Eml,
    #[value(help = "Mails one behind the other")]
    Mbox,
}

/// How the readings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    #[value(help = "Columns for people")]
    Table,
    #[value(help = "One JSON object per line")]
    Jsonl,
    #[value(help = "Rows under a header")]
    Csv,
    #[value(help = "A page for people")]
    Html,
}

/// The language a page speaks; the messages stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    Fr,
    En,
}

impl Arguments {
    /// The arguments of this process; says what is wrong with them and exits with status 2 when they make no sense.
    pub fn read() -> Self {
        let arguments = Self::parse();
        let conflict = if arguments.explain && arguments.format != OutputFormat::Table {
            Some("--explain goes with --format table only; html and jsonl always show the evidence")
        } else if arguments.lang.is_some() && arguments.format != OutputFormat::Html {
            Some("--lang goes with --format html only; names in the other formats are those of the guide")
        } else {
            None
        };
        if let Some(what) = conflict {
            Self::command().error(ErrorKind::ArgumentConflict, what).exit();
        }
        arguments
    }

    /// Whether conversations are read, not single messages.
    pub fn conversations(&self) -> bool {
        self.conversations
    }

    /// What reads the messages: the French analyzer, with the profiles given.
    ///
    /// # Errors
    /// What is wrong with a profile, with file, line and remedy.
    pub fn analyzer(&self) -> Result<Analyzer, String> {
        if self.profile.is_empty() {
            return Ok(Analyzer::french());
        }
        let mut builder = Analyzer::builder();
        for file in &self.profile {
            let name = file.display().to_string();
            let text = fs::read_to_string(file)
                .map_err(|error| format!("{name}: {error}; give a file that can be read, in UTF-8"))?;
            builder = builder.profile_toml(&name, &text).map_err(|error| error.to_string())?;
        }
        builder.build().map_err(|error| error.to_string())
    }

    /// Where records come from and how they are written there, in the order given.
    pub fn inputs(&self) -> impl Iterator<Item = (Origin, InputFormat)> {
        let sample = self.files.is_empty().then_some((Origin::Sample, InputFormat::Jsonl));
        let files = self.files.iter().map(|file| match file.as_os_str() == "-" {
            true => (Origin::Stdin, self.input_format.unwrap_or(InputFormat::Text)),
            false => (Origin::File(file.clone()), self.input_format.unwrap_or(InputFormat::of(file))),
        });
        sample.into_iter().chain(files)
    }

    /// How many bytes the files have together; `None` where one cannot say before it is read.
    pub fn input_bytes(&self) -> Option<u64> {
        self.files
            .iter()
            .map(|file| fs::metadata(file).ok().filter(fs::Metadata::is_file).map(|about| about.len()))
            .sum()
    }

    /// The way of printing asked for.
    pub fn output(&self) -> Box<dyn Output> {
        match self.format {
            OutputFormat::Table => Box::new(output::Table::new(self.explain)),
            OutputFormat::Jsonl => Box::new(output::Jsonl),
            OutputFormat::Csv => Box::new(output::Csv),
            OutputFormat::Html => Box::new(output::Html::new(self.lang.unwrap_or(Lang::Fr))),
        }
    }

    /// Which readings are printed.
    pub fn filter(&self) -> Filter {
        Filter { min_aggression: self.min_aggression, only_missing: self.only_missing }
    }

    /// On how many threads to score.
    pub fn jobs(&self) -> usize {
        match self.jobs {
            0 => thread::available_parallelism().map_or(1, NonZero::get),
            jobs => jobs,
        }
    }
}

/// Reads a level of aggression by its name in the guide.
fn aggression() -> impl TypedValueParser<Value = Aggression> {
    let names = Aggression::ALL.iter().map(|level| level.name());
    PossibleValuesParser::new(names).map(|name| {
        let level = Aggression::ALL.iter().find(|level| level.name() == name);
        *level.expect("clap lets only the names of levels pass")
    })
}

impl InputFormat {
    /// The format that the name of a file promises.
    fn of(file: &Path) -> Self {
        let ending = file.extension().and_then(OsStr::to_str).unwrap_or("").to_ascii_lowercase();
        match ending.as_str() {
            "jsonl" | "ndjson" | "json" => Self::Jsonl,
            "csv" | "tsv" => Self::Csv,
            "eml" => Self::Eml,
            "mbox" | "mbx" => Self::Mbox,
            _ => Self::Text,
        }
    }
}
