//! Mails, one in a file or many in a mailbox; all invented.

use super::{Run, column, file, score};

/// A mail as programs write it: an encoded subject over two lines, an HTML part in an old charset, a quote, an attachment.
const WHOLE: &str = "From: =?iso-8859-1?Q?H=E9l=E8ne?= <helene@exemple.fr>\r
To: service@boutique.example\r
Subject: =?UTF-8?B?Q29saXMgcGVyZHUg4oCTIGNvbW1hbmRl?=\r
 =?UTF-8?Q?_n=C2=B0_FR-204871?=\r
Message-ID: <abc-1@exemple.fr>\r
MIME-Version: 1.0\r
Content-Type: multipart/mixed; boundary=\"out\"\r
\r
--out\r
Content-Type: text/html; charset=windows-1252\r
Content-Transfer-Encoding: quoted-printable\r
\r
<html><head><title>x</title><style>p > a{color:red}</style></head><body><!-- un > secret -->\r
<div title=3D\"a>b\">Bonjour,</div><div><br></div><div>o=F9   est mon <b>co</b>lis&nbsp;? 3 < 4 &amp; =\r
C&#146;est l&rsquo;&eacute;t&#233; &lt;b&gt; &inconnu;</div><ul><li>un<li>deux</ul>\r
<p>Merci,<br>H=E9l=E8ne</p><script>alert(1)</script><blockquote><p>Votre colis part.</p></blockquote></body></html>\r
--out\r
Content-Type: text/plain; name=\"note.txt\"\r
Content-Disposition: attachment; filename=\"note.txt\"\r
\r
bande de voleurs\r
--out--\r
";

/// What is read of it.
const WHOLE_TEXT: &str = "Objet : Colis perdu – commande n° FR-204871

Bonjour,

où est mon colis\u{a0}? 3 < 4 & C’est l’été <b> &inconnu;

- un
- deux

Merci,
Hélène

> Votre colis part.";

/// A mail with that head and body.
fn mail(head: &str, body: &[u8]) -> Vec<u8> {
    [format!("From: a@exemple.fr\nSubject: Allô\n{head}\n").as_bytes(), body].concat()
}

/// The texts read, in order.
fn texts(run: &Run) -> Vec<String> {
    column(&run.rows(), "text").into_iter().map(str::to_owned).collect()
}

#[test]
fn a_mail_is_its_subject_and_its_words() {
    let run = score(&[&file("whole.eml", WHOLE), "--format", "csv"], "");
    assert_eq!((run.status, run.complaints.as_str()), (0, ""));
    assert_eq!(texts(&run), [WHOLE_TEXT]);
    assert_eq!(column(&run.rows(), "id"), ["abc-1@exemple.fr"]);
    assert_eq!(
        column(&run.rows(), "details"),
        column(
            &score(
                &["-", "--input-format", "jsonl", "--format", "csv"],
                serde_json::json!({ "text": WHOLE_TEXT, "channel": "email" }).to_string()
            )
            .rows(),
            "details"
        )
    );
}

#[test]
fn the_subject_is_a_header_to_the_library() {
    let run = score(&[&file("header.eml", WHOLE), "--format", "jsonl"], "");
    let record = &run.records()[0];
    assert_eq!(record["zones"][0]["kind"], "header");
    let details = record["details"].as_array().unwrap();
    assert!(details.iter().any(|detail| detail["value"] == "FR-204871"), "{details:?}");
    assert!(record["zones"].as_array().unwrap().iter().any(|zone| zone["kind"] == "quote"));
}

#[test]
fn words_come_from_the_plain_part_in_whatever_charset() {
    let alternative = "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=\"b\"\n";
    let two = |plain: &str| {
        let html = "Content-Type: text/html; charset=utf-8\n\n<p>en html : l&agrave;</p>";
        format!("--b\nContent-Type: text/plain; charset=utf-8\n\n{plain}\n--b\n{html}\n--b--\n")
    };
    let cases: [(&str, Vec<u8>, &str); 8] = [
        ("", b"\xC3\xA9t\xC3\xA9\n".to_vec(), "été"),
        ("", b"\xE9t\xE9 \x80\n".to_vec(), "été €"),
        ("Content-Type: text/plain; charset=iso-8859-15\n", b"5 \xA4\n".to_vec(), "5 €"),
        (
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n",
            b"w6l0w6k=\n".to_vec(),
            "été",
        ),
        ("Content-Type: text/plain; charset=martien\n", b"\xE9t\xE9\n".to_vec(), "été"),
        (alternative, two("en clair : là").into_bytes(), "en clair : là"),
        (alternative, two("  ").into_bytes(), "en html : là"),
        ("", b"".to_vec(), ""),
    ];
    let files: Vec<_> = (0..)
        .zip(&cases)
        .map(|(at, (head, body, _))| file(&format!("charset-{at}.eml"), mail(head, body)))
        .collect();
    let arguments: Vec<_> = files.iter().map(String::as_str).chain(["--format", "csv"]).collect();
    let run = score(&arguments, "");
    assert_eq!(run.complaints, "");
    for ((head, _, text), read) in cases.iter().zip(texts(&run)) {
        assert_eq!(read, format!("Objet : Allô\n\n{text}").trim_end(), "{head}");
    }
    assert_eq!(texts(&run).len(), cases.len());
}

