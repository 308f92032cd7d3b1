//! Answers compressed on the way, which is when a length is smaller than what a client reads.

use std::io::Write as _;

use axum::{
    body::{Body, to_bytes},
    response::Response,
};
use flate2::{Compression, write::GzEncoder};
use http::{HeaderMap, HeaderValue, header};

/// Whether a client takes gzip.
pub(crate) fn is_accepted(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|value| value.contains("gzip"))
}

/// The answer with its whole body compressed, and the length of that stated.
pub(crate) async fn compressed(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    let bytes = match to_bytes(body, usize::MAX).await {
        Ok(bytes) if encoder.write_all(&bytes).is_ok() => encoder.finish(),
        Ok(_) | Err(_) => return Response::from_parts(parts, Body::empty()),
    };
    let bytes = bytes.unwrap_or_default();
    parts
        .headers
        .insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    parts
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    parts
        .headers
        .append(header::VARY, HeaderValue::from_static("accept-encoding"));
    Response::from_parts(parts, Body::from(bytes))
}
