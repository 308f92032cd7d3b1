//! The server: one origin for the app, both APIs and the control address.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::Arc,
    time::Duration,
};

use axum::{
    Router,
    extract::Request,
    middleware::{Next, from_fn, from_fn_with_state},
    response::Response,
    routing::any,
};
use http::{HeaderValue, Uri, header};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};
use tower::ServiceExt as _;
use url::Url;

use crate::{
    WorldOptions,
    answer::Api,
    config::ConfigSource,
    control,
    cors::{self, Cors},
    fault::act::Dropped,
    files::{self, Site},
    forward::Upstream,
    live, opentact,
    service::{front, no_handler},
    wire::{Fate, Wire},
    world::{Credentials, World, Worlds},
};

/// How long to wait for others to end when no more connections can be opened.
const TOO_MANY_CONNECTIONS: Duration = Duration::from_millis(100);

/// How the server is started.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The port; left out, any that is free.
    pub port: Option<u16>,
    /// The folder with the built app; left out, there are only the APIs.
    pub dist: Option<PathBuf>,
    /// A configuration for the app instead of the one beside it.
    pub config: Option<PathBuf>,
    /// The path of the app, such as `/x/`; left out, the root.
    pub public_url: Option<String>,
    /// Which other origins may call the APIs.
    pub cors: Cors,
    /// A real Live Platform to pass its calls on to.
    pub live_platform: Option<Url>,
    /// A real OpenTACT to pass its calls on to.
    pub opentact: Option<Url>,
    /// The default world.
    pub world: WorldOptions,
}

/// A running server.
#[derive(Debug)]
pub struct Sandbox {
    address: SocketAddr,
    public_url: String,
    worlds: Arc<Worlds>,
    accepting: JoinHandle<()>,
}

impl Sandbox {
    /// Starts a server on the loopback interface, and on no other.
    pub async fn start(options: Options) -> io::Result<Self> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port.unwrap_or(0)));
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let worlds = Arc::new(Worlds::new(World::new(options.world.clone())));
        let public_url = public_url(options.public_url.as_deref());
        let router = site(&worlds, &options, &public_url).map_err(io::Error::other)?;
        let accepting = tokio::spawn(accept(listener, router));
        Ok(Self {
            address,
            public_url,
            worlds,
            accepting,
        })
    }

    /// The address that the server listens at.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of the app.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.public_url)
    }

    /// What opens the default world.
    pub fn credentials(&self) -> Credentials {
        self.worlds.default_world().credentials().clone()
    }

    /// Runs until [`Sandbox::stop`], or for good.
    pub async fn run(&mut self) {
        // It ends only by being stopped.
        let _ = (&mut self.accepting).await;
    }

    /// Takes no more connections.
    pub fn stop(&self) {
        self.accepting.abort();
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Both APIs and the control address without a socket, for tests in the same process.
pub fn app(world: World) -> Router {
    let worlds = Arc::new(Worlds::new(world));
    finished(imitations(&worlds, None, None))
}

fn site(
    worlds: &Arc<Worlds>,
    options: &Options,
    public_url: &str,
) -> Result<Router, reqwest::Error> {
    let upstream =
        |api, url: &Option<Url>| url.as_ref().map(|url| Upstream::new(api, url)).transpose();
    let live = upstream(Api::Live, &options.live_platform)?;
    let opentact = upstream(Api::OpenTact, &options.opentact)?;
    let forwards = live.is_some() || opentact.is_some();
    let mut router = imitations(worlds, live, opentact);
    if let Some(dist) = &options.dist {
        let config = ConfigSource {
            file: options.config.clone(),
            built: dist.join("config.json"),
            forwards,
        };
        let site = Site {
            dist: dist.clone(),
            public_url: public_url.to_owned(),
            config,
        };
        router = router.merge(files::routes(site));
    }
    let cors = Arc::new(options.cors.clone());
    Ok(finished(
        router.layer(from_fn_with_state(cors, cors::layer)),
    ))
}

fn imitations(worlds: &Arc<Worlds>, live: Option<Upstream>, opentact: Option<Upstream>) -> Router {
    let live = live.map_or_else(
        || front(live::routes(), Arc::clone(worlds), Api::Live),
        Upstream::routes,
    );
    let opentact = opentact.map_or_else(
        || front(opentact::routes(), Arc::clone(worlds), Api::OpenTact),
        Upstream::routes,
    );
    Router::new()
        .merge(live)
        .merge(opentact)
        .merge(control::routes(Arc::clone(worlds)))
        .route("/ac/{*rest}", any(no_handler))
        .route("/ot/{*rest}", any(no_handler))
}

/// A browser sends a call again by itself when a connection that it used before dies: every
/// answer closes its own.
fn finished(router: Router) -> Router {
    router.layer(from_fn(|request: Request, next: Next| async {
        let mut response: Response = next.run(request).await;
        response
            .headers_mut()
            .insert(header::CONNECTION, HeaderValue::from_static("close"));
        response
    }))
}

/// With a slash at either end.
fn public_url(given: Option<&str>) -> String {
    match given.unwrap_or_default().trim_matches('/') {
        "" => "/".to_owned(),
        path => format!("/{path}/"),
    }
}

/// Both APIs also answer where the vendors have them, so that a reverse proxy written for the
/// vendors can be tried with this server behind it.
fn prefixed(uri: &Uri) -> Option<Uri> {
    let asked = uri.path_and_query()?.as_str();
    let (_, prefix) = [("/tenantui/", "/ac"), ("/rest/", "/ot")]
        .into_iter()
        .find(|(path, _)| asked.starts_with(path))?;
    format!("{prefix}{asked}").parse().ok()
}

async fn accept(listener: TcpListener, router: Router) {
    loop {
        // What fails here is one connection, or there are too many for the moment.
        if let Ok((tcp, _)) = listener.accept().await {
            tokio::spawn(serve(tcp, router.clone()));
        } else {
            tokio::time::sleep(TOO_MANY_CONNECTIONS).await;
        }
    }
}

async fn serve(tcp: TcpStream, router: Router) {
    // Without it the last piece of an answer waits for the one before to be acknowledged.
    let _ = tcp.set_nodelay(true);
    let fate = Fate::default();
    let wire = TokioIo::new(Wire::new(tcp, fate.clone()));
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(fate.clone());
        if let Some(prefixed) = prefixed(request.uri()) {
            *request.uri_mut() = prefixed;
        }
        let router = router.clone();
        async move {
            let Ok(response) = router.oneshot(request).await;
            if response.extensions().get::<Dropped>().is_some() {
                return Err(io::Error::from(io::ErrorKind::ConnectionAborted));
            }
            Ok(response)
        }
    });
    // How a connection ends is noted down with the call that travelled on it.
    let _ = http1::Builder::new()
        .keep_alive(false)
        .serve_connection(wire, service)
        .await;
}
