//! Starts the sandbox and says how to get in.

use std::{
    io::{self, Write as _},
    net::{Ipv4Addr, TcpListener},
    path::PathBuf,
    process::ExitCode,
};

use clap::Parser;
use sandbox::{Cors, Numbers, Options, Sandbox, WorldOptions};
use url::Url;

/// What an unregistered port of no well-known program is.
const PORT: u16 = 8627;

/// Serves the app and imitations of both APIs on one loopback address.
#[derive(Debug, Parser)]
#[command(name = "sandbox", version)]
struct Arguments {
    /// The port to listen at
    #[arg(long, default_value_t = PORT)]
    port: u16,
    /// The folder with the built app
    #[arg(long, value_name = "DIR", default_value = "dist")]
    dist: PathBuf,
    /// A configuration for the app instead of the one in the folder
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The path that the app was built for, such as /x/
    #[arg(long, value_name = "PATH", default_value = "/")]
    public_url: String,
    /// Serve the APIs only
    #[arg(long)]
    api_only: bool,
    /// Let the pages of another origin call the APIs
    #[arg(long, value_name = "ORIGIN")]
    cors: Vec<String>,
    /// The methods that those pages may use; an empty list answers no preflight
    #[arg(long, value_name = "LIST", value_delimiter = ',', requires = "cors")]
    cors_methods: Option<Vec<String>>,
    /// How many calling profiles
    #[arg(long, value_name = "N", default_value_t = WorldOptions::default().profiles)]
    profiles: usize,
    /// How many numbers the first tenant has, or with TENANT=N another one
    #[arg(long, value_name = "N", value_parser = numbers)]
    numbers: Vec<(String, u64)>,
    /// How many rules the first customer's default dial plan has
    #[arg(long, value_name = "N")]
    rules: Option<usize>,
    /// How many voice profiles
    #[arg(long, value_name = "N", default_value_t = WorldOptions::default().voice_profiles)]
    voice_profiles: usize,
    /// How many services
    #[arg(long, value_name = "N", default_value_t = WorldOptions::default().services)]
    services: usize,
    /// Pass Live Platform's calls on to a real server
    #[arg(long, value_name = "URL")]
    live_platform: Option<Url>,
    /// Pass OpenTACT's calls on to a real server
    #[arg(long, value_name = "URL")]
    opentact: Option<Url>,
}

fn numbers(text: &str) -> Result<(String, u64), String> {
    let (tenant, count) = text
        .split_once('=')
        .unwrap_or((sandbox::FIRST_TENANT, text));
    let count = count.parse().map_err(|error| format!("{count}: {error}"))?;
    Ok((tenant.to_owned(), count))
}

impl From<Arguments> for Options {
    fn from(arguments: Arguments) -> Self {
        let world = WorldOptions {
            profiles: arguments.profiles,
            numbers: Numbers::OfTenants(arguments.numbers.into_iter().collect()),
            rules: arguments.rules,
            voice_profiles: arguments.voice_profiles,
            services: arguments.services,
            ..WorldOptions::default()
        };
        let methods = arguments.cors_methods.map(|mut methods| {
            methods.retain(|method| !method.is_empty());
            methods
        });
        Self {
            port: Some(arguments.port),
            dist: (!arguments.api_only).then_some(arguments.dist),
            config: arguments.config,
            public_url: Some(arguments.public_url),
            cors: Cors {
                origins: arguments.cors,
                methods,
            },
            live_platform: arguments.live_platform,
            opentact: arguments.opentact,
            world,
        }
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse().into()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Without a standard error there is nobody to tell.
            let _ = writeln!(io::stderr(), "sandbox: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> io::Result<()> {
    if let Some(file) = &options.config {
        std::fs::metadata(file).map_err(|error| named(&error, &file.display().to_string()))?;
    }
    let port = options.port.unwrap_or_default();
    let started = Sandbox::start(options.clone()).await;
    let mut sandbox = started.map_err(|error| {
        let taken_port = error.kind() == io::ErrorKind::AddrInUse;
        if taken_port {
            io::Error::new(error.kind(), taken(port))
        } else {
            error
        }
    })?;
    introduce(&sandbox, &options)?;
    tokio::select! {
        () = sandbox.run() => Ok(()),
        stopped = tokio::signal::ctrl_c() => stopped,
    }
}

fn named(error: &io::Error, name: &str) -> io::Error {
    io::Error::new(error.kind(), format!("{name}: {error}"))
}

fn taken(port: u16) -> String {
    let free = (port.saturating_add(1)..=u16::MAX)
        .find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok());
    match free {
        Some(free) => format!("port {port} is taken; {free} is free: --port {free}"),
        None => format!("port {port} is taken, and so is every one after it"),
    }
}

fn introduce(sandbox: &Sandbox, options: &Options) -> io::Result<()> {
    let credentials = sandbox.credentials();
    let mut out = io::stdout().lock();
    writeln!(out, "Cordboard sandbox  {}", sandbox.url())?;
    if let Some(url) = &options.live_platform {
        writeln!(out, "Live Platform      passed on to {url}")?;
    } else {
        writeln!(out, "Access token       {}", credentials.token)?;
    }
    if let Some(url) = &options.opentact {
        writeln!(out, "OpenTACT           passed on to {url}")?;
    } else {
        writeln!(out, "E-mail             {}", credentials.email)?;
        writeln!(out, "Password           {}", credentials.password)?;
    }
    out.flush()
}
