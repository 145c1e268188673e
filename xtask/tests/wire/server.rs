//! A real HTTP server on loopback: it gives the tests each request to the byte and writes the bytes they script.
//!
//! One connection per script, in order. A request is published before its script runs, so that a test can look at it
//! while the reply is still to come.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use crate::Result;

/// How long a test waits for what must come; far beyond what any takes.
pub const LONG: Duration = Duration::from_secs(30);

/// The header by which every scripted head names its request.
pub const REQUEST_ID: &str = "req_1";

/// What the server does on one connection once it has read the request; then it closes.
pub struct Script(Vec<Step>);

enum Step {
    Write(Vec<u8>),
    Await(Receiver<()>),
    Hold,
}

impl Script {
    /// These bytes, whatever they are.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self(vec![Step::Write(bytes.into())])
    }

    /// A whole reply with a JSON body.
    pub fn json(status: u16, body: &str) -> Self {
        let stated = format!("content-length: {}\r\n", body.len());
        Self::raw(head(status, &stated) + body)
    }

    /// A whole reply whose body comes in these chunks, with an end or without.
    pub fn chunks(status: u16, chunks: &[&str]) -> Self {
        let mut reply = head(status, "transfer-encoding: chunked\r\n");
        for chunk in chunks {
            reply += &format!("{:x}\r\n{chunk}\r\n", chunk.len());
        }
        Self::raw(reply)
    }

    /// A head that states this length, and then only this much of the body.
    pub fn part(status: u16, length: usize, body: &str) -> Self {
        let stated = format!("content-length: {length}\r\n");
        Self::raw(head(status, &stated) + body)
    }

    /// Nothing yet.
    pub fn silence() -> Self {
        Self(Vec::new())
    }

    /// Then waits until the test sends a word or drops the sender.
    pub fn wait(mut self, word: Receiver<()>) -> Self {
        self.0.push(Step::Await(word));
        self
    }

    /// Then does this.
    pub fn then(mut self, next: Self) -> Self {
        self.0.extend(next.0);
        self
    }

    /// Then waits until the client closes the connection.
    pub fn hold(mut self) -> Self {
        self.0.push(Step::Hold);
        self
    }

    fn play(self, stream: &mut TcpStream) -> io::Result<()> {
        for step in self.0 {
            match step {
                Step::Write(bytes) => stream.write_all(&bytes)?,
                // A dropped sender is a word too.
                Step::Await(word) => drop(word.recv()),
                // The client closes with an error or without.
                Step::Hold => drop(stream.read(&mut [0])),
            }
        }
        Ok(())
    }
}

/// Status line and headers, with the empty line behind them.
fn head(status: u16, stated: &str) -> String {
    format!(
        "HTTP/1.1 {status} Scripted\r\nconnection: close\r\ncontent-type: application/json\r\n\
         request-id: {REQUEST_ID}\r\n{stated}\r\n"
    )
}

/// A server that plays its scripts.
pub struct Server {
    address: SocketAddr,
    requests: Receiver<io::Result<Request>>,
}

impl Server {
    /// Starts a server that plays one script per connection and then stops.
    pub fn start(scripts: impl IntoIterator<Item = Script>) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let scripts: Vec<_> = scripts.into_iter().collect();
        let (publish, requests) = mpsc::channel();
        thread::spawn(move || {
            for script in scripts {
                if let Err(error) = serve(&listener, script, &publish) {
                    // Nobody listens any more where the test is over.
                    let _ = publish.send(Err(error));
                }
            }
        });
        Ok(Self { address, requests })
    }

    /// Its base URL with this path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The `Host` that requests to it name.
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    /// The next request that came.
    pub fn request(&self) -> Result<Request> {
        Ok(self.requests.recv_timeout(LONG)??)
    }
}

/// An address where nobody listens: that of the client's end of a connection, which nobody else can take meanwhile.
pub struct Nowhere {
    client: TcpStream,
    _server: TcpListener,
}

impl Nowhere {
    /// Takes a free address.
    pub fn find() -> Result<Self> {
        let server = TcpListener::bind("127.0.0.1:0")?;
        let client = TcpStream::connect(server.local_addr()?)?;
        Ok(Self {
            client,
            _server: server,
        })
    }

    /// Its base URL.
    pub fn url(&self) -> Result<String> {
        Ok(format!("http://{}", self.client.local_addr()?))
    }
}

fn serve(
    listener: &TcpListener,
    script: Script,
    publish: &Sender<io::Result<Request>>,
) -> io::Result<()> {
    let (mut stream, _) = listener.accept()?;
    let request = Request::read(&mut BufReader::new(&stream))?;
    // Nobody listens where the test asks for the reply alone.
    let _ = publish.send(Ok(request));
    script.play(&mut stream)
}

/// A request as it came.
pub struct Request {
    /// Method, target and version.
    pub line: String,
    /// Names in lower case and values, in order of both.
    pub headers: Vec<(String, String)>,
    /// The body, to the byte.
    pub body: Vec<u8>,
}

impl Request {
    /// Reads head and body; the body's length must be stated.
    fn read(stream: &mut impl BufRead) -> io::Result<Self> {
        let line = read_line(stream)?;
        let mut headers = Vec::new();
        loop {
            let header = read_line(stream)?;
            let Some((name, value)) = header.split_once(": ") else {
                break;
            };
            headers.push((name.to_ascii_lowercase(), value.to_owned()));
        }
        headers.sort();
        let mut request = Self {
            line,
            headers,
            body: Vec::new(),
        };
        let length = request.header("content-length").unwrap_or("0").parse();
        request.body = vec![0; length.map_err(io::Error::other)?];
        stream.read_exact(&mut request.body)?;
        Ok(request)
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let (_, value) = self.headers.iter().find(|header| header.0 == name)?;
        Some(value)
    }

    /// The request as text, without what is the same in all: version, host, sender.
    pub fn text(&self) -> String {
        let mut text = self.line.trim_end_matches(" HTTP/1.1").to_owned();
        for (name, value) in &self.headers {
            if !["host", "user-agent"].contains(&name.as_str()) {
                text += &format!("\n{name}: {value}");
            }
        }
        text + "\n\n" + &String::from_utf8_lossy(&self.body)
    }
}

fn read_line(stream: &mut impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    stream.read_line(&mut line)?;
    Ok(line.trim_end_matches("\r\n").to_owned())
}
