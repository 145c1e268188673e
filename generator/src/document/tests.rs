//! A document with overlay and other files as a whole.

use serde_json::json;

use super::*;

fn source(path: &str, text: &str) -> Source {
    Source {
        path: path.to_owned(),
        bytes: text.as_bytes().to_vec(),
    }
}

fn whole(sources: &Sources) -> (Document, Vec<Problem>) {
    match read(sources) {
        Reading::Whole(document, problems) => (document, problems),
        other => panic!("the document is not whole: {other:?}"),
    }
}

/// A document with an overlay and another file, each with a node of its own.
fn sources() -> Sources {
    let document = "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\npaths:\n  /pets:\n    $ref: sub/pets.yaml#/all\n\
                    tags:\n- name: a\n- name: b\n";
    let overlay = "overlay: 1.0.0\ninfo: {title: Ours, version: '1'}\nactions:\n- target: $.info\n  update:\n    \
                   description: Ours\n- target: $.tags[0]\n  remove: true\n";
    let other = "all:\n  get:\n    responses: {}\n";
    Sources {
        document: source("specs/pets/openapi.yaml", document),
        overlay: Some(source("specs/pets/overlay.yaml", overlay)),
        others: BTreeMap::from([("sub/pets.yaml".to_owned(), Ok(other.into()))]),
    }
}

#[test]
fn the_effective_tree_has_overlay_and_files() {
    let (document, problems) = whole(&sources());
    assert_eq!(problems, []);
    let expected = json!({
        "openapi": "3.0.3",
        "info": { "title": "Pets", "version": "1", "description": "Ours" },
        "paths": { "/pets": { "$ref": "#/x-codegen-files/sub~1pets.yaml/all" } },
        "tags": [{ "name": "b" }],
        "x-codegen-files": { "sub/pets.yaml": { "all": { "get": { "responses": {} } } } },
    });
    assert_eq!(*document.root(), expected);
}

#[test]
fn an_overlay_that_is_none_is_told_in_order_beside_what_the_document_says() {
    let mut sources = sources();
    let twice = b"openapi: 3.0.3\ninfo: {title: Pets, title: Pets, version: '1'}\npaths: {}\n";
    sources.document.bytes = twice.to_vec();
    sources.overlay = Some(source(
        "specs/pets/overlay.yaml",
        "overlay: 1.0.0\n\ninfo:\n",
    ));
    let Reading::Broken(problems) = read(&sources) else {
        panic!("the overlay has no actions");
    };
    let files: Vec<_> = problems.iter().map(|it| it.file.as_str()).collect();
    let overlay = "specs/pets/overlay.yaml";
    assert_eq!(files, ["specs/pets/openapi.yaml", overlay, overlay]);
    assert!(problems.is_sorted(), "{problems:?}");
}

#[test]
fn problems_point_into_the_file_to_edit() {
    let (document, _) = whole(&sources());
    let at = Pointer::root().child("paths").child("/pets");
    let other = document
        .follow(&at)
        .expect("the reference leads somewhere")
        .child("get");
    let mut problems = Problems::new();
    problems.error(
        &Pointer::root().child("info").child("description"),
        "overlay",
    );
    problems.warning(&at, "document");
    problems.note(&other, "other file");
    problems.note(
        &Pointer::root().child("tags").index(0).child("name"),
        "moved",
    );
    let shown: Vec<_> = document
        .place(problems)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        shown,
        [
            "specs/pets/openapi.yaml:4:3: warning: document  (#/paths/~1pets)",
            "specs/pets/openapi.yaml:8:3: note: moved  (#/tags/1/name)",
            "specs/pets/overlay.yaml:6:5: error: overlay  (#/info/description)",
            "specs/pets/sub/pets.yaml:2:3: note: other file  (#/all/get)",
        ]
    );
}

#[test]
fn asks_for_files_until_none_is_missing() {
    let mut sources = sources();
    let others = std::mem::take(&mut sources.others);
    assert!(matches!(read(&sources), Reading::Missing(paths) if paths == ["sub/pets.yaml"]));
    sources.others = others;
    whole(&sources);
}

#[test]
fn a_file_that_cannot_be_had_dangles() {
    let dangling = |other: Other| {
        let mut sources = sources();
        sources.others.insert("sub/pets.yaml".to_owned(), other);
        let (document, problems) = whole(&sources);
        let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
        let followed = document.follow(&Pointer::root().child("paths").child("/pets"));
        (problems, followed.expect_err("it dangles").1)
    };
    let names = |found: &str| {
        format!(
            "`sub/pets.yaml#/all` names {found}; a file inside the document's folder, in YAML or JSON, is accepted"
        )
    };
    assert_eq!(
        dangling(Err(Absence::NotFound)),
        (vec![], names("a file that does not exist"))
    );
    assert_eq!(
        dangling(Ok(Vec::new())),
        (
            vec!["specs/pets/sub/pets.yaml:1:1: error: the file is empty  (#)".to_owned()],
            names("a broken file (specs/pets/sub/pets.yaml:1:1)")
        )
    );
}

#[test]
fn the_tree_does_not_depend_on_where_the_files_lie() {
    let here = sources();
    let moved = |source: &Source| Source {
        path: source.path.replace("specs/pets/", "/tmp/x/"),
        ..source.clone()
    };
    let there = Sources {
        document: moved(&here.document),
        overlay: here.overlay.as_ref().map(moved),
        others: here.others.clone(),
    };
    assert_eq!(whole(&here).0.root(), whole(&there).0.root());
}

#[test]
fn tells_the_version() {
    let version = |text: &str| {
        whole(&Sources {
            document: source("a.yaml", text),
            overlay: None,
            others: BTreeMap::new(),
        })
        .0
        .version()
    };
    assert_eq!(version("openapi: 3.0.1"), Version::V30);
    assert_eq!(version("openapi: 3.1.0"), Version::V31);
    assert_eq!(version("openapi: 3.2.0"), Version::V31);
    assert_eq!(version("openapi: 3.0"), Version::V30);
}