#[test]
fn mails_of_a_mailbox_are_told_apart() {
    let folded = WHOLE.replace("\r\n", "\n");
    let said = "From then on, nothing.\n\nFrom: nobody\n>From here\n>>From there\n> From a quote\n";
    let escaped = said.replace(">From", ">>From").replace("From then", ">From then");
    let opener = "From a@exemple.fr Tue Mar  3 10:12:00 2026\n";
    let mailbox = format!(
        "\n{opener}{folded}\n{opener}Subject: Deux\n\n{escaped}\n{opener}Subject: {}\n\n{}\n",
        "x".repeat(70_000),
        "y".repeat(70_000)
    );
    for (name, mailbox) in [("unix.mbox", mailbox.clone()), ("windows.mbx", mailbox.replace('\n', "\r\n"))] {
        let run = score(&[&file(name, mailbox), "--format", "csv"], "");
        assert_eq!((run.status, run.complaints.as_str()), (0, ""), "{name}");
        let long = format!("Objet : {}\n\n{}", "x".repeat(70_000), "y".repeat(70_000));
        assert_eq!(
            texts(&run),
            [WHOLE_TEXT, &format!("Objet : Deux\n\n{}", said.trim_end()), &long],
            "{name}"
        );
        assert_eq!(column(&run.rows(), "id"), ["abc-1@exemple.fr", "2", "3"]);
    }
}

#[test]
fn a_broken_mail_is_named_and_the_rest_is_scored() {
    let encoded = |encoding: &str| format!("Content-Transfer-Encoding: {encoding}\n");
    let broken = [
        (b"bonjour, ceci n'est pas un mail\n".to_vec(), "no mail: "),
        (mail(&encoded("base64"), b"!!! \xE9 pas du tout !!!\n"), "its text cannot be decoded "),
        (
            mail("Content-Type: multipart/mixed; boundary=\"zz\"\n", b"rien\n"),
            "its parts cannot be told apart; ",
        ),
    ];
    let mut mailbox = Vec::new();
    for (raw, _) in &broken {
        for raw in [raw.as_slice(), &mail("", b"bien")] {
            mailbox.extend_from_slice(b"From a@exemple.fr Tue Mar  3 10:12:00 2026\n");
            mailbox.extend_from_slice(raw);
            mailbox.extend_from_slice(b"\n\n");
        }
    }
    let name = file("broken.mbox", &mailbox);
    let run = score(&[&name, "--format", "csv"], "");
    assert_eq!((run.status, texts(&run)), (1, vec!["Objet : Allô\n\nbien".to_owned(); broken.len()]));
    let complaints: Vec<_> = run.complaints.lines().collect();
    assert_eq!(complaints.len(), broken.len(), "{}", run.complaints);
    for (at, (complaint, (_, what))) in complaints.iter().zip(&broken).enumerate() {
        let rest = complaint.strip_prefix(&format!("{name}:")).expect(complaint);
        let (line, said) = rest.split_once(": ").unwrap();
        let opener = String::from_utf8_lossy(&mailbox)
            .lines()
            .nth(line.parse::<usize>().unwrap() - 1)
            .unwrap()
            .to_owned();
        assert!(opener.starts_with("From a@"), "{complaint}");
        assert!(said.starts_with(&format!("message {}: {what}", 2 * at + 1)), "{complaint}");
    }
    let files: Vec<_> =
        (0..).zip(&broken).map(|(at, (raw, _)): (i32, _)| file(&format!("broken-{at}.eml"), raw)).collect();
    let run = score(&files.iter().map(String::as_str).collect::<Vec<_>>(), "");
    assert_eq!(run.status, 1);
    for ((complaint, file), (_, what)) in run.complaints.lines().zip(&files).zip(&broken) {
        assert!(complaint.starts_with(&format!("{file}:1: {what}")), "{complaint}");
    }
    let run = score(&["-", "--input-format", "mbox", "--format", "jsonl"], mail("", b"seul"));
    assert_eq!((run.status, run.out.as_str()), (1, ""));
    assert!(run.complaints.starts_with("stdin:1: no mailbox: "), "{}", run.complaints);
}
