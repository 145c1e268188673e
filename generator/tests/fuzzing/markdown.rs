//! Doc comments as rustdoc reads them: what in them is HTML, would run as a test, or is a link that leads nowhere.
//!
//! rustdoc itself is asked by `cargo doc` over what is emitted; this asks its parser, of many more documents.

use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// What is wrong with the doc comments of a file.
pub fn faults_of(text: &str) -> Vec<String> {
    comments(text)
        .iter()
        .flat_map(|docs| faults(docs))
        .collect()
}

/// The doc comments of a file, each as Markdown.
fn comments(text: &str) -> Vec<String> {
    let mut comments = vec![String::new()];
    for line in text.lines() {
        let line = line.trim_start();
        let docs = line
            .strip_prefix("///")
            .or_else(|| line.strip_prefix("//!"));
        match (docs, comments.last_mut()) {
            (Some(docs), Some(last)) => {
                last.push_str(docs.strip_prefix(' ').unwrap_or(docs));
                last.push('\n');
            }
            _ => comments.push(String::new()),
        }
    }
    comments
}

/// What rustdoc would warn of, or run.
fn faults(docs: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut broken = Vec::new();
    let mut tell = |link: BrokenLink<'_>| {
        broken.push(format!("a link to nothing: {}", link.reference));
        None
    };
    let parser = Parser::new_with_broken_link_callback(docs, options, Some(&mut tell));
    let mut inside = 0;
    let mut faults: Vec<_> = parser
        .filter_map(|event| fault(event, &mut inside))
        .collect();
    // What the generator links itself is a name in code.
    broken.retain(|it| !it.contains('`'));
    faults.append(&mut broken);
    faults
}

/// What is wrong with one event. `inside` counts the links and blocks of code around it, where URLs may be bare.
fn fault(event: Event<'_>, inside: &mut usize) -> Option<String> {
    match event {
        Event::Html(html) | Event::InlineHtml(html) => Some(format!("HTML: {html}")),
        Event::Start(Tag::CodeBlock(kind)) => {
            *inside += 1;
            let is_text = matches!(&kind, CodeBlockKind::Fenced(info) if &**info == "text");
            (!is_text).then(|| format!("code: {kind:?}"))
        }
        Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
            *inside += 1;
            None
        }
        Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => {
            *inside -= 1;
            None
        }
        Event::Text(text) => {
            (*inside == 0 && has_url(&text)).then(|| format!("a bare URL: {text}"))
        }
        _ => None,
    }
}

/// Whether rustdoc finds a URL in a text (`rustdoc::bare_urls`), or more than it would.
fn has_url(text: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        let mut rests = text.split(scheme).skip(1);
        rests.any(|rest| rest.starts_with(|it: char| it.is_ascii_alphanumeric()))
    })
}
