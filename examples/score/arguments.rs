//! The command line: what can be asked for, and what it means.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{CommandFactory, Parser, ValueEnum, error::ErrorKind};

use crate::input::Origin;
use crate::output::{self, Output};

const AFTER_HELP: &str = "\
What goes in:
  text   one message per line. When a line that is exactly `---` comes within the first MiB, such lines end the messages
         instead, and a message may span lines. An empty message is a record too.
  jsonl  one object per line: \"text\", and if you like \"id\" (a string or a number) and \"channel\"
         (email, chat, form, tweet, sms or forum). Other fields are ignored, and so are blank lines.
  csv    a header row with a column \"text\", and if you like \"id\" and \"channel\"; between fields a comma, a semicolon or a tab.
  UTF-8, with or without a byte order mark, with Unix or Windows line ends. A record without id gets its number: 1 for
  the first, counted over all files, bad lines included.

What comes out, one record for each that went in, in order:
  table  levels with their scores (0 to 1), intent, needs not met; as wide as $COLUMNS says, or else 140 columns
  jsonl  \"id\" and the whole report: levels, scores, details, questions to ask back, zones, the evidence and its weights
  csv    id, levels, scores, intent, completeness, present, missing, signals, question, confidence, language, text

With --conversations:
  in     {\"id\": …, \"messages\": [{\"at\": \"2026-03-02T08:14:00\", \"text\": …}, …]} or, interleaved as you like, one message per line:
         {\"thread\": …, \"at\": …, \"text\": …}. \"at\" is ISO 8601 or seconds since 1970 and may be missing; messages are put in its order
  out    per thread \"id\", \"trend\" (stable, escalating, calming), \"chasing\", \"steps\" (per message its report and what the
         conversation says by then) and \"reasons\". Threads of single messages come last and are held in memory until then

Exit status:
  0  all is well, also when the reader of a pipe has seen enough
  1  some line was bad: it is named on stderr as `file:line: what is wrong; what to do`, and the rest is scored
  2  bad usage: an unknown flag, or a file that cannot be opened or read; other files given beside it are scored

Examples:
  score                                   the sample
  score mails.csv --format jsonl          a file
  score --explain mails.txt               with the words that weigh underlined
  grep -h colis *.txt | score -           standard input
  score --conversations threads.jsonl     conversations";

/// Scores French customer messages: politeness, aggression, urgency, intent and what is missing.
#[derive(Debug, Parser)]
#[command(name = "score", after_help = AFTER_HELP)]
pub struct Arguments {
    /// Files to score, `-` for standard input; none for a sample that comes with the program
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// How the files are written; guessed from each name (.jsonl .ndjson .json, .csv .tsv, anything else is text)
    #[arg(long, value_enum, value_name = "FORMAT", requires = "files")]
    input_format: Option<InputFormat>,

    /// How the readings are printed
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = OutputFormat::Table)]
    format: OutputFormat,

    /// Print each message below its row, the evidence underlined and weighed (table only: jsonl always has the evidence)
    #[arg(long)]
    explain: bool,

    /// Read conversations: JSONL threads, or messages with "thread" and "at"; prints one JSON line per thread
    #[arg(long, requires = "files", conflicts_with_all = ["format", "input_format", "explain"])]
    conversations: bool,
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
}

impl Arguments {
    /// The arguments of this process; says what is wrong with them and exits with status 2 when they make no sense.
    pub fn read() -> Self {
        let arguments = Self::parse();
        if arguments.explain && arguments.format != OutputFormat::Table {
            let what = "--explain goes with --format table only; --format jsonl always has the evidence";
            Self::command().error(ErrorKind::ArgumentConflict, what).exit();
        }
        arguments
    }

    /// Whether conversations are read, not single messages.
    pub fn conversations(&self) -> bool {
        self.conversations
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

    /// The writer asked for, its header written.
    ///
    /// # Errors
    /// When the header cannot be written.
    pub fn output<'o>(&self, out: impl Write + 'o) -> io::Result<Box<dyn Output + 'o>> {
        Ok(match self.format {
            OutputFormat::Table => Box::new(output::Table::start(out, self.explain)?),
            OutputFormat::Jsonl => Box::new(output::Jsonl::start(out)),
            OutputFormat::Csv => Box::new(output::Csv::start(out)?),
        })
    }
}

impl InputFormat {
    /// The format that the name of a file promises.
    fn of(file: &Path) -> Self {
        let ending = file.extension().and_then(OsStr::to_str).unwrap_or("").to_ascii_lowercase();
        match ending.as_str() {
            "jsonl" | "ndjson" | "json" => Self::Jsonl,
            "csv" | "tsv" => Self::Csv,
            _ => Self::Text,
        }
    }
}
