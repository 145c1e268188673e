//! Where requests go, and what a client cannot be built with.

use std::fmt;
use std::net::IpAddr;

use http::Uri;
use http::uri::Scheme;

/// An absolute URL without a slash at its end: https, or http to a loopback host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BaseUrl(String);

impl BaseUrl {
    /// Reads a base URL.
    ///
    /// # Errors
    /// Where it is not absolute, not secure, or holds credentials, a query or a fragment.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        if text.contains('#') {
            return Err(ConfigError::UrlQuery);
        }
        let uri: Uri = text.parse().map_err(|_| ConfigError::NotAbsolute)?;
        let (Some(scheme), Some(authority), Some(host)) =
            (uri.scheme(), uri.authority(), uri.host())
        else {
            return Err(ConfigError::NotAbsolute);
        };
        if authority.as_str().contains('@') {
            return Err(ConfigError::UrlCredentials);
        }
        if uri.query().is_some() {
            return Err(ConfigError::UrlQuery);
        }
        let secure = *scheme == Scheme::HTTPS || (*scheme == Scheme::HTTP && is_loopback(host));
        if !secure {
            return Err(ConfigError::Insecure {
                scheme: scheme.to_string(),
                host: host.to_owned(),
            });
        }
        Ok(Self(text.trim_end_matches('/').to_owned()))
    }

    /// The URL.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_loopback(host: &str) -> bool {
    let address = host
        .trim_start_matches('[')
        .trim_end_matches(']')
        .parse::<IpAddr>();
    let name = host.to_ascii_lowercase();
    address.is_ok_and(|address| address.is_loopback())
        || name == "localhost"
        || name.ends_with(".localhost")
}

/// What a client or call cannot be set up with. It shows no URL that could hold a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigError {
    /// The base URL is not absolute.
    NotAbsolute,
    /// The base URL is neither https nor of a loopback host.
    Insecure {
        /// Its scheme.
        scheme: String,
        /// Its host.
        host: String,
    },
    /// The base URL holds a user or password.
    UrlCredentials,
    /// The base URL holds a query or fragment.
    UrlQuery,
    /// A header has no valid name, or a control character in its value.
    Header {
        /// Its name.
        name: String,
    },
    /// There is no transport: the feature `reqwest` is off, and no other was given.
    NoTransport,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAbsolute => {
                f.write_str("the base URL is not absolute; a client takes one such as `https://api.example.com/v1`")
            }
            Self::Insecure { scheme, host } => write!(
                f,
                "the base URL has scheme `{scheme}` and host `{host}`; a client takes `https`, or `http` to a loopback host"
            ),
            Self::UrlCredentials => {
                f.write_str("the base URL holds a user or password; a client takes them as credentials only")
            }
            Self::UrlQuery => f.write_str("the base URL holds `?` or `#`; a client takes scheme, host and path"),
            Self::Header { name } => {
                write!(f, "the header `{name}` has no valid name, or a control character in its value")
            }
            Self::NoTransport => f.write_str("the feature `reqwest` is off; the client takes another transport"),
        }
    }
}

impl std::error::Error for ConfigError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&str, ConfigError>) {
        assert_eq!(
            BaseUrl::parse(text).as_ref().map(BaseUrl::as_str),
            expected.as_ref().copied(),
            "{text}"
        );
    }

    #[test]
    fn https_and_loopback_are_taken() {
        check("https://api.example.com", Ok("https://api.example.com"));
        check(
            "https://api.example.com:8443/v1/public/",
            Ok("https://api.example.com:8443/v1/public"),
        );
        for loopback in [
            "http://localhost:1",
            "http://a.LocalHost",
            "http://127.8.0.1:80/v1",
            "http://[::1]:9",
        ] {
            check(loopback, Ok(loopback));
        }
    }

    #[test]
    fn http_to_the_world_is_refused() {
        for host in [
            "example.com",
            "10.0.0.1",
            "localhost.example.com",
            "notlocalhost",
            "127.0.0.1.example.com",
            "[2001:db8::1]",
        ] {
            let insecure = ConfigError::Insecure {
                scheme: "http".to_owned(),
                host: host.to_owned(),
            };
            check(&format!("http://{host}/v1"), Err(insecure));
        }
        let insecure = ConfigError::Insecure {
            scheme: "ftp".to_owned(),
            host: "localhost".to_owned(),
        };
        check("ftp://localhost", Err(insecure));
    }

    #[test]
    fn what_is_not_a_base_is_refused() {
        for text in [
            "",
            "/v1",
            "api.example.com",
            "api.example.com/v1",
            "https://",
            "https://a b",
        ] {
            check(text, Err(ConfigError::NotAbsolute));
        }
        check("https://a.example/?x=1", Err(ConfigError::UrlQuery));
        check("https://a.example/#x", Err(ConfigError::UrlQuery));
    }

    #[test]
    fn credentials_in_a_url_are_refused_and_not_shown() {
        let error = BaseUrl::parse("https://me:s3cr3t@api.example.com").err();
        assert_eq!(error, Some(ConfigError::UrlCredentials));
        assert!(error.is_some_and(|error| !format!("{error} {error:?}").contains("s3cr3t")));
    }
}
