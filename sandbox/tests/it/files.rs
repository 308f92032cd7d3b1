//! The app's files and what goes with them.

use std::{
    fs,
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};

use sandbox::{Options, Sandbox};

use crate::sockets::{Exchange, exchange};

/// A folder with a small built app, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("sandbox-{}-{count}", std::process::id()));
        fs::create_dir_all(path.join("assets")).unwrap();
        for (name, text) in [
            ("index.html", "<!doctype html><title>App</title>"),
            ("app-0123456789abcdef.js", "plain"),
            ("app-0123456789abcdef.js.br", "brotli"),
            ("app-0123456789abcdef.js.gz", "gzip"),
            ("app-0123456789abcdef_bg.wasm", "\0asm"),
            ("assets/app.css", "a{}"),
        ] {
            fs::write(path.join(name), text).unwrap();
        }
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

struct Site {
    sandbox: Sandbox,
    folder: Folder,
}

impl Site {
    async fn new(change: impl FnOnce(&mut Options)) -> Self {
        let folder = Folder::new();
        let mut options = Options {
            dist: Some(folder.0.clone()),
            ..Options::default()
        };
        change(&mut options);
        Self {
            sandbox: Sandbox::start(options).await.unwrap(),
            folder,
        }
    }

    async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Exchange {
        exchange(self.sandbox.address(), &format!("GET {path}"), headers, "").await
    }
}

#[tokio::test]
async fn files_have_the_headers_of_a_production_host() {
    let site = Site::new(|_| {}).await;
    let immutable = "public, max-age=31536000, immutable";
    for (path, kind, cache) in [
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/index.html", "text/html; charset=utf-8", "no-cache"),
        (
            "/dial-plans?plan=a.b",
            "text/html; charset=utf-8",
            "no-cache",
        ),
        ("/app-0123456789abcdef.js", "text/javascript", immutable),
        (
            "/app-0123456789abcdef_bg.wasm",
            "application/wasm",
            immutable,
        ),
        ("/assets/app.css", "text/css", "no-cache"),
        ("/config.json", "application/json", "no-cache"),
    ] {
        let answer = site.get(path, &[]).await;
        assert_eq!(answer.status(), "200", "{path}");
        assert_eq!(answer.header("content-type"), kind, "{path}");
        assert_eq!(answer.header("cache-control"), cache, "{path}");
        let policy = sandbox::content_security_policy(&[]);
        for (name, value) in [
            ("Content-Security-Policy", policy.as_str()),
            ("Connection", "close"),
        ]
        .into_iter()
        .chain(sandbox::SECURITY_HEADERS)
        {
            assert_eq!(answer.header(name), value, "{path}");
        }
    }
}

#[tokio::test]
async fn a_missing_file_is_never_answered_with_html() {
    let site = Site::new(|_| {}).await;
    for name in [
        "gone.js",
        "gone.wasm",
        "gone.css",
        "gone.json",
        "assets/gone.js",
        "a/b/c.json",
    ] {
        let answer = site.get(&format!("/{name}"), &[]).await;
        assert_eq!(
            (answer.status(), answer.text()),
            ("404", format!("no file {name}\n"))
        );
    }
    for path in [
        "/profiles/5f3f",
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/assets",
    ] {
        let answer = site.get(path, &[]).await;
        assert_eq!(answer.text(), "<!doctype html><title>App</title>", "{path}");
    }
    let answer = exchange(site.sandbox.address(), "POST /", &[], "{}").await;
    assert_eq!(answer.status(), "405");
}

#[tokio::test]
async fn compressed_files_are_chosen_by_what_the_client_takes() {
    let site = Site::new(|_| {}).await;
    for (accepted, text, encoding) in [
        ("gzip, deflate, br, zstd", "brotli", "br"),
        ("gzip", "gzip", "gzip"),
        ("br;q=0, gzip", "gzip", "gzip"),
        ("identity", "plain", ""),
    ] {
        let headers = [("accept-encoding", accepted)];
        let answer = site.get("/app-0123456789abcdef.js", &headers).await;
        assert_eq!(
            (answer.text().as_str(), answer.header("content-encoding")),
            (text, encoding)
        );
        assert_eq!(answer.header("content-type"), "text/javascript");
        assert_eq!(answer.header("vary"), "accept-encoding");
    }
}

#[tokio::test]
async fn the_app_may_live_under_a_path() {
    let site = Site::new(|options| options.public_url = Some("/x/".into())).await;
    assert!(site.sandbox.url().ends_with("/x/"));
    for path in [
        "/x/",
        "/x/profiles",
        "/x/app-0123456789abcdef.js",
        "/x/config.json",
    ] {
        assert_eq!(site.get(path, &[]).await.status(), "200", "{path}");
    }
    for path in ["/", "/x"] {
        let answer = site.get(path, &[]).await;
        assert_eq!(
            (answer.status(), answer.header("location")),
            ("307", "/x/"),
            "{path}"
        );
    }
    assert_eq!(site.get("/profiles", &[]).await.status(), "404");
    assert_eq!(
        site.get("/ac/tenantui/api/v3/customer", &[]).await.status(),
        "401"
    );
}

#[tokio::test]
async fn the_configuration_is_the_files_the_folders_or_the_sandboxes_own() {
    let site = Site::new(|_| {}).await;
    let own = site.get("/config.json", &[]).await.text();
    assert!(own.contains(r#""name": "Sandbox""#));
    let config = r#"{"environments": [{"openTact": {"baseUrl": "https://ot.example/rest"}}]}"#;
    fs::write(site.folder.0.join("config.json"), config).unwrap();
    let built = site.get("/config.json", &[]).await;
    assert_eq!(built.text(), config);
    let policy = sandbox::content_security_policy(&["https://ot.example".into()]);
    assert_eq!(built.header("content-security-policy"), policy);

    let other = site.folder.0.join("other.json");
    fs::write(&other, "{}").unwrap();
    let given = Site::new(|options| options.config = Some(other)).await;
    assert_eq!(given.get("/config.json", &[]).await.text(), "{}");
}

#[tokio::test]
async fn a_folder_without_the_app_says_so() {
    let site = Site::new(|_| {}).await;
    fs::remove_file(site.folder.0.join("index.html")).unwrap();
    let answer = site.get("/", &[]).await;
    assert_eq!(answer.status(), "404");
    assert!(answer.text().contains("build the app first"));
}
