//! Text to one tree: JSON or YAML read, the overlay applied, other files embedded, every node's origin known.
//!
//! The tree ([`Document::root`]) is the truth that lowering reads: schemas straight from it, the rest of the structure
//! through [`objects`]. Nothing here does IO: [`read`] says which files it misses, and the caller brings them.

mod depth;
mod file;
mod files;
mod lines;
pub mod objects;
mod origin;
mod others;
mod overlay;
mod percent;
pub mod pointer;
mod reference;
mod root;
mod sources;
mod text;
mod tree;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::problem::{Problem, Problems, Severity};
use file::{File, Loaded, Located};
use files::Files;
pub(crate) use files::KEY as FILES;
use origin::{Origin, Origins};
use others::Others;
use pointer::Pointer;
use reference::References;
pub use sources::{Absence, Other, Source, Sources};

/// What [`read`] comes to.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "there is one in a run, and it is taken apart at once"
)]
pub enum Reading {
    /// The document, and what is wrong with it so far, sorted.
    Whole(Document, Vec<Problem>),
    /// `$ref`s name these files (paths relative to the document's folder): bring them and read again.
    Missing(Vec<String>),
    /// It cannot be read. At least one problem is fatal.
    Broken(Vec<Problem>),
}

/// The version of the OpenAPI Specification that a document follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// 3.0.x
    V30,
    /// 3.1.x, and 3.2.x, which is read as 3.1.
    V31,
}

/// A node that is broken, and why.
pub type Broken = (Pointer, String);

/// A document as lowering sees it: after the overlay, with the files it refers to embedded.
#[derive(Debug)]
pub struct Document {
    version: Version,
    root: Value,
    file: File,
    overlay: Option<File>,
    /// The other files, by their path from the document's folder.
    others: BTreeMap<String, File>,
    /// The other files that cannot be had, and what a reference to one names.
    absent: BTreeMap<String, String>,
    origins: Origins,
}

/// Reads a document.
pub fn read(sources: &Sources) -> Reading {
    match read_whole(sources) {
        Ok(reading) => reading,
        Err(problems) => Reading::Broken(problems),
    }
}

fn read_whole(sources: &Sources) -> Result<Reading, Vec<Problem>> {
    let Loaded {
        file,
        value: mut root,
        problems: mut placed,
    } = File::load(&sources.document).map_err(|fatal| vec![fatal])?;
    let version = root::version(&root).map_err(|(at, message)| file.place(fatal(&at, message)))?;
    let mut problems = Problems::new();
    root::clear_reserved(&mut root, &mut problems);
    placed.extend(file.place(problems));
    let (overlay, origins) = lay_over(sources.overlay.as_ref(), &mut root, &mut placed)?;
    let mut others = Others::load(sources, &mut placed);
    let own = files::name(&sources.document.path);
    if let Files::Missing(paths) = files::embed(&mut root, own, &mut others.trees) {
        return Ok(Reading::Missing(paths));
    }
    let document = Document {
        version,
        root,
        file,
        overlay,
        others: others.files,
        absent: others.absent,
        origins,
    };
    let mut problems = Problems::new();
    root::check(&document.root, version, &mut problems);
    placed.extend(document.place(problems));
    placed.sort();
    Ok(Reading::Whole(document, placed))
}

fn fatal(at: &Pointer, message: String) -> Problems {
    let mut problems = Problems::new();
    problems.push(Severity::Fatal, at, message);
    problems
}

/// Applies the overlay, if there is one, and adds its problems. One that cannot be read ends the reading.
fn lay_over(
    overlay: Option<&Source>,
    root: &mut Value,
    placed: &mut Vec<Problem>,
) -> Result<(Option<File>, Origins), Vec<Problem>> {
    let Some(source) = overlay else {
        return Ok((None, Origins::default()));
    };
    let Loaded {
        file,
        value,
        problems,
    } = File::load(source).map_err(|fatal| vec![fatal])?;
    placed.extend(problems);
    let (origins, problems) = overlay::apply(&value, root);
    let problems = file.place(problems);
    if problems.iter().any(|it| it.severity == Severity::Fatal) {
        return Err(problems);
    }
    placed.extend(problems);
    Ok((Some(file), origins))
}

impl Document {
    /// The version of OpenAPI that it follows.
    pub fn version(&self) -> Version {
        self.version
    }

    /// The effective tree.
    pub fn root(&self) -> &Value {
        &self.root
    }

    /// The node at a pointer.
    pub fn get(&self, at: &Pointer) -> Option<&Value> {
        self.root.pointer(at.as_str())
    }

    /// The node that a reference names: `#/…`, percent-escapes decoded, `$ref`s on the way followed. The message says
    /// what is wrong with the reference and what is accepted.
    pub fn resolve(&self, reference: &str) -> Result<Pointer, String> {
        self.references().resolve(reference)
    }

    /// Follows `$ref` after `$ref` from the node at `at` to the first node without one. A cycle or a dangling reference
    /// is broken at that `$ref`.
    pub fn follow(&self, at: &Pointer) -> Result<Pointer, Broken> {
        self.references().follow(at)
    }

    fn references(&self) -> References<'_> {
        References {
            root: &self.root,
            absent: &self.absent,
        }
    }

    /// The effective document as JSON text, for validators that are not ours.
    pub fn effective_json(&self) -> String {
        format!("{:#}", self.root)
    }

    /// Gives problems their file, line and column, and sorts them.
    pub fn place(&self, problems: Problems) -> Vec<Problem> {
        let mut by_file: BTreeMap<&str, (&File, Vec<Located>)> = BTreeMap::new();
        for mut entry in problems.into_entries() {
            let (file, at) = self.written(&entry.at);
            entry.at = self.shown(&entry.at).1;
            by_file
                .entry(file.path())
                .or_insert_with(|| (file, Vec::new()))
                .1
                .push((at, entry));
        }
        let mut placed: Vec<_> = by_file
            .into_values()
            .flat_map(|(file, entries)| file.place_at(entries))
            .collect();
        placed.sort();
        placed
    }

    /// The file in which a node was written, and the pointer that its writer knows.
    pub fn home(&self, at: &Pointer) -> (&str, Pointer) {
        let (file, at) = self.shown(at);
        (file.path(), at)
    }

    /// An overlay's pointers (`#/actions/3/update/…`) say less than the node that it made.
    fn shown(&self, at: &Pointer) -> (&File, Pointer) {
        let (file, written) = self.written(at);
        let overlay = self.overlay.as_ref();
        if overlay.is_some_and(|overlay| std::ptr::eq(overlay, file)) {
            (file, at.clone())
        } else {
            (file, written)
        }
    }

    /// The file in which a node was written, and its pointer there.
    fn written(&self, at: &Pointer) -> (&File, Pointer) {
        if let Some((path, rest)) = files::embedded(at)
            && let Some(file) = self.others.get(&path)
        {
            return (file, rest);
        }
        match (self.origins.of(at), &self.overlay) {
            (Origin::Overlay(at), Some(overlay)) => (overlay, at),
            (Origin::Overlay(at) | Origin::Document(at), _) => (&self.file, at),
        }
    }
}

/// What a value is, with its article, for messages.
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
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
        assert_eq!(
            serde_json::from_str::<Value>(&document.effective_json()).ok(),
            Some(expected)
        );
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
        assert_eq!(
            whole(&here).0.effective_json(),
            whole(&there).0.effective_json()
        );
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
}
