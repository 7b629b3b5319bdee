//! The JSON of a report: as `docs/report.schema.json` describes it, and read back without loss.

use politesse::{Detail, Intent, Name, Report, Signal};
use serde_json::Value;

use super::score;

/// What other programs may rely on.
const SCHEMA: &str = include_str!("../../docs/report.schema.json");

/// Messages whose reports have every kind of field between them.
const TEXTS: [&str; 6] = [
    "",
    "Envoyé depuis mon iPhone",
    "Where is my parcel, please?",
    "Objet : retard\nBonjour,\nOù est ma commande n° FR-2048 de 49,90 € ? C'est urgent.\nMerci d'avance.\nCordialement,\nPaul Durand\n> vous êtes nuls",
    "Je suis trop con, mais vous êtes des voleurs !!! JE VEUX MON ARGENT",
    "ma box clignote en rouge depuis lundi",
];

/// Says where a value is not what the schema says; reads the words of JSON Schema that the schema uses, and no others.
fn check(schema: &Value, value: &Value, place: &str) {
    for word in schema.as_object().unwrap().keys() {
        let known = "$schema title description type properties required additionalProperties items enum minimum maximum";
        assert!(known.split(' ').any(|known| known == word), "{word} is not checked");
    }
    if let Some(names) = schema.get("enum").and_then(Value::as_array) {
        assert!(names.contains(value), "{place}: {value} is none of {names:?}");
    }
    let types = match &schema["type"] {
        Value::Array(types) => types.clone(),
        Value::Null => return,
        one => vec![one.clone()],
    };
    let is_of = |kind: &Value| match kind.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64(),
        "number" => value.is_number(),
        other => panic!("{other} is not checked"),
    };
    assert!(types.iter().any(is_of), "{place}: {value} is no {types:?}");
    for (bound, sign) in [("minimum", 1.0), ("maximum", -1.0)] {
        if let Some(bound) = schema.get(bound).and_then(Value::as_f64) {
            assert!(sign * (value.as_f64().unwrap() - bound) >= 0.0, "{place}: {value}");
        }
    }
    for (at, item) in value.as_array().into_iter().flatten().enumerate() {
        check(&schema["items"], item, &format!("{place}[{at}]"));
    }
    let Some(fields) = value.as_object() else { return };
    assert_eq!(schema["additionalProperties"], false, "{place} may have any field");
    for (name, field) in fields {
        let described = schema["properties"].get(name);
        check(described.unwrap_or_else(|| panic!("{place}.{name}")), field, &format!("{place}.{name}"));
    }
    for name in schema["required"].as_array().unwrap() {
        assert!(fields.contains_key(name.as_str().unwrap()), "{place} has no {name}");
    }
}

#[test]
fn a_report_is_what_its_schema_says_and_can_be_read_back() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let input = TEXTS.map(|text| format!("{}\n", serde_json::json!({ "text": text }))).concat();
    let run = score(&["-", "--input-format", "jsonl", "--format", "jsonl"], input);
    assert_eq!(run.records().len(), TEXTS.len());
    for (number, line) in (1..).zip(run.out.lines()) {
        check(&schema, &serde_json::from_str(line).unwrap(), &number.to_string());
        let json = line.replacen(&format!("{{\"id\":{number},"), "{", 1);
        let report: Report = serde_json::from_str(&json).unwrap();
        assert_eq!(serde_json::to_string(&report).unwrap(), json);
    }
    // Every list of the report has had something in it.
    for list in ["signals", "zones", "details", "evidence"] {
        assert!(run.records().iter().any(|record| record[list] != Value::Array(Vec::new())), "{list}");
    }
}

#[test]
fn the_schema_has_every_name_of_the_guide() {
    fn names<T: Name>() -> Value {
        T::ALL.iter().map(|name| name.name()).collect()
    }
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let fields = &schema["properties"];
    assert_eq!(fields["completeness"]["properties"]["intent"]["enum"], names::<Intent>());
    assert_eq!(fields["completeness"]["properties"]["present"]["items"]["enum"], names::<Detail>());
    assert_eq!(fields["details"]["items"]["properties"]["kind"]["enum"], names::<Detail>());
    assert_eq!(fields["signals"]["items"]["enum"], names::<Signal>());
}
