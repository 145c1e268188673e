use std::collections::BTreeMap;

use crate::ir::Api;

pub(super) fn emit(_: &Api) -> BTreeMap<String, String> {
    BTreeMap::new()
}
