//! The numbers of a tenant. A tenant may hold hundreds of thousands and the answer comes unpaged,
//! so it is opened here and decoded elsewhere, while it arrives.

use super::LiveClient;
use super::endpoint::Endpoint;
use crate::answer::Answer;
use crate::error::{ApiError, NoAnswer, Problem};
use crate::guid::TenantId;
use crate::redaction::drop_secrets;
use crate::transport::{Opened, Request, Response, Transport};
use futures::StreamExt;
use http::Method;
use serde_json::{Map, Value};

impl<T> LiveClient<T> {
    /// The request for all numbers of a tenant.
    pub fn numbers_request(&self, tenant: &TenantId) -> Request {
        self.request(Method::GET, Endpoint::Numbers { tenant }, None)
    }
}

impl<T: Transport> LiveClient<T> {
    /// Opens the list of all numbers of a tenant: what comes is a JSON array, as bytes. A refusal
    /// and a web page are sorted out before.
    pub async fn open_numbers(&self, tenant: &TenantId) -> Result<Opened, ApiError> {
        let opened = self.transport.open(self.numbers_request(tenant)).await?;
        if !opened.head.status.is_success() {
            let response = opened.read_all().await?;
            return match Answer::accept(&response) {
                Err(error) => Err(error),
                Ok(answer) => Err(answer.unreadable(Problem::Empty)),
            };
        }
        if Answer::head(&opened.head, &[]).claims_html() {
            let response = beginning(opened).await?;
            return Err(Answer::accept(&response)?.unreadable(Problem::Html));
        }
        Ok(opened)
    }

    /// One number with every field as returned; the vendor finds it whatever tenant it is of.
    pub async fn number(&self, number: &str) -> Result<Map<String, Value>, ApiError> {
        let response = self.get(Endpoint::Number { number }).await?;
        let answer = Answer::accept(&response)?;
        let mut value = answer.json()?;
        drop_secrets(&mut value);
        if let Value::Object(fields) = value {
            Ok(fields)
        } else {
            Err(answer.misshapen("$", "expected an object"))
        }
    }
}

/// Only as much of a page as an error shows: it may be long, or never end.
async fn beginning(opened: Opened) -> Result<Response, NoAnswer> {
    let Opened { head, mut body } = opened;
    let first = body.next().await.transpose()?.unwrap_or_default();
    Ok(Response::from_parts(head, first))
}
