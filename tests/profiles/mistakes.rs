//! A mistake in a profile is named with its file, its line and what to do about it.

use super::{reference, refusal, small};

/// Checks what is said of a profile: where, and with which words.
fn check(mistake: &str, profile: &str, place: &str, words: &[&str]) {
    let said = refusal(profile);
    assert!(said.starts_with(place), "{mistake}: {said}");
    for word in words {
        assert!(said.contains(word), "{mistake}: « {word} » is not in: {said}");
    }
}

/// A profile with a block of the intent delivery, these lines in it.
fn delivery(lines: &str) -> String {
    format!("[[intent]]\nintent = \"delivery\"\n{lines}\n")
}

/// A profile with a cue of the family chase, these lines in it.
fn cue(lines: &str) -> String {
    format!("[[family]]\nfamily = \"chase\"\n[[family.cue]]\nid = \"chase.shop\"\n{lines}\n")
}

/// Two hits and two misses that hold for the form « ticket ».
const PROOF: &str = "hits = [\"ticket\", \"un ticket\"]\nmisses = [\"non\", \"rien\"]";

#[test]
fn what_is_no_profile_at_all() {
    check("not TOML", "Bonjour, je suis un profil", "shop.toml:1: not TOML (", &["mend the line"]);
    check("open text", "products = [\n\"a\",\n\"b\n]", "shop.toml:3: not TOML (", &["mend the line"]);
    check("key twice", "products = []\nproducts = []", "shop.toml:2: ", &["duplicate key", "remove one"]);
    check(
        "unknown key",
        "\nprodcuts = []",
        "shop.toml:2: unknown key `prodcuts`",
        &["use one of `products`"],
    );
    check("unknown key in a block", &delivery("need = []"), "shop.toml:3: unknown key `need`", &["`needs`"]);
    check(
        "wrong type",
        "products = \"borne\"",
        "shop.toml:1: invalid type: string",
        &["write it as data/README.md"],
    );
    check(
        "wrong type in a list",
        "products = [\"a\",\n 3]",
        "shop.toml:2: invalid type: integer",
        &["write it as"],
    );
    check(
        "missing key",
        "[[self_service]]\nintent = \"delivery\"",
        "shop.toml:1: missing key `link`",
        &["add it"],
    );
}

#[test]
fn names_that_are_not_known() {
    check(
        "intent",
        "[[intent]]\nintent = \"dellivery\"",
        "shop.toml:2: unknown name \"dellivery\"",
        &["use one of delivery"],
    );
    check(
        "need's detail",
        &delivery("needs = [\"order\"]"),
        "shop.toml:3: unknown name \"order\"",
        &["use one of case_number"],
    );
    check("detail", "[[detail]]\ndetail = \"size\"", "shop.toml:2: unknown name \"size\"", &["use one of"]);
    check(
        "reference's detail",
        &reference("ordre", "NB[0-9]{6}", "NB204518", "b"),
        "shop.toml:2: unknown name \"ordre\"",
        &["use one of"],
    );
    check(
        "family",
        &cue("forms = [\"ticket\"]").replace("\"chase\"", "\"chasse\""),
        "shop.toml:2: unknown family \"chasse\"",
        &["correct the name", "`signals`"],
    );
    check(
        "signal",
        &cue(&format!("forms = [\"ticket\"]\nsignals = [\"chasing\"]\n{PROOF}")),
        "shop.toml:6: unknown name \"chasing\"",
        &["use one of"],
    );
    check(
        "link's intent",
        "[[self_service]]\nintent = \"x\"\nlink = \"https://x.fr\"",
        "shop.toml:2: unknown name \"x\"",
        &["use one of"],
    );
    check(
        "link's topic",
        "[[self_service]]\ntopic = \"hour\"\nlink = \"https://x.fr\"",
        "shop.toml:2: unknown topic \"hour\"",
        &["add a cue \"self-service.hour\""],
    );
    check(
        "link's need",
        "[[self_service]]\nneed = \"amount\"\nlink = \"https://x.fr\"",
        "shop.toml:2: no intent has the need \"amount\"",
        &["spell it as"],
    );
}

