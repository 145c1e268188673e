//! Where everything of an API is: modules, files, and which types go into which.

use std::collections::BTreeMap;

use super::file::{plain, required_name};
use super::spread::find_spread;
use super::structs;
use crate::ir::{Api, Home, Ident, Kind, Operation, Outcome, Resource, Type, TypeDef, TypeId};

/// Where everything of an API is.
pub struct Layout<'a> {
    /// The API.
    pub api: &'a Api,
    /// The types of each file, in the order of the table.
    homes: BTreeMap<&'a Home, Vec<(TypeId, &'a TypeDef)>>,
    /// The types without a struct of their own: the operation that has their properties among its own fields.
    spread: BTreeMap<TypeId, (usize, usize)>,
    /// The module of each resource.
    resources: Vec<String>,
}

impl<'a> Layout<'a> {
    /// The layout of this API.
    pub fn new(api: &'a Api) -> Self {
        let spread = find_spread(api);
        let mut homes = BTreeMap::<_, Vec<_>>::new();
        for (id, def) in (0..).map(TypeId).zip(&api.types) {
            if !spread.contains_key(&id) {
                homes.entry(&def.home).or_default().push((id, def));
            }
        }
        let resources = (0..api.resources.len())
            .map(|position| resource_module(api, position))
            .collect();
        Self {
            api,
            homes,
            spread,
            resources,
        }
    }

    /// The types of this file.
    pub fn types(&self, home: &Home) -> &[(TypeId, &'a TypeDef)] {
        self.homes.get(home).map_or(&[], Vec::as_slice)
    }

    /// The files that hold types.
    pub fn homes(&self) -> impl Iterator<Item = &'a Home> {
        self.homes.keys().copied()
    }

    /// The stems of the files of models.
    pub fn stems(&self) -> Vec<&'a Ident> {
        let stem = |home: &'a Home| match home {
            Home::Model(stem) => Some(stem),
            Home::Resource(_) | Home::Operation(..) => None,
        };
        self.homes().filter_map(stem).collect()
    }

    /// The module of a resource.
    pub fn resource(&self, position: usize) -> &str {
        &self.resources[position]
    }

    /// The folder of a resource, below the API's.
    pub fn folder(&self, position: usize) -> String {
        let below = self.resources[position].split("::").skip(2);
        below
            .map(|segment| segment.trim_start_matches("r#"))
            .collect::<Vec<_>>()
            .join("/")
    }

    /// The resources below this one; the client's own below none.
    pub fn children(&self, parent: Option<usize>) -> Vec<(usize, &'a Resource)> {
        let resources = self.api.resources.iter().enumerate();
        resources
            .filter(|(_, resource)| resource.parent == parent)
            .collect()
    }

    /// The module in which users find the types of this file.
    pub fn module(&self, home: &Home) -> String {
        match home {
            Home::Model(_) => format!("crate::{}::models", self.api.name),
            Home::Resource(resource) | Home::Operation(resource, _) => {
                self.resources[*resource].clone()
            }
        }
    }

    /// The module of this very file.
    pub fn file(&self, home: &Home) -> String {
        let module = self.module(home);
        match home {
            Home::Model(stem) => format!("{module}::{stem}"),
            Home::Resource(_) => format!("{module}::types"),
            Home::Operation(resource, operation) => {
                format!(
                    "{module}::{}",
                    self.api.resources[*resource].operations[*operation].module
                )
            }
        }
    }

    /// The names that the types of this file take, structs of required values among them.
    pub fn names(&self, home: &Home) -> Vec<String> {
        let mut names = Vec::new();
        for (id, def) in self.types(home) {
            names.push(def.name.to_string());
            if self.is_made(*id) && structs::has_required(def) {
                names.push(required_name(&def.name).to_string());
            }
        }
        names
    }

    /// The operation, by resource and position, among whose fields the properties of this type are, where it has no struct.
    pub fn spread_by(&self, id: TypeId) -> Option<(usize, usize)> {
        self.spread.get(&id).copied()
    }

    /// Whether users make values of this type: requests contain it, other than spread over an operation.
    pub fn is_made(&self, id: TypeId) -> bool {
        self.api.ty(id).in_request && self.spread_by(id).is_none()
    }

    /// The type behind aliases.
    pub fn resolve<'t>(&self, ty: &'t Type) -> &'t Type
    where
        'a: 't,
    {
        match ty {
            Type::Named(id) => match &self.api.ty(*id).kind {
                Kind::Alias(target) => self.resolve(target),
                Kind::Struct(_) | Kind::Enumeration(_) | Kind::Union(_) => ty,
            },
            _ => ty,
        }
    }

    /// The definition that this type names behind aliases, where it names one.
    pub fn definition(&self, ty: &Type) -> Option<(TypeId, &'a TypeDef)> {
        match self.resolve(ty) {
            Type::Named(id) | Type::Generic(id, _) => Some((*id, self.api.ty(*id))),
            _ => None,
        }
    }
}

/// The names that the file of an operation takes beside its types.
pub fn operation_names(operation: &Operation) -> Vec<String> {
    let mut names = vec![operation.type_name.to_string()];
    names.extend(operation.required.as_ref().map(Ident::to_string));
    for outcome in [&operation.output, &operation.failure] {
        if let Outcome::ByStatus(name, _) = outcome {
            names.push(name.to_string());
        }
    }
    names
}

fn resource_module(api: &Api, position: usize) -> String {
    let resource = &api.resources[position];
    let parent = match resource.parent {
        Some(parent) => resource_module(api, parent),
        None => format!("crate::{}::resources", api.name),
    };
    format!("{parent}::{}", resource.name)
}

/// The path of a file of models.
pub fn model_path(stem: &Ident) -> String {
    format!("models/{}.rs", plain(stem))
}
