//! Links within the app: they carry the base path and the environment.

use leptos::prelude::*;

use super::session::Session;
use crate::browser::location::{Address, AddressBar, History};
use crate::route::{self, Query, Route};

/// The address bar, read and written in the app's own terms.
#[derive(Debug, Clone, Copy)]
pub struct Links {
    bar: AddressBar,
    base: StoredValue<String>,
    session: Session,
}

impl Links {
    pub fn new(bar: AddressBar, base: String, session: Session) -> Self {
        let base = StoredValue::new(base);
        Self { bar, base, session }
    }

    /// The page that is open, tracked.
    pub fn route(self) -> Route {
        self.bar.with(|address| {
            self.base
                .with_value(|base| Route::parse(&address.path, base))
        })
    }

    /// Its parameters, tracked.
    pub fn query(self) -> Query {
        self.bar.with(|address| Query::parse(&address.query))
    }

    /// The link to a page.
    pub fn to(self, route: &Route) -> String {
        self.to_with(route, Query::default())
    }

    /// The link to a page with parameters.
    pub fn to_with(self, route: &Route, query: Query) -> String {
        let query = match self.session.name_for_links() {
            Some(name) => query.with("env", &[&name]),
            None => query,
        };
        self.base
            .with_value(|base| route::link(base, route, &query))
    }

    /// Goes to a page.
    pub fn go(self, route: &Route) {
        self.bar.go(&self.to(route), History::Push);
    }

    /// Goes to another environment, at its first page.
    pub fn enter(self, environment: &str) {
        let query = Query::default().with("env", &[environment]);
        let target = self
            .base
            .with_value(|base| route::link(base, &Route::Overview, &query));
        self.bar.go(&target, History::Push);
    }

    /// Goes to an address that was checked by [`route::safe_next`].
    pub fn go_to(self, target: &str, history: History) {
        self.bar.go(target, history);
    }

    /// The first value of a parameter, tracked.
    pub fn parameter(self, name: &'static str) -> Memo<String> {
        Memo::new(move |_| self.query().get(name).unwrap_or_default().to_owned())
    }

    /// Changes parameters of the page that is open.
    pub fn set(self, changes: &[(&str, &[&str])], history: History) {
        let Address { path, query } = self.bar.peek();
        let mut query = Query::parse(&query);
        for (name, values) in changes {
            query = query.with(name, values);
        }
        let text = query.text();
        let target = if text.is_empty() {
            path
        } else {
            format!("{path}?{text}")
        };
        self.bar.go(&target, history);
    }

    /// The sign-in page, which leads back to where one is now.
    pub fn sign_in_and_return(self) -> String {
        let Address { path, query } = self.bar.peek();
        let here = if query.is_empty() {
            path
        } else {
            format!("{path}?{query}")
        };
        self.to_with(&Route::SignIn, Query::default().with("next", &[&here]))
    }

    /// Where signing in leads to.
    pub fn next(self) -> Option<String> {
        let next = self.query().get("next").map(str::to_owned)?;
        self.base.with_value(|base| route::safe_next(&next, base))
    }

    /// The page that an address of this app leads to.
    pub fn route_of(self, target: &str) -> Route {
        let path = target.split('?').next().unwrap_or_default();
        self.base.with_value(|base| Route::parse(path, base))
    }
}

pub fn use_links() -> Links {
    expect_context()
}