#[test]
fn needs_and_questions() {
    check("empty need", &delivery("needs = [\"\"]"), "shop.toml:3: a need is empty", &["or remove it"]);
    check(
        "half a need",
        &delivery("needs = [\n\"amount|\"]"),
        "shop.toml:4: a need is empty",
        &["or remove it"],
    );
    check(
        "need twice",
        &delivery("needs = [\"amount\", \"amount\"]"),
        "shop.toml:3: need \"amount\" stands twice",
        &["remove one"],
    );
    check(
        "no question",
        &delivery("needs = [\"amount\"]"),
        "shop.toml:3: need \"amount\" has no question",
        &["[intent.questions]"],
    );
    check(
        "no question in tu",
        &delivery("needs = [\"amount\"]\nquestions = {amount = \"le montant\"}"),
        "shop.toml:4: need \"amount\" is asked for in one address only",
        &["under questions_tu"],
    );
    check(
        "no question in vous",
        &delivery("questions_tu = {\"order_number|tracking_number\" = \"ton numéro\"}"),
        "shop.toml:3: need \"order_number|tracking_number\" is asked for in one address only",
        &["under questions too"],
    );
    check(
        "whole sentence",
        &delivery(
            "needs = [\"amount\"]\nquestions = {amount = \"Quel montant ?\"}\nquestions_tu = {amount = \"le montant\"}",
        ),
        "shop.toml:4: the question of \"amount\" must be the object of",
        &["not a whole sentence"],
    );
    check(
        "question of no need",
        &delivery("questions = {amount = \"le montant\"}\nquestions_tu = {amount = \"le montant\"}"),
        "shop.toml:3: intent \"delivery\" has no need \"amount\"",
        &["add it to `needs`"],
    );
    check(
        "intent twice",
        &(delivery("") + &delivery("")),
        "shop.toml:5: intent \"delivery\" has a block on line 2",
        &["join the two"],
    );
}

#[test]
fn references() {
    let pattern = |pattern: &str| reference("order_number", pattern, "NB204518", "b");
    let line = "shop.toml:3: the pattern ";
    check("no regex", &pattern("NB(["), line, &["no regular expression", "mend it"]);
    check("empty match", &pattern("[0-9]*"), line, &["empty string", "obligatory"]);
    check("accent", &pattern("réf[0-9]{6}"), line, &["« é »", "write plain letters"]);
    let many: String = (0..33).map(|number| pattern(&format!("NB{number}[0-9]{{6}}"))).collect();
    check(
        "too many",
        &many.replace("NB204518", "NB0204518"),
        "shop.toml:163: a profile has 32 references",
        &["join"],
    );
    check("anchor", &pattern("^NB[0-9]{6}$"), line, &["leave out `^`"]);
    check("too short", &pattern("[0-9]{3}"), line, &["ask for 4 at least"]);
    check("too long", &pattern("[0-9]{100}"), line, &["no reference is longer"]);
    check("too large", &pattern("([0-9a-z]{1,50}){4,50}"), line, &["lower its repetitions"]);
    check("too many states", &pattern(".*[0-9][a-z].{14}"), line, &["lower its repetitions"]);
    check("too much text", &pattern(&"[0-9]".repeat(90)), line, &["shorten it"]);
    check(
        "detail that is none",
        &reference("amount", "NB[0-9]{6}", "NB204518", "b"),
        "shop.toml:2: detail \"amount\" is no reference",
        &["use one of case_number, order_number"],
    );
    check(
        "no proof",
        "[[reference]]\ndetail = \"order_number\"\npattern = 'NB[0-9]{6}'\n",
        "shop.toml:3: the reference of order_number has no proof",
        &["add `hits`"],
    );
    check(
        "hit",
        &reference("order_number", "NB[0-9]{6}", "NB-204518", "b"),
        "shop.toml:3: hit does not give order_number by its look: « NB-204518 »",
        &["mend the forms or pattern"],
    );
    check(
        "hit without a digit",
        &reference("order_number", "[A-Z]{6}", "ABCDEF", "b"),
        "shop.toml:3: hit does not give order_number",
        &["mend"],
    );
    check(
        "miss",
        &reference("order_number", "NB[0-9]{6}", "NB204518", "le NB204519"),
        "shop.toml:3: miss gives order_number by its look: « le NB204519 »",
        &["mend the forms or pattern"],
    );
    check(
        "one pattern for two details",
        &(pattern("NB[0-9]{6}") + &reference("customer_id", "NB[0-9]{6}", "NB204518", "b")),
        "shop.toml:8: pattern `NB[0-9]{6}` stands twice",
        &["remove one"],
    );
    check(
        "two looks of one value",
        &(pattern("NB[0-9]{6}") + &reference("customer_id", "[A-Z]{2}[0-9]{6}", "NB204518", "b")),
        "shop.toml:8: hit does not give customer_id by its look",
        &["mend"],
    );
}

