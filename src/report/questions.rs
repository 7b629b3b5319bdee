//! Asks back for what is missing: « Pourriez-vous nous indiquer votre numéro de commande ou de suivi ? »

use crate::lexicon::Need;

/// One question for all missing needs, in vous, or in tu when the writer says tu; `None` when nothing is missing.
pub(crate) fn ask<'n>(missing: impl Iterator<Item = &'n Need>, is_tu: bool) -> Option<String> {
    let objects: Vec<&str> =
        missing.map(|need| if is_tu { need.question_tu.as_str() } else { need.question.as_str() }).collect();
    let (last, others) = objects.split_last()?;
    let opening = if is_tu { "Pourrais-tu nous indiquer " } else { "Pourriez-vous nous indiquer " };
    let mut question = String::from(opening);
    if !others.is_empty() {
        question.push_str(&others.join(", "));
        question.push_str(" et ");
    }
    question.push_str(last);
    question.push_str(" ?");
    Some(question)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Set;

    #[test]
    fn several_needs_make_one_sentence() {
        let need = |question: &str| Need {
            name: String::new(),
            details: Set::new(),
            question: question.to_owned(),
            question_tu: question.replace("votre", "ton"),
        };
        let needs = [need("votre numéro de client"), need("de quel code il s'agit"), need("la date")];
        assert_eq!(
            ask(needs.iter(), false).unwrap(),
            "Pourriez-vous nous indiquer votre numéro de client, de quel code il s'agit et la date ?"
        );
        assert_eq!(ask(needs[..1].iter(), true).unwrap(), "Pourrais-tu nous indiquer ton numéro de client ?");
        assert_eq!(ask([].iter(), false), None);
    }
}
