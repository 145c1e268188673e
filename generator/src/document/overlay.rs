//! The OpenAPI Overlay Specification 1.0: actions that update or remove what a JSONPath (RFC 9535) selects.
//!
//! An action that matches or changes nothing is an error: a correction that upstream has made obsolete must not linger.

use serde_json::{Map, Value};
use serde_json_path::{JsonPath, PathElement};

use super::kind;
use super::origin::Origins;
use super::pointer::Pointer;
use crate::problem::{Problems, Severity};

/// Applies an overlay to the tree of a document, action by action. The problems are the overlay's: their pointers lead
/// into it. A fatal one means that nothing was applied.
pub(super) fn apply(overlay: &Value, root: &mut Value) -> (Origins, Problems) {
    let mut run = Run {
        root,
        origins: Origins::default(),
        problems: Problems::new(),
    };
    match check_head(overlay, &mut run.problems) {
        Ok(actions) => {
            let at = Pointer::root().child("actions");
            actions
                .iter()
                .enumerate()
                .for_each(|(index, action)| run.act(action, &at.index(index)));
        }
        Err((at, message)) => run.problems.push(Severity::Fatal, &at, message),
    }
    (run.origins, run.problems)
}

fn check_head<'a>(
    overlay: &'a Value,
    problems: &mut Problems,
) -> Result<&'a Vec<Value>, super::Broken> {
    let root = Pointer::root();
    let Value::Object(members) = overlay else {
        let message = format!(
            "this is {}; an overlay is an object with `overlay`, `info` and `actions`",
            kind(overlay)
        );
        return Err((root, message));
    };
    match members.get("overlay") {
        None => {
            return Err((
                root,
                "`overlay` is missing; `overlay: 1.0.0` is accepted".to_owned(),
            ));
        }
        Some(version) if is_1_0(version) => {}
        Some(version) => {
            let version = version
                .as_str()
                .map_or_else(|| version.to_string(), str::to_owned);
            return Err((
                root.child("overlay"),
                format!("`overlay` is `{version}`; `1.0.0` is accepted"),
            ));
        }
    }
    if !members
        .get("info")
        .is_some_and(|info| info.get("title").is_some() && info.get("version").is_some())
    {
        problems.warning(
            &root,
            "`info` with `title` and `version` is missing; the overlay is applied all the same",
        );
    }
    refuse_unknown(
        members,
        &["overlay", "info", "extends", "actions"],
        &root,
        problems,
    );
    match members.get("actions") {
        Some(Value::Array(actions)) => Ok(actions),
        Some(other) => Err((
            root.child("actions"),
            format!("`actions` is {}; a list is accepted", kind(other)),
        )),
        None => Err((
            root,
            "`actions` is missing; a list of actions is required".to_owned(),
        )),
    }
}

/// `1.0.0`, and `1.0`, which YAML takes for a number.
fn is_1_0(version: &Value) -> bool {
    match version {
        Value::String(text) => text == "1.0" || text.starts_with("1.0."),
        other => other.as_f64() == Some(1.0),
    }
}

fn refuse_unknown(
    members: &Map<String, Value>,
    known: &[&str],
    at: &Pointer,
    problems: &mut Problems,
) {
    for key in members
        .keys()
        .filter(|key| !known.contains(&key.as_str()) && !key.starts_with("x-"))
    {
        problems.error(
            &at.child(key),
            format!("`{key}` is unknown here; {} are accepted", list(known)),
        );
    }
}

fn list(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

/// The tree while the actions change it.
struct Run<'a> {
    root: &'a mut Value,
    origins: Origins,
    problems: Problems,
}