#[test]
fn cues() {
    let forms = "forms = [\"ticket\"]";
    check("no hits", &cue(forms), "shop.toml:4: cue \"chase.shop\"", &["needs two hits and two misses"]);
    check("no forms", &cue("forms = []"), "shop.toml:4: cue \"chase.shop\" has no forms", &[]);
    check(
        "hit",
        &cue(&format!("forms = [\"billet\"]\n{PROOF}")),
        "shop.toml:4: hit does not give chase.shop: « ticket »",
        &["mend the forms"],
    );
    check(
        "miss",
        &cue(&format!("{forms}\n{}", PROOF.replace("non", "un ticket perdu"))),
        "shop.toml:4: miss gives chase.shop: « un ticket perdu »",
        &["mend the forms"],
    );
    check(
        "form",
        &cue(&format!("forms = [\n\"ticket\",\n\"(ticket\"]\n{PROOF}")),
        "shop.toml:7: cue \"chase.shop\": a '(' is never closed",
        &[],
    );
    check(
        "class",
        &cue(&format!("forms = [\"@planet\"]\n{PROOF}")),
        "shop.toml:5: cue \"chase.shop\": unknown class \"@planet\"",
        &["use one of"],
    );
    check(
        "id of the crate",
        &cue(&format!("{forms}\n{PROOF}")).replace("chase.shop", "chase.again"),
        "shop.toml:4: cue \"chase.again\" stands twice",
        &["rename or join"],
    );
    check(
        "id twice",
        &(cue(&format!("{forms}\n{PROOF}")) + &cue(&format!("{forms}\n{PROOF}"))),
        "shop.toml:11: cue \"chase.shop\" stands twice",
        &["rename or join"],
    );
    check(
        "weights",
        "[[family]]\nfamily = \"chase\"\n[family.weighs]\nurgency = \"raises\"\n",
        "shop.toml:4: a profile has no weights",
        &["leave out [family.weighs]"],
    );
    check(
        "licence of a family of the crate",
        "[[family]]\nfamily = \"chase\"\nlicence = [\"abusive\"]\n",
        "shop.toml:3: family \"chase\" comes with the crate",
        &["leave out `licence`"],
    );
    check(
        "topic",
        "[[out_of_scope]]\ntopic = \"mes VLAN\"\nforms = [\"vlan\"]",
        "shop.toml:2: topic \"mes VLAN\" is no name",
        &["kebab-case"],
    );
    check(
        "topic's proof",
        "[[out_of_scope]]\ntopic = \"vlan\"\nforms = [\"vlan\"]",
        "shop.toml:2: cue \"out-of-scope.vlan\"",
        &["two hits"],
    );
    check(
        "detail's intents",
        "[[detail]]\ndetail = \"product\"\nintents = [\"delivery\"]",
        "shop.toml:3: a profile cannot say",
        &["leave out `intents`"],
    );
}

#[test]
fn products_and_links() {
    check(
        "product twice",
        "products = [\n\"Borne\",\n\"borné\"]",
        "shop.toml:3: product \"borné\" stands on line 2 already",
        &["remove one"],
    );
    check(
        "product that is no form",
        "products = [\"borne (AX\"]",
        "shop.toml:1: cue \"product.of-shop\": a '('",
        &[],
    );
    for link in
        ["shop.example", "ftp://shop.example", "javascript:alert(1)", "https://", "https://shop.example/a b"]
    {
        let profile = format!("[[self_service]]\nintent = \"delivery\"\nlink = \"{link}\"");
        check("link", &profile, &format!("shop.toml:3: \"{link}\" is no link"), &["write it in full"]);
    }
    let link = "[[self_service]]\nintent = \"delivery\"\nlink = \"https://shop.example\"\n";
    check(
        "link for nothing",
        &link.replace("intent = \"delivery\"", ""),
        "shop.toml:3: a link is for one thing",
        &["exactly one"],
    );
    check(
        "link for two",
        &link.replace("link =", "topic = \"hours\"\nlink ="),
        "shop.toml:4: a link is for one thing",
        &["exactly one"],
    );
    check(
        "two links for one",
        &link.repeat(2),
        "shop.toml:6: intent \"delivery\" has a link on line 3 already",
        &["remove one"],
    );
}

#[test]
fn two_profiles_that_contradict_each_other() {
    let ask = |question: &str| {
        delivery(&format!(
            "questions = {{\"order_number|tracking_number\" = \"{question}\"}}\nquestions_tu = {{\"order_number|tracking_number\" = \"ton numéro\"}}"
        ))
    };
    let link =
        |link: &str| format!("[[self_service]]\nintent = \"delivery\"\nlink = \"https://{link}.example\"\n");
    let rows = [
        (
            "needs",
            delivery("needs = []"),
            delivery("needs = [\"order_number|tracking_number\"]"),
            "b.toml:2: intent \"delivery\" has other needs than at a.toml:2",
        ),
        (
            "questions",
            ask("le numéro du bon"),
            ask("votre numéro"),
            "b.toml:3: need \"order_number|tracking_number\" of \"delivery\" is asked for otherwise than at a.toml:3",
        ),
        (
            "links",
            link("un"),
            link("deux"),
            "b.toml:3: intent \"delivery\" has another link than at a.toml:3",
        ),
        (
            "references",
            reference("order_number", "NB[0-9]{6}", "NB204518", "b"),
            reference("customer_id", "NB[0-9]{6}", "NB204518", "b"),
            "b.toml:3: pattern `NB[0-9]{6}` is another detail than at a.toml:3",
        ),
    ];
    for (what, first, second, expected) in rows {
        let both = small()
            .profile_toml("a.toml", &first)
            .and_then(|builder| builder.profile_toml("b.toml", &second));
        let said = both.map(|_| ()).expect_err(what).to_string();
        assert_eq!(said, format!("{expected}: keep one of the two"), "{what}");
    }
    let twice = small().profile_toml("a.toml", "").and_then(|builder| builder.profile_toml("a.toml", ""));
    let said = twice.map(|_| ()).expect_err("the name stands twice").to_string();
    assert_eq!(said, "a.toml:1: a profile of this name was added already: join the two or rename one");
}
