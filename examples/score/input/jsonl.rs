//! JSON Lines: `{"id":"d042","text":"Où est mon colis ?","channel":"sms"}`.

use serde::Deserialize;
use serde_json::Value;

use super::lines::Lines;
use super::{Flaw, Id, Record, Source, channel, utf8};

/// A file of one JSON object per line.
pub struct Jsonl {
    lines: Lines,
}

/// What is looked at in an object; all else is passed over.
#[derive(Deserialize)]
struct Fields {
    id: Option<Value>,
    text: Option<Value>,
    channel: Option<Value>,
}

impl Jsonl {
    pub fn start(lines: Lines) -> Self {
        Self { lines }
    }
}

impl Source for Jsonl {
    fn next_record(&mut self) -> Result<Option<Record>, Flaw> {
        loop {
            let number = self.lines.number() + 1;
            let Some(line) = self.lines.next_line()? else { return Ok(None) };
            if !line.trim_ascii().is_empty() {
                return record(line, number).map(Some);
            }
        }
    }
}

fn record(line: &[u8], number: u64) -> Result<Record, Flaw> {
    let flaw = |what: &str| Err(Flaw::line(number, what));
    let Fields { id, text, channel: name } = fields(utf8(line, number)?, number)?;
    let id = match id {
        None => None,
        Some(Value::String(id)) => Some(Id::Text(id)),
        Some(Value::Number(id)) => Some(Id::Number(id)),
        Some(_) => return flaw("\"id\" is neither a string nor a number; make it one, or leave it out"),
    };
    let text = match text {
        Some(Value::String(text)) => text,
        Some(_) => return flaw("\"text\" is not a string; put the message there"),
        None => return flaw("no \"text\"; add the message as {\"text\": \"…\"}"),
    };
    let channel = match name {
        None => None,
        Some(Value::String(name)) => Some(channel(&name, number)?),
        Some(other) => Some(channel(&other.to_string(), number)?),
    };
    Ok(Record { id, text, channel })
}

fn fields(line: &str, number: u64) -> Result<Fields, Flaw> {
    // An array of three would do for serde.
    if !line.trim_start().starts_with('{') {
        return Err(Flaw::line(number, "not a JSON object; write one {\"text\": \"…\"} per line"));
    }
    serde_json::from_str(line).map_err(|error| {
        // What serde calls line 1 is line `number` here.
        let said = error.to_string();
        let reason = said.split(" at line ").next().unwrap_or(&said);
        Flaw::line(number, format!("not JSON ({reason} at column {}); correct it there", error.column()))
    })
}
