//! A server of one file, as little of HTTP as a client with ranges needs.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

pub struct Server {
    pub port: u16,
    /// Headers of all requests.
    pub heard: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Serves `content` under every path but those with `missing` in them.
    pub fn start(content: Vec<u8>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let (content, notes) = (Arc::new(content), heard.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (content, notes) = (content.clone(), notes.clone());
                std::thread::spawn(move || serve(stream, &content, &notes));
            }
        });
        Self { port, heard }
    }
}

fn serve(mut stream: TcpStream, content: &[u8], notes: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    while let Some(request) = lines.next() {
        let headers: Vec<String> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
        notes.lock().unwrap().extend(headers.iter().cloned());
        let range = headers.iter().find_map(|line| {
            let line = line.to_ascii_lowercase();
            let (first, last) = line.strip_prefix("range: bytes=")?.split_once('-')?;
            Some((first.parse().ok()?, last.parse::<usize>().ok()?.min(content.len() - 1)))
        });
        let head = "Accept-Ranges: bytes\r\nConnection: keep-alive\r\n";
        let answer = if request.contains("missing") {
            format!("HTTP/1.1 404 Not Found\r\n{head}Content-Length: 0\r\n\r\n").into_bytes()
        } else if request.starts_with("HEAD") {
            format!("HTTP/1.1 200 OK\r\n{head}Content-Length: {}\r\n\r\n", content.len()).into_bytes()
        } else {
            let (first, last) = range.unwrap_or((0, content.len() - 1));
            let mut answer = format!(
                "HTTP/1.1 206 Partial Content\r\n{head}Content-Range: bytes {first}-{last}/{}\r\n\
                 Content-Length: {}\r\n\r\n",
                content.len(),
                last + 1 - first
            )
            .into_bytes();
            answer.extend_from_slice(&content[first..=last]);
            answer
        };
        if stream.write_all(&answer).is_err() {
            return;
        }
    }
}
