//! The unions of an API: a value of one branch, and of none before it, is that branch; no valid value stays raw.

use generator::ir::{Branch, Type, TypeDef, TypeId, Union};
use serde_json::{Value, json};

use super::sampling::Sampling;
use super::server::{Node, comes_back};

/// A value of a union.
pub struct Sampled {
    /// The value.
    pub json: Value,
    /// The branch that it must be; any where several take it.
    branch: Option<usize>,
}

/// Values of this union: of each branch, and of the union as a whole.
pub fn sampled(
    sampling: &Sampling<'_>,
    (id, def, union): (TypeId, &TypeDef, &Union),
) -> Vec<Sampled> {
    let mut sampled = Vec::new();
    for (number, branch) in union.branches.iter().enumerate() {
        for json in sampling.values(&branch.ty, &branch.checks) {
            let json = tagged(json, union, branch);
            let is_of = is_of(sampling, (def, union), number, &json);
            let branch = is_of.then_some(number);
            sampled.push(Sampled { json, branch });
        }
    }
    let whole = sampling.values(&Type::Named(id), &[]).into_iter();
    sampled.extend(whole.map(|json| Sampled { json, branch: None }));
    sampled.retain(|sampled| sampling.accepts(Some(&def.at), &sampled.json));
    sampled
}

/// Whether a value is of this branch and of none before it; where a discriminator names a branch, whether of that one.
fn is_of(
    sampling: &Sampling<'_>,
    (def, union): (&TypeDef, &Union),
    number: usize,
    json: &Value,
) -> bool {
    let home = |branch: &Branch| sampling.schema(branch.at.as_ref());
    let accepts = |branch: &Branch| {
        home(branch).is_some_and(|schema| sampling.oracles.accepts(&schema.at, json))
    };
    let branch = &union.branches[number];
    let Some(own) = home(branch).filter(|_| accepts(branch)) else {
        return false;
    };
    let root = Node::root(sampling.document);
    let schema = sampling.schema(Some(&def.at));
    match schema.and_then(|schema| discriminated(&root, &schema, json)) {
        Some(named) => named.at == own.at,
        None => !union.branches[..number].iter().any(accepts),
    }
}

/// The schema that the discriminator of a union names (OpenAPI: Discriminator Object).
fn discriminated<'d>(root: &Node<'d>, union: &Node<'d>, json: &Value) -> Option<Node<'d>> {
    let discriminator = union.child("discriminator")?;
    let value = json.get(discriminator.text("propertyName")?)?.as_str()?;
    let mapping = discriminator.value.get("mapping");
    let mapped = mapping.and_then(|mapping| mapping.get(value)?.as_str());
    let component = |name: &str| root.find(&format!("#/components/schemas/{name}"));
    match mapped {
        Some(reference) if reference.starts_with('#') => root.find(reference),
        Some(name) => component(name),
        None => component(value),
    }
}

/// The value with the tag that names the branch, where the value has none.
fn tagged(mut json: Value, union: &Union, branch: &Branch) -> Value {
    if let (Some(wire), Some(tag), Some(members)) =
        (&union.tag, branch.tags.first(), json.as_object_mut())
    {
        let is_named = members.get(wire).and_then(Value::as_str);
        if !is_named.is_some_and(|found| branch.tags.iter().any(|tag| tag == found)) {
            members.insert(wire.clone(), tag.as_str().into());
        }
    }
    json
}

impl Sampled {
    /// The question by which the program is asked for its branch.
    pub fn question(&self, union: usize) -> Value {
        json!({ "union": union, "json": self.json.to_string() })
    }

    /// Which branch it must be.
    pub fn branch(&self) -> Option<usize> {
        self.branch
    }

    /// What is wrong with the answer.
    pub fn check(&self, union: &Union, answer: &Value) -> Option<String> {
        let name = |number: Option<usize>| {
            let branch = number.and_then(|number| union.branches.get(number));
            branch
                .unwrap_or_else(|| &union.branches[0])
                .name
                .to_string()
        };
        let sent = &self.json;
        if let Some(fault) = answer.get("fault").and_then(Value::as_str) {
            return Some(format!("does not decode: {fault}: {sent}"));
        }
        let found = answer["case"]
            .as_u64()
            .and_then(|it| usize::try_from(it).ok());
        let Some(found) = found else {
            return Some(format!("stays raw JSON: {sent}"));
        };
        if let Some(branch) = self.branch.filter(|branch| *branch != found) {
            let (found, branch) = (name(Some(found)), name(Some(branch)));
            return Some(format!(
                "is taken for `{found}` and is of `{branch}`: {sent}"
            ));
        }
        let back = answer["json"].as_str().unwrap_or_default();
        let same = serde_json::from_str(back).is_ok_and(|back| comes_back(sent, &back));
        (!same).then(|| format!("came back as {back}, sent was {sent}"))
    }
}