impl Run<'_> {
    fn act(&mut self, action: &Value, at: &Pointer) {
        let Value::Object(members) = action else {
            let message = format!(
                "an action is {}; an object with `target` and `update` or `remove` is accepted",
                kind(action)
            );
            return self.problems.error(at, message);
        };
        refuse_unknown(
            members,
            &["target", "description", "update", "remove"],
            at,
            &mut self.problems,
        );
        let Some(targets) = self.select(members.get("target"), at) else {
            return;
        };
        match (members.get("update"), members.get("remove")) {
            (update, None | Some(Value::Bool(false))) => match update {
                Some(update) => self.update(&targets, update, at),
                None => self.problems.error(
                    at,
                    "the action has neither `update` nor `remove: true`; one is required",
                ),
            },
            (None, Some(Value::Bool(true))) => self.remove(targets, at),
            (Some(_), Some(Value::Bool(true))) => {
                self.problems.error(
                    &at.child("update"),
                    "an action with `remove: true` has no `update`; two actions can do both",
                );
            }
            (_, Some(other)) => {
                let message = format!("`remove` is {}; `true` or `false` is accepted", kind(other));
                self.problems.error(&at.child("remove"), message);
            }
        }
    }

    /// What a target selects, in document order. `None` when that is nothing: a problem then says why.
    fn select(&mut self, target: Option<&Value>, at: &Pointer) -> Option<Vec<Vec<Step>>> {
        let at_target = at.child("target");
        let path = match target {
            Some(Value::String(path)) => path,
            Some(other) => {
                let message = format!("`target` is {}; a JSONPath is accepted", kind(other));
                self.problems.error(&at_target, message);
                return None;
            }
            None => {
                self.problems
                    .error(at, "`target` is missing; a JSONPath is required");
                return None;
            }
        };
        match JsonPath::parse(path) {
            Err(error) => {
                let message = format!(
                    "`{path}` is no JSONPath (RFC 9535): {} at character {}",
                    error.message(),
                    error.position() + 1
                );
                self.problems.error(&at_target, message);
                None
            }
            Ok(query) => {
                let found: Vec<_> = query
                    .query_located(self.root)
                    .dedup()
                    .locations()
                    .map(|it| steps(it.iter()))
                    .collect();
                if found.is_empty() {
                    self.problems.error(
                        &at_target,
                        format!("`{path}` matches nothing in the document"),
                    );
                }
                (!found.is_empty()).then_some(found)
            }
        }
    }

    fn update(&mut self, targets: &[Vec<Step>], update: &Value, at: &Pointer) {
        let by = at.child("update");
        let (problems, mut changed) = (self.problems.len(), false);
        for target in targets {
            let target = pointer(target);
            let Some(node) = self.root.pointer_mut(target.as_str()) else {
                continue;
            };
            let mut merge = Merge {
                origins: &mut self.origins,
                problems: &mut self.problems,
                changed: false,
            };
            match (node, update) {
                (Value::Object(members), Value::Object(news)) => {
                    merge.members(members, news, &target, &by)
                }
                (Value::Array(items), entry) => {
                    merge.append(items, std::iter::once((entry, by.clone())), &target)
                }
                (Value::Object(_), other) => {
                    merge.problems.error(
                        &by,
                        format!(
                            "`update` of an object is {}; an object is accepted",
                            kind(other)
                        ),
                    );
                }
                (other, _) => {
                    let message = format!(
                        "`target` selects {} (`{target}`); objects and lists are updated: select what is around it",
                        kind(other)
                    );
                    merge.problems.error(&at.child("target"), message);
                }
            }
            changed |= merge.changed;
        }
        if !changed && problems == self.problems.len() {
            self.problems.error(
                &by,
                "the update changes nothing: the document already says so",
            );
        }
    }

    /// Removes from the end, so that what is still to be removed stays where it is.
    fn remove(&mut self, mut targets: Vec<Vec<Step>>, at: &Pointer) {
        targets.sort();
        for target in targets.into_iter().rev() {
            let Some((last, above)) = target.split_last() else {
                self.problems.error(
                    &at.child("target"),
                    "`$` selects the whole document, which cannot be removed",
                );
                continue;
            };
            let above = pointer(above);
            match (self.root.pointer_mut(above.as_str()), last) {
                (Some(Value::Object(members)), Step::Name(name)) => {
                    members.shift_remove(name);
                    self.origins.forget(&above.child(name));
                }
                (Some(Value::Array(items)), Step::Index(index)) if *index < items.len() => {
                    self.origins.forget_item(&above, *index, items.len());
                    items.remove(*index);
                }
                // An outer target of the same action took it along.
                _ => {}
            }
        }
    }
}

