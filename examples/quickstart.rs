//! The shortest use: `cargo run --release --example quickstart -- "mon numéro de suivi de commande???"`.

use politesse::{Analyzer, Level};

fn main() {
    let text = std::env::args().nth(1).unwrap_or_else(|| "mon numéro de suivi de commande???".to_owned());
    let report = Analyzer::french().analyze(&text);
    println!("politeness  {}", report.politeness.level.name());
    println!("aggression  {}", report.aggression.level.name());
    println!("urgency     {}", report.urgency.level.name());
    println!("about       {}", report.completeness.intent);
    for question in &report.completeness.questions {
        println!("ask         {question}");
    }
}
