//! Pools of the words that fill a document: plain ones first, then what is hard or wrong.

/// Names and values: plain ones, those that come to one name, and those that Rust or a disk reserves.
pub const WORDS: &[&str] = &[
    "a", "b", "c", "id", "type", "Type", "self", "A", "a_b", "aB", "+1", "-1", "", " ", "_",
    "日本", "null", "Option", "String", "x-y", "$ref", "<<", "a/b~c", "a%20b", "con", "é",
    "\u{202e}", "a\nb", "*/", "\"", "`", "\u{0}", "{id}", "1e400",
];

/// Numbers as JSON writes them.
pub const NUMBERS: &[&str] = &[
    "1",
    "0",
    "-1",
    "0.5",
    "100",
    "3.0",
    "1e3",
    "-0",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "1e308",
    "-1e308",
    "5e-324",
    "0.1",
    "1e-7",
    "123456789012345678901234567890",
];

/// What a `$ref` says.
pub const REFERENCES: &[&str] = &[
    "#/components/schemas/a",
    "#/components/schemas/b",
    "#/components/schemas/c",
    "#/components/schemas/A",
    "#/components/parameters/a",
    "#/components/responses/a",
    "#/components/requestBodies/a",
    "#/components/headers/a",
    "#/components/examples/a",
    "#/components/pathItems/a",
    "#/components/schemas/a/properties/a",
    "#/components/schemas/b/allOf/0",
    "#/components/schemas/a/items",
    "#/components/schemas/a%2Fb~0c",
    "#/paths/~1a",
    "#/paths/~1a/get/responses/200",
    "#/paths/~1a/get/parameters/0/schema",
    "other.json",
    "other.json#/a",
    "other.json#/b",
    "sub/other.yaml#/a",
    "#",
    "#/",
    "",
    "#a",
    "#/components/schemas/gone",
    "gone.json#/a",
    "broken.json#/a",
    "../up.json#/a",
    "https://example.com/x.json",
    "other.json#/%zz",
    "#/x-codegen-files",
    "a",
    "#/components/schemas/%E0",
];

/// Prose in the wild.
pub const PROSE: &[&str] = &[
    "Words.",
    "",
    "A <b>bold</b> word &amp; <br/> more",
    "```\nlet x = 1;",
    "    indented\n\tand tabbed",
    "[a] [b](c) [d][e]",
    "\r a \r\n b \u{2028} c",
    "`` ` ``` ` ~~~ ``",
    "\u{202e}turned\u{2066}",
    "*/ /* #![x] \" \\",
    "<!-- <script>",
    "| a |\n|---|\n",
    "# head\n=====",
    "- a\n  - b\n\n    c",
    "https://a.test/<x>?a=b&c=`d`",
    "\u{0}\u{7}\u{feff}",
    "[x]: https://a.test 'y'",
    "*a _b",
    "<p>a<ul><li>```<li>b</ul><a href='https://a.test/`'>`c`</a> <a href=\"https://a.test\">[d]</a>",
    "<pre>```\n<b>x</b>\n    y",
    "<code>a` &lt;`</code><table><tr><td>|<td>```<td><h2>x</table>",
    "<b>\n\n</b><i>*</i><sup>`</sup></p><img alt='<x> [y]'>",
    "<a href='https://a.test'>https://b.test</a> <code>https://c.test",
];

/// Types of a schema.
pub const TYPES: &[&str] = &[
    "object", "string", "array", "integer", "number", "boolean", "null", "file", "String", "",
];

/// Formats.
pub const FORMATS: &[&str] = &[
    "int32",
    "int64",
    "date-time",
    "date",
    "uuid",
    "binary",
    "byte",
    "email",
    "uri",
    "float",
    "double",
    "decimal",
    "unix-time",
    "password",
    "regex",
    "ipv4",
    "x",
    "",
];

/// Regular expressions, sound and not.
pub const PATTERNS: &[&str] = &[
    "^a$",
    "[",
    "(?=a)b",
    "\\d{3}",
    "(a+)+$",
    "\\p{L}",
    "",
    "^(?!x).*$",
    "\\1(a)",
    "[^\\w-]",
    "a{1000}{1000}",
    "\\u{1F600}",
    "\\cA",
    "(?<n>a)\\k<n>",
    "[\\b]",
    "/x/",
    "$^",
    "\\/",
];

/// Media types.
pub const MEDIA_TYPES: &[&str] = &[
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "text/plain",
    "application/octet-stream",
    "application/xml",
    "text/event-stream",
    "application/problem+json; charset=utf-8",
    "*/*",
    "image/*",
    "json",
    "",
    "a/b/c",
    "application/x-ndjson",
    "text/csv",
    "/",
];

/// Status codes of responses.
pub const STATUSES: &[&str] = &[
    "200", "201", "default", "4XX", "204", "404", "302", "2XX", "5xx", "6XX", "99", "ok", "", "x-a",
];

/// Keys of `paths`.
pub const PATHS: &[&str] = &[
    "/a",
    "/a/{id}",
    "/a/{id}/b",
    "/a/{id}.json",
    "/{a}{b}",
    "/a/",
    "/",
    "",
    "a",
    "/a/{",
    "/a/}{",
    "/a?b=c",
    "/a#b",
    "/A",
    "/{id}",
    "/a/{}",
    "/x y/é",
    "x-a",
];

/// Operation ids.
pub const IDS: &[&str] = &[
    "a", "listA", "list_a", "getA", "a", "", "Type", "1", "日本", "a.b", "new", "a b",
];

/// Styles of parameters.
pub const STYLES: &[&str] = &[
    "form",
    "simple",
    "deepObject",
    "spaceDelimited",
    "pipeDelimited",
    "label",
    "matrix",
    "x",
    "",
];

/// Where parameters go.
pub const PLACES: &[&str] = &["query", "path", "header", "cookie", "body", "", "Query"];

/// Names of parameters, headers and properties.
pub const NAMES: &[&str] = &[
    "id",
    "a",
    "b",
    "A",
    "a[]",
    "a[b]",
    "filter",
    "Authorization",
    "Content-Type",
    "X-A",
    "",
    "é",
    "type",
    "limit",
];

/// Types of security schemes.
pub const SECURITY_TYPES: &[&str] = &[
    "http",
    "apiKey",
    "oauth2",
    "openIdConnect",
    "mutualTLS",
    "x",
];

/// Schemes of `http`.
pub const SCHEMES: &[&str] = &["bearer", "basic", "Bearer", "digest", ""];

/// URLs.
pub const URLS: &[&str] = &[
    "https://api.example/v1",
    "/v1",
    "https://{a}.example/{b}",
    "",
    "http://x.test",
    "://",
    "https://é.test",
    "{a",
    "ftp://x",
    "http://127.0.0.1:1/",
    "https://a.test?x=y#z",
];

/// Versions of OpenAPI.
pub const VERSIONS: &[&str] = &["3.0.3", "3.1.0", "3.0.0", "3.2.0", "3.1.1"];

/// JSONPaths of overlays.
pub const TARGETS: &[&str] = &[
    "$.components.schemas.a",
    "$.paths.*.*",
    "$.paths['/a'].get",
    "$.components.schemas.*",
    "$",
    "$.info",
    "$..schema",
    "$.paths.*",
    "$..parameters[0]",
    "$..[?@.type=='string']",
    "$.openapi",
    "$.tags[0,1]",
    "$.gone",
    "$[",
    "",
    "$..*",
    "$.paths.*.*.parameters[?@.name=='a']",
];