/// A step of a selected path. Ordered as the document's nodes are removed: outer before inner, items by number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Name(String),
    Index(usize),
}

fn steps<'a>(path: impl Iterator<Item = &'a PathElement<'a>>) -> Vec<Step> {
    let step = |element: &PathElement<'_>| match element {
        PathElement::Name(name) => Step::Name((*name).to_owned()),
        PathElement::Index(index) => Step::Index(*index),
    };
    path.map(step).collect()
}

fn pointer(steps: &[Step]) -> Pointer {
    steps.iter().fold(Pointer::root(), |at, step| match step {
        Step::Name(name) => at.child(name),
        Step::Index(index) => at.index(*index),
    })
}

/// One update of one target: objects merge, lists are concatenated, anything else is replaced by its like.
struct Merge<'a> {
    origins: &'a mut Origins,
    problems: &'a mut Problems,
    changed: bool,
}

impl Merge<'_> {
    fn members(
        &mut self,
        members: &mut Map<String, Value>,
        news: &Map<String, Value>,
        at: &Pointer,
        by: &Pointer,
    ) {
        for (key, new) in news {
            let (at, by) = (at.child(key), by.child(key));
            match (members.get_mut(key), new) {
                (None, new) => {
                    members.insert(key.clone(), new.clone());
                    self.made(&at, &by);
                }
                (Some(Value::Object(old)), Value::Object(new)) => self.members(old, new, &at, &by),
                (Some(Value::Array(old)), Value::Array(new)) => {
                    let new = new
                        .iter()
                        .enumerate()
                        .map(|(index, it)| (it, by.index(index)));
                    self.append(old, new, &at);
                }
                (Some(old), new) if is_scalar(old) && is_scalar(new) => {
                    if old != new {
                        *old = new.clone();
                        self.made(&at, &by);
                    }
                }
                (Some(old), new) => {
                    let message = format!(
                        "{} does not merge into {}; remove `{key}` in an action before",
                        kind(new),
                        kind(old)
                    );
                    self.problems.error(&by, message);
                }
            }
        }
    }

    fn append<'v>(
        &mut self,
        items: &mut Vec<Value>,
        news: impl Iterator<Item = (&'v Value, Pointer)>,
        at: &Pointer,
    ) {
        for (new, by) in news {
            self.made(&at.index(items.len()), &by);
            items.push(new.clone());
        }
    }

    fn made(&mut self, at: &Pointer, by: &Pointer) {
        self.origins.made(at, by);
        self.changed = true;
    }
}

