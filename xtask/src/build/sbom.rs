//! What the program is made of, as a `CycloneDX` bill of materials: an administrator can hold it
//! against lists of known weaknesses without the source.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::process;
use crate::project::Project;

const PROGRAM: &str = "cordboard";
const TARGET: &str = "wasm32-unknown-unknown";

/// The bill of the program that `project` builds, under the build's name.
pub(super) fn of(project: &Project, build: &str) -> Result<Value> {
    let mut cargo = process::cargo();
    cargo
        .args(["metadata", "--locked", "--format-version", "1"])
        .args(["--filter-platform", TARGET, "--features", "split"])
        .current_dir(&project.root);
    let metadata: Value = serde_json::from_slice(&process::answer(&mut cargo)?)
        .context("reading what cargo metadata says")?;
    let checksums = checksums(&project.root)?;
    bill(&metadata, &checksums, build)
}

/// Cargo's SHA-256 of each package that comes from a registry, by name and version.
fn checksums(root: &Path) -> Result<BTreeMap<String, String>> {
    let lock = super::text(&root.join("Cargo.lock"))?;
    let field = |package: &str, name: &str| {
        let value = package.split_once(&format!("\n{name} = \""))?.1;
        Some(value.split('"').next()?.to_owned())
    };
    Ok(lock
        .split("[[package]]")
        .filter_map(|package| {
            let (name, version) = (field(package, "name")?, field(package, "version")?);
            Some((format!("{name}@{version}"), field(package, "checksum")?))
        })
        .collect())
}

fn bill(metadata: &Value, checksums: &BTreeMap<String, String>, build: &str) -> Result<Value> {
    let packages = by_id(&metadata["packages"]);
    let nodes = by_id(&metadata["resolve"]["nodes"]);
    let (&root, program) = packages
        .iter()
        .find(|(_, package)| package["name"] == PROGRAM)
        .context("cargo metadata does not name the program")?;
    let links = linked(root, &nodes, &packages);
    let components: Vec<Value> = links
        .keys()
        .filter(|id| **id != root)
        .filter_map(|id| packages.get(id))
        .map(|package| component("library", package, checksums))
        .collect();
    let dependencies: Vec<Value> = links
        .iter()
        .filter_map(|(id, needs)| {
            let needs: Vec<String> = needs
                .iter()
                .filter_map(|need| packages.get(need))
                .map(|package| address(package))
                .collect();
            Some(json!({ "ref": address(packages.get(id)?), "dependsOn": needs }))
        })
        .collect();
    let mut described = component("application", program, checksums);
    described["properties"] = json!([{ "name": "cordboard:build", "value": build }]);
    // No date and no serial number: the same source gives the same bill.
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": described },
        "components": components,
        "dependencies": dependencies,
    }))
}

fn by_id(list: &Value) -> BTreeMap<&str, &Value> {
    let items = list.as_array().into_iter().flatten();
    items
        .filter_map(|item| Some((item["id"].as_str()?, item)))
        .collect()
}

/// The packages whose code comes into the program, each with those that it calls. What only runs
/// while compiling, macros and build scripts, does not.
fn linked<'a>(
    root: &'a str,
    nodes: &BTreeMap<&'a str, &'a Value>,
    packages: &BTreeMap<&'a str, &'a Value>,
) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
    let mut links = BTreeMap::new();
    let mut waiting = vec![root];
    while let Some(id) = waiting.pop() {
        if links.contains_key(id) {
            continue;
        }
        let needs: BTreeSet<&str> = nodes
            .get(id)
            .and_then(|node| node["deps"].as_array())
            .into_iter()
            .flatten()
            .filter(|need| kinds(need).any(Value::is_null))
            .filter_map(|need| need["pkg"].as_str())
            .filter(|need| packages.get(need).is_some_and(|package| !is_macro(package)))
            .collect();
        waiting.extend(&needs);
        links.insert(id, needs);
    }
    links
}

/// Cargo's word for what a dependency is for; none for what is linked.
fn kinds(need: &Value) -> impl Iterator<Item = &Value> {
    let kinds = need["dep_kinds"].as_array().into_iter().flatten();
    kinds.map(|kind| &kind["kind"])
}

fn is_macro(package: &Value) -> bool {
    let targets = package["targets"].as_array().into_iter().flatten();
    targets
        .filter_map(|target| target["kind"].as_array())
        .flatten()
        .any(|kind| kind == "proc-macro")
}

fn address(package: &Value) -> String {
    let text = |field: &str| package[field].as_str().unwrap_or_default();
    format!("pkg:cargo/{}@{}", text("name"), text("version"))
}

fn component(kind: &str, package: &Value, checksums: &BTreeMap<String, String>) -> Value {
    let text = |field: &str| package[field].as_str().unwrap_or_default();
    let (name, version) = (text("name"), text("version"));
    let mut component = json!({
        "type": kind,
        "bom-ref": address(package),
        "name": name,
        "version": version,
        "purl": address(package),
    });
    if let Some(license) = package["license"].as_str() {
        // Older manifests separate by a slash what SPDX joins by OR.
        component["licenses"] = json!([{ "expression": license.replace('/', " OR ") }]);
    }
    if let Some(checksum) = checksums.get(&format!("{name}@{version}")) {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
    }
    component
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::{Value, json};

    use super::bill;

    fn package(name: &str, kind: &str) -> Value {
        json!({ "id": name, "name": name, "version": "1.0.0", "license": "MIT/Apache-2.0",
                "targets": [{ "kind": [kind] }] })
    }

    #[test]
    fn what_only_runs_while_compiling_is_not_in_the_bill() {
        let need =
            |name: &str, kind: Value| json!({ "pkg": name, "dep_kinds": [{ "kind": kind }] });
        let metadata = json!({
            "packages": [
                package("cordboard", "lib"), package("linked", "lib"), package("below", "lib"),
                package("macro", "proc-macro"), package("of-macro", "lib"),
                package("of-build", "lib"), package("elsewhere", "lib"),
            ],
            "resolve": { "nodes": [
                { "id": "cordboard", "deps": [
                    need("linked", Value::Null), need("macro", Value::Null),
                    need("of-build", json!("build")) ] },
                { "id": "linked", "deps": [need("below", Value::Null)] },
                { "id": "below", "deps": [] },
                { "id": "macro", "deps": [need("of-macro", Value::Null)] },
            ] },
        });
        let checksums = BTreeMap::from([("below@1.0.0".to_owned(), "abc".to_owned())]);
        let bill = bill(&metadata, &checksums, "0123").unwrap();
        let components = bill["components"].as_array().unwrap().iter();
        let names: Vec<_> = components
            .map(|one| one["name"].as_str().unwrap())
            .collect();
        assert_eq!(names, ["below", "linked"]);
        let below = &bill["components"][0];
        assert_eq!(below["hashes"][0]["content"], "abc");
        assert_eq!(below["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(
            bill["metadata"]["component"]["properties"][0]["value"],
            "0123"
        );
        let calls = bill["dependencies"].as_array().unwrap().iter();
        let own = calls
            .clone()
            .find(|one| one["ref"] == "pkg:cargo/cordboard@1.0.0")
            .unwrap();
        assert_eq!(own["dependsOn"], json!(["pkg:cargo/linked@1.0.0"]));
    }
}
