//! Security: the schemes as constructors of `Auth`, the requirements of each operation.
//!
//! A header parameter called `Authorization` is a credential too: OpenAPI says that such a parameter is ignored, and
//! documents that declare one mean the key that the client sends: the scheme called `Authorization`, where there is one.

use super::Lowering;
use super::names::{Case, decide};
use super::parameters::is_token;
use super::resources::Route;
use crate::document::objects::{self, Location, SecurityKind};
use crate::document::pointer::Pointer;
use crate::ir::{Scheme, SchemeKind};
use crate::lower::docs;

/// The header that carries credentials (RFC 9110, 11.6.2), and the key of the scheme made of a parameter.
pub(super) const AUTHORIZATION: &str = "Authorization";

impl Lowering<'_> {
    /// All schemes of the document, and the one of `Authorization` parameters where there are some and no scheme is called so.
    pub(super) fn schemes(&mut self) -> Vec<Scheme> {
        let mut found: Vec<(String, SchemeKind, Option<String>)> = Vec::new();
        for (wire, at) in self.entries(&Pointer::root().child("components"), "securitySchemes") {
            let target = self.follow(&at);
            let scheme = self
                .told(target)
                .map(|target| objects::security_scheme(self.document, &target));
            let scheme = scheme.and_then(|scheme| self.told(scheme));
            let Some(scheme) = scheme else { continue };
            match scheme_kind(scheme.kind) {
                Ok(SchemeKind::Header(name)) if !is_token(&name) => {
                    let message = format!(
                        "`{name}` is no name of a header; letters, digits and `-` are accepted; the scheme is left out"
                    );
                    self.problems.error(&at, message);
                }
                Ok(kind) => found.push((wire, kind, scheme.description)),
                Err(message) => self.problems.note(&at, message),
            }
        }
        if !found.iter().any(|(wire, ..)| wire == AUTHORIZATION) {
            found.extend(self.authorization_parameter());
        }
        let words: Vec<&str> = found
            .iter()
            .map(|(wire, kind, _)| scheme_word(wire, kind, &found))
            .collect();
        let names = decide(Case::Snake, &words, &["none", "new"], "_");
        let named = found.iter().zip(names);
        named
            .map(|((wire, kind, text), name)| Scheme {
                wire: wire.clone(),
                name,
                docs: docs::clean(text.as_deref()),
                kind: kind.clone(),
            })
            .collect()
    }

    fn authorization_parameter(&mut self) -> Option<(String, SchemeKind, Option<String>)> {
        for route in self.routes() {
            for at in self.parameter_places(&route) {
                if let Ok(parameter) = objects::parameter(self.document, &at)
                    && is_authorization(&parameter)
                {
                    let kind = SchemeKind::Header(AUTHORIZATION.to_owned());
                    return Some((AUTHORIZATION.to_owned(), kind, parameter.description));
                }
            }
        }
        None
    }

    /// The requirements of an operation: its own, else the document's; an `Authorization` parameter is one.
    pub(super) fn requirements(
        &mut self,
        route: &Route,
        declares_authorization: bool,
        schemes: &[Scheme],
    ) -> Vec<Vec<String>> {
        if declares_authorization {
            return vec![vec![AUTHORIZATION.to_owned()]];
        }
        let own = route.at.child("security");
        let at = if self.get(&own).is_some() {
            own
        } else {
            Pointer::root().child("security")
        };
        let stated = objects::security(self.document, &at);
        let stated = self.told(stated).unwrap_or_default();
        let mut requirements = Vec::new();
        for requirement in stated {
            let names = requirement.keys().filter(|name| !self.is_certificate(name));
            let names: Vec<String> = names.cloned().collect();
            let unknown = names
                .iter()
                .find(|name| !schemes.iter().any(|scheme| scheme.wire == **name));
            match unknown {
                None => requirements.push(names),
                Some(unknown) => {
                    let message = format!(
                        "`{unknown}` is no usable security scheme of the document; this alternative is left out"
                    );
                    self.problems.warning(&at, message);
                }
            }
        }
        requirements
    }

    /// Whether a scheme is a client certificate: the transport presents it, no credential of a request does.
    fn is_certificate(&self, scheme: &str) -> bool {
        let schemes = Pointer::root().child("components").child("securitySchemes");
        let at = self.follow(&schemes.child(scheme));
        at.is_ok_and(|at| self.text(&at, "type") == Some("mutualTLS"))
    }
}

/// Whether a parameter is the header that carries credentials.
pub(super) fn is_authorization(parameter: &objects::Parameter) -> bool {
    parameter.location == Location::Header && parameter.name.eq_ignore_ascii_case(AUTHORIZATION)
}

fn scheme_kind(kind: SecurityKind) -> Result<SchemeKind, String> {
    Ok(match kind {
        SecurityKind::ApiKey {
            location: Location::Query,
            name,
        } => SchemeKind::Query(name),
        SecurityKind::ApiKey {
            location: Location::Cookie,
            name,
        } => SchemeKind::Cookie(name),
        SecurityKind::ApiKey { name, .. } => SchemeKind::Header(name),
        SecurityKind::Http { scheme } if scheme.eq_ignore_ascii_case("basic") => SchemeKind::Basic,
        SecurityKind::Http { scheme } if scheme.eq_ignore_ascii_case("bearer") => {
            SchemeKind::Bearer
        }
        SecurityKind::Http { .. } => SchemeKind::Header(AUTHORIZATION.to_owned()),
        SecurityKind::OAuth2 | SecurityKind::OpenIdConnect { .. } => SchemeKind::Bearer,
        SecurityKind::MutualTls => {
            return Err("a client certificate is the transport's matter: it counts as given where a requirement names it".to_owned());
        }
    })
}

/// The word of a scheme's constructor: its kind where it is the only one, else its key.
fn scheme_word<'a>(
    wire: &'a str,
    kind: &SchemeKind,
    all: &[(String, SchemeKind, Option<String>)],
) -> &'a str {
    let alike = |other: &SchemeKind| std::mem::discriminant(other) == std::mem::discriminant(kind);
    let alone = all.iter().filter(|(_, other, _)| alike(other)).count() == 1;
    match kind {
        SchemeKind::Basic if alone => "basic",
        SchemeKind::Bearer if alone => "bearer",
        _ => wire,
    }
}