fn is_scalar(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::document::origin::Origin;

    /// Applies actions to a tree, and tells the tree and the messages.
    fn applied(mut root: Value, actions: Value) -> (Value, Origins, Vec<String>) {
        let info = json!({ "title": "Corrections", "version": "1" });
        let overlay = json!({ "overlay": "1.0.0", "info": info, "actions": actions });
        let (origins, problems) = apply(&overlay, &mut root);
        let problems = problems
            .into_entries()
            .into_iter()
            .map(|it| format!("{} ({})", it.message, it.at));
        (root, origins, problems.collect())
    }

    fn check(root: Value, actions: Value, expected: Value) -> Origins {
        let (found, origins, problems) = applied(root, actions);
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(found, expected);
        origins
    }

    fn overlay(at: &str) -> Origin {
        Origin::Overlay(Pointer::parse(at).expect("a pointer"))
    }

    fn at(text: &str) -> Pointer {
        Pointer::parse(text).expect("a pointer")
    }

    #[test]
    fn merges_objects_concatenates_lists_and_replaces_the_rest() {
        let origins = check(
            json!({ "a": { "keep": 1, "list": [1], "deep": { "x": 1 }, "text": "old", "none": null } }),
            json!([{ "target": "$.a", "update": { "list": [2, 3], "deep": { "y": 2 }, "text": "new", "none": 1, "more": {} } }]),
            json!({ "a": { "keep": 1, "list": [1, 2, 3], "deep": { "x": 1, "y": 2 }, "text": "new", "none": 1, "more": {} } }),
        );
        assert_eq!(
            origins.of(&at("/a/list/2")),
            overlay("/actions/0/update/list/1")
        );
        assert_eq!(
            origins.of(&at("/a/deep/y")),
            overlay("/actions/0/update/deep/y")
        );
        assert_eq!(
            origins.of(&at("/a/text")),
            overlay("/actions/0/update/text")
        );
        assert_eq!(
            origins.of(&at("/a/deep/x")),
            Origin::Document(at("/a/deep/x"))
        );
    }

    #[test]
    fn appends_an_entry_to_a_list() {
        let origins = check(
            json!({ "a": [1] }),
            json!([{ "target": "$.a", "update": { "x": 1 } }, { "target": "$.a", "update": [2] }]),
            json!({ "a": [1, { "x": 1 }, [2]] }),
        );
        assert_eq!(origins.of(&at("/a/1/x")), overlay("/actions/0/update/x"));
    }

    #[test]
    fn updates_all_that_is_selected() {
        check(
            json!({ "a": [{ "n": 1 }, { "n": 2 }, { "n": 1 }] }),
            json!([{ "target": "$.a[?@.n == 1]", "update": { "hit": true } }]),
            json!({ "a": [{ "n": 1, "hit": true }, { "n": 2 }, { "n": 1, "hit": true }] }),
        );
    }

    #[test]
    fn removes_members_and_items_in_any_order() {
        let origins = check(
            json!({ "a": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "b": 1, "c": 2 }),
            json!([{ "target": "$.a[10, 2, 9]", "remove": true }, { "target": "$.b", "remove": true }]),
            json!({ "a": [0, 1, 3, 4, 5, 6, 7, 8], "c": 2 }),
        );
        assert_eq!(origins.of(&at("/a/2")), Origin::Document(at("/a/3")));
        assert_eq!(origins.of(&at("/a/7")), Origin::Document(at("/a/8")));
    }

    #[test]
    fn removes_what_lies_within_what_is_removed() {
        check(
            json!({ "a": { "x": { "x": 1 } }, "b": [{ "x": 1 }] }),
            json!([{ "target": "$..x", "remove": true }, { "target": "$.b[0]", "remove": true }]),
            json!({ "a": {}, "b": [] }),
        );
    }

    #[test]
    fn acts_in_order() {
        let origins = check(
            json!({ "a": { "x": { "y": [1] } } }),
            json!([
                { "target": "$.a.x", "remove": true },
                { "target": "$.a", "update": { "x": { "z": 1 } } },
                { "target": "$.a.x", "update": { "z": 2 } },
            ]),
            json!({ "a": { "x": { "z": 2 } } }),
        );
        assert_eq!(origins.of(&at("/a/x")), overlay("/actions/1/update/x"));
        assert_eq!(origins.of(&at("/a/x/z")), overlay("/actions/2/update/z"));
    }

    #[test]
    fn an_action_that_fails_leaves_the_others() {
        let (found, _, problems) = applied(
            json!({ "a": { "x": {} } }),
            json!([
                { "target": "$.b", "remove": true },
                { "target": "$.a", "update": { "x": [1], "y": 1 } },
                { "target": "$.a", "update": { "y": 1 } },
            ]),
        );
        assert_eq!(found, json!({ "a": { "x": {}, "y": 1 } }));
        assert_eq!(
            problems,
            [
                "`$.b` matches nothing in the document (#/actions/0/target)",
                "a list does not merge into an object; remove `x` in an action before (#/actions/1/update/x)",
                "the update changes nothing: the document already says so (#/actions/2/update)",
            ]
        );
    }

    #[test]
    fn takes_1_0_also_as_a_number() {
        let mut root = json!({});
        let overlay =
            json!({ "overlay": 1.0, "info": { "title": "", "version": "" }, "actions": [] });
        assert!(apply(&overlay, &mut root).1.is_empty());
    }
}
